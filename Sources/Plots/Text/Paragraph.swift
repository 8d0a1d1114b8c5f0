import Terminal

/// Text broken into lines at spaces.
public struct Paragraph: Widget, Hashable {
  /// The words; a line break starts a new line.
  public var text: StyledText
  /// Where lines stand.
  public var alignment: Alignment
  /// Lines skipped at the top.
  public var scroll: Int

  /// A paragraph.
  public init(_ text: StyledText, alignment: Alignment = .left, scroll: Int = 0) {
    self.text = text
    self.alignment = alignment
    self.scroll = scroll
  }

  /// One scalar with its span's look.
  private struct Letter {
    var scalar: Unicode.Scalar
    var span: Int
  }

  /// How many lines the text takes at a width.
  public func height(width: Int) -> Int { lines(width: width).count }

  /// The text broken into lines no longer than a width; longer words are cut.
  private func lines(width: Int) -> [[Letter]] {
    guard width > 0 else { return [] }
    var lines: [[Letter]] = []
    var line: [Letter] = []
    var word: [Letter] = []
    var isWrapped = false

    func endWord() {
      guard !word.isEmpty else { return }
      if line.count + word.count > width, line.contains(where: { $0.scalar != " " }) {
        endLine()
        isWrapped = true
      }
      while line.count + word.count > width {
        var cut = max(0, width - line.count)
        // No wide letter is cut through.
        if cut < word.count, cut > 1 || !line.isEmpty, word[cut].scalar == .secondColumn { cut -= 1 }
        line += word.prefix(cut)
        word.removeFirst(cut)
        lines.append(line)
        line = []
      }
      line += word
      word = []
    }
    func endLine() {
      while line.last?.scalar == " " { line.removeLast() }
      lines.append(line)
      line = []
    }

    for (index, span) in text.spans.enumerated() {
      for scalar in span.text.unicodeScalars {
        if scalar == "\n" {
          endWord()
          endLine()
          isWrapped = false
        } else if scalar == " " {
          endWord()
          // Spaces at a broken line's start would look like an indent; those after a line break are one.
          if line.count < width, !(line.isEmpty && isWrapped) {
            line.append(Letter(scalar: scalar, span: index))
          }
        } else {
          word.append(Letter(scalar: scalar, span: index))
        }
      }
    }
    endWord()
    if !line.isEmpty { endLine() }
    return lines
  }

  /// A line that is not the text's end, without the words that leave no room for an ellipsis or end a sentence.
  private func cut(_ line: [Letter], width: Int, mark: Int) -> [Letter] {
    func endsSentence(_ letters: ArraySlice<Letter>) -> Bool {
      letters.last.map { [".", "!", "?", "…"].contains($0.scalar) } ?? false
    }
    var end = line.count
    while end > 0 {
      while end > 0, line[end - 1].scalar == " " || line[end - 1].scalar == "," || line[end - 1].scalar == ";" {
        end -= 1
      }
      if end + mark <= width, !endsSentence(line[..<end]) { break }
      while end > 0, line[end - 1].scalar != " " { end -= 1 }
    }
    if end > 0 { return Array(line[..<end]) }
    // The only word there is keeps its place, without its full stop; one as long as the line is cut inside it.
    var word = line.prefix { $0.scalar != " " }
    while let last = word.last, [".", "!", "?", ",", ";"].contains(last.scalar) { word.removeLast() }
    let room = max(0, width - mark)
    return Array(word.prefix(room < word.count && room > 0 && word[room].scalar == .secondColumn ? room - 1 : room))
  }

  /// Draws as many lines as fit. Where they are not all, the text ends with its last whole sentence there and ` …`;
  /// where not one is whole, after a word with `…`.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard !region.isEmpty else { return }
    let lines = lines(width: region.width).dropFirst(max(0, scroll))
    var shown = Array(lines.prefix(region.height))
    let mark = look.isASCII ? ".." : "…"
    var gap = 0
    let isCut = lines.count > region.height
    if isCut, let end = SentenceEnd(last: shown.map { $0.map(\.scalar) }) {
      shown = Array(shown.prefix(through: end.row))
      shown[end.row] = Array(shown[end.row].prefix(end.column + 1))
      gap = 1
    } else if isCut, let last = shown.popLast() {
      shown.append(cut(last, width: region.width, mark: mark.unicodeScalars.count))
    }
    for (row, line) in shown.enumerated() {
      var x = region.x + alignment.offset(of: line.count, in: region.width)
      for letter in line {
        let span = text.spans[letter.span]
        buffer.put(letter.scalar, x: x, y: region.y + row, look.ink(span.role, span.attributes), clip: region)
        x += 1
      }
      if isCut, row == shown.count - 1, x + gap + mark.unicodeScalars.count <= region.maxX {
        buffer.write(mark, x: x + gap, y: region.y + row, look.ink(.muted), clip: region)
      }
    }
  }
}

/// Where the last whole sentence of some lines ends.
struct SentenceEnd {
  /// The line.
  var row: Int
  /// The place of the full stop, question or exclamation mark in it.
  var column: Int

  /// Looks for it from the end; nil where no sentence ends.
  init?(last lines: [[Unicode.Scalar]]) {
    for row in lines.indices.reversed() {
      let line = lines[row]
      for column in line.indices.reversed() where [".", "!", "?"].contains(line[column]) {
        // `0.1` goes on, and so does what was cut by hand: `..`.
        let next = column + 1 < line.count ? line[column + 1] : " "
        let before = column > 0 ? line[column - 1] : " "
        guard next == " ", before != "." else { continue }
        self.row = row
        self.column = column
        return
      }
    }
    return nil
  }
}
