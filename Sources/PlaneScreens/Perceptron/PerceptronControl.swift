import NeuralNet
import Plots
import Shell

/// The settings that keys change on the perceptron screen.
enum PerceptronControl: Int, CaseIterable, Hashable, Sendable {
  case learningRate, variant, epochs, start, seed, pace

  var label: String {
    switch self {
    case .learningRate: "learning rate"
    case .variant: "variant"
    case .epochs: "epochs"
    case .start: "start"
    case .seed: "seed"
    case .pace: "pace"
    }
  }

  /// What it is called where there is little room.
  var shortLabel: String {
    switch self {
    case .learningRate: "rate"
    case .variant, .pace: ""
    case .epochs, .start, .seed: label
    }
  }

  /// Whether a change begins the run anew.
  var restarts: Bool {
    switch self {
    case .learningRate, .start, .seed: true
    case .variant, .epochs, .pace: false
    }
  }

  /// How the setting's value reads.
  func value(_ settings: PerceptronSettings, pace: Double?) -> String {
    switch self {
    case .learningRate: NumberFormat.compact.string(settings.learningRate)
    case .variant: settings.variant.rawValue
    case .epochs: "\(settings.epochs)"
    case .start: Self.name(settings.start)
    case .seed: "\(settings.seed)"
    case .pace: pace.map { NumberFormat.compact.string($0) + "/s" } ?? "max"
    }
  }

  static func name(_ start: PerceptronSettings.Start) -> String {
    switch start {
    case .random: "random"
    case .zero: "zero"
    case .given(let w1, let w2, let bias):
      [w1, w2, bias].map { NumberFormat.compact.string($0) }.joined(separator: ",")
    }
  }

  /// The settings after one press; the pace is not among them.
  /// - Parameter starts: the starts to choose from.
  func changed(_ settings: PerceptronSettings, starts: [PerceptronSettings.Start], up: Bool) -> PerceptronSettings {
    var settings = settings
    switch self {
    case .learningRate: settings.learningRate = Ladder.step125(settings.learningRate, up: up, in: 1e-3...10)
    case .variant: settings.variant = Ladder.cycle(settings.variant, in: PerceptronVariant.allCases, up: up)
    case .epochs:
      let epochs = Ladder.step125(Double(settings.epochs), up: up, in: 1...Double(PerceptronSettings.maximumEpochs))
      settings.epochs = Int(epochs)
    case .start: settings.start = Ladder.cycle(settings.start, in: starts, up: up)
    case .seed:
      settings.seed = up ? settings.seed &+ 1 : settings.seed &- 1
      settings.start = .random
    case .pace: break
    }
    return settings
  }

  /// The samples a second after one press; above the fastest is unthrottled.
  static func changedPace(_ pace: Double?, up: Bool) -> Double? {
    guard let pace else { return up ? nil : 500 }
    if up, pace >= 500 { return nil }
    return Ladder.step125(pace, up: up, in: 1...500)
  }
}
