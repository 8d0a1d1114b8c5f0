import NeuralNet
import Playground

extension SweepSubject {
  /// The value that `dlviz playground` has for a setting.
  static func playgroundDefault(of parameter: SweepParameter) -> SweepValue {
    let settings = PlaygroundSettings()
    return switch parameter {
    case .dataset: .name(settings.dataset.name)
    case .noise: .number(settings.noise)
    case .trainPercent: .number(settings.trainPercent)
    case .samples, .output, .loss: .name(SweepParameter.fitting)
    case .features: .name(settings.orderedFeatures.map(\.name).joined(separator: "+"))
    case .hidden: .layers(settings.hidden.map(\.units))
    case .activation: .name(settings.activation.name)
    case .optimizer: .name(settings.optimizer.rawValue)
    case .learningRate: .number(settings.learningRate)
    case .batchSize: .integer(10)
    case .epochs: .integer(settings.epochs)
    case .initializer: .name(settings.initialization.name)
    case .regularization: .name(settings.regularization.rawValue)
    case .regularizationRate: .number(settings.regularizationRate)
    case .dropout: .number(settings.dropout)
    case .residual: .name("no")
    default: .name("")
    }
  }
}

extension SweepSettings {
  /// The settings of a run of `dlviz playground`; the seed's digits are its text there.
  /// - Throws: a name that the playground does not have.
  public func playgroundSettings(seed: UInt64) throws(SettingsError) -> PlaygroundSettings {
    func named<T>(_ parameter: SweepParameter, _ find: (String) -> T?, _ all: [String]) throws(SettingsError) -> T {
      guard let found = find(self[parameter].text) else {
        throw SettingsError(
          setting: parameter.words,
          expected: "one of \(all.joined(separator: ", "))",
          found: "'\(self[parameter].text)'"
        )
      }
      return found
    }
    var settings = PlaygroundSettings()
    settings.seed = "\(seed)"
    settings.dataset = try named(.dataset, planeDataset, PlaneDataset.named.map(\.name))
    settings.noise = number(.noise)
    settings.trainPercent = number(.trainPercent)
    if case .integer(let count) = self[.samples] { settings.sampleCount = count }
    settings.features = Set(self[.features].text.split(separator: "+").compactMap { PlaneFeature(name: String($0)) })
    settings.hidden = layers.map { HiddenLayer(units: $0) }
    settings.activation = activation
    if self[.output].text != SweepParameter.fitting {
      settings.output = try named(
        .output,
        OutputActivation.init(rawValue:),
        OutputActivation.allCases.map(\.rawValue)
      )
    }
    if self[.loss].text != SweepParameter.fitting {
      settings.loss = try named(.loss, PlaygroundLoss.init(rawValue:), PlaygroundLoss.allCases.map(\.rawValue))
    }
    settings.optimizer = try named(
      .optimizer,
      PlaygroundOptimizer.init(rawValue:),
      PlaygroundOptimizer.allCases.map(\.rawValue)
    )
    settings.learningRate = number(.learningRate)
    settings.batchSize = if case .integer(let count) = self[.batchSize] { .samples(Double(count)) } else { .full }
    settings.epochs = epochs
    settings.initialization = try named(
      .initializer,
      PlaygroundInitialization.init(name:),
      PlaygroundInitialization.all.map(\.name)
    )
    settings.regularization = try named(
      .regularization,
      WeightPenalty.init(rawValue:),
      WeightPenalty.allCases.map(\.rawValue)
    )
    settings.regularizationRate = number(.regularizationRate)
    settings.dropout = number(.dropout)
    settings.isResidual = self[.residual].text == "yes"
    return settings
  }

  private func planeDataset(_ name: String) -> PlaneDataset? {
    if let table, name == table.name { return .table(table) }
    let mark = SweepParameter.boundaryMark
    return name.hasPrefix(mark) ? .boundary(String(name.dropFirst(mark.count))) : PlaneDataset(name: name)
  }

  /// What must hold of the settings of a run of `dlviz playground`.
  func validatePlayground() throws(SettingsError) {
    func require(_ holds: Bool, _ parameter: SweepParameter, _ expected: String) throws(SettingsError) {
      guard !holds else { return }
      throw SettingsError(setting: parameter.words, expected: expected, found: self[parameter].text)
    }
    let settings = try playgroundSettings(seed: 0)
    try require(epochs >= 0, .epochs, "0 or more")
    try require(settings.noise >= 0, .noise, "0 or more")
    try require((0...100).contains(settings.trainPercent), .trainPercent, "0 to 100")
    try require(settings.learningRate > 0, .learningRate, "more than 0")
    try require(settings.regularizationRate >= 0, .regularizationRate, "0 or more")
    if table != nil {
      try require(settings.noise == PlaygroundSettings().noise, .noise, "none, for points of a file have their own")
      try require(settings.sampleCount == nil, .samples, "none, for all points of a file are taken")
    }
    if case .integer(let count) = self[.batchSize] { try require(count >= 1, .batchSize, "1 or more, or full") }
    do throws(PlaygroundFault) {
      try settings.validate()
    } catch {
      throw SettingsError(setting: error.setting, expected: error.expected, found: error.found)
    }
  }

  /// The number of weights and biases of the playground's network.
  var playgroundParameterCount: Int {
    guard let sizes = try? playgroundSettings(seed: 0).layerSizes else { return 0 }
    return zip(sizes, sizes.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
  }
}
