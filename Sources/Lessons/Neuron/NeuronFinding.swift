/// A sentence about a run, computed from it.
public struct NeuronFinding: Hashable, Sendable {
  /// What it is about.
  public enum Topic: String, Hashable, Sendable {
    /// The loss that no weights can go below.
    case floor
    /// Samples whose gradient is 0.
    case zeroGradient
    /// All gradients are 0.
    case dead
    /// Whether a line can reach a loss of 0.
    case line
    /// What the learning rate does.
    case rate
    /// Gradients that were made up.
    case pretended
    /// The bug's wiring.
    case wiring
    /// A parameter that is no longer finite.
    case diverged
  }

  /// What it is about.
  public let topic: Topic
  /// The sentence or two.
  public let text: String
}
