/// A loss function: how far predictions are from targets, and in which direction to move them.
///
/// Over a batch, every loss is the mean over all elements (samples × outputs), except ``softmaxCrossEntropy``, which is
/// the mean over samples; the gradients are the true ones of that mean, so MSE's carries the factor 2/n.
public enum Loss: Hashable, Sendable {
  /// The mean squared error.
  case mse

  /// The mean absolute error; its derivative where prediction and target agree is taken as 0, as PyTorch does.
  case mae

  /// Squared near the target, linear farther than δ from it (Huber, 1964).
  case huber(delta: Double)

  /// Binary cross-entropy of a probability.
  ///
  /// A probability and its complement are kept from 0 by ``probabilityFloor``. Behind a sigmoid output a trainer computes
  /// it from the logit instead, which needs no floor and loses no digits.
  case bce

  /// Binary cross-entropy of σ(z), computed from the logit z: the output layer's pre-activation, whatever its activation.
  case bceWithLogits

  /// Categorical cross-entropy of softmax(z), computed from the output layer's pre-activations z.
  case softmaxCrossEntropy

  /// The margin loss max(0, 1 − s·ŷ) of support vector machines, with s = +1 for a positive target and −1 for 0 or less.
  case hinge

  /// Every loss once, Huber's with its usual δ = 1.
  public static let all: [Loss] = [
    .mse, .mae, .huber(delta: 1), .bce, .bceWithLogits, .softmaxCrossEntropy, .hinge,
  ]

  /// What a probability is kept above before its logarithm is taken, so that ``bce`` never exceeds −ln(10⁻¹⁵) ≈ 34.54.
  public static let probabilityFloor = 1e-15

  /// Whether the prediction that the loss reads is a logit (the output layer's pre-activation), not an activation.
  public var readsLogits: Bool { self == .bceWithLogits || self == .softmaxCrossEntropy }
}
