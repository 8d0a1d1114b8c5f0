import NeuralNet

/// What is known of an activation as a whole: what tables and JSON say beside the curves.
public struct ActivationFacts: Hashable, Sendable {
  /// The activation.
  public let activation: Activation
  /// The definition of f(x) on one line.
  public let formula: String
  /// f′(x) on one line.
  public let derivativeFormula: String
  /// f′(0).
  public let derivativeAtZero: Double
  /// The greatest f′, found numerically.
  public let maximumDerivative: Double
  /// Where |f′| is below the threshold; infinite ends where no end was found.
  public let saturated: [ClosedRange<Double>]
  /// Where it is used.
  public let typicalUse: String
  /// What goes wrong with it.
  public let knownTrouble: String

  /// The facts of an activation.
  /// - Parameter threshold: |f′| below which it counts as saturated.
  public init(_ activation: Activation, threshold: Double) {
    let profile = ActivationProfile(activation, threshold: threshold)
    self.activation = activation
    formula = activation.formulaOfX
    derivativeFormula = activation.derivativeFormulaOfX
    derivativeAtZero = profile.derivativeAtZero
    maximumDerivative = profile.maximumDerivative
    saturated = profile.saturated
    typicalUse = activation.typicalUse
    knownTrouble = activation.knownTrouble
  }
}
