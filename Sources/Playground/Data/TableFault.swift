/// What is wrong with a file of points.
public struct TableFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line, counted from 1; nil where it is the whole file.
  public var line: Int?
  /// What could stand there.
  public var expected: String
  /// What does.
  public var found: String

  /// One line.
  public var description: String { (line.map { "line \($0): " } ?? "") + "expected \(expected), found \(found)" }
}
