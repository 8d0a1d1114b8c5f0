/// What a terminal can show; chosen once at start, from the terminal, the locale and the command line.
public struct Capabilities: Hashable, Sendable {
  /// Which glyphs may be drawn.
  public enum Charset: String, CaseIterable, Hashable, Sendable {
    /// Braille dots (2×4 a cell), block elements, box drawing, Greek and subscripts.
    case braille
    /// Block elements and box drawing, no braille: for fonts that draw braille badly.
    case block
    /// Printable ASCII and ░ ▒ █: what the fonts of the Linux console have.
    case shades
    /// Printable ASCII alone.
    case ascii

    /// Whether text and lines are in ASCII.
    public var isASCII: Bool { self == .ascii || self == .shades }

    /// What a person calls it.
    public var words: String {
      switch self {
      case .braille: "braille"
      case .block: "blocks"
      case .shades: "ASCII and shades"
      case .ascii: "ASCII"
      }
    }

    /// The next one down the ladder, and after the last the first.
    public var next: Charset {
      let all = Charset.allCases
      return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
    }
  }

  /// How many colours there are.
  public enum ColorDepth: Int, CaseIterable, Comparable, Hashable, Sendable {
    /// None: attributes alone tell things apart.
    case mono = 0
    case colors8 = 8
    case colors16 = 16
    case colors256 = 256
    /// 24 bits.
    case trueColor = 16_777_216

    /// Orders by the number of colours.
    public static func < (left: ColorDepth, right: ColorDepth) -> Bool { left.rawValue < right.rawValue }
  }

  /// Which glyphs may be drawn.
  public var charset: Charset
  /// How many colours there are.
  public var colorDepth: ColorDepth
  /// Whether mouse events arrive.
  public var hasMouse: Bool
  /// The colour that the terminal says lies behind its text; nil where it has not said.
  public var background: Color?

  /// A terminal with everything, as tests and pictures want it.
  public static let full = Capabilities(charset: .braille, colorDepth: .trueColor, hasMouse: true)

  /// Capabilities from their parts.
  public init(charset: Charset, colorDepth: ColorDepth, hasMouse: Bool, background: Color? = nil) {
    self.charset = charset
    self.colorDepth = colorDepth
    self.hasMouse = hasMouse
    self.background = background
  }
}
