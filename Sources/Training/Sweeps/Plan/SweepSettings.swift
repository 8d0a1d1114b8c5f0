import Datasets
import Lessons
import NeuralNet
import Playground
import Records

/// All settings of a run but its seed, each by its parameter.
public struct SweepSettings: Hashable, Sendable {
  /// What is trained.
  public let subject: SweepSubject
  private var values: [SweepParameter: SweepValue]
  /// The points of a file that the playground learns; its name is then the data set's.
  public private(set) var table: PlaneTable?

  /// The defaults of the subject's own command.
  public init(_ subject: SweepSubject) {
    self.subject = subject
    values = [:]
    // L2 that nobody has set is the optimizer's usual one, whichever that is.
    for parameter in subject.parameters where parameter != .l2 {
      values[parameter] = subject.defaultValue(of: parameter)
    }
  }

  /// A setting's value.
  public subscript(parameter: SweepParameter) -> SweepValue {
    get {
      if let value = values[parameter] { return value }
      guard parameter == .l2, subject.parameters.contains(.l2) else { return subject.defaultValue(of: parameter) }
      return .number(Optimizer(name: self[.optimizer].text)?.defaultL2 ?? 0)
    }
    set { values[parameter] = newValue }
  }

  /// Sets a parameter from text.
  /// - Throws: when the subject has no such parameter, or the text is no value of it.
  public mutating func set(_ parameter: SweepParameter, _ text: String) throws(SettingsError) {
    guard subject.parameters.contains(parameter) else {
      throw SettingsError(
        setting: parameter.words,
        expected: "a setting of \(subject.rawValue) (\(subject.parameters.map(\.rawValue).joined(separator: ", ")))",
        found: "none of them"
      )
    }
    self[parameter] = try parameter.value(text)
  }

  /// Learns the points of a file.
  public mutating func learn(_ table: PlaneTable) {
    self.table = table
    self[.dataset] = .name(table.name)
  }

  /// The settings as a JSON object, in the subject's order.
  public var json: JSONValue {
    .object(subject.parameters.map { JSONValue.Member(name: $0.field, value: self[$0].json) })
  }

  /// The same, with null for what nobody has set and what depends on others.
  var givenJSON: JSONValue {
    .object(subject.parameters.map { JSONValue.Member(name: $0.field, value: values[$0]?.json ?? .null) })
  }

  /// How often every sample is trained on.
  public var epochs: Int { integer(.epochs) }

  /// The number of weights and biases.
  public var parameterCount: Int {
    switch subject {
    case .xor: planeSettings(seed: 0).architecture.parameterCount
    case .perceptron: 3
    case .neuron: NeuronSettings().start.count
    case .mnist:
      Architecture(layerSizes: [784] + layers + [10], hiddenActivation: .relu, outputActivation: .identity)
        .parameterCount
    case .playground: playgroundParameterCount
    }
  }

  /// What must hold of the settings.
  /// - Throws: the first thing that does not.
  public func validate() throws(SettingsError) {
    try validateNames()
    switch subject {
    case .playground: try validatePlayground()
    case .xor: try planeSettings(seed: 0).validate()
    case .mnist:
      try ClassifierRunSettings.validate(
        classifierSettings(seed: 0),
        hidden: layers,
        activation: activation,
        threads: nil
      )
    case .neuron:
      do throws(NeuronError) { try neuronSettings(seed: 0).validate() } catch {
        guard case .setting(let name, let expected, let found) = error else {
          throw SettingsError(setting: "neuron", expected: "settings that fit together", found: error.description)
        }
        throw SettingsError(setting: name, expected: expected, found: found)
      }
    case .perceptron:
      guard number(.learningRate) > 0 else {
        throw SettingsError(setting: "learning rate", expected: "more than 0", found: self[.learningRate].text)
      }
      guard epochs >= 1 else { throw SettingsError(setting: "epochs", expected: "1 or more", found: "\(epochs)") }
    }
  }

  /// Names and words that only the playground has are none of the others' values.
  private func validateNames() throws(SettingsError) {
    guard subject != .playground else { return }
    func check(_ parameter: SweepParameter, _ isKnown: Bool, _ expected: String) throws(SettingsError) {
      guard subject.parameters.contains(parameter), !isKnown else { return }
      throw SettingsError(setting: parameter.words, expected: expected, found: "'\(self[parameter].text)'")
    }
    let (losses, initializers) = (Loss.all.map(\.name), Initializer.all.map(\.name))
    try check(.loss, Loss(name: self[.loss].text) != nil, "one of \(losses.joined(separator: ", "))")
    try check(
      .initializer,
      Initializer(name: self[.initializer].text) != nil,
      "one of \(initializers.joined(separator: ", "))"
    )
    // A neuron's batch may be all samples; the whole number is checked here, for an enum of batches has no zero.
    if case .integer(let size) = self[.batchSize], subject == .neuron {
      try check(.batchSize, size >= 1, "1 or more, or full")
    }
    if case .name = self[.batchSize], subject != .neuron { try check(.batchSize, false, "a whole number") }
  }

  // MARK: As the engines take them

  /// The settings of a run of `dlviz xor`.
  public func planeSettings(seed: UInt64) -> PlaneSettings {
    var settings = PlaneSettings(gate: gate)
    settings.seed = seed
    settings.hidden = layers
    settings.activation = activation
    settings.loss = Loss(name: self[.loss].text) ?? .mse
    settings.optimizer = Optimizer(name: self[.optimizer].text) ?? .sgd
    settings.learningRate = number(.learningRate)
    settings.batchSize = integer(.batchSize)
    settings.epochs = epochs
    // By identity of the default first: its name alone would not tell its standard deviation.
    let initializer = PlaneSettings().initializer
    settings.initializer =
      self[.initializer].text == initializer.name
      ? initializer : Initializer(name: self[.initializer].text) ?? initializer
    settings.l1 = number(.l1)
    settings.l2 = number(.l2)
    return settings
  }

  /// The settings of a run of `dlviz neuron`.
  public func neuronSettings(seed: UInt64) -> NeuronSettings {
    var settings = NeuronSettings()
    settings.architecture.outputActivation = activation
    settings.optimizer = Optimizer(name: self[.optimizer].text) ?? .sgd
    settings.learningRate = number(.learningRate)
    settings.batch = NeuronBatch(name: self[.batchSize].text) ?? .sample
    settings.epochs = epochs
    settings.drawStart(seed: seed)
    return settings
  }

  /// How a run of `dlviz mnist` trains.
  public func classifierSettings(seed: UInt64) -> ClassifierSettings {
    ClassifierSettings(
      optimizer: Optimizer(name: self[.optimizer].text) ?? .adam,
      learningRate: number(.learningRate),
      schedule: LearningRateSchedule(rawValue: self[.schedule].text) ?? .constant,
      epochs: epochs,
      batchSize: integer(.batchSize),
      dropout: number(.dropout),
      l1: number(.l1),
      l2: number(.l2),
      seed: seed
    )
  }

  /// Units of the hidden layers.
  public var layers: [Int] {
    if case .layers(let sizes) = self[.hidden] { return sizes }
    return []
  }

  /// The hidden layers' activation.
  public var activation: Activation { Activation(name: self[.activation].text) ?? .sigmoid }
  /// The truth table.
  public var gate: LogicGate { LogicGate(named: self[.gate].text) ?? .xor }
  /// η.
  public var learningRate: Double { number(.learningRate) }

  func number(_ parameter: SweepParameter) -> Double {
    if case .number(let value) = self[parameter] { return value }
    return 0
  }

  private func integer(_ parameter: SweepParameter) -> Int {
    if case .integer(let value) = self[parameter] { return value }
    return 0
  }
}
