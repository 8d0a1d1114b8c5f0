/// A number of the walk that a person may change.
public enum BackpropQuantity: Hashable, Sendable {
  /// An input of the sample.
  case input(Int)
  /// A target of the sample.
  case target(Int)
  /// A weight of a dense layer, counted from 0.
  case weight(layer: Int, from: Int, to: Int)
  /// A bias of a dense layer, counted from 0.
  case bias(layer: Int, to: Int)
  /// η.
  case learningRate
}
