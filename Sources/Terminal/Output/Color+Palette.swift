extension Color {
  /// The nearest colour in the palette of a terminal with few colours: an index below 8, 16 or 256.
  ///
  /// Of 256 by the red-mean distance, which weighs components about as eyes do (Thiadmer Riemersma, "Colour metric"). Of
  /// 8 and 16 by hue: where all are far away, the nearest may well be yellow for a grey, and grey for an orange.
  /// - Returns: nil for the terminal's default, for no colours, and for 24 bits, which need no palette.
  public func paletteIndex(at depth: Capabilities.ColorDepth) -> UInt8? {
    guard !isDefault else { return nil }
    switch depth {
    case .mono, .trueColor: return nil
    case .colors8: return isNeutral ? (luminance < 96 ? 0 : 7) : hueIndex
    case .colors16: return isNeutral ? greyOf16 : hueIndex + (max(red, green, blue) >= 240 ? 8 : 0)
    case .colors256: return nearestOf256
    }
  }

  /// The colour of an index of the 256-colour palette as xterm has it; the first 16 differ between terminals.
  public static func palette(_ index: UInt8) -> Color {
    let index = Int(index)
    if index < 16 { return baseColors[index] }
    if index >= 232 {
      let grey = UInt8(8 + 10 * (index - 232))
      return Color(red: grey, green: grey, blue: grey)
    }
    let cube = index - 16
    return Color(red: cubeLevels[cube / 36], green: cubeLevels[cube / 6 % 6], blue: cubeLevels[cube % 6])
  }

  /// The colour that a terminal of a depth shows instead of this one; the default where there are no colours.
  public func reduced(to depth: Capabilities.ColorDepth) -> Color {
    switch depth {
    case .trueColor: self
    case .mono: .default
    default: paletteIndex(at: depth).map(Color.palette) ?? .default
    }
  }

  private var nearestOf256: UInt8 {
    // The nearest of the cube is nearest in each component; the nearest grey is nearest to the mean.
    func level(_ component: UInt8) -> Int { component < 48 ? 0 : component < 115 ? 1 : (Int(component) - 35) / 40 }
    let cube = UInt8(16 + 36 * level(red) + 6 * level(green) + level(blue))
    let mean = (Int(red) + Int(green) + Int(blue)) / 3
    let grey = UInt8(232 + min(23, max(0, (mean - 3) / 10)))
    return distance(to: .palette(grey)) < distance(to: .palette(cube)) ? grey : cube
  }

  /// Whether this is a grey more than a colour: a saturation (HSV) below a quarter, or almost black.
  private var isNeutral: Bool {
    let high = Int(max(red, green, blue))
    return high < 40 || 4 * (high - Int(min(red, green, blue))) < high
  }

  /// Perceived brightness (ITU-R BT.601), 0…255.
  private var luminance: Int { (299 * Int(red) + 587 * Int(green) + 114 * Int(blue)) / 1000 }

  private var greyOf16: UInt8 {
    switch luminance {
    case ..<64: 0
    case ..<178: 8
    case ..<242: 7
    default: 15
    }
  }

  /// Of the six saturated colours the one most like this, as the bits red 1, green 2, blue 4.
  ///
  /// Halfway hues go with the colour that they are named after: orange with yellow, azure with blue.
  private var hueIndex: UInt8 {
    let low = Int(min(red, green, blue))
    let span = Int(max(red, green, blue)) - low
    let greenShare = red > blue ? 3 : 4
    return (2 * (Int(red) - low) > span ? 1 : 0)
      + (6 * (Int(green) - low) > greenShare * span ? 2 : 0)
      + (2 * (Int(blue) - low) > span ? 4 : 0)
  }

  /// The square of the red-mean distance, times 256.
  private func distance(to other: Color) -> Int {
    let mean = (Int(red) + Int(other.red)) / 2
    let red = Int(red) - Int(other.red)
    let green = Int(green) - Int(other.green)
    let blue = Int(blue) - Int(other.blue)
    return (512 + mean) * red * red + 1024 * green * green + (767 - mean) * blue * blue
  }
}

/// The values of a component in the 6×6×6 cube.
private let cubeLevels: [UInt8] = [0, 95, 135, 175, 215, 255]

/// xterm's first 16 colours.
private let baseColors: [Color] = [
  0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
  0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
].map(Color.init(hex:))
