/// What the output neuron of a network with a hidden neuron reads while training.
public enum NeuronWiring: Hashable, Sendable {
  /// The hidden neurons' outputs a₁.
  case correct
  /// The input x, past the hidden neurons, though the gradient of its weights is still computed with a₁: a bug of a common notebook.
  case inputIntoOutput
}
