import Terminal

/// How everything is drawn: a theme, and what the terminal can show of it.
public struct Look: Hashable, Sendable {
  /// The colours by meaning.
  public var theme: Theme
  /// The glyphs that may be used.
  public var charset: Capabilities.Charset
  /// The colours that will be left; widgets choose glyphs that make up for missing ones.
  public var colorDepth: Capabilities.ColorDepth

  /// A look from its parts.
  public init(
    theme: Theme = .dark,
    charset: Capabilities.Charset = .braille,
    colorDepth: Capabilities.ColorDepth = .trueColor
  ) {
    self.theme =
      switch colorDepth {
      case .colors8, .colors16: theme.withFewColors
      case .colors256: theme.with256Colors
      case .mono, .trueColor: theme
      }
    self.charset = charset
    self.colorDepth = colorDepth
  }

  /// A theme as a terminal can show it.
  public init(theme: Theme, capabilities: Capabilities) {
    self.init(theme: theme, charset: capabilities.charset, colorDepth: capabilities.colorDepth)
  }

  /// A space on the theme's background: what a frame starts from.
  public var blank: Cell { Cell(" ", style(.text)) }

  /// A frame of blanks.
  public func buffer(_ size: Size) -> Buffer { Buffer(size: size, fill: blank) }

  /// Whether text and lines are in ASCII.
  public var isASCII: Bool { charset.isASCII }
  /// Whether there are enough colours for gradients.
  public var hasGradients: Bool { colorDepth >= .colors256 }
  /// Whether there are no colours at all.
  public var isMono: Bool { colorDepth == .mono }

  /// The style of a role; where colours are few, attributes stand in for them.
  public func style(_ role: Role, _ attributes: Style.Attributes = []) -> Style {
    if isMono { return Style(.default, on: .default, attributes.union(Look.attributes(of: role))) }
    // xterm and others draw bold text in the bright colours, which on white cannot be read: black would be grey.
    let attributes = hasGradients || theme.isDark ? attributes : attributes.subtracting(.bold)
    var style = Style(color(role), on: .default, attributes)
    switch role {
    case .text: style.background = theme.background
    case .selection:
      // Of few colours any two may be alike; text and background, reversed, never are. The theme's own: the terminal's may be just what
      // the rest of the frame is drawn in.
      if !hasGradients { return Style(theme.text, on: theme.background, attributes.union(.reverse)) }
      style.foreground = theme.title
      style.background = theme.selection
    case .muted, .border, .grid:
      // Greys collapse to black or white in the small palettes; faint text colour stays readable on both.
      if colorDepth <= .colors8 {
        style.foreground = theme.text
        style.attributes.insert(.dim)
      }
    default: break
    }
    return style
  }

  /// The style of a role that keeps the background which is already there.
  public func ink(_ role: Role, _ attributes: Style.Attributes = []) -> Style {
    var style = style(role, attributes)
    if role != .selection { style.background = .default }
    return style
  }

  /// The plain colour of a role.
  public func color(_ role: Role) -> Color {
    switch role {
    case .text: theme.text
    case .muted: theme.muted
    case .title, .selection: theme.title
    case .accent: theme.accent
    case .border: theme.border
    case .focusedBorder: theme.focusedBorder
    case .grid: theme.grid
    case .good: theme.good
    case .bad: theme.bad
    case .warning: theme.warning
    case .positive: theme.diverging.color(at: 0.92) ?? theme.text
    case .negative: theme.diverging.color(at: 0.08) ?? theme.text
    case .series(let index):
      theme.series.isEmpty ? theme.text : theme.series[Look.wrapped(index, theme.series.count)]
    }
  }

  private static func attributes(of role: Role) -> Style.Attributes {
    switch role {
    case .text, .good, .series, .positive, .negative: []
    case .muted, .border, .grid: .dim
    case .title, .accent, .focusedBorder, .warning: .bold
    case .bad: [.bold, .underline]
    case .selection: .reverse
    }
  }

  /// An index brought into 0..<count, also from below 0.
  static func wrapped(_ index: Int, _ count: Int) -> Int {
    let remainder = index % count
    return remainder < 0 ? remainder + count : remainder
  }
}
