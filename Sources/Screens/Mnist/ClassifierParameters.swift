import NeuralNet
import Plots
import Shell
import Training

/// What may be set of a classifier's run, by keys as by the command line.
public enum ClassifierParameters {
  private static let run = ClassifierSettings()
  private static let strength = "a finite number, 0 or more"
  private static let strengths = 0...Double.greatestFiniteMagnitude

  /// η.
  public static let learningRate = Parameter<Double>.number(
    "learning rate",
    default: run.learningRate,
    in: strengths,
    keys: 1e-6...10,
    expected: strength
  )
  /// The update rule.
  public static let optimizer = Parameter<Optimizer>.choice(
    "optimizer",
    default: run.optimizer,
    among: Optimizer.all,
    name: { $0.name },
    format: { $0.displayName }
  )
  /// Images in a step.
  public static let batchSize = Parameter<Int>.count(
    "batch",
    option: "--batch-size",
    default: run.batchSize,
    in: ClassifierRunSettings.batchSizes,
    steps: [1, 8, 16, 32, 64, 128, 256, 512, 1024]
  )
  /// Units of the first hidden layer.
  public static let hidden = layer("hidden", ClassifierRunSettings.usualHidden[0], [8, 16, 32, 64, 128, 256, 512])
  /// Units of the second hidden layer.
  public static let second = layer("2nd layer", ClassifierRunSettings.usualHidden[1], [0, 16, 32, 64, 128, 256])
  /// The hidden layers' activation.
  public static let activation = Parameter<Activation>.choice(
    "activation",
    default: .relu,
    among: Activation.all.filter(\.isTrainable),
    name: { $0.name },
    format: { $0.displayName }
  )
  /// The share of hidden units that a step leaves out.
  public static let dropout = Parameter<Double>.number(
    "dropout",
    default: run.dropout,
    in: 0...1.0.nextDown,
    steps: [0, 0.1, 0.2, 0.3, 0.4, 0.5],
    expected: "0 or more and less than 1",
    format: offOrNumber
  )
  /// The strength of L1 regularisation.
  public static let l1 = Parameter<Double>.number(
    "L1",
    option: "--l1",
    default: run.l1,
    in: strengths,
    expected: strength
  )
  /// The strength of L2 regularisation.
  public static let l2 = Parameter<Double>.number(
    "L2",
    option: "--l2",
    default: run.l2,
    in: strengths,
    steps: [0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1],
    expected: strength,
    format: offOrNumber
  )
  /// How training images are distorted.
  public static let augmentation = Parameter<Augmentation>(
    "augment",
    default: run.augmentation,
    expected: "kinds such as shift=2,rotate=12 or none",
    parse: { text in try? Augmentation(parsing: text) },
    format: { $0.summary },
    next: { Ladder.cycle($0, in: Augmentation.choices.map(\.augmentation), up: $1) }
  )
  /// How the learning rate changes during the run.
  public static let schedule = Parameter<LearningRateSchedule>.choice(
    "schedule",
    default: run.schedule,
    among: LearningRateSchedule.allCases,
    name: { $0.rawValue }
  )
  /// How many times every image is trained on.
  public static let epochs = Parameter<Int>.count(
    "epochs",
    default: run.epochs,
    in: 0...Int.max,
    steps: [1, 2, 3, 5, 10, 20, 50, 100],
    expected: "0 or more"
  )
  /// How many of the training images are trained on, the first ones; nil is all.
  public static let trainImages = Parameter<Int?>(
    "images",
    option: "--train-images",
    default: nil,
    expected: "1 or more, or all",
    accepts: { ($0 ?? 1) >= 1 },
    parse: { text in text.lowercased() == "all" ? .some(nil) : Int(text).map { .some($0) } },
    format: { $0.map { NumberFormat.grouped.string($0) } ?? "all" },
    next: { value, up in
      let steps = [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, Int.max]
      let next = Ladder.next(value ?? .max, in: steps, up: up)
      return next == .max ? nil : next
    }
  )
  /// Where every random number comes from.
  public static let seed = Parameter<UInt64>.count("seed", default: run.seed, in: 0...UInt64.max)

  @Sendable private static func offOrNumber(_ value: Double) -> String {
    value == 0 ? "off" : NumberFormat.compact.string(value)
  }

  /// Units of a hidden layer; 0 is no layer.
  private static func layer(_ label: String, _ usual: Int, _ steps: [Int]) -> Parameter<Int> {
    let most = ClassifierRunSettings.layerSizes.upperBound
    return Parameter(
      label,
      option: "--hidden",
      default: usual,
      expected: "units from 1 to \(NumberFormat.grouped.string(most)), or 0 for none",
      accepts: { (0...most).contains($0) },
      parse: { $0 == "none" ? 0 : Int($0) },
      format: { $0 == 0 ? "none" : "\($0)" },
      next: { Ladder.next($0, in: steps, up: $1) }
    )
  }
}

extension Augmentation {
  /// The distortions that a key steps through.
  static let choices: [(name: String, augmentation: Augmentation)] = [
    ("none", .none),
    ("shift", Augmentation(shift: 2)),
    ("rotate", Augmentation(rotation: 12)),
    ("elastic", Augmentation(elastic: 1)),
    ("shift+rotate", Augmentation(shift: 2, rotation: 12)),
    ("all", Augmentation(shift: 2, rotation: 12, scale: 0.1, elastic: 1)),
  ]

  /// What it does, in a word or two.
  var summary: String {
    if let choice = Self.choices.first(where: { $0.augmentation == self }) { return choice.name }
    return [("shift", shift), ("rotate", rotation), ("scale", scale), ("elastic", elastic)]
      .filter { $0.1 != 0 }.map(\.0).joined(separator: "+")
  }
}
