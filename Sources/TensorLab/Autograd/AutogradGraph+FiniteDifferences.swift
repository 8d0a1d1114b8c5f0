extension AutogradGraph {
  /// The most operations that one call does.
  public static let mostDifferenceWork = 4_000_000

  /// The slopes of the result along one cell of an input, from both sides.
  public struct Slopes: Hashable, Sendable {
    /// (f(x) − f(x − h)) / h.
    public let left: Double
    /// (f(x + h) − f(x)) / h.
    public let right: Double
    /// (f(x + h) − f(x − h)) / 2h, which a gradient is compared with.
    public let central: Double
  }

  /// Finite differences of the result by a cell of an input, with h = 6e-6 · max(1, |x|), near where rounding and curvature err alike.
  public func slopes(_ input: Int, cell: Int) -> Slopes {
    let x = values[input].double(at: cell)
    let step = 0x1p-17 * max(1, abs(x))
    let above = setting(input, cell: cell, to: x + step).value
    let below = setting(input, cell: cell, to: x - step).value
    return Slopes(left: (value - below) / step, right: (above - value) / step, central: (above - below) / (2 * step))
  }

  /// How many numbers one more cell's differences compute.
  public var differenceWork: Int { 2 * values.reduce(0) { $0 + max(1, $1.count) } }

  /// Central differences by every cell of an input; nil where that would take long.
  public func differences(_ input: Int) -> [Double]? {
    let work = values[input].count * values.reduce(nodes.count) { $0 + $1.count }
    guard work <= Self.mostDifferenceWork else { return nil }
    return (0..<values[input].count).map { slopes(input, cell: $0).central }
  }
}
