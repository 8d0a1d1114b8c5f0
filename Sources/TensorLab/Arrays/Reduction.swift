/// How the cells of a sum, mean or extreme along axes come about.
public struct Reduction: Hashable, Sendable {
  /// What is made of the elements.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Their sum.
    case sum
    /// Their mean.
    case mean
    /// The greatest.
    case max
    /// The smallest.
    case min
  }

  /// The shape of the result.
  public let shape: [Int]
  /// How many elements each cell is made of.
  public let size: Int

  private let keptShape: [Int]
  private let keptStrides: [Int]
  /// Where the elements of a cell lie from its first on.
  private let offsets: [Int]

  /// Finds how an array is reduced.
  /// - Parameters:
  ///   - axes: which axes vanish; all if nil.
  ///   - keepsDimensions: whether they stay with size 1.
  public init(
    _ kind: Kind,
    _ shape: [Int],
    axes: [Int]?,
    keepsDimensions: Bool = false
  ) throws(TensorError) {
    var reduced: Set<Int> = []
    for axis in axes ?? Array(shape.indices) {
      // NumPy lets a single number be summed along an axis that it does not have, though no mean be taken.
      if kind != .mean, shape.isEmpty, axes?.count == 1, axis == 0 || axis == -1 { continue }
      let (inserted, _) = reduced.insert(try NDArray.index(ofAxis: axis, shape: shape))
      guard inserted else { throw .invalid(expected: "each axis once", found: "\(axis) twice") }
    }
    let strides = NDArray.strides(shape)
    let kept = shape.indices.filter { !reduced.contains($0) }
    let gone = shape.indices.filter { reduced.contains($0) }
    keptShape = kept.map { shape[$0] }
    keptStrides = kept.map { strides[$0] }
    offsets = Broadcasting.places(shape: gone.map { shape[$0] }, strides: gone.map { strides[$0] })
    size = offsets.count
    self.shape =
      keepsDimensions ? shape.indices.map { reduced.contains($0) ? 1 : shape[$0] } : keptShape
  }

  /// The places of the elements that a cell of the result is made of, in order.
  public func places(of cell: Int) -> [Int] {
    let start = Broadcasting.place(of: cell, shape: keptShape, strides: keptStrides)
    return offsets.map { start + $0 }
  }

  /// Every cell of the result.
  func reduce<Element, Result>(_ values: [Element], _ make: ([Element]) -> Result) -> [Result] {
    Broadcasting.places(shape: keptShape, strides: keptStrides).map { start in
      make(offsets.map { values[start + $0] })
    }
  }
}

extension NDArray {
  /// The sum, mean, maximum or minimum along axes.
  ///
  /// Types as in NumPy: sums of bools are int64, means of bools and int64 are float64.
  public func reduced(
    _ kind: Reduction.Kind,
    axes: [Int]? = nil,
    keepsDimensions: Bool = false
  ) throws(TensorError) -> NDArray {
    let plan = try Reduction(kind, shape, axes: axes, keepsDimensions: keepsDimensions)
    if plan.size == 0, kind == .max || kind == .min {
      throw .invalid(expected: "at least one element for \(kind.rawValue)", found: "shape \(Self.text(shape))")
    }
    switch kind {
    case .sum:
      switch storage {
      case .bool(let values): return NDArray(shape: plan.shape, .int64(plan.reduce(values) { Int64($0.count { $0 }) }))
      case .int64(let values): return NDArray(shape: plan.shape, .int64(plan.reduce(values) { $0.reduce(0, &+) }))
      case .float32(let values):
        return NDArray(shape: plan.shape, .float32(plan.reduce(values) { Float($0.reduce(0.0) { $0 + Double($1) }) }))
      case .float64(let values): return NDArray(shape: plan.shape, .float64(plan.reduce(values) { $0.reduce(0, +) }))
      }
    case .mean:
      let means = plan.reduce(doubles) { $0.reduce(0, +) / Double($0.count) }
      return NDArray(shape: plan.shape, elementType == .float32 ? .float32(means.map { Float($0) }) : .float64(means))
    case .max, .min:
      let greater = kind == .max
      func extreme<Element: FloatingPoint>(_ values: [Element]) -> Element {
        values.dropFirst().reduce(values[0]) { $0.isNaN || (greater ? $0 >= $1 : $0 <= $1) ? $0 : $1 }
      }
      switch storage {
      case .bool(let values):
        return NDArray(
          shape: plan.shape,
          .bool(plan.reduce(values) { greater ? $0.contains(true) : !$0.contains(false) })
        )
      case .int64(let values):
        let results = plan.reduce(values) {
          $0.dropFirst().reduce($0[0]) { greater ? Swift.max($0, $1) : Swift.min($0, $1) }
        }
        return NDArray(shape: plan.shape, .int64(results))
      case .float32(let values): return NDArray(shape: plan.shape, .float32(plan.reduce(values, extreme)))
      case .float64(let values): return NDArray(shape: plan.shape, .float64(plan.reduce(values, extreme)))
      }
    }
  }
}
