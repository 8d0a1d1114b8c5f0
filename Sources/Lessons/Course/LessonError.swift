/// What is wrong with a file of lessons.
public struct LessonError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// What may stand there.
  public let expected: String
  /// What stands there.
  public let found: String

  /// The fault in one sentence.
  public var description: String { "\(file), line \(line): expected \(expected), found \(found)" }
}
