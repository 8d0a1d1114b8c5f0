/// Numbers in a box of any number of axes, row-major, as NumPy's arrays.
///
/// Every operation follows NumPy's rules for shapes, broadcasting and types, and throws a ``TensorError`` that shows the shapes where
/// they do not fit.
public struct NDArray: Hashable, Sendable {
  /// The most elements of an array.
  public static let mostElements = 1 << 18
  /// The most axes of an array.
  public static let mostAxes = 8
  /// The most multiplications of a matrix product.
  public static let mostProducts = 1 << 24

  /// The elements by type.
  public enum Storage: Hashable, Sendable {
    /// True or false.
    case bool([Bool])
    /// Whole numbers.
    case int64([Int64])
    /// Numbers of 32 bits.
    case float32([Float])
    /// Numbers of 64 bits.
    case float64([Double])
  }

  /// How many elements each axis has; empty for a single number.
  public let shape: [Int]
  /// The elements, the last axis's next to each other.
  public let storage: Storage

  /// Makes an array of elements whose number fits the shape.
  public init(shape: [Int], _ storage: Storage) {
    precondition(shape.reduce(1, *) == storage.count, "expected \(shape), found \(storage.count) elements")
    self.shape = shape
    self.storage = storage
  }

  /// A single number.
  public init(_ value: Double) { self.init(shape: [], .float64([value])) }

  /// Numbers in a row.
  public init(_ values: [Double]) { self.init(shape: [values.count], .float64(values)) }

  /// What the elements are.
  public var elementType: ElementType {
    switch storage {
    case .bool: .bool
    case .int64: .int64
    case .float32: .float32
    case .float64: .float64
    }
  }

  /// How many elements there are.
  public var count: Int { storage.count }

  /// The elements as numbers; true is 1, and whole numbers above 2⁵³ are rounded.
  public var doubles: [Double] {
    switch storage {
    case .bool(let values): values.map { $0 ? 1 : 0 }
    case .int64(let values): values.map { Double($0) }
    case .float32(let values): values.map { Double($0) }
    case .float64(let values): values
    }
  }

  /// One element as a number.
  public func double(at index: Int) -> Double {
    switch storage {
    case .bool(let values): values[index] ? 1 : 0
    case .int64(let values): Double(values[index])
    case .float32(let values): Double(values[index])
    case .float64(let values): values[index]
    }
  }

  /// The same elements as another type; fractions are cut off towards 0, and what is not 0 is true.
  ///
  /// What no int64 holds becomes its least value, as it does on the processors that NumPy mostly runs on.
  public func converted(to type: ElementType) -> NDArray {
    if type == elementType { return self }
    let converted: Storage =
      switch type {
      case .bool:
        switch storage {
        case .bool(let values): .bool(values)
        case .int64(let values): .bool(values.map { $0 != 0 })
        case .float32(let values): .bool(values.map { $0 != 0 })
        case .float64(let values): .bool(values.map { $0 != 0 })
        }
      case .int64:
        switch storage {
        case .bool(let values): .int64(values.map { $0 ? 1 : 0 })
        case .int64(let values): .int64(values)
        case .float32(let values): .int64(values.map { Int64(exactly: $0.rounded(.towardZero)) ?? .min })
        case .float64(let values): .int64(values.map { Int64(exactly: $0.rounded(.towardZero)) ?? .min })
        }
      case .float32:
        switch storage {
        case .bool(let values): .float32(values.map { $0 ? 1 : 0 })
        case .int64(let values): .float32(values.map { Float($0) })
        case .float32(let values): .float32(values)
        case .float64(let values): .float32(values.map { Float($0) })
        }
      case .float64: .float64(doubles)
      }
    return NDArray(shape: shape, converted)
  }

  /// A shape as NumPy prints it, such as "(2, 3)" or "(3,)".
  public static func text(_ shape: [Int]) -> String {
    "(" + shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? ",)" : ")")
  }

  /// How far apart neighbours along each axis lie in the elements.
  static func strides(_ shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * max(1, shape[axis + 1]) }
    return strides
  }
}

extension NDArray.Storage {
  /// How many elements there are.
  public var count: Int {
    switch self {
    case .bool(let values): values.count
    case .int64(let values): values.count
    case .float32(let values): values.count
    case .float64(let values): values.count
    }
  }

  /// The elements at places, in their order.
  func gathered(_ places: [Int]) -> Self {
    switch self {
    case .bool(let values): .bool(places.map { values[$0] })
    case .int64(let values): .int64(places.map { values[$0] })
    case .float32(let values): .float32(places.map { values[$0] })
    case .float64(let values): .float64(places.map { values[$0] })
    }
  }
}
