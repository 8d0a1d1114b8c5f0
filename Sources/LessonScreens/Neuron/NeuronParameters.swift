import Lessons
import NeuralNet
import Shell

/// What may be set on the neuron screen, by keys as by the command line.
public enum NeuronParameters {
  /// The output neuron's activation.
  public static let output = Parameter<Activation>.choice(
    "output",
    option: "--activation",
    default: .relu,
    among: [.relu, .identity, .sigmoid, .leakyReLU(slope: 0.01), .tanh],
    name: { $0.name },
    format: { $0.displayName }
  )
  /// η.
  public static let learningRate = Parameter<Double>.number(
    "learning rate",
    short: "rate",
    default: 0.01,
    in: 1e-9...1e6,
    keys: 1e-5...10,
    expected: "a number above 0 and at most 1e6"
  )
  /// When the weights change.
  public static let batch = Parameter<NeuronBatch>(
    "batch",
    option: "--batch-size",
    default: .sample,
    expected: "sample, full, or a number of samples",
    parse: { NeuronBatch(name: $0) },
    format: { $0.name },
    next: { value, up in Ladder.cycle(value, in: [.sample, .mini(2), .mini(4), .full], up: up) }
  )
  /// The update rule.
  public static let optimizer = Parameter<Optimizer>.choice(
    "optimizer",
    default: .sgd,
    among: NeuronSettings.optimizers,
    name: { $0.name },
    format: { $0.displayName }
  )
  /// A weight or a bias.
  public static func parameter(_ name: String, option: String) -> Parameter<Double> {
    .number(
      name,
      option: option,
      default: 0,
      in: -1e6...1e6,
      expected: "a number from -1e6 to 1e6"
    )
  }
  /// How often every sample is shown.
  public static let epochs = Parameter<Int>.count(
    "epochs",
    default: 100,
    in: 0...NeuronSettings.maximumEpochs,
    steps: [5, 10, 20, 50, 100, 200, 500, 1000]
  )
  /// Whether the loss is told as a sum or as a mean.
  public static let showsSum = Parameter<Bool>.choice(
    "loss",
    option: "--loss-as",
    default: true,
    among: [true, false],
    name: { $0 ? "sum" : "mean" }
  )
  /// Which samples the surface is the mean of.
  public static let surface = Parameter<LossSurface.Part>.choice(
    "surface",
    default: .all,
    among: [.all, .batch, .sample],
    name: { part in
      switch part {
      case .all: "all"
      case .batch: "batch"
      case .sample: "sample"
      }
    }
  )
}
