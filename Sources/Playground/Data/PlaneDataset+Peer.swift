/// The peer's six generators: the same numbers in the same order, operation for operation (tensorflow/playground, dataset.ts).
///
/// The last bit matters, so nothing here is simplified: 0.5 · r is not r / 2 of another expression.
extension PlaneDataset {
  /// How often a loop to `count` / 2 runs.
  private static func half(_ count: Int) -> Range<Int> { 0..<(count + 1) / 2 }

  static func gauss(_ count: Int, _ noise: Double, _ random: inout SeededRandom) -> [PlanePoint] {
    let share = noise / 0.5
    let variance = 0.5 * (1 - share) + 4 * share
    var points: [PlanePoint] = []
    for (centre, label) in [(2.0, 1.0), (-2.0, -1.0)] {
      for _ in half(count) {
        let x = random.normal(mean: centre, variance: variance)
        let y = random.normal(mean: centre, variance: variance)
        points.append(PlanePoint(x: x, y: y, label: label))
      }
    }
    return points
  }

  static func spiral(_ count: Int, _ noise: Double, _ random: inout SeededRandom) -> [PlanePoint] {
    arms([(0, 1), (Double.pi, -1)], count, noise, &random)
  }

  /// One arm of `count` / arms points for each turn and label.
  static func arms(
    _ arms: [(turn: Double, label: Double)],
    _ count: Int,
    _ noise: Double,
    _ random: inout SeededRandom
  ) -> [PlanePoint] {
    let n = Double(count) / Double(arms.count)
    var points: [PlanePoint] = []
    for (turn, label) in arms {
      for i in 0..<Int(n.rounded(.up)) {
        let r = Double(i) / n * 5
        let t = 1.75 * Double(i) / n * 2 * Double.pi + turn
        let x = r * PeerMath.sin(t) + random.uniform(-1, 1) * noise
        let y = r * PeerMath.cos(t) + random.uniform(-1, 1) * noise
        points.append(PlanePoint(x: x, y: y, label: label))
      }
    }
    return points
  }

  static func circle(_ count: Int, _ noise: Double, _ random: inout SeededRandom) -> [PlanePoint] {
    let radius = 5.0
    var points: [PlanePoint] = []
    for (low, high) in [(0, radius * 0.5), (radius * 0.7, radius)] {
      for _ in half(count) {
        let r = random.uniform(low, high)
        let angle = random.uniform(0, 2 * Double.pi)
        let x = r * PeerMath.sin(angle)
        let y = r * PeerMath.cos(angle)
        let noiseX = random.uniform(-radius, radius) * noise
        let noiseY = random.uniform(-radius, radius) * noise
        let isInside = distance(x + noiseX, y + noiseY) < radius * 0.5
        points.append(PlanePoint(x: x, y: y, label: isInside ? 1 : -1))
      }
    }
    return points
  }

  static func xor(_ count: Int, _ noise: Double, _ random: inout SeededRandom) -> [PlanePoint] {
    (0..<count).map { _ in
      let padding = 0.3
      var x = random.uniform(-5, 5)
      x += x > 0 ? padding : -padding
      var y = random.uniform(-5, 5)
      y += y > 0 ? padding : -padding
      let noiseX = random.uniform(-5, 5) * noise
      let noiseY = random.uniform(-5, 5) * noise
      return PlanePoint(x: x, y: y, label: (x + noiseX) * (y + noiseY) >= 0 ? 1 : -1)
    }
  }

  static func plane(_ count: Int, _ noise: Double, _ random: inout SeededRandom) -> [PlanePoint] {
    scattered(count, noise, &random) { x, y in
      let share = (x + y + 10) / 20
      return -1 * (1 - share) + 1 * share
    }
  }

  static func bumps(_ count: Int, _ noise: Double, _ random: inout SeededRandom) -> [PlanePoint] {
    let centres: [(x: Double, y: Double, sign: Double)] = [
      (-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1),
    ]
    return scattered(count, noise, &random) { x, y in
      var label = 0.0
      for centre in centres {
        let share = max(0, min(1, distance(x - centre.x, y - centre.y) / 2))
        let value = centre.sign * (1 * (1 - share) + 0 * share)
        if abs(value) > abs(label) { label = value }
      }
      return label
    }
  }

  /// Points all over the plane; noise moves the place where the label is read.
  static func scattered(
    _ count: Int,
    _ noise: Double,
    _ random: inout SeededRandom,
    label: (Double, Double) -> Double
  ) -> [PlanePoint] {
    let radius = 6.0
    return (0..<count).map { _ in
      let x = random.uniform(-radius, radius)
      let y = random.uniform(-radius, radius)
      let noiseX = random.uniform(-radius, radius) * noise
      let noiseY = random.uniform(-radius, radius) * noise
      return PlanePoint(x: x, y: y, label: label(x + noiseX, y + noiseY))
    }
  }

  private static func distance(_ dx: Double, _ dy: Double) -> Double { (dx * dx + dy * dy).squareRoot() }
}
