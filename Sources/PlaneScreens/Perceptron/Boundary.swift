import NeuralNet

/// A perceptron's line w₁x₁ + w₂x₂ + b = 0 and its two sides.
struct Boundary: Hashable, Sendable {
  var w1: Double
  var w2: Double
  var b: Double

  init(_ perceptron: Perceptron) {
    w1 = perceptron.weights[0]
    w2 = perceptron.weights[1]
    b = perceptron.bias
  }

  /// z = w₁x₁ + w₂x₂ + b, summed in the perceptron's own order so that the sign on the line itself is the same.
  func sum(_ point: SIMD2<Double>) -> Double { (0.0 + w1 * point.x + w2 * point.y) + b }

  /// 1 where z ≥ 0, else 0.
  func predict(_ point: SIMD2<Double>) -> Int { sum(point) >= 0 ? 1 : 0 }

  /// ‖w‖.
  var norm: Double { (w1 * w1 + w2 * w2).squareRoot() }

  /// How far a point is from the line, positive on the side of 1; nil without a line.
  func distance(to point: SIMD2<Double>) -> Double? { norm > 0 ? sum(point) / norm : nil }

  /// Where the line crosses the axis x₂ = 0; nil when it does not.
  var crossingOfFirst: Double? { w1 == 0 ? nil : -b / w1 }
  /// Where the line crosses the axis x₁ = 0; nil when it does not.
  var crossingOfSecond: Double? { w2 == 0 ? nil : -b / w2 }

  /// Where z is nothing but the rounding of a sum that is 0 by hand: the parts of the sum that are not 0; else nil.
  ///
  /// A tenth has no end in binary, so that 0.1 + 0.1 + … − 0.3 may miss 0 by some 10⁻¹⁷ and fall on either side of it.
  func roundingParts(at point: SIMD2<Double>) -> [Double]? {
    let parts = [w1 * point.x, w2 * point.y, b].filter { $0 != 0 }
    let sum = abs(sum(point))
    return sum > 0 && sum < 1e-13 * parts.reduce(0, { $0 + abs($1) }) ? parts : nil
  }
}
