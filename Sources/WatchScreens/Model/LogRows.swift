import Terminal

/// Lines of a log in rows of a width: what is longer goes on in the next row, a little to the right.
struct LogRows {
  private static let indent = 2

  private let lines: ArraySlice<String>
  private let width: Int
  /// How many rows there are up to the end of each line.
  private let ends: [Int]

  /// - Complexity: O(letters).
  init(_ lines: ArraySlice<String>, width: Int) {
    self.lines = lines
    self.width = max(Self.indent + 2, width)
    var ends: [Int] = []
    ends.reserveCapacity(lines.count)
    for line in lines {
      // No letter takes more columns than bytes.
      let rows = line.utf8.count <= self.width ? 1 : Self.pieces(of: line.inColumns, width: self.width).count
      ends.append((ends.last ?? 0) + rows)
    }
    self.ends = ends
  }

  /// How many rows there are.
  var count: Int { ends.last ?? 0 }

  /// The texts of some rows, fewer where there are not so many.
  func texts(_ rows: Range<Int>) -> [String] {
    var texts: [String] = []
    for (place, line) in lines.enumerated() {
      let begin = place == 0 ? 0 : ends[place - 1]
      guard ends[place] > rows.lowerBound else { continue }
      guard begin < rows.upperBound else { break }
      for (offset, piece) in Self.pieces(of: line.inColumns, width: width).enumerated()
      where rows.contains(begin + offset) {
        texts.append(String(repeating: " ", count: offset == 0 ? 0 : Self.indent) + String(piece))
      }
    }
    return texts
  }

  /// The parts of a line that stand in rows of their own.
  private static func pieces(of line: String, width: Int) -> [Substring.UnicodeScalarView] {
    var rest = line.unicodeScalars[...]
    var pieces: [Substring.UnicodeScalarView] = []
    repeat {
      var head = rest.prefix(pieces.isEmpty ? width : width - indent)
      // No wide letter is cut through.
      if rest[head.endIndex...].first == .secondColumn, head.count > 1 { head.removeLast() }
      rest = rest[head.endIndex...]
      pieces.append(head)
    } while !rest.isEmpty
    return pieces
  }
}
