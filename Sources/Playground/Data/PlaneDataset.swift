import NeuralNet

/// Where the points come from.
public enum PlaneDataset: Hashable, Sendable {
  /// A disc (1) inside a ring (−1).
  case circle
  /// Four quadrants: 1 where x₁·x₂ ≥ 0.
  case xor
  /// Two Gaussians around (2, 2) and (−2, −2).
  case gauss
  /// Two spirals wound into each other.
  case spiral
  /// Values that rise along x₁ + x₂.
  case plane
  /// Six bumps of both signs.
  case bumps
  /// Two half moons that reach into each other.
  case moons
  /// Squares of a checkerboard with sides of 3.
  case checkerboard
  /// Three spirals, one class each.
  case threeSpirals
  /// Four Gaussians, one class each.
  case blobs
  /// 1 where x₂ > f(x₁), for a typed f of x.
  case boundary(String)
  /// Points of a file.
  case table(PlaneTable)

  /// Those without a text or file of their own.
  public static let named: [PlaneDataset] = [
    .circle, .xor, .gauss, .spiral, .plane, .bumps, .moons, .checkerboard, .threeSpirals, .blobs,
  ]

  /// The peer's, in its order: four of classes, two of values.
  public static let peers: [PlaneDataset] = [.circle, .xor, .gauss, .spiral, .plane, .bumps]

  /// The name on the command line and in links.
  public var name: String {
    switch self {
    case .circle: "circle"
    case .xor: "xor"
    case .gauss: "gauss"
    case .spiral: "spiral"
    case .plane: "reg-plane"
    case .bumps: "reg-gauss"
    case .moons: "moons"
    case .checkerboard: "checkerboard"
    case .threeSpirals: "three-spirals"
    case .blobs: "blobs"
    case .boundary: "boundary"
    case .table: "data"
    }
  }

  /// The data set of a name.
  public init?(name: String) {
    guard let found = Self.named.first(where: { $0.name == name.lowercased() }) else { return nil }
    self = found
  }

  /// The name as a title has it.
  public var title: String {
    switch self {
    case .boundary(let text): "y > \(text)"
    case .table(let table): table.name
    default: name
    }
  }

  /// What its labels mean.
  public var task: PlaneTask {
    switch self {
    case .circle, .xor, .gauss, .spiral, .moons, .checkerboard, .boundary: .twoClasses
    case .plane, .bumps: .regression
    case .threeSpirals: .classes(3)
    case .blobs: .classes(4)
    case .table(let table): table.task
    }
  }

  /// How many points there are unless asked otherwise: the peer's 500, and 1200 of values.
  public var defaultCount: Int {
    if case .table(let table) = self { return table.points.count }
    return task == .regression ? 1200 : 500
  }

  /// Whether seed, noise and count change its points.
  public var isGenerated: Bool { if case .table = self { false } else { true } }

  /// Draws points, before they are shuffled.
  /// - Parameters:
  ///   - noise: 0 to 0.5 by the peer's slider.
  ///   - random: the stream, in the peer's order of draws.
  public func points(count: Int, noise: Double, using random: inout SeededRandom) -> [PlanePoint] {
    switch self {
    case .circle: Self.circle(count, noise, &random)
    case .xor: Self.xor(count, noise, &random)
    case .gauss: Self.gauss(count, noise, &random)
    case .spiral: Self.spiral(count, noise, &random)
    case .plane: Self.plane(count, noise, &random)
    case .bumps: Self.bumps(count, noise, &random)
    case .moons: Self.moons(count, noise, &random)
    case .checkerboard: Self.checkerboard(count, noise, &random)
    case .threeSpirals: Self.threeSpirals(count, noise, &random)
    case .blobs: Self.blobs(count, noise, &random)
    case .boundary(let text): Self.boundary(text, count, noise, &random)
    case .table(let table): table.points
    }
  }
}
