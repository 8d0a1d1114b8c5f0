/// A named block of numbers with a shape, as files hold them.
public struct Tensor: Hashable, Sendable {
  /// How a number is stored.
  public enum ElementType: String, Hashable, Sendable {
    /// IEEE 754 single precision, little endian.
    case float32 = "F32"
    /// IEEE 754 double precision, little endian.
    case float64 = "F64"

    /// Bytes of one number.
    public var byteCount: Int { self == .float32 ? 4 : 8 }
  }

  /// How the numbers are stored.
  public var elementType: ElementType
  /// The length of each dimension; empty for a single number.
  public var shape: [Int]
  /// The numbers, row-major, widened to Double, which holds either exactly.
  public var values: [Double]

  /// A tensor.
  public init(_ elementType: ElementType, shape: [Int], values: [Double]) {
    precondition(shape.reduce(1, *) == values.count, "shape \(shape) does not hold \(values.count) values")
    self.elementType = elementType
    self.shape = shape
    self.values = values
  }
}
