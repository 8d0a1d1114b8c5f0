import NeuralNet

/// One movement of the pen: points that it passes through, smoothly or with a corner.
///
/// Coordinates are in a box about one high, x to the right, y down. Between points the pen follows Catmull–Rom
/// splines (Catmull and Rom, 1974), which begin and end anew at every corner.
struct DigitStroke {
  var points: [SIMD2<Float>]
  /// Whether the pen turns sharply at the point of the same index.
  var corners: [Bool]
  /// Whether the last point leads smoothly back to the first.
  var isClosed = false

  /// A smooth curve through x, y, x, y, …
  static func curve(_ coordinates: Float...) -> DigitStroke {
    let points = pairs(coordinates)
    return DigitStroke(points: points, corners: points.map { _ in false })
  }

  /// A smooth closed curve through x, y, x, y, …
  static func loop(_ coordinates: Float...) -> DigitStroke {
    let points = pairs(coordinates)
    return DigitStroke(points: points, corners: points.map { _ in false }, isClosed: true)
  }

  /// Straight lines from x, y to x, y, …
  static func line(_ coordinates: Float...) -> DigitStroke {
    let points = pairs(coordinates)
    return DigitStroke(points: points, corners: points.map { _ in true })
  }

  /// The same stroke, going on after a corner with a smooth curve through x, y, x, y, …
  func curve(_ coordinates: Float...) -> DigitStroke {
    continued(with: Self.pairs(coordinates), isSmooth: true)
  }

  /// The same stroke, going on after a corner with straight lines to x, y, x, y, …
  func line(_ coordinates: Float...) -> DigitStroke {
    continued(with: Self.pairs(coordinates), isSmooth: false)
  }

  /// The same stroke, every point moved by normally distributed amounts of standard deviation `amount`.
  ///
  /// Points close to the next move less, so that round stays round; the ends, where writers are least exact, more.
  func jittered(by amount: Float, random: inout RandomNumbers) -> DigitStroke {
    let ordinarySpacing: Float = 0.45
    var result = self
    for index in points.indices {
      let isEnd = !isClosed && (index == 0 || index == points.count - 1)
      let next = points[(index + 1) % points.count] - points[index]
      let previous = points[index] - points[(index + points.count - 1) % points.count]
      let spacing = min((next * next).sum(), (previous * previous).sum()).squareRoot()
      let scale = isEnd ? 2 : min(spacing / ordinarySpacing, 1)
      result.points[index] += scale * amount * SIMD2(Float(random.normal()), Float(random.normal()))
    }
    return result
  }

  /// Calls `visit` along the stroke in `steps` pieces for every pair of neighbouring points.
  func trace(steps: Int, visit: (SIMD2<Float>) -> Void) {
    guard let first = points.first else { return }
    visit(first)
    let pieces = isClosed ? points.count : points.count - 1
    for index in 0..<pieces {
      let start = points[index]
      let end = points[(index + 1) % points.count]
      let before = neighbour(of: index, step: -1) ?? start * 2 - end
      let after = neighbour(of: (index + 1) % points.count, step: 1) ?? end * 2 - start
      for step in 1...steps {
        let t = Float(step) / Float(steps)
        visit(Self.spline(before, start, end, after, t))
      }
    }
  }

  /// The point beyond an end of a piece, unless the pen turns or stops there.
  private func neighbour(of index: Int, step: Int) -> SIMD2<Float>? {
    guard !corners[index] else { return nil }
    let other = index + step
    if isClosed { return points[(other + points.count) % points.count] }
    return points.indices.contains(other) ? points[other] : nil
  }

  private func continued(with more: [SIMD2<Float>], isSmooth: Bool) -> DigitStroke {
    var result = self
    if !result.corners.isEmpty { result.corners[result.corners.count - 1] = true }
    result.points += more
    result.corners += more.map { _ in !isSmooth }
    return result
  }

  private static func pairs(_ coordinates: [Float]) -> [SIMD2<Float>] {
    precondition(coordinates.count.isMultiple(of: 2), "coordinates come in pairs")
    return stride(from: 0, to: coordinates.count, by: 2).map { SIMD2(coordinates[$0], coordinates[$0 + 1]) }
  }

  /// The uniform Catmull–Rom spline from `b` to `c`.
  private static func spline(
    _ a: SIMD2<Float>,
    _ b: SIMD2<Float>,
    _ c: SIMD2<Float>,
    _ d: SIMD2<Float>,
    _ t: Float
  ) -> SIMD2<Float> {
    let linear = c - a
    let quadratic = 2 * a - 5 * b + 4 * c - d
    let cubic = 3 * (b - c) + d - a
    return b + 0.5 * t * (linear + t * (quadratic + t * cubic))
  }
}
