import NeuralNet

/// Data sets that the peer does not have.
extension PlaneDataset {
  static func moons(_ count: Int, _ noise: Double, _ random: inout SeededRandom) -> [PlanePoint] {
    (0..<count).map { i in
      let isUpper = i % 2 == 0
      let angle = random.uniform(0, Double.pi)
      let (x, y) = (PeerMath.cos(angle), PeerMath.sin(angle))
      let (placedX, placedY) = isUpper ? (x, y) : (1 - x, 0.5 - y)
      return PlanePoint(
        x: (placedX - 0.5) * 3.2 + random.uniform(-3, 3) * noise,
        y: (placedY - 0.25) * 3.2 + random.uniform(-3, 3) * noise,
        label: isUpper ? 1 : -1
      )
    }
  }

  static func checkerboard(_ count: Int, _ noise: Double, _ random: inout SeededRandom) -> [PlanePoint] {
    scattered(count, noise * 0.5, &random) { x, y in
      let square = (x / 3).rounded(.down) + (y / 3).rounded(.down)
      return square.remainder(dividingBy: 2) == 0 ? 1 : -1
    }
  }

  static func threeSpirals(_ count: Int, _ noise: Double, _ random: inout SeededRandom) -> [PlanePoint] {
    arms((0..<3).map { (2 * Double.pi * Double($0) / 3, Double($0)) }, count, noise, &random)
  }

  static func blobs(_ count: Int, _ noise: Double, _ random: inout SeededRandom) -> [PlanePoint] {
    let centres: [(Double, Double)] = [(3, 3), (-3, 3), (-3, -3), (3, -3)]
    let variance = 0.5 + 7 * noise
    return (0..<count).map { i in
      let (x, y) = centres[i % 4]
      let pointX = random.normal(mean: x, variance: variance)
      return PlanePoint(x: pointX, y: random.normal(mean: y, variance: variance), label: Double(i % 4))
    }
  }

  /// Points on both sides of x₂ = f(x₁); where f is not a number the point is on its lower side.
  static func boundary(
    _ text: String,
    _ count: Int,
    _ noise: Double,
    _ random: inout SeededRandom
  ) -> [PlanePoint] {
    // A text is checked where it is typed; one that cannot be read leaves all points on one side.
    let formula = try? BoundaryFormula(text)
    return scattered(count, noise * 0.5, &random) { x, y in (formula.map { y > $0.value(at: x) } ?? false) ? 1 : -1 }
  }
}
