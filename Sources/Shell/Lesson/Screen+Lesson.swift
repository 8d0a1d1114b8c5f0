import Lessons
import Plots
import Terminal

extension Screen {
  /// What to do before the first event: the lesson is opened, and what is so from the start is seen.
  public mutating func begin() -> [Command] {
    let opening = shell.lesson.map { [Command.program(.remember(.opened(lesson: $0.lesson.name)))] } ?? []
    return opening + start() + checkTasks()
  }

  /// Looks at the run, says which tasks are done now, and has them remembered.
  mutating func checkTasks() -> [Command] {
    guard var tracker = shell.lesson, !tracker.isFinished else { return [] }
    let news = tracker.look(at: facts)
    shell.lesson = tracker
    let remembered = news.map { Command.program(.remember(.finished(lesson: tracker.lesson.name, task: $0))) }
    guard let last = news.last, tracker.announces else { return remembered }
    let left = tracker.lesson.tasks.count - tracker.doneCount
    // The end of a notice gives way in a narrow window, and what was asked is known.
    let rest = left == 0 ? "none left" : "\(left) left (g lists them)"
    shell.notice = "task \(last + 1) done, \(rest): \(tracker.lesson.tasks[last].text)"
    return remembered
  }

  /// The key of the course.
  var lessonBindings: [Binding<Self>] {
    [
      Binding(
        common: .tasks,
        hint: "tasks",
        rank: 59,
        help: "the lesson's tasks and questions; there a shows the answers",
        group: HelpGroup.looking,
        when: { $0.shell.lesson != nil }
      ) { screen, _ in
        screen.shell.lesson?.announces = true
        screen.shell.overlay.open(.tasks)
        return []
      }
    ]
  }

  /// The lesson's text, tasks and questions.
  var tasks: Explanation? {
    guard let tracker = shell.lesson else { return nil }
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
      if !isDone, !task.hint.isEmpty { lines.append(StyledText("      hint: \(task.hint)", .muted)) }
    }
    if !lesson.questions.isEmpty { lines += questions(of: lesson) }
    return Explanation("lesson: \(lesson.title)", lines)
  }

  private func questions(of lesson: Lesson) -> [StyledText] {
    let showsAnswers = shell.overlay.showsAnswers
    var lines = [StyledText(), StyledText("Questions", .title, .bold)]
    for question in lesson.questions {
      lines.append(StyledText("  \(question.text)"))
      if showsAnswers { lines.append(StyledText("      \(question.answer)", .accent)) }
    }
    lines.append(StyledText(showsAnswers ? "a hides the answers" : "a shows the answers", .muted))
    return lines
  }
}
