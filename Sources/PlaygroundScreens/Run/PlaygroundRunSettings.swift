import NeuralNet
import Playground
import Training

/// An experiment as a session steers it.
public struct PlaygroundRunSettings: RunSettings {
  /// The experiment.
  public var experiment: PlaygroundSettings
  /// Weights and biases set by hand in this run, in order.
  public var edits: [WeightEdit] = []
  /// The seeds' texts by their numbers, so that a seed is found again as it was written.
  private var seedTexts: [UInt64: String] = [:]

  /// Settings of an experiment.
  public init(_ experiment: PlaygroundSettings) { self.experiment = experiment }

  /// How many epochs the run is asked for.
  public var epochs: Int {
    get { experiment.epochs }
    set { experiment.epochs = newValue }
  }

  /// The seed as a number: the five decimals of a text such as 0.27182, else a number of its own.
  public var seed: UInt64 {
    get {
      let text = experiment.seed
      if let known = seedTexts.first(where: { $0.value == text })?.key { return known }
      if text.hasPrefix("0."), text.count == 7, let digits = UInt64(text.dropFirst(2)) { return digits }
      return text.utf8.reduce(5381) { ($0 &* 33) ^ UInt64($1) }
    }
    set {
      seedTexts[seed] = experiment.seed
      let digits = String(newValue % 100_000)
      experiment.seed = seedTexts[newValue] ?? "0." + String(repeating: "0", count: 5 - digits.count) + digits
    }
  }

  /// Leaves weights behind that were set by hand or given, so that the seed draws others.
  public mutating func forgetWeights() {
    edits = []
    if case .given = experiment.initialization { experiment.initialization = .peer }
  }

  /// Other points, another shape or other first weights need a new network.
  public func needsRestart(from current: PlaygroundRunSettings) -> Bool {
    func network(_ settings: PlaygroundSettings) -> PlaygroundSettings {
      var rest = settings
      rest.activation = .tanh
      for layer in rest.hidden.indices { rest.hidden[layer].activation = nil }
      rest.regularization = .none
      rest.regularizationRate = 0
      rest.dropout = 0
      rest.optimizer = .sgd
      rest.learningRate = 0
      rest.batchSize = .full
      rest.isResidual = false
      rest.edits = PointEdits()
      rest.showsTestData = false
      rest.isDiscrete = false
      rest.epochs = 0
      return rest
    }
    return network(experiment) != network(current.experiment)
  }

  /// How seeds were once written does not matter.
  public static func == (left: PlaygroundRunSettings, right: PlaygroundRunSettings) -> Bool {
    left.experiment == right.experiment && left.edits == right.edits
  }

  /// What equality sees.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(experiment)
    hasher.combine(edits)
  }
}

/// A weight or bias set by hand.
public struct WeightEdit: Hashable, Sendable {
  /// Its place among the parameters.
  public var place: Int
  /// What it was.
  public var old: Double
  /// What it is set to.
  public var new: Double
}
