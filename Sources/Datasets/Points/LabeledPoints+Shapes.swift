import NeuralNet

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension LabeledPoints {
  /// A toy set by its shape.
  public enum Shape: String, CaseIterable, Sendable {
    /// A ring (class 0) around a smaller one (class 1).
    case circles
    /// Two half moons that reach into each other.
    case moons
    /// Two spirals wound into each other.
    case spirals
    /// Two clouds around two centres.
    case blobs
  }

  /// A toy set of a shape, its classes as equal in size as `count` allows and its points in random order.
  ///
  /// - Parameters:
  ///   - noise: standard deviation added to both coordinates.
  public static func make(_ shape: Shape, count: Int = 200, noise: Double = 0.08, seed: UInt64) -> LabeledPoints {
    switch shape {
    case .circles: circles(count: count, noise: noise, seed: seed)
    case .moons: moons(count: count, noise: noise, seed: seed)
    case .spirals: spirals(count: count, noise: noise, seed: seed)
    case .blobs: blobs(count: count, spread: noise * 2.5, seed: seed)
    }
  }

  /// Two concentric rings of radius 0.9 (class 0) and 0.9 · `factor` (class 1), as scikit-learn's `make_circles`.
  public static func circles(
    count: Int = 200,
    noise: Double = 0.08,
    factor: Double = 0.5,
    seed: UInt64
  ) -> LabeledPoints {
    scatter("circles", count: count, classCount: 2, noise: noise, seed: seed) { label, random in
      let angle = random.uniform(in: 0...2 * Double.pi)
      let radius = label == 0 ? 0.9 : 0.9 * factor
      return SIMD2(radius * cos(angle), radius * sin(angle))
    }
  }

  /// Two interleaving half circles, as scikit-learn's `make_moons`, moved and scaled into −1…1.
  public static func moons(count: Int = 200, noise: Double = 0.08, seed: UInt64) -> LabeledPoints {
    scatter("moons", count: count, classCount: 2, noise: noise, seed: seed) { label, random in
      let angle = random.uniform(in: 0...Double.pi)
      let point = label == 0 ? SIMD2(cos(angle), sin(angle)) : SIMD2(1 - cos(angle), 0.5 - sin(angle))
      return (point - SIMD2(0.5, 0.25)) * 0.62
    }
  }

  /// Archimedean spirals, one arm per class, each `turns` turns from near the centre to radius 0.95.
  public static func spirals(
    count: Int = 200,
    classCount: Int = 2,
    turns: Double = 1.25,
    noise: Double = 0.03,
    seed: UInt64
  ) -> LabeledPoints {
    scatter("spirals", count: count, classCount: classCount, noise: noise * 0.4, seed: seed) { label, random in
      // The square root spreads points evenly along an arm whose length grows with the square of its radius.
      let along = (random.uniform(in: 0.01...1)).squareRoot()
      let angle = 2 * Double.pi * (turns * along + Double(label) / Double(classCount))
      return SIMD2(0.95 * along * cos(angle), 0.95 * along * sin(angle))
    }
  }

  /// Gaussian clouds with standard deviation `spread`, their centres evenly on a circle of radius 0.6.
  public static func blobs(
    count: Int = 200,
    classCount: Int = 2,
    spread: Double = 0.2,
    seed: UInt64
  ) -> LabeledPoints {
    scatter("blobs", count: count, classCount: classCount, noise: spread, seed: seed) { label, _ in
      let angle = 2 * Double.pi * (Double(label) / Double(classCount) + 0.125)
      return SIMD2(0.6 * cos(angle), 0.6 * sin(angle))
    }
  }

  private static func scatter(
    _ name: String,
    count: Int,
    classCount: Int,
    noise: Double,
    seed: UInt64,
    place: (Int, inout RandomNumbers) -> SIMD2<Double>
  ) -> LabeledPoints {
    precondition(count >= 0 && classCount > 0, "\(count) points in \(classCount) classes")
    var random = RandomNumbers(seed: seed)
    var members = (0..<count).map { index in
      let label = index % classCount
      let centre = place(label, &random)
      return (point: centre + noise * SIMD2(random.normal(), random.normal()), label: label)
    }
    random.shuffle(&members)
    return LabeledPoints(
      name: name,
      points: members.map(\.point),
      labels: members.map(\.label),
      classCount: classCount
    )
  }
}
