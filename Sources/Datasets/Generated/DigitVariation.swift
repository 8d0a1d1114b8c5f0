import NeuralNet

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What makes one written digit differ from the next of the same style.
///
/// Its constants are fitted to MNIST's training images: to the thickness and blur of their strokes, their slant and aspect, and
/// to how well a network that has seen only generated digits reads them.
struct DigitVariation {
  /// Half the width of the pen in pixels of the final image, its median and the logarithm's standard deviation.
  private static let radius: (median: Float, spread: Float) = (1.28, 0.24)
  private static let radiusRange: ClosedRange<Float> = 0.55...3.2
  private static let softness: (mean: Float, spread: Float) = (0.94, 0.14)
  /// Columns per row; the mean is a lean to the right.
  private static let slant: (mean: Float, spread: Float) = (0.127, 0.2)
  /// Standard deviation in radians.
  private static let rotation: Float = 0.071
  /// Standard deviation of the logarithm of width over height.
  private static let aspect: Float = 0.237
  private static let warp: Float = 0.347
  private static let bend = SIMD2<Float>(0.15, 0.167)
  private static let largestBend: Float = 0.7
  private static let jitter: Float = 0.022

  /// Half the width of the pen in pixels of the final image.
  let penRadius: Float
  /// Over how many pixels the ink fades at its edge.
  let softness: Float
  /// Standard deviation of each control point's own displacement, in heights of the digit.
  let jitter: Float
  private let columns: (SIMD2<Float>, SIMD2<Float>)
  private let waves: [Wave]
  /// How far the middle of the box moves towards its far side, which makes one half larger than the other.
  private let bend: SIMD2<Float>

  /// One plane wave of the smooth warp: every point moves by `amplitude` · sin(`frequency` · point + `phase`).
  private struct Wave {
    let amplitude: SIMD2<Float>
    let frequency: SIMD2<Float>
    let phase: Float
  }

  /// Draws a variation; `slantSpread` widens the slant for styles that people lean more, as the plain one.
  init(_ proportions: DigitProportions, slantSpread: Float, random: inout RandomNumbers) {
    func normal() -> Float { Float(random.normal()) }
    let radius = Self.radius.median * proportions.pen * exp(Self.radius.spread * normal())
    penRadius = min(max(radius, Self.radiusRange.lowerBound), Self.radiusRange.upperBound)
    softness = Self.softness.mean + Self.softness.spread * Float(random.uniform(in: -1...1))
    jitter = Self.jitter * proportions.freedom
    let slant = Self.slant.mean + proportions.lean + Self.slant.spread * slantSpread * normal()
    let angle = Self.rotation * normal()
    let aspect = proportions.width * exp(Self.aspect * normal())
    columns = (
      SIMD2(aspect * cos(angle), aspect * sin(angle)),
      // The slant moves what is above to the right.
      SIMD2(-slant * cos(angle) - sin(angle), -slant * sin(angle) + cos(angle))
    )
    let bend = Self.bend * proportions.freedom * SIMD2(normal(), normal())
    self.bend = bend.clamped(
      lowerBound: SIMD2(repeating: -Self.largestBend),
      upperBound: SIMD2(repeating: Self.largestBend)
    )
    waves = (0..<3).map { _ in
      let direction = Float(random.uniform(in: 0...2 * Double.pi))
      let pitch = Float(random.uniform(in: 2...7))
      return Wave(
        amplitude: Self.warp / pitch * SIMD2(Float(random.normal()), Float(random.normal())),
        frequency: pitch * SIMD2(cos(direction), sin(direction)),
        phase: Float(random.uniform(in: 0...2 * Double.pi))
      )
    }
  }

  /// Where a point of the style's box lands: warped, then slanted, stretched and rotated.
  func place(_ point: SIMD2<Float>) -> SIMD2<Float> {
    var warped = point + bend * point * (1 - point)
    for wave in waves { warped += wave.amplitude * sin((wave.frequency * point).sum() + wave.phase) }
    return warped.x * columns.0 + warped.y * columns.1
  }
}
