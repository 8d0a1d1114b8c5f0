import NeuralNet
import Plots
import Shell
import Training

/// What may be set of a small network's run, by keys as by the command line.
public enum PlaneParameters {
  private static let run = PlaneSettings()

  /// η, on the true gradient.
  public static let learningRate = Parameter<Double>.number(
    "learning rate",
    short: "rate",
    default: run.learningRate,
    in: 0...Double.greatestFiniteMagnitude,
    keys: 1e-5...1000,
    expected: "a finite number, 0 or more"
  )
  /// The hidden layers' activation.
  public static let activation = Parameter<Activation>.choice(
    "activation",
    short: "",
    default: run.activation,
    among: Activation.all.filter(\.isTrainable),
    name: { $0.name },
    format: { $0.displayName }
  )
  /// The losses that suit one sigmoid output.
  public static let loss = Parameter<Loss>.choice(
    "loss",
    short: "",
    default: run.loss,
    among: [.mse, .bce, .mae, .huber(delta: 1)],
    name: { $0.name },
    format: { $0.displayName }
  )
  /// The update rule.
  public static let optimizer = Parameter<Optimizer>.choice(
    "optimizer",
    short: "",
    default: run.optimizer,
    among: Optimizer.all,
    name: { $0.name },
    format: { $0.displayName }
  )
  /// How weights begin.
  public static let initializer = Parameter<Initializer>.choice(
    "init",
    option: "--initializer",
    default: run.initializer,
    among: [run.initializer] + Initializer.all.filter { $0 != run.initializer },
    name: { $0.name },
    format: { $0.displayName }
  )
  /// Where every random number comes from.
  public static let seed = Parameter<UInt64>.count("seed", default: run.seed, in: 0...UInt64.max)
  /// The most units of each layer that keys reach; a command line may ask for more.
  public static let mostUnits = 16
  /// See ``mostUnits``.
  public static let mostUnitsOfSecond = 8
  /// Units of the first hidden layer; none is the logistic neuron.
  public static let hidden = Parameter<Int>(
    "hidden",
    default: run.hidden[0],
    expected: "units from 1 to 256, or 0 for none",
    accepts: { (0...256).contains($0) },
    parse: { $0 == "none" ? 0 : Int($0) },
    format: { $0 == 0 ? "none" : "\($0)" },
    next: { next($0, up: $1, in: 0...mostUnits) },
    limit: { _, up in
      up
        ? "the keys stop at \(mostUnits) hidden units; type more with /"
        : "there is no hidden layer left to remove"
    }
  )
  /// Units of the second hidden layer.
  public static let second = Parameter<Int>(
    "2nd layer",
    short: "2nd",
    option: "--hidden",
    default: 0,
    expected: "units from 1 to 256, or 0 for none",
    accepts: { (0...256).contains($0) },
    parse: { $0 == "none" ? 0 : Int($0) },
    format: { $0 == 0 ? "none" : "\($0)" },
    next: { next($0, up: $1, in: 0...mostUnitsOfSecond) },
    limit: { _, up in
      up
        ? "the keys stop at \(mostUnitsOfSecond) units; type more with /" : "there is no second layer left to remove"
    }
  )

  /// One more or less within a range; a number beyond it, from the command line, goes to the range's end or stays.
  private static func next(_ count: Int, up: Bool, in range: ClosedRange<Int>) -> Int {
    if up ? count >= range.upperBound : count <= range.lowerBound { return count }
    return min(range.upperBound, max(range.lowerBound, count + (up ? 1 : -1)))
  }
}
