extension NDArray {
  /// The same elements in another shape; one size may be −1, which stands for what is left.
  public func reshaped(_ sizes: [Int]) throws(TensorError) -> NDArray {
    guard sizes.allSatisfy({ $0 >= -1 }), sizes.filter({ $0 == -1 }).count <= 1 else {
      throw .invalid(expected: "sizes of 0 or more, and at most one −1", found: Self.text(sizes))
    }
    guard sizes.count <= Self.mostAxes else { throw .tooLarge("axes", limit: Self.mostAxes, found: sizes.count) }
    var known = 1
    for size in sizes where size >= 0 {
      let (product, overflow) = known.multipliedReportingOverflow(by: size)
      guard !overflow else { throw .reshape(from: shape, to: sizes) }
      known = product
    }
    var target = sizes
    if let open = sizes.firstIndex(of: -1) {
      guard known > 0, count % known == 0 else { throw .reshape(from: shape, to: sizes) }
      target[open] = count / known
    } else if known != count {
      throw .reshape(from: shape, to: sizes)
    }
    try Self.check(shape: target)
    return NDArray(shape: target, storage)
  }

  /// The axes in another order; without one, in reverse.
  public func transposed(_ axes: [Int]? = nil) throws(TensorError) -> NDArray {
    let order = try permutation(axes)
    let own = Self.strides(shape)
    let shape = order.map { self.shape[$0] }
    return NDArray(shape: shape, storage.gathered(Broadcasting.places(shape: shape, strides: order.map { own[$0] })))
  }

  /// The order of axes that a transposition stands for, counted from 0.
  public func permutation(_ axes: [Int]?) throws(TensorError) -> [Int] {
    guard let axes else { return Array(shape.indices.reversed()) }
    var order: [Int] = []
    for axis in axes { order.append(try Self.index(ofAxis: axis, shape: shape)) }
    guard order.count == shape.count, Set(order).count == order.count else { throw .axes(axes, shape: shape) }
    return order
  }

  /// Repeats elements along missing axes and axes of size 1.
  public func broadcast(to target: [Int]) throws(TensorError) -> NDArray {
    try Self.check(shape: target)
    guard let broadcasting = try? Broadcasting([shape, target]), broadcasting.shape == target else {
      throw .stretch(from: shape, to: target)
    }
    return NDArray(shape: target, storage.gathered(broadcasting.places(inOperand: 0)))
  }

  /// Arrays of one shape along a new first axis.
  public static func stacked(_ arrays: [NDArray], as type: ElementType) throws(TensorError) -> NDArray {
    guard let first = arrays.first else { return NDArray(shape: [0], .float64([])) }
    let shape = [arrays.count] + first.shape
    for array in arrays where array.shape != first.shape { throw .ragged(first: first.shape, other: array.shape) }
    try check(shape: shape)
    switch type {
    case .bool: return NDArray(shape: shape, .bool(arrays.flatMap { $0.converted(to: .bool).bools }))
    case .int64: return NDArray(shape: shape, .int64(arrays.flatMap { $0.converted(to: .int64).wholes }))
    case .float32: return NDArray(shape: shape, .float32(arrays.flatMap { $0.converted(to: .float32).floats }))
    case .float64: return NDArray(shape: shape, .float64(arrays.flatMap(\.doubles)))
    }
  }

  /// The elements of a bool array.
  var bools: [Bool] { if case .bool(let values) = storage { values } else { converted(to: .bool).bools } }
  /// The elements of an int64 array.
  var wholes: [Int64] { if case .int64(let values) = storage { values } else { converted(to: .int64).wholes } }
  /// The elements of a float32 array.
  var floats: [Float] { if case .float32(let values) = storage { values } else { converted(to: .float32).floats } }

  /// An axis counted from 0, of one that may be counted from the end.
  static func index(ofAxis axis: Int, shape: [Int]) throws(TensorError) -> Int {
    guard axis >= -shape.count, axis < shape.count else { throw .axis(axis, shape: shape) }
    return axis < 0 ? axis + shape.count : axis
  }
}
