/// What an expression of the tensor language stands for.
public enum TensorValue: Hashable, Sendable {
  /// An array; typed for a number that was typed and whose type gives way to an array's, as NumPy has it for Python's numbers.
  case array(NDArray, isTyped: Bool)
  /// A type such as float32.
  case elementType(ElementType)
  /// Nothing, as in axis=None.
  case none
}
