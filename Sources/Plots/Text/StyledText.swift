import Terminal

/// Text whose parts have roles.
public struct StyledText: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  /// A part with one style.
  public struct Span: Hashable, Sendable {
    /// The words, one scalar a column.
    public var text: String
    /// What they mean.
    public var role: Role
    /// Bold, dim, underline, reverse.
    public var attributes: Style.Attributes

    /// A part.
    public init(_ text: String, _ role: Role = .text, _ attributes: Style.Attributes = []) {
      self.text = text.inColumns
      self.role = role
      self.attributes = attributes
    }
  }

  /// The parts in order; a line break ends a line.
  public var spans: [Span]

  /// Text of parts.
  public init(_ spans: [Span] = []) { self.spans = spans }

  /// Text with one role.
  public init(_ text: String, _ role: Role = .text, _ attributes: Style.Attributes = []) {
    spans = [Span(text, role, attributes)]
  }

  /// Ordinary text.
  public init(stringLiteral value: String) { self.init(value) }

  /// The length in cells, line breaks counted as one.
  public var count: Int { spans.reduce(0) { $0 + $1.text.unicodeScalars.count } }

  /// The words as they stand, one scalar a column.
  var letters: [Unicode.Scalar] { spans.flatMap(\.text.unicodeScalars) }

  /// The words without their roles.
  public var string: String { spans.reduce(into: "") { $0 += $1.text.withoutSecondColumns } }

  /// Two texts after one another.
  public static func + (left: StyledText, right: StyledText) -> StyledText { StyledText(left.spans + right.spans) }

  /// Appends a text.
  public static func += (left: inout StyledText, right: StyledText) { left.spans += right.spans }

  /// Appends a part.
  public mutating func append(_ text: String, _ role: Role = .text, _ attributes: Style.Attributes = []) {
    spans.append(Span(text, role, attributes))
  }

  /// The first so many letters, with their looks.
  public func prefix(_ count: Int) -> StyledText {
    var left = max(0, count)
    var start = StyledText()
    for span in spans where left > 0 {
      let letters = span.text.unicodeScalars.prefix(left)
      start.append(String(String.UnicodeScalarView(letters)), span.role, span.attributes)
      left -= letters.count
    }
    return start
  }

  /// The marks and names of curves in one line.
  public static func legend(_ curves: [(mark: Unicode.Scalar, name: String, role: Role)]) -> StyledText {
    var text = StyledText()
    for curve in curves {
      if !text.spans.isEmpty { text.append("   ") }
      text.append("\(Character(curve.mark)) \(curve.name)", curve.role, .bold)
    }
    return text
  }
}

extension StyledText: Widget {
  /// Writes the text on the region's first row, shortened after a word with `…` where it does not fit.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    draw(in: region, of: &buffer, look: look, alignment: .left)
  }

  /// Writes the text on the region's first row, aligned, shortened after a word with `…` where it does not fit.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look, alignment: Alignment) {
    guard !region.isEmpty else { return }
    let count = count
    let isCut = count > region.width
    // The ellipsis' spelling of one sign would end the sentence.
    let mark = look.isASCII && region.width > 2 ? ".." : "…"
    let room = region.width - (mark.unicodeScalars.count - 1)
    var left = isCut ? Shortening.letters(of: letters, width: room) : 0
    var x = isCut ? region.x : region.x + alignment.offset(of: count, in: region.width)
    for span in spans {
      var letters = span.text
      if isCut {
        letters = String(String.UnicodeScalarView(letters.unicodeScalars.prefix(left)))
        left -= letters.unicodeScalars.count
      }
      x = buffer.write(letters, x: x, y: region.y, look.ink(span.role, span.attributes), clip: region)
    }
    if isCut { buffer.write(mark, x: x, y: region.y, look.ink(.muted), clip: region) }
  }
}
