/// How the cells of a matrix product come about: each is a sum over the left's last and the right's second to last axis.
///
/// A one-axis operand counts as a row on the left and a column on the right, and that axis is left out of the result; further axes in
/// front are broadcast.
public struct MatrixProduct: Hashable, Sendable {
  /// The shape of the result.
  public let shape: [Int]
  /// How many products each sum has.
  public let inner: Int

  private let rows: Int
  private let columns: Int
  private let batch: Broadcasting

  /// Finds how two shapes are multiplied.
  /// - Throws: both shapes if they do not pair up.
  public init(_ left: [Int], _ right: [Int]) throws(TensorError) {
    guard let leftInner = left.last, let rightInner = right.count == 1 ? right[0] : right.dropLast().last else {
      throw .matrixProduct(left: left, right: right)
    }
    guard leftInner == rightInner else { throw .matrixProduct(left: left, right: right) }
    inner = leftInner
    rows = left.count == 1 ? 1 : left[left.count - 2]
    columns = right.count == 1 ? 1 : right[right.count - 1]
    do {
      batch = try Broadcasting([Array(left.dropLast(2)), Array(right.dropLast(2))])
    } catch .broadcast {
      throw .invalid(
        expected: "axes before the last two that broadcast",
        found: "\(NDArray.text(left)) and \(NDArray.text(right))"
      )
    } catch { throw error }
    shape = batch.shape + (left.count == 1 ? [] : [rows]) + (right.count == 1 ? [] : [columns])
    try NDArray.check(shape: shape)
    let products = shape.reduce(1, *) * max(1, inner)
    guard products <= NDArray.mostProducts else {
      throw .tooLarge("multiplications", limit: NDArray.mostProducts, found: products)
    }
  }

  /// The places in the left and the right operand whose products a cell of the result sums, in order.
  public func pairs(of cell: Int) -> (left: [Int], right: [Int]) {
    let column = cell % columns
    let row = cell / columns % rows
    let block = cell / (columns * rows)
    let left = batch.place(of: block, inOperand: 0) * rows * inner + row * inner
    let right = batch.place(of: block, inOperand: 1) * inner * columns + column
    return ((0..<inner).map { left + $0 }, (0..<inner).map { right + $0 * columns })
  }

  /// All sums.
  func multiply<Element>(
    _ a: [Element],
    _ b: [Element],
    zero: Element,
    add: (inout Element, Element, Element) -> Void
  ) -> [Element] {
    var result = [Element](repeating: zero, count: shape.reduce(1, *))
    for block in 0..<batch.shape.reduce(1, *) {
      let left = batch.place(of: block, inOperand: 0) * rows * inner
      let right = batch.place(of: block, inOperand: 1) * inner * columns
      for row in 0..<rows {
        let out = (block * rows + row) * columns
        // Row by row of the right operand, so that memory is walked in its order.
        for k in 0..<inner {
          let factor = a[left + row * inner + k]
          for column in 0..<columns { add(&result[out + column], factor, b[right + k * columns + column]) }
        }
      }
    }
    return result
  }
}

extension NDArray {
  /// The matrix product a @ b.
  public static func matrixProduct(_ left: NDArray, _ right: NDArray) throws(TensorError) -> NDArray {
    let plan = try MatrixProduct(left.shape, right.shape)
    let type = left.elementType.promoted(with: right.elementType)
    switch (left.converted(to: type).storage, right.converted(to: type).storage) {
    case (.float64(let a), .float64(let b)):
      return NDArray(shape: plan.shape, .float64(plan.multiply(a, b, zero: 0) { $0 += $1 * $2 }))
    case (.float32(let a), .float32(let b)):
      return NDArray(shape: plan.shape, .float32(plan.multiply(a, b, zero: 0) { $0 += $1 * $2 }))
    case (.int64(let a), .int64(let b)):
      return NDArray(shape: plan.shape, .int64(plan.multiply(a, b, zero: 0) { $0 = $0 &+ $1 &* $2 }))
    case (.bool(let a), .bool(let b)):
      return NDArray(shape: plan.shape, .bool(plan.multiply(a, b, zero: false) { $0 = $0 || $1 && $2 }))
    default: preconditionFailure("expected operands of one type")
    }
  }
}
