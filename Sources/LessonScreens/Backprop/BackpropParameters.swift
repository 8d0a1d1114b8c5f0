import Lessons
import NeuralNet
import Shell

/// What may be set on the backprop screen, by keys as by the command line.
public enum BackpropParameters {
  /// η.
  public static let learningRate = Parameter<Double>.number(
    "learning rate",
    short: "rate",
    default: 0.5,
    in: 1e-9...1e6,
    keys: 1e-4...1000,
    expected: "a number above 0 and at most 1e6"
  )
  /// The hidden layers' activation.
  public static let activation = Parameter<Activation>.choice(
    "activation",
    default: .sigmoid,
    among: Activation.all.filter(\.isTrainable),
    name: { $0.name },
    format: { $0.displayName }
  )
  /// The loss.
  public static let loss = Parameter<Loss>.choice(
    "loss",
    default: .mse,
    among: BackpropState.losses,
    name: { $0.name },
    format: { $0.displayName }
  )
  /// What a larger step goes over.
  public static let stride = Parameter<BackpropGranularity>.choice(
    "S steps by",
    short: "S",
    option: "--step",
    default: .layer,
    among: [.layer, .pass, .epoch],
    name: { $0.rawValue }
  )
}
