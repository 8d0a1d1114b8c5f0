import NeuralNet

extension NDArray {
  /// a ∘ b element by element, stretched to one shape.
  ///
  /// Types as in NumPy: division of whole numbers is float64, whole numbers to negative powers and bools that are subtracted are
  /// refused, comparisons are bool.
  public static func elementwise(
    _ operation: Formula.BinaryOperator,
    _ left: NDArray,
    _ right: NDArray,
    as type: ElementType? = nil
  ) throws(TensorError) -> NDArray {
    let broadcasting = try Broadcasting([left.shape, right.shape])
    var type = type ?? left.elementType.promoted(with: right.elementType)
    switch operation {
    case .divide where !type.isFloat: type = .float64
    case .power where type == .bool: type = .int64
    case .subtract where type == .bool: throw .type(expected: "int64, float32 or float64 to subtract", found: .bool)
    case .matrixMultiply: preconditionFailure("a matrix product is not element by element")
    default: break
    }
    let a = left.stretched(broadcasting, operand: 0, type: type)
    let b = right.stretched(broadcasting, operand: 1, type: type)
    return NDArray(shape: broadcasting.shape, try combined(operation, a, b))
  }

  private func stretched(_ broadcasting: Broadcasting, operand: Int, type: ElementType) -> Storage {
    let values = converted(to: type).storage
    return shape == broadcasting.shape ? values : values.gathered(broadcasting.places(inOperand: operand))
  }

  private static func combined(
    _ operation: Formula.BinaryOperator,
    _ a: Storage,
    _ b: Storage
  ) throws(TensorError) -> Storage {
    switch (a, b) {
    case (.float64(let a), .float64(let b)):
      if operation.isComparison { return .bool(compared(operation, a, b)) }
      return .float64(floats(operation, a, b))
    case (.float32(let a), .float32(let b)):
      if operation.isComparison { return .bool(compared(operation, a, b)) }
      return .float32(floats(operation, a, b))
    case (.int64(let a), .int64(let b)):
      if operation.isComparison { return .bool(compared(operation, a, b)) }
      return .int64(try wholes(operation, a, b))
    case (.bool(let a), .bool(let b)):
      if operation.isComparison { return .bool(compared(operation, a.map { $0 ? 1 : 0 }, b.map { $0 ? 1 : 0 })) }
      // Sums of bools are their disjunction, products their conjunction.
      return .bool(zip(a, b).map { operation == .add ? $0 || $1 : $0 && $1 })
    default: preconditionFailure("expected operands of one type")
    }
  }

  private static func compared<Element: Comparable>(
    _ operation: Formula.BinaryOperator,
    _ a: [Element],
    _ b: [Element]
  ) -> [Bool] {
    switch operation {
    case .less: zip(a, b).map { $0 < $1 }
    case .lessOrEqual: zip(a, b).map { $0 <= $1 }
    case .greater: zip(a, b).map { $0 > $1 }
    case .greaterOrEqual: zip(a, b).map { $0 >= $1 }
    case .equal: zip(a, b).map { $0 == $1 }
    default: zip(a, b).map { $0 != $1 }
    }
  }

  private static func floats<Element: BinaryFloatingPoint>(
    _ operation: Formula.BinaryOperator,
    _ a: [Element],
    _ b: [Element]
  ) -> [Element] {
    switch operation {
    case .add: zip(a, b).map { $0 + $1 }
    case .subtract: zip(a, b).map { $0 - $1 }
    case .multiply: zip(a, b).map { $0 * $1 }
    case .divide: zip(a, b).map { $0 / $1 }
    default: zip(a, b).map { Element(realPower(Double($0), Double($1))) }
    }
  }

  private static func wholes(
    _ operation: Formula.BinaryOperator,
    _ a: [Int64],
    _ b: [Int64]
  ) throws(TensorError) -> [Int64] {
    switch operation {
    case .add: return zip(a, b).map { $0 &+ $1 }
    case .subtract: return zip(a, b).map { $0 &- $1 }
    case .multiply: return zip(a, b).map { $0 &* $1 }
    default:
      if let negative = b.first(where: { $0 < 0 }) {
        throw .invalid(
          expected: "exponents of 0 or more for int64 (write 2.0 for 2 to have fractions)",
          found: "\(negative)"
        )
      }
      return zip(a, b).map { base, exponent in
        var (result, square, rest): (Int64, Int64, Int64) = (1, base, exponent)
        while rest > 0 {
          if rest & 1 == 1 { result = result &* square }
          square = square &* square
          rest >>= 1
        }
        return result
      }
    }
  }

  /// −a.
  public func negated() throws(TensorError) -> NDArray {
    switch storage {
    case .bool: throw .type(expected: "int64, float32 or float64 to negate", found: .bool)
    case .int64(let values): NDArray(shape: shape, .int64(values.map { 0 &- $0 }))
    case .float32(let values): NDArray(shape: shape, .float32(values.map { -$0 }))
    case .float64(let values): NDArray(shape: shape, .float64(values.map { -$0 }))
    }
  }

  /// f(a) element by element; of int64 it is float64, save for abs, sign, floor and ReLU, which keep whole numbers.
  ///
  /// NumPy has 16-bit numbers for other functions of bools; those are refused here.
  public func mapped(_ function: ScalarFunction) throws(TensorError) -> NDArray {
    switch storage {
    case .bool:
      switch function {
      case .abs, .floor, .relu: return self
      default: throw .type(expected: "int64, float32 or float64 for \(function.rawValue)", found: .bool)
      }
    case .int64(let values):
      switch function {
      case .abs: return NDArray(shape: shape, .int64(values.map { $0 < 0 ? 0 &- $0 : $0 }))
      case .sign: return NDArray(shape: shape, .int64(values.map { $0.signum() }))
      case .floor: return self
      case .relu: return NDArray(shape: shape, .int64(values.map { max(0, $0) }))
      default: return NDArray(shape: shape, .float64(values.map { function.value(at: Double($0)) }))
      }
    case .float32(let values): return NDArray(shape: shape, .float32(values.map { function.value(at: $0) }))
    case .float64(let values): return NDArray(shape: shape, .float64(values.map { function.value(at: $0) }))
    }
  }

  /// The greater, or smaller, of each two elements; a NaN goes through.
  public static func extreme(
    greater: Bool,
    _ left: NDArray,
    _ right: NDArray,
    as type: ElementType? = nil
  ) throws(TensorError) -> NDArray {
    let broadcasting = try Broadcasting([left.shape, right.shape])
    let type = type ?? left.elementType.promoted(with: right.elementType)
    let a = left.stretched(broadcasting, operand: 0, type: type)
    let b = right.stretched(broadcasting, operand: 1, type: type)
    func floats<Element: BinaryFloatingPoint>(_ a: [Element], _ b: [Element]) -> [Element] {
      zip(a, b).map { $0.isNaN || (greater ? $0 >= $1 : $0 <= $1) ? $0 : $1 }
    }
    let values: Storage
    switch (a, b) {
    case (.float64(let a), .float64(let b)): values = .float64(floats(a, b))
    case (.float32(let a), .float32(let b)): values = .float32(floats(a, b))
    case (.int64(let a), .int64(let b)): values = .int64(zip(a, b).map { greater ? max($0, $1) : min($0, $1) })
    case (.bool(let a), .bool(let b)): values = .bool(zip(a, b).map { greater ? $0 || $1 : $0 && $1 })
    default: preconditionFailure("expected operands of one type")
    }
    return NDArray(shape: broadcasting.shape, values)
  }
}
