/// How operands of different shapes are stretched to one, NumPy's rule: shapes are lined up at the last axis, sizes must agree or be 1,
/// and what is missing or 1 is repeated.
public struct Broadcasting: Hashable, Sendable {
  /// The shape of the result.
  public let shape: [Int]
  /// For each operand how far apart neighbours along each axis of the result lie in it; 0 where it is stretched.
  public let strides: [[Int]]

  /// Finds the common shape.
  /// - Throws: the two shapes that do not fit, or that the result is too large.
  public init(_ shapes: [[Int]]) throws(TensorError) {
    var common: [Int] = []
    for shape in shapes { common = try Self.common(common, shape) }
    self.shape = common
    strides = shapes.map { shape in
      let own = NDArray.strides(shape)
      let missing = common.count - shape.count
      return common.indices.map { axis in
        axis < missing || (shape[axis - missing] == 1 && common[axis] != 1) ? 0 : own[axis - missing]
      }
    }
    try NDArray.check(shape: common)
  }

  private static func common(_ left: [Int], _ right: [Int]) throws(TensorError) -> [Int] {
    let rank = max(left.count, right.count)
    var shape = [Int](repeating: 1, count: rank)
    for fromLast in 0..<rank {
      let a = fromLast < left.count ? left[left.count - 1 - fromLast] : 1
      let b = fromLast < right.count ? right[right.count - 1 - fromLast] : 1
      guard a == b || a == 1 || b == 1 else {
        throw .broadcast(left: left, right: right, axisFromLast: fromLast)
      }
      shape[rank - 1 - fromLast] = a == 1 ? b : a
    }
    return shape
  }

  /// For each element of the result its place in an operand.
  public func places(inOperand operand: Int) -> [Int] { Self.places(shape: shape, strides: strides[operand]) }

  /// The place in an operand of one element of the result.
  public func place(of cell: Int, inOperand operand: Int) -> Int {
    Self.place(of: cell, shape: shape, strides: strides[operand])
  }

  /// Whether an operand is repeated along any axis.
  public func stretches(operand: Int) -> Bool {
    zip(shape, strides[operand]).contains { $0 != 1 && $1 == 0 }
  }

  /// Whether a cell of the result shows a repetition of an operand's element rather than the element's own first cell.
  public func isCopy(_ cell: Int, ofOperand operand: Int) -> Bool {
    var rest = cell
    for axis in shape.indices.reversed() {
      if strides[operand][axis] == 0, shape[axis] != 1, rest % shape[axis] != 0 { return true }
      rest /= shape[axis]
    }
    return false
  }

  /// The axes of the result along which an operand is repeated.
  public func stretchedAxes(ofOperand operand: Int) -> [Int] {
    shape.indices.filter { shape[$0] != 1 && strides[operand][$0] == 0 }
  }

  /// Where the elements of a box lie that is walked row by row with strides of another.
  static func places(shape: [Int], strides: [Int]) -> [Int] {
    let count = shape.reduce(1, *)
    guard count > 0 else { return [] }
    var places: [Int] = []
    places.reserveCapacity(count)
    var index = [Int](repeating: 0, count: shape.count)
    var place = 0
    for _ in 0..<count {
      places.append(place)
      for axis in shape.indices.reversed() {
        index[axis] += 1
        place += strides[axis]
        if index[axis] < shape[axis] { break }
        place -= strides[axis] * shape[axis]
        index[axis] = 0
      }
    }
    return places
  }

  static func place(of cell: Int, shape: [Int], strides: [Int]) -> Int {
    var rest = cell
    var place = 0
    for axis in shape.indices.reversed() {
      place += rest % shape[axis] * strides[axis]
      rest /= shape[axis]
    }
    return place
  }
}

extension NDArray {
  /// Refuses a shape that is too large or has a negative size.
  static func check(shape: [Int]) throws(TensorError) {
    guard shape.count <= mostAxes else { throw .tooLarge("axes", limit: mostAxes, found: shape.count) }
    var count = 1
    for size in shape {
      guard size >= 0 else { throw .invalid(expected: "sizes of 0 or more", found: text(shape)) }
      // Sizes beside a 0 count too, so that no product of sizes overflows.
      let (product, overflow) = count.multipliedReportingOverflow(by: max(1, size))
      guard !overflow, product <= mostElements else {
        throw .tooLarge("elements", limit: mostElements, found: overflow ? .max : product)
      }
      count = product
    }
  }
}
