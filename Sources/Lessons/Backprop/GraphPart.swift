/// A part of a drawn network that an operation reads or writes. Layers are counted from 0, the input; a weight belongs to the layer it leads to.
public enum GraphPart: Hashable, Sendable {
  /// A unit.
  case unit(layer: Int, index: Int)
  /// The weight from a unit of the layer before.
  case weight(layer: Int, from: Int, to: Int)
  /// The bias of a unit.
  case bias(layer: Int, index: Int)
  /// A target.
  case target(Int)
  /// The loss.
  case loss
}
