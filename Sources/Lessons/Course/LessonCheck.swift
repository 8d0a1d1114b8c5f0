/// What must have been true of a run for a task to be done: conditions that hold at once, in stages that come one after another.
public struct LessonCheck: Hashable, Sendable, CustomStringConvertible {
  /// The stages in order; of each all conditions must hold at once.
  public let stages: [[LessonCondition]]

  /// The most stages and conditions of a check.
  public static let limit = 10

  /// A check of stages.
  public init(_ stages: [[LessonCondition]]) { self.stages = stages }

  /// The check as it is written in a file: `dead = 1 then dead = 0 and loss < 20`.
  public var description: String {
    stages.map { $0.map(\.description).joined(separator: " and ") }.joined(separator: " then ")
  }

  /// Reads a check: `FACT OP NUMBER [and …] [then …]`.
  /// - Throws: what was expected and found.
  init(parsing text: Substring) throws(LessonSyntaxError) {
    var stages: [[LessonCondition]] = [[]]
    var words = text.split(whereSeparator: \.isWhitespace)[...]
    var count = 0
    while true {
      guard let fact = words.popFirst() else { throw LessonSyntaxError("a figure's name", "the end of the line") }
      guard let sign = words.popFirst() else {
        throw LessonSyntaxError("a comparison after \(fact)", "the end of the line")
      }
      guard let comparison = LessonCondition.Comparison(rawValue: String(sign)) else {
        throw LessonSyntaxError("one of < <= = != >= >", shown(sign))
      }
      guard let number = words.popFirst() else {
        throw LessonSyntaxError("a number after \(sign)", "the end of the line")
      }
      guard let value = Double(number), value.isFinite else { throw LessonSyntaxError("a number", shown(number)) }
      count += 1
      guard count <= Self.limit else {
        throw LessonSyntaxError("at most \(Self.limit) conditions", "one more")
      }
      stages[stages.count - 1].append(LessonCondition(String(fact), comparison, value))
      switch words.popFirst() {
      case nil:
        self.init(stages)
        return
      case "and": continue
      case "then": stages.append([])
      case let other?: throw LessonSyntaxError("and, then or the end of the line", shown(other))
      }
    }
  }
}

/// What was expected in a line and what was found.
struct LessonSyntaxError: Error {
  let expected: String
  let found: String

  init(_ expected: String, _ found: String) {
    self.expected = expected
    self.found = found
  }
}
