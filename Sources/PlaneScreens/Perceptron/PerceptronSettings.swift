import Datasets
import NeuralNet

/// How perceptrons are trained on truth tables.
public struct PerceptronSettings: Hashable, Sendable {
  /// Where the weights begin.
  public enum Start: Hashable, Sendable {
    /// Normal with the standard deviation 0.01 from the seed, a pair of its own for each of the sixteen functions; bias 0.
    case random
    /// The same weights and bias for every function.
    case given(w1: Double, w2: Double, bias: Double)

    /// Where every weight and the bias are 0.
    public static let zero = Start.given(w1: 0, w2: 0, bias: 0)
    /// A line that has nearly every usual gate on its wrong sides.
    public static let wrong = Start.given(w1: -0.3, w2: -0.2, bias: 0.25)
  }

  /// The most epochs: every state of a run is kept.
  public static let maximumEpochs = 1000

  /// η, the size of a correction.
  public var learningRate = 0.1
  /// How often every sample is shown, unless an epoch passes without an error before.
  public var epochs = 20
  /// Where the weights begin.
  public var start = Start.random
  /// Where random weights come from.
  public var seed: UInt64 = 42
  /// Whose line is drawn and judged.
  public var variant = PerceptronVariant.classic

  /// The course's settings: η = 0.1, small random weights, bias 0.
  public init() {}

  /// The perceptron before its first sample.
  func perceptron(_ gate: LogicGate) -> Perceptron {
    switch start {
    case .given(let w1, let w2, let bias):
      return Perceptron(weights: [w1, w2], bias: bias, learningRate: learningRate)
    case .random:
      var random = RandomNumbers(seed: seed)
      // Every function has its place in the sequence, so that its run is the same whatever else is shown.
      for _ in 0..<(2 * Int(gate.rawValue)) { _ = random.normal() }
      return Perceptron(inputs: 2, learningRate: learningRate, using: &random)
    }
  }
}
