import NeuralNet
import Plots
import Shell

/// What may be set of perceptrons, by keys as by the command line.
public enum PerceptronParameters {
  private static let fresh = PerceptronSettings()
  /// The largest weight, bias and rate that are taken.
  public static let limit = 1e6

  /// η, the size of a correction.
  public static let learningRate = Parameter<Double>.number(
    "learning rate",
    short: "rate",
    default: fresh.learningRate,
    in: Double.leastNormalMagnitude...limit,
    keys: 1e-3...10,
    expected: "more than 0 and at most 1e6"
  )
  /// Whose line is drawn and judged.
  public static let variant = Parameter<PerceptronVariant>.choice(
    "variant",
    short: "",
    default: fresh.variant,
    among: PerceptronVariant.allCases,
    name: { $0.rawValue }
  )
  /// How often every sample is shown.
  public static let epochs = Parameter<Int>.count(
    "epochs",
    default: fresh.epochs,
    in: 1...PerceptronSettings.maximumEpochs,
    steps: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
    expected: "1 to \(PerceptronSettings.maximumEpochs)"
  )
  /// Where random weights come from.
  public static let seed = Parameter<UInt64>.count("seed", default: fresh.seed, in: 0...UInt64.max)
  /// A weight or bias to begin with.
  public static let weight = Parameter<Double>.number(
    "weights",
    option: "--weights, --bias",
    default: 0,
    in: -limit...limit,
    expected: "numbers from -1e6 to 1e6"
  )
  /// The paces that keys step through, in samples a second.
  static let paces: [Double] = [1, 2, 5, 10, 20, 50, 100, 200, 500]

  static func name(_ start: PerceptronSettings.Start) -> String {
    switch start {
    case .random: "random"
    case .zero: "zero"
    case .given(let w1, let w2, let bias):
      [w1, w2, bias].map { NumberFormat.compact.string($0) }.joined(separator: ",")
    }
  }
}
