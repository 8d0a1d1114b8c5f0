/// How a cell looks: two colours and attributes.
public struct Style: Hashable, Sendable {
  /// Text attributes that a terminal may have.
  public struct Attributes: OptionSet, Hashable, Sendable {
    /// One bit an attribute.
    public let rawValue: UInt8
    /// Makes a set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Heavier strokes.
    public static let bold = Attributes(rawValue: 1)
    /// Fainter strokes.
    public static let dim = Attributes(rawValue: 2)
    /// A line below.
    public static let underline = Attributes(rawValue: 4)
    /// Foreground and background swapped; also what tells colours apart where there are none.
    public static let reverse = Attributes(rawValue: 8)
  }

  /// The colour of the strokes.
  public var foreground: Color
  /// The colour behind them.
  public var background: Color
  /// Bold, dim, underline, reverse.
  public var attributes: Attributes

  /// The terminal's defaults, no attributes.
  public static let plain = Style()

  /// A style; what is not given is the terminal's default.
  public init(_ foreground: Color = .default, on background: Color = .default, _ attributes: Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}
