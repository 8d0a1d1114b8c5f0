import Terminal
import Testing

/// Expects a frame's glyphs, written as one text; spaces at the ends of lines do not count.
public func expectFrame(_ buffer: Buffer, _ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  expectFrame(buffer, lines, sourceLocation: sourceLocation)
}

/// Expects a frame's glyphs, line by line; spaces at the ends of lines do not count.
public func expectFrame(_ buffer: Buffer, _ lines: [String], sourceLocation: SourceLocation = #_sourceLocation) {
  let expected = lines.map { line in
    var scalars = line.unicodeScalars
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }
  let found = buffer.lines
  guard found != expected else { return }
  let difference = (0..<max(found.count, expected.count)).first {
    $0 >= found.count || $0 >= expected.count || found[$0] != expected[$0]
  }
  Issue.record(
    """
    the frame differs from row \(difference ?? 0) on
    expected:
    \(expected.joined(separator: "\n"))
    found:
    \(found.joined(separator: "\n"))
    """,
    sourceLocation: sourceLocation
  )
}
