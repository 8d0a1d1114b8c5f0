/// What is wrong with a file of points.
public struct TableFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line, counted from 1; nil where it is the whole file.
  public var line: Int?
  /// What could stand there.
  public var expected: String
  /// What does.
  public var found: String

  /// One line.
  public var description: String {
    let text = (line.map { "line \($0): " } ?? "") + "expected \(expected), found \(found)"
    // A file may hold anything; control characters of it would reach a terminal.
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) ? "\u{FFFD}" : $0 }
      )
    )
  }
}
