import Terminal

/// The colours of a whole program, by what they mean.
public struct Theme: Hashable, Sendable {
  /// What the program calls it.
  public var name: String
  /// What lies behind everything.
  public var background: Color
  /// Ordinary text.
  public var text: Color
  /// Text that can wait: axis labels, hints, units.
  public var muted: Color
  /// Titles.
  public var title: Color
  /// What draws the eye: figures, keys, the cursor.
  public var accent: Color
  /// A panel's border.
  public var border: Color
  /// The border of the panel that has the focus.
  public var focusedBorder: Color
  /// Grid lines, barely there.
  public var grid: Color
  /// Right, converged.
  public var good: Color
  /// Wrong, diverged.
  public var bad: Color
  /// Worth a look.
  public var warning: Color
  /// What lies behind a selected row.
  public var selection: Color
  /// Eight series colours that people with any colour vision tell apart.
  public var series: [Color]
  /// Signed values: orange below, grey at, blue above the middle.
  public var diverging: ColorMap
  /// Amounts, from little to much.
  public var sequential: ColorMap
  /// Grey pictures, from paper to ink.
  public var image: ColorMap

  /// For dark terminals.
  public static let dark = Theme(
    name: "dark",
    background: Color(hex: 0x0F1318),
    text: Color(hex: 0xC6CFDA),
    muted: Color(hex: 0x7C8798),
    title: Color(hex: 0xE8EEF4),
    accent: Color(hex: 0x7CCBE2),
    border: Color(hex: 0x3C4655),
    focusedBorder: Color(hex: 0x7CCBE2),
    grid: Color(hex: 0x232B35),
    good: Color(hex: 0x42C79B),
    bad: Color(hex: 0xF2694C),
    warning: Color(hex: 0xE8B04A),
    selection: Color(hex: 0x24303D),
    series: [0x56B4E9, 0xE69F00, 0x2FBF95, 0xF0E442, 0xCC79A7, 0xE8743B, 0x7D9BE8, 0xB4BCC8].map(Color.init(hex:)),
    diverging: ColorMap(stops: [0xF0A03C, 0xC87522, 0x7C4A1E, 0x2C3037, 0x1D4C78, 0x2A78BE, 0x54AAEC]),
    sequential: ColorMap(stops: [0x141A24, 0x15405E, 0x167A86, 0x53B07A, 0xC9CF5A, 0xFFF2A6]),
    image: ColorMap(stops: [0x161B22, 0x4A5462, 0x97A1AE, 0xF3F6F9])
  )

  /// For light terminals.
  public static let light = Theme(
    name: "light",
    background: Color(hex: 0xFAFAF7),
    text: Color(hex: 0x2B323B),
    muted: Color(hex: 0x6E7885),
    title: Color(hex: 0x11161C),
    accent: Color(hex: 0x0B6E99),
    border: Color(hex: 0xB9C1CB),
    focusedBorder: Color(hex: 0x0B6E99),
    grid: Color(hex: 0xE3E6E8),
    good: Color(hex: 0x00805C),
    bad: Color(hex: 0xC2410C),
    warning: Color(hex: 0x9A6700),
    selection: Color(hex: 0xDDE7EF),
    series: [0x0072B2, 0xC77700, 0x00805C, 0x8A6D00, 0xA8508B, 0xC2410C, 0x4C5FB5, 0x5B6572].map(Color.init(hex:)),
    diverging: ColorMap(stops: [0xC96F14, 0xE99A45, 0xF5CD9F, 0xE9E9E6, 0xAFD0EC, 0x569FD8, 0x1A6FB0]),
    sequential: ColorMap(stops: [0xF6F4E6, 0xBFDBA8, 0x62B394, 0x23808B, 0x1B4B73, 0x1C2149]),
    image: ColorMap(stops: [0xF1F1EC, 0xB3B7BC, 0x6B737C, 0x14181D])
  )
}
