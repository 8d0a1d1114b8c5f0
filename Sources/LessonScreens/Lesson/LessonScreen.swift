import Lessons
import Plots
import Shell
import Terminal

/// A screen that stands in the course: its tasks are checked as the run goes, and a key shows them.
public protocol LessonScreen: Screen where Effect == LessonEffect {
  /// The lesson with what is done of it; nil outside the course.
  var tracker: TaskTracker? { get set }
  /// Whether the answers are shown below their questions.
  var showsAnswers: Bool { get set }
  /// The figures that tasks are checked by.
  var facts: [String: Double] { get }
}

extension LessonScreen {
  /// Looks at the run, says which tasks are done now, and has them remembered.
  mutating func checkTasks() -> [Command] {
    guard var tracker else { return [] }
    let news = tracker.look(at: facts)
    self.tracker = tracker
    guard let last = news.last else { return [] }
    let left = tracker.lesson.tasks.count - tracker.doneCount
    shell.notice =
      "task \(last + 1) done: \(tracker.lesson.tasks[last].text) "
      + (left == 0 ? "All tasks are done." : "\(left) left; g lists them.")
    return news.map { .effect(.finished(lesson: tracker.lesson.name, task: $0)) }
  }

  /// What is to be remembered at the beginning.
  var openingCommands: [Command] { tracker.map { [.effect(.opened(lesson: $0.lesson.name))] } ?? [] }

  /// The keys of the course.
  var lessonBindings: [Binding<Self>] {
    [
      Binding(
        common: .tasks,
        hint: "tasks",
        rank: 60,
        help: "the lesson's tasks and questions",
        group: "lesson",
        when: { $0.tracker != nil }
      ) { screen, _ in
        screen.shell.overlay.open(.message)
        return []
      },
      Binding(
        "a",
        help: "the same with the answers, or without",
        group: "lesson",
        when: { $0.tracker?.lesson.questions.isEmpty == false }
      ) { screen, _ in
        screen.showsAnswers.toggle()
        screen.shell.overlay.open(.message)
        return []
      },
    ]
  }

  /// The lesson's text, tasks and questions.
  var lessonMessage: Explanation? {
    guard let tracker else { return nil }
    let lesson = tracker.lesson
    var lines: [StyledText] = lesson.text.split(separator: "\n").map { StyledText(String($0)) }
    lines.append(StyledText())
    lines.append(StyledText("Tasks: \(tracker.doneCount) of \(lesson.tasks.count) done", .title, .bold))
    for (index, task) in lesson.tasks.enumerated() {
      let isDone = tracker.isDone[index]
      lines.append(
        StyledText("  \(isDone ? "✓" : "·") ", isDone ? .good : .muted)
          + StyledText("\(index + 1). \(task.text)", isDone ? .muted : .text)
      )
      if !isDone, !task.hint.isEmpty { lines.append(StyledText("      try: \(task.hint)", .muted)) }
    }
    if !lesson.questions.isEmpty {
      lines.append(StyledText())
      lines.append(StyledText("Questions", .title, .bold))
      for question in lesson.questions {
        lines.append(StyledText("  \(question.text)"))
        if showsAnswers { lines.append(StyledText("      \(question.answer)", .accent)) }
      }
      lines.append(StyledText(showsAnswers ? "a hides the answers" : "a shows the answers", .muted))
    }
    return Explanation("lesson: \(lesson.title)", lines)
  }
}
