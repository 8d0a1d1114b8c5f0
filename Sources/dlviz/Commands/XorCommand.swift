import ArgumentParser
import Datasets
import NeuralNet
import PlaneScreens
import Plots
import Shell
import Terminal
import Training

/// `dlviz xor`: a small network learns a truth table.
struct XorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "xor",
    abstract: "A small network learns XOR, or another truth table.",
    discussion: """
      The default run is the course's: 2-4-1, sigmoid, mean squared error, learning rate 1.0, 10,000 epochs. Gradients are the true ones; \
      teaching material that leaves out their factor 2 needs a learning rate of 2.0 for the same steps.
      """
  )

  @Option(
    help: "What to learn: and, or, xor, nand, nor, xnor, or four digits such as 0110 for the inputs 00, 01, 10, 11.",
    completion: .list(LogicGate.common.map(\.name))
  )
  var gate = "xor"
  @Option(parsing: .unconditional, help: "The seed of every random number.")
  var seed = PlaneParameters.seed.defaultValue
  @Option(parsing: .unconditional, help: "The number of passes over the points.")
  var epochs = PlaneSettings().epochs
  @Option(
    name: [.customLong("learning-rate"), .customLong("lr")],
    parsing: .unconditional,
    help: "The size of a step."
  )
  var learningRate = PlaneParameters.learningRate.defaultValue
  @Option(name: .customLong("batch-size"), parsing: .unconditional, help: "Points per step; 4 is the full batch.")
  var batchSize = PlaneSettings().batchSize
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Units in the hidden layers, such as 4 or 8,4; none for logistic regression (default: those of --init, else 4).",
      valueName: "sizes"
    )
  )
  var hidden: HiddenLayers?
  @Option(help: "The hidden layers' activation; the output unit is a sigmoid.")
  var activation = PlaneParameters.activation.defaultValue
  @Option(help: "The loss to minimise; bce is computed from the output unit's logit.")
  var loss = PlaneParameters.loss.defaultValue
  @Option(help: "The update rule.")
  var optimizer = PlaneParameters.optimizer.defaultValue
  @Option(help: "How the weights are initialised.")
  var initializer = PlaneParameters.initializer.defaultValue
  @OptionGroup var regularisation: RegularisationOptions
  @Option(
    name: .customLong("init"),
    help: ArgumentHelp("Begin with the weights of a safetensors file.", valueName: "file"),
    completion: .file(extensions: ["safetensors"])
  )
  var initialWeights: String?
  @OptionGroup var save: SaveOptions
  @Flag(name: .customLong("json-weights"), help: "With --json, write the weights of each layer at the end.")
  var jsonWeights = false
  @OptionGroup var pace: PaceOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Output") var log: LogOptions
  @OptionGroup(title: "Looks") var look: LookOptions

  func validate() throws {
    try look.check(showsScreen: output.showsScreen)
    try log.validate(with: output)
    if jsonWeights, !output.json { throw ValidationError("--json-weights: expected with --json, found without") }
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
    settings.hidden = hidden?.sizes ?? PlaneSettings().hidden
    settings.activation = activation
    settings.loss = loss
    settings.optimizer = optimizer
    settings.initializer = initializer
    settings.l1 = regularisation.l1
    settings.l2 = regularisation.l2 ?? optimizer.defaultL2
    return settings
  }

  mutating func run() throws {
    var settings = settings
    let gate = LogicGate(named: gate) ?? .xor
    if let initialWeights {
      let stored = try NetworkFile.network(initialWeights, expecting: (2, 1))
      if hidden == nil { settings.hidden = stored.hidden }
      try stored.check(settings.architecture.layerSizes, path: initialWeights)
      settings.initialParameters = stored.parameters
    }
    try save.check()
    let pace = pace.epochsPerSecond(usually: XorScreen.defaultPace)
    var screen = XorScreen(settings: settings, gate: gate, pace: pace)
    screen.tellsWeights = jsonWeights
    try ScreenRunner(output: output, look: look).run(screen, log: log, textReports: 10) { screen in
      if let path = save.path, let network = screen.network {
        try NetworkFile.write(
          network,
          as: .float64,
          metadata: [NetworkFile.Key.seed: "\(seed)", NetworkFile.Key.command: ShellWords.commandLine()],
          to: path
        )
      }
    }
  }
}
