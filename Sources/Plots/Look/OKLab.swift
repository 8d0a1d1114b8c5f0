import Terminal

/// A colour in OKLab coordinates, where distances are close to what an eye sees.
struct OKLab {
  /// Perceived lightness, 0 black … 1 white.
  var lightness: Double
  /// Green (negative) to red (positive).
  var a: Double
  /// Blue (negative) to yellow (positive).
  var b: Double

  private init(lightness: Double, a: Double, b: Double) {
    self.lightness = lightness
    self.a = a
    self.b = b
  }

  /// The coordinates of an sRGB colour.
  init(_ color: Color) {
    let red = OKLab.linear(color.red)
    let green = OKLab.linear(color.green)
    let blue = OKLab.linear(color.blue)
    let l = cubeRoot(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    let m = cubeRoot(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    let s = cubeRoot(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s
    a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s
    b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
  }

  /// The sRGB colour, clipped to what sRGB can show.
  var color: Color {
    let l = lightness + 0.3963377774 * a + 0.2158037573 * b
    let m = lightness - 0.1055613458 * a - 0.0638541728 * b
    let s = lightness - 0.0894841775 * a - 1.2914855480 * b
    let (l3, m3, s3) = (l * l * l, m * m * m, s * s * s)
    return Color(
      red: OKLab.encoded(4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3),
      green: OKLab.encoded(-1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3),
      blue: OKLab.encoded(-0.0041960863 * l3 - 0.7034186147 * m3 + 1.7076147010 * s3)
    )
  }

  /// The colour a fraction of the way to another.
  func mixed(with other: OKLab, _ fraction: Double) -> OKLab {
    OKLab(
      lightness: lightness + (other.lightness - lightness) * fraction,
      a: a + (other.a - a) * fraction,
      b: b + (other.b - b) * fraction
    )
  }

  /// The Euclidean distance to another colour.
  func distance(to other: OKLab) -> Double {
    let (l, a, b) = (lightness - other.lightness, a - other.a, b - other.b)
    return (l * l + a * a + b * b).squareRoot()
  }

  private static func linear(_ component: UInt8) -> Double {
    let value = Double(component) / 255
    return value <= 0.04045 ? value / 12.92 : power((value + 0.055) / 1.055, 2.4)
  }

  private static func encoded(_ value: Double) -> UInt8 {
    let value = min(max(value, 0), 1)
    let encoded = value <= 0.0031308 ? value * 12.92 : 1.055 * power(value, 1 / 2.4) - 0.055
    return UInt8(min(max((encoded * 255).rounded(), 0), 255))
  }
}
