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
  /// High and low by turns along an axis, more often than a band.
  case stripes(acrossFirstAxis: Bool)
  /// High and low by turns from the middle outwards.
  case rings
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
    if let best, best.0 >= Self.share * total {
      self = best.1
    } else {
      self = Self.steps(zip(places, centred).map { ($0.0.x, $0.0.y, $0.1) }, total: total, grid.extent) ?? .complex
    }
  }

  /// The shape of what depends on x₁ alone, on x₂ alone or on the distance from the middle alone, however steep its steps are;
  /// nil where none of them explains enough.
  private static func steps(
    _ cells: [(x: Double, y: Double, value: Double)],
    total: Double,
    _ extent: Double
  ) -> UnitShape? {
    /// Means of the cells in 16 parts of a range, one for each part that has cells, and how much of the variance they explain.
    func means(_ part: (Double, Double) -> Double) -> (values: [Double], explained: Double) {
      var (sums, counts) = ([Double](repeating: 0, count: 16), [Double](repeating: 0, count: 16))
      for cell in cells {
        let index = min(15, max(0, Int(part(cell.x, cell.y) * 16)))
        sums[index] += cell.value
        counts[index] += 1
      }
      let parts = zip(sums, counts).filter { $0.1 > 0 }
      return (parts.map { $0.0 / $0.1 }, parts.reduce(0) { $0 + $1.0 * $1.0 / $1.1 })
    }
    let across = means { x, _ in (x / extent + 1) / 2 }
    let up = means { _, y in (y / extent + 1) / 2 }
    let out = means { x, y in ((x * x + y * y) / 2).squareRoot() / extent }
    let best = [across.explained, up.explained, out.explained].max() ?? 0
    guard best >= share * total else { return nil }
    if best == out.explained {
      return crossings(out.values) == 1 ? .middle(isHigh: (out.values.first ?? 0) > 0) : .rings
    }
    let values = best == across.explained ? across.values : up.values
    switch crossings(values) {
    case 0, 1:
      let isRising = (values.last ?? 0) > (values.first ?? 0)
      let forward = best == across.explained ? 0 : Double.pi / 2
      return .direction(isRising ? forward : forward - Double.pi)
    case 2: return .band(alongFirstAxis: best == up.explained, isHigh: (values.first ?? 0) < 0)
    default: return .stripes(acrossFirstAxis: best == across.explained)
    }
  }

  /// How often numbers change their sign.
  private static func crossings(_ values: [Double]) -> Int {
    zip(values, values.dropFirst()).filter { ($0 > 0) != ($1 > 0) }.count
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
    case .stripes(let isFirst): "high and low by turns along the \(isFirst ? "x₁" : "x₂") axis"
    case .rings: "high and low by turns from the middle outwards"
    case .complex: "of no simple shape"
    }
  }

  private static func side(_ angle: Double) -> String {
    let names = ["right", "upper right", "top", "upper left", "left", "lower left", "bottom", "lower right"]
    let eighth = Int((angle / (Double.pi / 4)).rounded())
    return names[((eighth % 8) + 8) % 8]
  }
}
