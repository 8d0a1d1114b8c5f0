import NeuralNet
import Plots
import Shell
import Terminal
import Training

/// The settings that keys change on the mnist screen.
enum MnistControl: Int, CaseIterable, Hashable, Sendable {
  case learningRate, optimizer, batchSize, hidden, secondLayer, activation, dropout, l2, augmentation, schedule, epochs
  case pace

  var label: String {
    switch self {
    case .learningRate: "learning rate"
    case .optimizer: "optimizer"
    case .batchSize: "batch"
    case .hidden: "hidden"
    case .secondLayer: "2nd layer"
    case .activation: "activation"
    case .dropout: "dropout"
    case .l2: "L2"
    case .augmentation: "augment"
    case .schedule: "schedule"
    case .epochs: "epochs"
    case .pace: "pace"
    }
  }

  static let activations = Activation.all.filter(\.isTrainable)
  static let hiddenSizes = [8, 16, 32, 64, 128, 256, 512]
  static let secondSizes = [0, 16, 32, 64, 128, 256]
  static let batchSizes = [1, 8, 16, 32, 64, 128, 256, 512, 1024]
  static let dropouts = [0, 0.1, 0.2, 0.3, 0.4, 0.5]
  static let decays = [0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1]
  static let epochCounts = [1, 2, 3, 5, 10, 20, 50, 100]
  static let paces: [Double] = [0.05, 0.1, 0.2, 0.5, 1, 2, 5]

  /// How the setting's value reads.
  func value(_ state: MnistState) -> String {
    let training = state.training
    let hidden = state.hidden
    return switch self {
    case .learningRate: NumberFormat.compact.string(training.learningRate)
    case .optimizer: training.optimizer.displayName
    case .batchSize: "\(training.batchSize)"
    case .hidden: hidden.first.map(String.init) ?? "none"
    case .secondLayer: hidden.count > 1 ? hidden.dropFirst().map(String.init).joined(separator: "-") : "none"
    case .activation: state.activation.displayName
    case .dropout: training.dropout == 0 ? "off" : NumberFormat.compact.string(training.dropout)
    case .l2: training.l2 == 0 ? "off" : NumberFormat.compact.string(training.l2)
    case .augmentation: training.augmentation.summary
    case .schedule: training.schedule.rawValue
    case .epochs: "\(training.epochs)"
    case .pace: state.pace.map { NumberFormat.compact.string($0) + "/s" } ?? "max"
    }
  }

  /// The settings after one press; the pace is not among them.
  func changed(_ settings: ClassifierRunSettings, up: Bool) -> ClassifierRunSettings {
    var settings = settings
    switch self {
    case .learningRate:
      settings.training.learningRate = Ladder.step125(settings.training.learningRate, up: up, in: 1e-6...10)
    case .optimizer:
      settings.training.optimizer = Ladder.cycle(settings.training.optimizer, in: Optimizer.all, up: up)
    case .batchSize:
      settings.training.batchSize = Self.next(settings.training.batchSize, in: Self.batchSizes, up: up)
    case .hidden:
      let units = Self.next(settings.hidden.first ?? 0, in: Self.hiddenSizes, up: up)
      settings.hidden = [units] + settings.hidden.dropFirst()
    case .secondLayer:
      let units = Self.next(settings.hidden.count > 1 ? settings.hidden[1] : 0, in: Self.secondSizes, up: up)
      settings.hidden = settings.hidden.prefix(1) + (units > 0 ? [units] : []) + settings.hidden.dropFirst(2)
    case .activation:
      settings.activation = Ladder.cycle(settings.activation, in: Self.activations, up: up)
    case .dropout: settings.training.dropout = Self.next(settings.training.dropout, in: Self.dropouts, up: up)
    case .l2: settings.training.l2 = Self.next(settings.training.l2, in: Self.decays, up: up)
    case .augmentation:
      settings.training.augmentation = Ladder.cycle(
        settings.training.augmentation,
        in: Augmentation.choices.map(\.augmentation),
        up: up
      )
    case .schedule:
      settings.training.schedule = Ladder.cycle(
        settings.training.schedule,
        in: LearningRateSchedule.allCases,
        up: up
      )
    case .epochs: settings.training.epochs = Self.next(settings.training.epochs, in: Self.epochCounts, up: up)
    case .pace: break
    }
    // Weights from a file fit their own shape alone.
    if settings.initialParameters?.count != settings.architecture.parameterCount { settings.initialParameters = nil }
    return settings
  }

  /// The pace after one press; above the fastest is unthrottled.
  static func changedPace(_ pace: Double?, up: Bool) -> Double? {
    guard let pace else { return up ? nil : paces.last }
    if up, pace >= (paces.last ?? pace) { return nil }
    return next(pace, in: paces, up: up)
  }

  /// The next higher or lower of some ascending values; the end stays.
  static func next<Value: Comparable>(_ value: Value, in values: [Value], up: Bool) -> Value {
    (up ? values.first { $0 > value } : values.last { $0 < value }) ?? value
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
