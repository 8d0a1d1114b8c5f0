import ArgumentParser
import Lessons
import Plots
import Records
import Shell

/// `dlviz lesson`: the course, its tasks and what is done of them.
struct LessonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson",
    abstract: "The course: list its lessons, show one, or open it.",
    discussion: """
      Without a name, all lessons are listed in the order of the course. With one, its text, tasks and questions are shown; --open, or \
      --lesson NAME, opens its screen, where g shows the tasks. Progress is kept in $XDG_STATE_HOME/dlviz, else in ~/.local/state/dlviz.

      A teacher's own lessons are a text file of lines KEY: VALUE. A line that begins with a blank continues the one before; one that begins with # is a comment:

        lesson: too-fast
        title: A step that is too large
        command: dlviz neuron --activation identity
        text: What to read first.
        task: Make it diverge.
        check: diverged = 1
        hint: Raise the learning rate.
        question: Why does it diverge?
        answer: Every update overshoots by more than it corrects.

      A check compares figures of the run: FIGURE < <= = != >= > NUMBER, joined by `and`; what follows `then` must hold later. \
      `dlviz lesson --figures` lists the figures. check, hint, task and question may be left out.
      """
  )

  @Argument(help: "The lesson.")
  var name: String?
  @Option(help: ArgumentHelp("Take the lessons from this file.", valueName: "file"), completion: .file())
  var lessons: String?
  @Option(name: .customLong("lesson"), help: ArgumentHelp("Open the screen of this lesson.", valueName: "name"))
  var opened: String?
  @Flag(help: "Open the screen of the lesson.")
  var open = false
  @Flag(help: "Show the answers to the questions too.")
  var answers = false
  @Flag(help: "List the figures that checks can use.")
  var figures = false
  @Flag(help: "Write the lessons as JSON, one object a line.")
  var json = false

  func validate() throws {
    if opened != nil, name != nil || figures {
      throw ValidationError(
        "--lesson: expected alone or with --lessons, found with \(figures ? "--figures" : "'\(name ?? "")'")"
      )
    }
    if open, name == nil, opened == nil {
      throw ValidationError("--open: expected with a lesson's name, found without")
    }
    if figures, name != nil || lessons != nil {
      throw ValidationError("--figures: expected alone, found with a lesson or a file")
    }
  }

  mutating func run() throws {
    if figures { return try listFigures() }
    let all = try lessons.map { try CourseFiles.lessons(in: $0) } ?? Course.lessons
    let progress = CourseFiles.progress()
    guard let name = opened ?? name else {
      for lesson in all { try json ? show(json: lesson, progress) : show(line: lesson, progress) }
      return
    }
    guard let lesson = all.first(where: { $0.name.lowercased() == name.lowercased() }) else {
      throw Failure(
        description: "lesson: expected one of \(all.map(\.name).joined(separator: ", ")), found '\(name)'"
      )
    }
    if open || opened != nil {
      CourseFiles.activate(lesson)
      var command = try Dlviz.parseAsRoot(lesson.command)
      return try command.run()
    }
    try json ? show(json: lesson, progress) : show(whole: lesson, progress)
  }

  private func listFigures() throws {
    for (screen, facts) in LessonFacts.table {
      try StandardOutput.print("\(screen)")
      for fact in facts {
        let padding = String(repeating: " ", count: max(1, 22 - fact.name.count))
        try StandardOutput.print("  \(fact.name)\(padding)\(fact.about)")
      }
    }
  }

  private func show(line lesson: Lesson, _ progress: CourseProgress) throws {
    let done = progress.done[lesson.name]?.count { lesson.tasks.indices.contains($0) } ?? 0
    let state =
      progress.isFinished(lesson)
      ? "done"
      : done > 0 ? "\(done) of \(lesson.tasks.count) tasks" : progress.opened.contains(lesson.name) ? "opened" : ""
    let padding = String(repeating: " ", count: max(1, 18 - lesson.name.count))
    try StandardOutput.print("\(lesson.name)\(padding)\(lesson.title)\(state.isEmpty ? "" : "  (\(state))")")
    for (index, task) in lesson.tasks.enumerated() { try StandardOutput.print("    \(index + 1). \(task.text)") }
  }

  /// How wide a lesson's text is at the most.
  private static let textWidth = 100

  private func show(whole lesson: Lesson, _ progress: CourseProgress) throws {
    let done = progress.done[lesson.name] ?? []
    var lines = [""]
    lines += lesson.text.split(separator: "\n").map(String.init) + ["", "Tasks"]
    for (index, task) in lesson.tasks.enumerated() {
      lines.append("  \(index + 1). \(task.text)\(done.contains(index) ? "  (done)" : "")")
      if !task.hint.isEmpty { lines.append("     hint: \(task.hint)") }
    }
    if !lesson.questions.isEmpty { lines += ["", "Questions"] }
    for question in lesson.questions {
      lines.append("  \(question.text)")
      if answers { lines.append("     \(question.answer)") }
    }
    try StandardOutput.print("\(lesson.title)\n  \(lesson.commandLine)")
    for line in lines.map({ StyledText($0) }) {
      let indent = line.indentation > 0 ? line.indentation + 3 : 0
      for part in line.count == 0 ? [line] : line.wrapped(width: Self.textWidth, indent: indent) {
        try StandardOutput.print(part.string)
      }
    }
  }

  private func show(json lesson: Lesson, _ progress: CourseProgress) throws {
    var line = JSONLine(event: "lesson")
    line.add("name", lesson.name)
    line.add("title", lesson.title)
    line.add("command", lesson.commandLine)
    line.add("tasks", lesson.tasks.map(\.text))
    line.add("checks", lesson.tasks.map { $0.check?.description ?? "" })
    line.add("questions", lesson.questions.map(\.text))
    line.add("opened", progress.opened.contains(lesson.name))
    line.add("done", (progress.done[lesson.name] ?? []).sorted().map { $0 + 1 })
    try StandardOutput.print(line.text)
  }
}
