import Terminal

extension Theme {
  /// The theme in the sixteen colours that every terminal has, for eight and sixteen of them.
  ///
  /// The nearest of so few to a mixed colour may mean something else: green would be cyan, and dark grey text blue. Where
  /// there are only eight, bright ones become plain ones.
  var withFewColors: Theme {
    var theme = self
    let isDark = background.brightness < 128
    let colors: [Color] = (isDark ? darkColors : lightColors).map(Color.init(hex:))
    let (blue, yellow, green, magenta, red, cyan) = (colors[0], colors[1], colors[2], colors[3], colors[4], colors[5])
    theme.text = Color(hex: isDark ? 0xE5E5E5 : 0x000000)
    theme.title = Color(hex: isDark ? 0xFFFFFF : 0x000000)
    theme.muted = Color(hex: 0x7F7F7F)
    theme.border = theme.muted
    theme.grid = theme.muted
    theme.accent = isDark ? cyan : blue
    theme.focusedBorder = theme.accent
    theme.good = green
    theme.bad = red
    theme.warning = yellow
    theme.series = [blue, yellow, green, magenta, red, cyan, theme.text]
    let below = isDark ? 0xFFFF00 : 0xCD0000 as UInt32
    let above = isDark ? 0x5C5CFF : 0x0000EE as UInt32
    theme.diverging = ColorMap(stops: [below, below, 0x7F7F7F, above, above])
    return theme
  }
}

/// Blue, yellow, green, magenta, red and cyan, bright on black.
private let darkColors: [UInt32] = [0x5C5CFF, 0xFFFF00, 0x00FF00, 0xFF00FF, 0xFF0000, 0x00FFFF]

/// The same dark enough for white, where yellow cannot be read and magenta stands for it.
private let lightColors: [UInt32] = [0x0000EE, 0xCD00CD, 0x00CD00, 0xCD00CD, 0xCD0000, 0x00CDCD]
