/// What one sample makes of a network: every layer's pre-activations and activations.
public struct ForwardPass<Scalar: NetworkScalar>: Sendable, Equatable {
  /// One dense layer's part.
  public struct Layer: Sendable, Equatable {
    /// z = W·a + b, one per unit.
    public let preActivations: [Scalar]

    /// f(z), one per unit.
    public let activations: [Scalar]
  }

  /// The sample.
  public let input: [Scalar]

  /// Every dense layer, the first hidden one first.
  public let layers: [Layer]

  /// The last layer's activations: the prediction.
  public var output: [Scalar] { layers[layers.count - 1].activations }

  /// The last layer's pre-activations.
  public var logits: [Scalar] { layers[layers.count - 1].preActivations }
}
