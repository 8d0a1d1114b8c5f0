import Terminal

extension StyledText {
  /// Spaces before the first word.
  public var indentation: Int { string.prefix { $0 == " " }.count }

  /// The text in lines no longer than a width, broken at spaces; a line that goes on from the one above is indented.
  ///
  /// A no-break space (U+00A0) holds a formula together and becomes a space; what is longer than a line is cut. A line
  /// break in the text starts a line without an indent.
  /// - Parameter forSpelling: whether lines leave the room that signs take when they are spelled in ASCII.
  public func wrapped(width: Int, indent: Int = 0, forSpelling: Bool = false) -> [StyledText] {
    guard width > 0 else { return [] }
    var wrapping = Wrapping(width: width, indent: min(max(0, indent), width / 2), forSpelling: forSpelling)
    for (index, span) in spans.enumerated() {
      for scalar in span.text.unicodeScalars { wrapping.take(scalar, span: index) }
    }
    return wrapping.finished.map(styled)
  }

  /// Letters with the looks of the spans they came from.
  private func styled(_ letters: [Wrapping.Letter]) -> StyledText {
    var line = StyledText()
    var last: Int?
    for letter in letters {
      if letter.span == last, !line.spans.isEmpty {
        line.spans[line.spans.count - 1].text.unicodeScalars.append(letter.scalar)
      } else {
        let like = letter.span.map { spans[$0] }
        line.append(String(letter.scalar), like?.role ?? .text, like?.attributes ?? [])
      }
      last = letter.span
    }
    return line
  }
}

extension [StyledText] {
  /// Draws the texts a row each. Where they are too many, they end with the last whole sentence that fits and ` …`;
  /// where none does, the last row ends with `…`.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard !region.isEmpty else { return }
    var shown = Array(prefix(region.height))
    var mark: Point?
    if count > region.height {
      mark = Point(region.maxX - 1, region.maxY - 1)
      if let end = SentenceEnd(last: shown.map { $0.letters }) {
        shown = Array(shown.prefix(through: end.row))
        shown[end.row] = shown[end.row].prefix(end.column + 1)
        mark = Point(region.x + end.column + 2, region.y + end.row)
      }
    }
    for (row, text) in shown.enumerated() {
      text.draw(in: Rect(x: region.x, y: region.y + row, width: region.width, height: 1), of: &buffer, look: look)
    }
    guard let mark else { return }
    let sign = look.isASCII && mark.x + 1 < region.maxX ? ".." : "…"
    buffer.write(sign, x: mark.x, y: mark.y, look.ink(.muted), clip: region)
  }
}

/// Lines while they are being filled.
private struct Wrapping {
  /// A scalar with the span it came from, nil for an indent.
  struct Letter {
    var scalar: Unicode.Scalar
    var span: Int?
    var columns = 1
  }

  let width: Int
  let indent: Int
  let forSpelling: Bool
  private var lines: [[Letter]] = []
  private var line: [Letter] = []
  private var gap: [Letter] = []
  private var word: [Letter] = []
  private var holdsWord = false

  init(width: Int, indent: Int, forSpelling: Bool) {
    self.width = width
    self.indent = indent
    self.forSpelling = forSpelling
  }

  mutating func take(_ scalar: Unicode.Scalar, span: Int) {
    switch scalar {
    case " ":
      endWord()
      gap.append(Letter(scalar: scalar, span: span))
    case "\n":
      endWord()
      lines.append(line)
      (line, gap, holdsWord) = ([], [], false)
    case "\u{A0}": word.append(Letter(scalar: " ", span: span))
    default:
      let columns = forSpelling ? scalar.asciiSpelling?.count ?? 1 : 1
      word.append(Letter(scalar: scalar, span: span, columns: columns))
    }
  }

  /// The lines, spaces at the text's end left out.
  var finished: [[Letter]] {
    var last = self
    last.endWord()
    return last.line.isEmpty && !last.lines.isEmpty ? last.lines : last.lines + [last.line]
  }

  private mutating func endWord() {
    guard !word.isEmpty else { return }
    if holdsWord, columns(line) + gap.count + columns(word) > width {
      startLine()
    } else {
      line += gap
    }
    line += word
    (gap, word, holdsWord) = ([], [], true)
    while columns(line) > width {
      var end = 0
      var used = 0
      while end < line.count, used + line[end].columns <= width {
        used += line[end].columns
        end += 1
      }
      // No wide letter is cut through.
      if end < line.count, end > 1, line[end].scalar == .secondColumn { end -= 1 }
      // A sign that is wider than the room stands there all the same: else it would never be placed.
      end = max(
        end,
        min(line.count, indent + 1 + (indent + 1 < line.count && line[indent + 1].scalar == .secondColumn ? 1 : 0))
      )
      guard end < line.count else { return }
      let rest = line[end...]
      line = Array(line[..<end])
      startLine()
      line += rest
    }
  }

  private func columns(_ letters: [Letter]) -> Int { letters.reduce(0) { $0 + $1.columns } }

  private mutating func startLine() {
    lines.append(line)
    line = Array(repeating: Letter(scalar: " ", span: nil), count: indent)
  }
}
