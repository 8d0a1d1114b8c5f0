/// What is to be remembered of the course.
public enum LessonNews: Hashable, Sendable {
  /// The lesson was opened.
  case opened(lesson: String)
  /// A task was done, counted from 0.
  case finished(lesson: String, task: Int)
}

extension CourseProgress {
  /// Notes what is to be remembered.
  /// - Returns: whether that is new.
  public mutating func note(_ news: LessonNews) -> Bool {
    switch news {
    case .opened(let lesson): open(lesson)
    case .finished(let lesson, let task): finish(task, of: lesson)
    }
  }
}
