/// One operation of a pass, with its result.
public struct WalkOperation: Hashable, Sendable {
  /// What it computes, of a dense layer counted from 0.
  public enum Kind: Hashable, Sendable {
    /// z = a·W + b.
    case sums(layer: Int)
    /// a = f(z).
    case outputs(layer: Int)
    /// L.
    case loss
    /// dL/da.
    case outputGradient(layer: Int)
    /// δ = dL/dz.
    case delta(layer: Int)
    /// dL/dW.
    case weightGradient(layer: Int)
    /// dL/db.
    case biasGradient(layer: Int)
    /// W ← W − η·dL/dW.
    case weightUpdate(layer: Int)
    /// b ← b − η·dL/db.
    case biasUpdate(layer: Int)
    /// ŷ with the new parameters.
    case newPrediction
    /// L with the new parameters.
    case newLoss
  }

  /// The part of the pass.
  public enum Phase: Int, Hashable, Sendable, CaseIterable {
    /// From the input to the loss.
    case forward
    /// From the loss to the gradients.
    case backward
    /// The step of gradient descent.
    case update
    /// Whether the loss fell.
    case check
  }

  /// What it computes.
  public let kind: Kind
  /// The name in letters and digits, as in JSON: `z1`, `dL_dW2`.
  public let name: String
  /// The name as a formula has it: `z₁`, `dL/dW₂`.
  public let symbol: String
  /// The formula: `z₁ = x·W₁ + b₁`.
  public let formula: String
  /// The result's shape; empty for a number.
  public let shape: [Int]
  /// The result, row-major.
  public let values: [Double]
  /// The same by finite differences; nil for what is no gradient.
  public let numeric: [Double]?
  /// The layer, from 1 for the first hidden one, as in names; nil for the loss and the check.
  public let layerNumber: Int?

  /// The part of the pass.
  public var phase: Phase {
    switch kind {
    case .sums, .outputs, .loss: .forward
    case .outputGradient, .delta, .weightGradient, .biasGradient: .backward
    case .weightUpdate, .biasUpdate: .update
    case .newPrediction, .newLoss: .check
    }
  }

  /// The shape as text: `(1, 2)`; "a number" where it is one.
  public var shapeText: String {
    shape.isEmpty ? "a number" : "(" + shape.map(String.init).joined(separator: ", ") + ")"
  }
}
