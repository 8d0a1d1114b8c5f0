/// What a lesson's screen wants to be remembered.
public enum LessonEffect: Hashable, Sendable {
  /// The lesson was opened.
  case opened(lesson: String)
  /// A task was done, counted from 0.
  case finished(lesson: String, task: Int)
}
