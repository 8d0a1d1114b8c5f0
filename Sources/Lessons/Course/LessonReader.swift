/// Puts lessons together from the lines of a file.
struct LessonReader {
  private let file: String
  private var lessons: [Lesson] = []
  private var current: Lesson?
  private var start = 0
  private var isAnswerDue = false
  private var lastItem = ""

  init(file: String) { self.file = file }

  private func fault(_ line: Int, _ expected: String, _ found: String) -> LessonError {
    LessonError(file: file, line: line, expected: expected, found: found)
  }

  /// Takes in a key with its value.
  mutating func take(_ key: String, _ value: String, line: Int) throws(LessonError) {
    guard !value.isEmpty else { throw fault(line, "something after \(key):", "nothing") }
    if isAnswerDue, key != "answer" { throw fault(line, "answer: to the question above", "\(key):") }
    if key == "lesson" { return try begin(value, line: line) }
    guard var lesson = current else { throw fault(line, "lesson: NAME first", "\(key):") }
    switch key {
    case "title":
      guard lesson.title.isEmpty else { throw fault(line, "one title: for a lesson", "a second one") }
      lesson.title = value
    case "command":
      guard lesson.command.isEmpty else { throw fault(line, "one command: for a lesson", "a second one") }
      lesson.command = try words(value, line: line)
    case "text": lesson.text += (lesson.text.isEmpty ? "" : "\n") + value
    case "task":
      guard lesson.tasks.count < LessonFile.maximumItems else {
        throw fault(line, "at most \(LessonFile.maximumItems) tasks", "one more")
      }
      lesson.tasks.append(Lesson.Task(text: value))
    case "check", "hint":
      guard lastItem == "task", let last = lesson.tasks.indices.last else {
        throw fault(line, "task: before \(key):", lastItem.isEmpty ? "none" : "\(lastItem):")
      }
      if key == "hint" {
        lesson.tasks[last].hint = value
      } else {
        guard lesson.tasks[last].check == nil else { throw fault(line, "one check: for a task", "a second one") }
        lesson.tasks[last].check = try check(value, of: lesson, line: line)
      }
    case "question":
      guard lesson.questions.count < LessonFile.maximumItems else {
        throw fault(line, "at most \(LessonFile.maximumItems) questions", "one more")
      }
      lesson.questions.append(Lesson.Question(text: value, answer: ""))
      isAnswerDue = true
    default:
      guard isAnswerDue, let last = lesson.questions.indices.last else {
        throw fault(line, "question: before answer:", lastItem.isEmpty ? "none" : "\(lastItem):")
      }
      lesson.questions[last].answer = value
      isAnswerDue = false
    }
    if key == "task" || key == "question" { lastItem = key }
    current = lesson
  }

  private mutating func begin(_ name: String, line: Int) throws(LessonError) {
    try close(line: line)
    guard lessons.count < LessonFile.maximumLessons else {
      throw fault(line, "at most \(LessonFile.maximumLessons) lessons", "one more")
    }
    let isPlain = name.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" || $0 == "_")
    }
    guard isPlain, name.count <= 40, name.lowercased() != "list" else {
      throw fault(line, "a name of at most 40 letters, digits, - and _, other than list", shown(name[...]))
    }
    guard !lessons.contains(where: { $0.name == name }) else {
      throw fault(line, "a name of its own", shown(name[...]) + " a second time")
    }
    current = Lesson(name: name, title: "", command: [], text: "", tasks: [], questions: [])
    start = line
    lastItem = ""
  }

  private mutating func close(line: Int) throws(LessonError) {
    guard let lesson = current else { return }
    if lesson.title.isEmpty { throw fault(start, "a title: for lesson \(lesson.name)", "none") }
    if lesson.command.isEmpty { throw fault(start, "a command: for lesson \(lesson.name)", "none") }
    lessons.append(lesson)
    current = nil
  }

  /// The lessons, when all lines have been taken in.
  mutating func finished(line: Int) throws(LessonError) -> [Lesson] {
    if isAnswerDue { throw fault(line, "answer: to the last question", "the end of the file") }
    try close(line: line)
    guard !lessons.isEmpty else { throw fault(line, "lesson: NAME", "no lesson") }
    return lessons
  }

  private func check(_ text: String, of lesson: Lesson, line: Int) throws(LessonError) -> LessonCheck {
    guard !lesson.command.isEmpty else { throw fault(line, "command: before check:, for it names the screen", "none") }
    let check: LessonCheck
    do throws(LessonSyntaxError) {
      check = try LessonCheck(parsing: text[...])
    } catch {
      throw fault(line, error.expected, error.found)
    }
    guard let known = LessonFacts.names(of: lesson.screen) else {
      throw fault(line, "a task without check:, for nothing on the \(lesson.screen) screen can be checked", "check:")
    }
    if let other = check.stages.joined().first(where: { !known.contains($0.fact) }) {
      throw fault(
        line,
        "a figure of the \(lesson.screen) screen (\(known.joined(separator: ", ")))",
        shown(other.fact[...])
      )
    }
    return check
  }

  /// A command in words; quotes hold words together.
  private func words(_ text: String, line: Int) throws(LessonError) -> [String] {
    var words: [String] = []
    var word = ""
    var quote: Character?
    var isWord = false
    for character in text {
      if let open = quote {
        if character == open { quote = nil } else { word.append(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        isWord = true
      } else if character.isWhitespace {
        if isWord { words.append(word) }
        (word, isWord) = ("", false)
      } else {
        word.append(character)
        isWord = true
      }
    }
    if let quote { throw fault(line, "a closing \(quote)", "the end of the command") }
    if isWord { words.append(word) }
    guard words.first == "dlviz", words.count > 1 else {
      throw fault(line, "a command that begins with dlviz and a screen's name", shown(text[...]))
    }
    guard !words[1].hasPrefix("-") else { throw fault(line, "a screen's name after dlviz", shown(words[1][...])) }
    return Array(words.dropFirst())
  }
}
