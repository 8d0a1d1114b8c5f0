import Datasets
import NeuralNet
import Plots
import Shell
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

  /// The name where there is little room; a name of a function needs none.
  var shortLabel: String {
    switch self {
    case .learningRate: "rate"
    case .secondLayer: "2nd"
    case .activation, .loss, .optimizer: ""
    default: label
    }
  }

  /// The most units of each layer that keys reach; a command line may ask for more.
  static let mostUnits = 16
  /// See ``mostUnits``.
  static let mostUnitsOfSecond = 8

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
    case .secondLayer:
      settings.hidden.count > 1 ? settings.hidden.dropFirst().map(String.init).joined(separator: "-") : "none"
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
      let units = Self.next(settings.hidden.first ?? 1, up: up, in: 1...Self.mostUnits)
      settings.hidden = [units] + settings.hidden.dropFirst()
    case .secondLayer:
      // More layers than two come from the command line: they go before the second one's units do.
      if settings.hidden.count > 2 {
        if !up { settings.hidden.removeLast() }
        break
      }
      let count = settings.hidden.count > 1 ? settings.hidden[1] : 0
      let units = Self.next(count, up: up, in: 0...Self.mostUnitsOfSecond)
      settings.hidden = settings.hidden.prefix(1) + (units > 0 ? [units] : [])
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

  /// One more or less within a range; a number beyond it, from the command line, goes to the range's end or stays.
  private static func next(_ count: Int, up: Bool, in range: ClosedRange<Int>) -> Int {
    if up ? count >= range.upperBound : count <= range.lowerBound { return count }
    return min(range.upperBound, max(range.lowerBound, count + (up ? 1 : -1)))
  }

  /// Why a press changed nothing.
  func limitWords(_ settings: PlaneSettings, up: Bool) -> String {
    let end = up ? "higher" : "lower"
    switch self {
    case .hidden where up: return "hidden goes no higher by keys: \(Self.mostUnits) units, more by --hidden"
    case .secondLayer where up && settings.hidden.count > 2:
      return "a third layer and more come from --hidden; - takes the last one away"
    case .secondLayer where up:
      return "2nd layer goes no higher by keys: \(Self.mostUnitsOfSecond) units, more by --hidden"
    case .learningRate where !up && settings.learningRate == 0: return "the learning rate is 0: + raises it"
    default: return "\(label) goes no \(end)"
    }
  }

  /// The pace after one press; above the fastest is unthrottled.
  static func changedPace(_ pace: Double?, up: Bool) -> Double? {
    guard let pace else { return up ? nil : 200_000 }
    if up, pace >= 200_000 { return nil }
    return Ladder.step125(pace, up: up, in: 1...200_000)
  }
}
