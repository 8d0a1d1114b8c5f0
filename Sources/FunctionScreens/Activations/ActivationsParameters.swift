import NeuralNet
import Plots
import Shell
import Training

/// What may be set on the activations screen, by keys as by the command line.
public enum ActivationsParameters {
  private static let experiment = DepthSettings(activations: [])
  /// How far from 0 the range may reach.
  public static let farthest = 1000.0

  /// Where f and f′ are read.
  public static let x = Parameter<Double>.number(
    "x",
    option: "--at",
    default: 1,
    in: -farthest...farthest,
    expected: "-1000 to 1000"
  )
  /// |f′| below which an activation counts as saturated.
  public static let threshold = Parameter<Double>.number(
    "saturated below",
    option: "--threshold",
    default: experiment.saturationThreshold,
    in: 0...Double.greatestFiniteMagnitude,
    keys: 1e-6...0.5,
    expected: "a number, 0 or more"
  )
  /// Leaky ReLU's slope.
  public static let slope = Parameter<Double>.number(
    "leaky slope",
    option: "--slope",
    default: 0.01,
    in: 0...Double.greatestFiniteMagnitude,
    keys: 0.001...1,
    expected: "0 or more"
  )
  /// ELU's α.
  public static let alpha = Parameter<Double>.number(
    "ELU α",
    option: "--alpha",
    default: 1,
    in: Double.leastNormalMagnitude...Double.greatestFiniteMagnitude,
    keys: 0.01...10,
    expected: "more than 0"
  )
  /// How many x the curves have in `--json` and `--headless`.
  public static let points = Parameter<Int>.count("points", default: 41, in: 2...100_000, expected: "2 to 100000")
  /// How many layers.
  public static let depth = Parameter<Int>.count(
    "depth",
    default: experiment.depth,
    in: 1...50,
    steps: [1, 2, 3, 5, 8, 10, 15, 20, 25, 30, 35, 40, 45, 50],
    expected: "1 to 50"
  )
  /// Units in each layer.
  public static let width = Parameter<Int>.count(
    "width",
    default: experiment.width,
    in: 1...512,
    steps: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
    expected: "1 to 512"
  )
  /// How many random samples.
  public static let batchSize = Parameter<Int>.count(
    "batch",
    option: "--batch-size",
    default: experiment.batchSize,
    in: 4...1024,
    steps: [4, 8, 16, 32, 64, 128, 256, 512, 1024],
    expected: "4 to 1024"
  )
  /// How weights are drawn.
  public static let initializer = Parameter<Initializer>.choice(
    "init",
    option: "--initializer",
    default: experiment.initializer,
    among: Initializer.all,
    name: { $0.name },
    format: { $0.displayName }
  )
  /// Where every random number comes from.
  public static let seed = Parameter<UInt64>.count("seed", default: experiment.seed, in: 0...UInt64.max)
}
