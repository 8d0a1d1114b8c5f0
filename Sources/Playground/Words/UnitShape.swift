/// What a unit's output over the plane looks like: the simplest of a few shapes that explains most of its variance.
public enum UnitShape: Hashable, Sendable {
  /// Nearly the same everywhere.
  case flat(Double)
  /// A slope or step along a direction, in radians from the x₁ axis towards x₂.
  case direction(Double)
  /// High near the middle, or far from it.
  case middle(isHigh: Bool)
  /// High where x₁ and x₂ have equal signs, or different ones.
  case quadrants(isEqualSigns: Bool)
  /// High in a band along an axis, or outside it.
  case band(alongFirstAxis: Bool, isHigh: Bool)
  /// None of these.
  case complex

  /// How much of the variance a shape must explain.
  private static let share = 0.72

  /// The shape of a map.
  /// - Parameter values: by row and column of the grid.
  public init(_ values: [Double], on grid: PlaneGrid) {
    // About 16 × 16 places tell a shape as well as many, and it is told anew in every frame.
    let (acrossStep, downStep) = (max(1, grid.columns / 16), max(1, grid.rows / 16))
    var cells: [(column: Int, row: Int)] = []
    for row in stride(from: downStep / 2, to: grid.rows, by: downStep) {
      for column in stride(from: acrossStep / 2, to: grid.columns, by: acrossStep) { cells.append((column, row)) }
    }
    let values = cells.map { values[$0.row * grid.columns + $0.column] }
    let count = Double(values.count)
    guard values.allSatisfy(\.isFinite) else {
      self = .complex
      return
    }
    let mean = values.reduce(0, +) / count
    let centred = values.map { $0 - mean }
    let total = centred.reduce(0) { $0 + $1 * $1 }
    let largest = values.map(abs).max() ?? 0
    guard (total / count).squareRoot() > 0.01 * max(largest, 1e-9) else {
      self = .flat(mean)
      return
    }
    let places = cells.map { grid.place(column: $0.column, row: $0.row) }
    /// Covariance with a shape, over the shape's own deviation; its square is the variance that the shape explains.
    func projection(_ shape: (Double, Double) -> Double) -> Double {
      let shapes = places.map { shape($0.x, $0.y) }
      let middle = shapes.reduce(0, +) / count
      let size = shapes.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
      guard size > 0 else { return 0 }
      return zip(shapes, centred).reduce(0) { $0 + ($1.0 - middle) * $1.1 } / size.squareRoot()
    }
    let (alongX, alongY) = (projection { x, _ in x }, projection { _, y in y })
    let (squareX, squareY) = (projection { x, _ in x * x }, projection { _, y in y * y })
    let product = projection { x, y in x * y }
    let slope = alongX * alongX + alongY * alongY
    let round = (squareX + squareY) * (squareX + squareY) / 2
    let candidates: [(Double, UnitShape)] = [
      (slope, .direction(angle(alongY, alongX))),
      (round, .middle(isHigh: squareX + squareY < 0)),
      (product * product, .quadrants(isEqualSigns: product > 0)),
      (squareX * squareX, .band(alongFirstAxis: false, isHigh: squareX < 0)),
      (squareY * squareY, .band(alongFirstAxis: true, isHigh: squareY < 0)),
    ]
    let best = candidates.max { $0.0 < $1.0 }
    self = best.map { $0.0 >= Self.share * total ? $0.1 : .complex } ?? .complex
  }

  /// In words, after "is".
  public var text: String {
    switch self {
    case .flat: "the same everywhere"
    case .direction(let angle): "high towards the \(Self.side(angle))"
    case .middle(let isHigh): isHigh ? "high near the middle" : "high far from the middle"
    case .quadrants(let isEqual): isEqual ? "high where x₁ and x₂ have equal signs" : "high where their signs differ"
    case .band(let isFirst, let isHigh):
      "high \(isHigh ? "in" : "outside") a band along the \(isFirst ? "x₁" : "x₂") axis"
    case .complex: "curved several times"
    }
  }

  private static func side(_ angle: Double) -> String {
    let names = ["right", "upper right", "top", "upper left", "left", "lower left", "bottom", "lower right"]
    let eighth = Int((angle / (Double.pi / 4)).rounded())
    return names[((eighth % 8) + 8) % 8]
  }
}
