import Terminal

extension Theme {
  /// The theme in the sixteen colours that every terminal has, for eight and sixteen of them.
  ///
  /// The nearest of so few to a mixed colour may mean something else: green would be cyan, and dark grey text blue. Where
  /// there are only eight, bright ones become plain ones. Chosen for contrast in xterm's palette: on black blue cannot be read, and on
  /// white neither green, yellow nor cyan.
  var withFewColors: Theme {
    var theme = self
    theme.text = Color(hex: isDark ? 0xE5E5E5 : 0x000000)
    theme.title = Color(hex: isDark ? 0xFFFFFF : 0x000000)
    theme.muted = Color(hex: 0x7F7F7F)
    theme.border = theme.muted
    theme.grid = theme.muted
    let colors = (isDark ? brightColors : plainColors).map(Color.init(hex:))
    theme.accent = colors[0]
    theme.focusedBorder = theme.accent
    theme.good = isDark ? Color(hex: 0x00FF00) : colors[0]
    theme.bad = Color(hex: isDark ? 0xFF0000 : 0xCD0000)
    theme.warning = Color(hex: isDark ? 0xFFFF00 : 0xCD00CD)
    theme.series = colors + [theme.text]
    let below: UInt32 = isDark ? 0xFFFF00 : 0xCD0000
    let above: UInt32 = isDark ? 0x00FFFF : 0x0000EE
    theme.diverging = ColorMap(stops: [below, below, 0x7F7F7F, above, above])
    return theme
  }

  /// The theme whose maps are colours that a palette of 256 has.
  ///
  /// The nearest of them to a mixed colour jumps between hues: orange to grey would pass salmon and green. In these rows lightness and hue
  /// each go one way in OKLab, for the diverging map from the middle to either side; only the 240 colours that are the same on all
  /// terminals are used.
  var with256Colors: Theme {
    var theme = self
    theme.diverging = ColorMap(
      palette: isDark ? [215, 172, 94, 236, 24, 32, 75] : [166, 208, 215, 223, 254, 153, 110, 67, 25]
    )
    theme.sequential = ColorMap(
      palette: isDark ? [234, 23, 30, 36, 107, 149, 185, 229] : [255, 187, 151, 72, 30, 24, 18]
    )
    theme.image = ColorMap(palette: isDark ? Array(234...255) : Array((233...255).reversed()))
    return theme
  }

  /// The theme for a terminal with a background; one that has not said gets the dark one.
  public static func fitting(_ background: Color?) -> Theme {
    background.map { $0.brightness < 128 } ?? true ? .dark : .light
  }

  /// Whether text is brighter than what lies behind it.
  public var isDark: Bool { background.brightness < 128 }
}

/// Cyan, yellow, green, magenta and red, bright on black.
private let brightColors: [UInt32] = [0x00FFFF, 0xFFFF00, 0x00FF00, 0xFF00FF, 0xFF0000]

/// Blue, red and magenta, dark enough for white.
private let plainColors: [UInt32] = [0x0000EE, 0xCD0000, 0xCD00CD]
