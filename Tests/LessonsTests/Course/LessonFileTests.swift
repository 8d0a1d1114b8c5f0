import Lessons
import Testing

@Suite struct LessonFileTests {
  private static let whole = """
    # my course
    lesson: rates
    title: Too fast
    command: dlviz neuron --lesson diverge --seed '1 2'
    text: First paragraph,
      which goes on.
    text: Second.
    task: Make it diverge.
    check: diverged = 1 then diverged = 0 and epoch <= 50
    hint: Raise it.
    question: Why?
    answer: Because.
    lesson: other
    title: Other
    command: dlviz xor
    task: Look.
    """

  @Test func reads() throws {
    let lessons = try LessonFile(Self.whole, file: "course.txt").lessons
    #expect(lessons.map(\.name) == ["rates", "other"])
    let lesson = lessons[0]
    #expect(lesson.command == ["neuron", "--lesson", "diverge", "--seed", "1 2"])
    #expect(lesson.commandLine == "dlviz neuron --lesson diverge --seed '1 2'")
    #expect(lesson.text == "First paragraph, which goes on.\nSecond.")
    #expect(lesson.tasks[0].check?.description == "diverged = 1.0 then diverged = 0.0 and epoch <= 50.0")
    #expect(lesson.tasks[0].hint == "Raise it.")
    #expect(lesson.questions.map(\.text) == ["Why?"] && lesson.questions.map(\.answer) == ["Because."])
    #expect(lessons[1].tasks[0].check == nil)
  }

  @Test(arguments: [
    ("", "line 1: expected lesson: NAME, found no lesson"),
    ("title: x", "line 1: expected lesson: NAME first, found title:"),
    ("nonsense", "line 1: expected KEY: VALUE, found 'nonsense'"),
    (
      "# c\nfoo: x",
      "line 2: expected one of lesson: title: command: text: task: check: hint: question: answer:, found 'foo:'"
    ),
    ("lesson: a b", "line 1: expected a name of at most 40 letters, digits, - and _, other than list, found 'a b'"),
    ("lesson: a\ncommand: dlviz xor", "line 1: expected a title: for lesson a, found none"),
    ("lesson: a\ntitle: x", "line 1: expected a command: for lesson a, found none"),
    ("lesson: a\ntitle: x\ntitle: y", "line 3: expected one title: for a lesson, found a second one"),
    ("lesson: a\ntitle:", "line 2: expected something after title:, found nothing"),
    ("lesson: a\ncommand: ls", "line 2: expected a command that begins with dlviz and a screen's name, found 'ls'"),
    ("lesson: a\ncommand: dlviz 'xor", "line 2: expected a closing ', found the end of the command"),
    ("lesson: a\nhint: x", "line 2: expected task: before hint:, found none"),
    ("lesson: a\nanswer: x", "line 2: expected question: before answer:, found none"),
    ("lesson: a\nquestion: x\ntask: y", "line 3: expected answer: to the question above, found task:"),
    ("  indented", "line 1: expected lesson: NAME, found 'indented'"),
    (
      "lesson: a\ntask: x\ncheck: loss < 1",
      "line 3: expected command: before check:, for it names the screen, found none"
    ),
    ("lesson: a\ncommand: dlviz neuron\ntask: x\ncheck: loss ~ 1", "line 4: expected one of < <= = != >= >, found '~'"),
    ("lesson: a\ncommand: dlviz neuron\ntask: x\ncheck: loss < y", "line 4: expected a number, found 'y'"),
    (
      "lesson: a\ncommand: dlviz neuron\ntask: x\ncheck: loss <",
      "line 4: expected a number after <, found the end of the line"
    ),
    (
      "lesson: a\ncommand: dlviz neuron\ntask: x\ncheck: loss < 1 or",
      "line 4: expected and, then or the end of the line, found 'or'"
    ),
    (
      "lesson: a\ncommand: dlviz data\ntask: x\ncheck: loss < 1",
      "line 4: expected a task without check:, for nothing on the data screen can be checked, found check:"
    ),
  ])
  func faults(text: String, message: String) {
    #expect { try LessonFile(text, file: "f") } throws: { "\($0)" == "f, " + message }
  }

  @Test func limits() {
    let head = "lesson: a\ntitle: x\ncommand: dlviz neuron\n"
    func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
    let faults = [
      (repeated("#\n", LessonFile.maximumBytes), "line 1: expected at most 1048576 bytes, found 2097152"),
      (head + "text: " + repeated("x", 4001), "line 4: expected at most 4000 characters, found 4001"),
      (
        head + "text: x\n" + repeated(" \(repeated("x", 3000))\n", 2),
        "line 6: expected at most 4000 characters after text:, found more"
      ),
      (head + repeated("task: x\n", 21), "line 24: expected at most 20 tasks, found one more"),
      (head + repeated("question: x\nanswer: y\n", 21), "line 44: expected at most 20 questions, found one more"),
      (
        head + "task: x\ncheck: loss < 1\(repeated(" and loss < 1", 10))",
        "line 5: expected at most 10 conditions, found one more"
      ),
      (
        (0...200).map { "lesson: l\($0)\ntitle: x\ncommand: dlviz xor\n" }.joined(),
        "line 601: expected at most 200 lessons, found one more"
      ),
    ]
    for (text, message) in faults {
      #expect { try LessonFile(text, file: "f") } throws: { "\($0)" == "f, " + message }
    }
  }

  @Test func unknownFiguresAreNamed() {
    let text = "lesson: a\ncommand: dlviz backprop\ntask: x\ncheck: losss < 1"
    #expect { try LessonFile(text, file: "f") } throws: {
      "\($0)".hasPrefix("f, line 4: expected a figure of the backprop screen (loss, new_loss,")
        && "\($0)".hasSuffix("found 'losss'")
    }
  }

  @Test func theCourseIsWhole() throws {
    let lessons = try LessonFile(Course.text, file: "course").lessons
    #expect(lessons == Course.lessons)
    for lesson in lessons {
      #expect(
        (2...5).contains(lesson.tasks.count) && !lesson.questions.isEmpty && !lesson.text.isEmpty,
        "\(lesson.name)"
      )
      let canBeChecked = LessonFacts.names(of: lesson.screen) != nil
      #expect(lesson.tasks.allSatisfy { ($0.check != nil) == canBeChecked }, "\(lesson.name)")
    }
    #expect(Course.lesson(named: "Backprop")?.screen == "backprop")
  }

  @Test func stagesComeOneAfterAnother() throws {
    let lesson = try #require(Course.lesson(named: "neuron"))
    let task = try #require(lesson.tasks.firstIndex { $0.text.hasPrefix("Kill") })
    var tracker = TaskTracker(lesson)
    let alive = ["dead": 0.0, "silent_samples": 5], dead = ["dead": 1.0, "silent_samples": 11]
    let news = [alive, dead, ["dead": .nan], alive, alive].map { tracker.look(at: $0) }
    #expect(news == [[], [], [], [task], []])
    #expect(tracker.doneCount == 1 && !tracker.isFinished)
    tracker.restart()
    #expect(tracker.isDone[task])
  }

  @Test func progressIsRemembered() throws {
    var progress = CourseProgress()
    let news = [progress.open("neuron"), progress.open("neuron"), progress.finish(2, of: "neuron")]
    #expect(news == [true, false, true])
    #expect(progress.text == "opened neuron\ndone neuron 3\n")
    #expect(CourseProgress(progress.text) == progress)
    #expect(
      CourseProgress("junk\n\u{0}\ndone\ndone neuron x\ndone neuron 99\nopened \(String(repeating: "x", count: 99))")
        == CourseProgress()
    )
    let lesson = try #require(Course.lesson(named: "neuron-pretend"))
    #expect(!progress.isFinished(lesson))
    for task in lesson.tasks.indices { progress.finish(task, of: lesson.name) }
    #expect(progress.isFinished(lesson))
  }
}
