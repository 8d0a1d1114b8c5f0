import ArgumentParser
import Datasets
import NeuralNet
import Plots
import Screens
import Shell
import Terminal
import Training

/// `dlviz xor`: a small network learns a truth table.
struct XorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "xor",
    abstract: "A small network learns XOR, or another truth table.",
    discussion: """
      The default run is the course's: 2-4-1, sigmoid, mean squared error, 10,000 epochs. Its learning rate is 1.0 on the true \
      gradient; teaching material that leaves out the gradient's factor 2 writes 2.0.
      """
  )

  @Option(
    help: "What to learn: and, or, xor, nand, nor, xnor, or four digits such as 0110 for the inputs 00, 01, 10, 11.",
    completion: .list(LogicGate.common.map(\.name))
  )
  var gate = "xor"
  @Option(parsing: .unconditional, help: "Where every random number comes from.")
  var seed: UInt64 = 42
  @Option(parsing: .unconditional, help: "How many times every point is trained on.")
  var epochs = 10_000
  @Option(
    name: [.customLong("learning-rate"), .customLong("lr")],
    parsing: .unconditional,
    help: "The size of a step, on the true gradient."
  )
  var learningRate = 1.0
  @Option(name: .customLong("batch-size"), parsing: .unconditional, help: "Points in a step; 4 is the full batch.")
  var batchSize = 4
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Units of the hidden layers, such as 4 or 8,4.", valueName: "sizes")
  )
  var hidden = LayerList([4])
  @Option(help: "The hidden layers' activation; the output unit is a sigmoid.")
  var activation = Activation.sigmoid
  @Option(help: "What is minimised; bce is computed from the output unit's logit.")
  var loss = Loss.mse
  @Option(help: "The update rule.")
  var optimizer = Optimizer.sgd
  @Option(help: "How weights begin.")
  var initializer = Initializer.normal(0.5)
  @Option(parsing: .unconditional, help: "The strength of L1 regularisation.")
  var l1 = 0.0
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The strength of L2 regularisation, PyTorch's weight decay (default: 0; adamw 0.01 and muon 0.1, apart from the "
        + "gradient)."
    )
  )
  var l2: Double?
  @Option(
    name: .customLong("init"),
    help: ArgumentHelp("Begin with the weights of a safetensors file.", valueName: "file"),
    completion: .file(extensions: ["safetensors"])
  )
  var initialWeights: String?
  @Option(
    help: ArgumentHelp("Write the weights to a safetensors file at the end.", valueName: "file"),
    completion: .file(extensions: ["safetensors"])
  )
  var save: String?
  @Option(parsing: .unconditional, help: "Epochs a second on the screen: a number, or max.")
  var pace: PaceOption?
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Output") var log: LogOptions
  @OptionGroup(title: "Looks") var look: LookOptions

  func validate() throws {
    try look.check()
    try log.validate(with: output)
    guard LogicGate(named: gate) != nil else {
      throw ValidationError(
        "--gate: expected \(LogicGate.common.map(\.name).joined(separator: ", ")) or four digits such as 0110, found '\(gate)'"
      )
    }
    do {
      try settings.validate()
    } catch {
      throw ValidationError(
        "\(error.option): expected \(error.expected), found \(error.found)"
      )
    }
  }

  private var settings: PlaneSettings {
    var settings = PlaneSettings(gate: LogicGate(named: gate) ?? .xor)
    settings.seed = seed
    settings.epochs = epochs
    settings.learningRate = learningRate
    settings.batchSize = batchSize
    settings.hidden = hidden.sizes
    settings.activation = activation
    settings.loss = loss
    settings.optimizer = optimizer
    settings.initializer = initializer
    settings.l1 = l1
    settings.l2 = l2 ?? optimizer.defaultL2
    return settings
  }

  mutating func run() throws {
    var settings = settings
    let gate = LogicGate(named: gate) ?? .xor
    if let initialWeights {
      settings.initialParameters = try NetworkFile.read(initialWeights, layerSizes: settings.architecture.layerSizes)
    }
    if let save { try AtomicFile.checkWritable(save) }
    let network: Network<Double>?
    if case .screen = output.mode {
      network = try runScreen(settings, gate: gate)
      try write(network)
      return
    }
    let signals = StopSignals()
    switch output.mode {
    case .screen, .text: network = try runText(settings, gate: gate, signals: signals)
    case .json: network = try runJSON(settings, gate: gate, signals: signals)
    case .snapshot(let path): network = try runSnapshot(settings, gate: gate, path: path, signals: signals)
    }
    try write(network)
    try signals.throwIfStopped()
  }

  private func write(_ network: Network<Double>?) throws {
    if let save, let network { try NetworkFile.write(network, as: .float64, to: save) }
  }

  private func runScreen(_ settings: PlaneSettings, gate: LogicGate) throws -> Network<Double>? {
    var host: ClassicHost<XorScreen, XorWorker>?
    let pace = (self.pace ?? PaceOption(epochsPerSecond: XorScreen.defaultPace)).epochsPerSecond
    try ScreenLauncher(look).run(Destination("xor", gate.name)) { wake in
      let screen = ClassicHost(
        XorScreen(settings: settings, gate: gate, pace: pace),
        worker: XorWorker(wake: wake)
      )
      host = screen
      return screen
    }
    return host?.screen.currentNetwork
  }

  private func runText(_ settings: PlaneSettings, gate: LogicGate, signals: StopSignals) throws -> Network<Double>? {
    var reader = XorTextReader(settings: settings, gate: gate, look: TextLook(look).look)
    let every = log.epochs ?? max(1, settings.epochs / 10)
    try headless(settings, reportEvery: every, signals: signals) { try reader.read($0) }
    try reader.printResult()
    try reader.checkFinish()
    return reader.network
  }

  private func runJSON(_ settings: PlaneSettings, gate: LogicGate, signals: StopSignals) throws -> Network<Double>? {
    var network: Network<Double>?
    var finish: RunFinish?
    let reader = JSONReader<PlaneRun>(tellsSteps: log.steps, command: "xor") { settings, line in
      line.add("gate", gate.name)
      line.add("seed", settings.seed)
      line.add("layers", settings.architecture.layerSizes)
      line.add("parameters", settings.architecture.parameterCount)
      line.add("activation", settings.activation.name)
      line.add("loss", settings.loss.name)
      line.add("optimizer", settings.optimizer.name)
      line.add("learning_rate", settings.learningRate)
      line.add("batch_size", settings.batchSize)
    }
    try headless(settings, reportEvery: log.epochs ?? 1, signals: signals) { event in
      try reader.read(event)
      if case .snapshot(let snapshot) = event { network = snapshot.content.network }
      if case .finished(let end) = event { finish = end }
    }
    if finish?.reason == .diverged { throw ExitCode.failure }
    return network
  }

  private func runSnapshot(
    _ settings: PlaneSettings,
    gate: LogicGate,
    path: String,
    signals: StopSignals
  ) throws -> Network<Double>? {
    let look = look.look(for: try PictureFormat(path: path))
    var screen = XorScreen(settings: settings, gate: gate, pace: nil)
    _ = screen.update(.input(.resize(output.size.size)))
    try headless(settings, reportEvery: nil, signals: signals) { _ = screen.update(.message($0)) }
    try PictureFile.write(screen.view(ViewContext(size: output.size.size, look: look)), look: look, to: path)
    return screen.currentNetwork
  }

  private func headless(
    _ settings: PlaneSettings,
    reportEvery: Int?,
    signals: StopSignals,
    _ read: (TrainingEvent<PlaneRun>) throws -> Void
  ) throws {
    let options = SessionOptions(reportEvery: reportEvery, keepsPast: false)
    try HeadlessSession.run(settings, options: options, signals: signals, read: read)
  }
}

/// A pace in epochs a second, or `max`.
struct PaceOption: ExpressibleByArgument {
  var epochsPerSecond: Double?

  init(epochsPerSecond: Double?) { self.epochsPerSecond = epochsPerSecond }

  init?(argument: String) {
    if argument.lowercased() == "max" { return }
    guard let pace = Double(argument), pace.isFinite, pace > 0 else { return nil }
    epochsPerSecond = pace
  }
}
