import Datasets
import NeuralNet
import Plots
import Terminal
import Training

/// The settings that keys change on the xor screen.
enum XorControl: Int, CaseIterable, Hashable, Sendable {
  case learningRate, hidden, secondLayer, activation, loss, optimizer, initializer, seed, pace

  var label: String {
    switch self {
    case .learningRate: "learning rate"
    case .hidden: "hidden"
    case .secondLayer: "2nd layer"
    case .activation: "activation"
    case .loss: "loss"
    case .optimizer: "optimizer"
    case .initializer: "init"
    case .seed: "seed"
    case .pace: "pace"
    }
  }

  /// The losses that suit one sigmoid output.
  static let losses: [Loss] = [.mse, .bce, .mae, .huber(delta: 1)]
  static let activations = Activation.all.filter(\.isTrainable)
  static let optimizers = Optimizer.all
  static let initializers: [Initializer] = [.normal(0.5)] + Initializer.all.filter { $0 != .normal(0.5) }

  /// How the setting's value reads.
  func value(_ settings: PlaneSettings, pace: Double?) -> String {
    switch self {
    case .learningRate: NumberFormat.compact.string(settings.learningRate)
    case .hidden: "\(settings.hidden.first ?? 0)"
    case .secondLayer: settings.hidden.count > 1 ? "\(settings.hidden[1])" : "none"
    case .activation: settings.activation.displayName
    case .loss: settings.loss.displayName
    case .optimizer: settings.optimizer.displayName
    case .initializer: settings.initializer.displayName
    case .seed: "\(settings.seed)"
    case .pace: pace.map { NumberFormat.compact.string($0) + "/s" } ?? "max"
    }
  }

  /// The settings after one press; the pace is not among them.
  func changed(_ settings: PlaneSettings, up: Bool) -> PlaneSettings {
    var settings = settings
    switch self {
    case .learningRate:
      settings.learningRate = Ladder.step125(settings.learningRate, up: up, in: 1e-5...1000)
    case .hidden:
      let units = (settings.hidden.first ?? 1) + (up ? 1 : -1)
      settings.hidden = [min(16, max(1, units))] + settings.hidden.dropFirst()
    case .secondLayer:
      let units = min(8, max(0, (settings.hidden.count > 1 ? settings.hidden[1] : 0) + (up ? 1 : -1)))
      settings.hidden = settings.hidden.prefix(1) + (units > 0 ? [units] : []) + settings.hidden.dropFirst(2)
    case .activation:
      settings.activation = Ladder.cycle(settings.activation, in: Self.activations, up: up)
    case .loss:
      settings.loss = Ladder.cycle(settings.loss, in: Self.losses, up: up)
    case .optimizer:
      settings.optimizer = Ladder.cycle(settings.optimizer, in: Self.optimizers, up: up)
    case .initializer:
      settings.initializer = Ladder.cycle(settings.initializer, in: Self.initializers, up: up)
    case .seed:
      settings.seed = up ? settings.seed &+ 1 : settings.seed &- 1
    case .pace: break
    }
    // Weights from a file fit their own shape alone.
    if settings.initialParameters?.count != settings.architecture.parameterCount { settings.initialParameters = nil }
    return settings
  }

  /// The pace after one press; above the fastest is unthrottled.
  static func changedPace(_ pace: Double?, up: Bool) -> Double? {
    guard let pace else { return up ? nil : 200_000 }
    if up, pace >= 200_000 { return nil }
    return Ladder.step125(pace, up: up, in: 1...200_000)
  }
}
