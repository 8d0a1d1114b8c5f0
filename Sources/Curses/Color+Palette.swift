import Terminal

extension Color {
  /// The nearest of xterm's 256 colours outside the first 16, which people redefine: the 6×6×6 cube or the grey ramp.
  var indexIn256: Int {
    let (red, green, blue) = (Int(red), Int(green), Int(blue))
    let cube = (Self.cubeStep(red), Self.cubeStep(green), Self.cubeStep(blue))
    let cubeDistance = Self.distance(
      (red, green, blue),
      (Self.cubeLevel(cube.0), Self.cubeLevel(cube.1), Self.cubeLevel(cube.2))
    )
    let grey = min(23, max(0, ((red + green + blue) / 3 - 3) / 10))
    let level = 8 + 10 * grey
    return Self.distance((red, green, blue), (level, level, level)) < cubeDistance
      ? 232 + grey
      : 16 + 36 * cube.0 + 6 * cube.1 + cube.2
  }

  /// The one of the 16 colours that is most like this: by hue, then by brightness.
  var indexIn16: Int {
    if isNeutral {
      return switch luminance {
      case ..<43: 0
      case ..<128: 8
      case ..<213: 7
      default: 15
      }
    }
    return hueIndex + (max(red, green, blue) >= 192 ? 8 : 0)
  }

  /// The one of the first 8 colours that is most like this.
  ///
  /// By hue, not by distance: of eight colours that are all far away the nearest may well be grey for an orange, and
  /// yellow for a grey.
  var indexIn8: Int {
    if isNeutral { return luminance < 96 ? 0 : 7 }
    return hueIndex
  }

  /// Whether this is a grey more than a colour: a saturation (HSV) below a quarter, or almost black.
  private var isNeutral: Bool {
    let high = Int(max(red, green, blue))
    return high < 40 || 4 * (high - Int(min(red, green, blue))) < high
  }

  /// Perceived brightness (ITU-R BT.601), 0…255.
  private var luminance: Int { (299 * Int(red) + 587 * Int(green) + 114 * Int(blue)) / 1000 }

  /// Of the six saturated colours the one most like this, as the bits red 1, green 2, blue 4.
  ///
  /// Halfway hues go with the colour that they are named after: orange with yellow, azure with blue.
  private var hueIndex: Int {
    let low = Int(min(red, green, blue))
    let span = Int(max(red, green, blue)) - low
    let greenShare = red > blue ? 3 : 4
    return (2 * (Int(red) - low) > span ? 1 : 0)
      + (6 * (Int(green) - low) > greenShare * span ? 2 : 0)
      + (2 * (Int(blue) - low) > span ? 4 : 0)
  }

  /// The cube's levels are 0, 95, 135, 175, 215, 255.
  private static func cubeLevel(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }

  private static func cubeStep(_ level: Int) -> Int { level < 48 ? 0 : level < 115 ? 1 : (level - 35) / 40 }

  /// Squared distance, weighted as the eye sees: green most, blue least.
  private static func distance(_ left: (Int, Int, Int), _ right: (Int, Int, Int)) -> Int {
    let (red, green, blue) = (left.0 - right.0, left.1 - right.1, left.2 - right.2)
    return 3 * red * red + 6 * green * green + blue * blue
  }
}
