import Datasets

/// A screen that can be opened by name, from the command line, the menu or another screen.
public enum Destination: Hashable, Sendable {
  /// All screens.
  case menu
  /// A small network learns a truth table.
  case xor(LogicGate)
  /// Activation functions, their derivatives, and what they do to depth.
  case activations
  /// A classifier learns digits.
  case mnist
  /// One line learns truth tables, sample by sample.
  case perceptron
  /// Losses and their derivatives.
  case losses
}
