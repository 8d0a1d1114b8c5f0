/// Lessons as text: a line is `KEY: VALUE`, a line that begins with blanks goes on with the value above it, `#` begins a comment line.
///
/// A lesson begins with `lesson: NAME`; then come `title:` and `command:` once each, `text:` as often as there are paragraphs, and any number
/// of `task:` (each followed by `check:` and `hint:`, both optional) and `question:` (each followed by `answer:`). A check compares figures of
/// the run, `loss < 0.01 and epoch <= 50`; `then` makes a second stage that must come after the first. ``LessonFacts`` names the figures.
public struct LessonFile: Hashable, Sendable {
  /// The lessons in their order.
  public let lessons: [Lesson]

  /// The most bytes of a file.
  public static let maximumBytes = 1 << 20
  /// The most lessons of a file.
  public static let maximumLessons = 200
  /// The most tasks, and the most questions, of a lesson.
  public static let maximumItems = 20
  /// The most characters of a value.
  public static let maximumText = 4000

  /// The keys that a line may begin with.
  static let keys = ["lesson", "title", "command", "text", "task", "check", "hint", "question", "answer"]

  /// Reads lessons.
  /// - Parameters:
  ///   - text: The file's text.
  ///   - file: Its name, for messages.
  /// - Throws: `LessonError`, which names the line, what was expected and what was found.
  public init(_ text: String, file: String) throws(LessonError) {
    guard text.utf8.count <= Self.maximumBytes else {
      throw LessonError(
        file: file,
        line: 1,
        expected: "at most \(Self.maximumBytes) bytes",
        found: "\(text.utf8.count)"
      )
    }
    var reader = LessonReader(file: file)
    var entry: (line: Int, key: String, value: String)?
    var number = 0
    for content in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      let line = number == 1 && content.first == "\u{FEFF}" ? content.dropFirst() : content
      if line.trimmed.isEmpty || line.first == "#" { continue }
      if line.first?.isWhitespace == true {
        guard var current = entry else {
          throw LessonError(file: file, line: number, expected: "lesson: NAME", found: shown(line.trimmed))
        }
        current.value += (current.value.isEmpty ? "" : " ") + line.trimmed
        guard current.value.count <= Self.maximumText else {
          throw LessonError(
            file: file,
            line: number,
            expected: "at most \(Self.maximumText) characters after \(current.key):",
            found: "more"
          )
        }
        entry = current
        continue
      }
      if let entry { try reader.take(entry.key, entry.value, line: entry.line) }
      guard let colon = line.firstIndex(of: ":") else {
        throw LessonError(file: file, line: number, expected: "KEY: VALUE", found: shown(line))
      }
      let key = line[..<colon].lowercased()
      guard Self.keys.contains(key) else {
        throw LessonError(
          file: file,
          line: number,
          expected: "one of " + Self.keys.map { $0 + ":" }.joined(separator: " "),
          found: shown(line[...colon])
        )
      }
      let value = line[line.index(after: colon)...].trimmed
      guard value.count <= Self.maximumText else {
        throw LessonError(
          file: file,
          line: number,
          expected: "at most \(Self.maximumText) characters",
          found: "\(value.count)"
        )
      }
      entry = (number, key, String(value))
    }
    if let entry { try reader.take(entry.key, entry.value, line: entry.line) }
    lessons = try reader.finished(line: max(1, number))
  }
}
