import ArgumentParser
import LessonScreens
import Lessons
import NeuralNet
import Plots
import Records
import Shell
import Terminal

/// `dlviz neuron`: one neuron learns, sample by sample and both ways.
struct NeuronCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "neuron",
    abstract: "One neuron learns a line: the chain rule in numbers, and its path over the loss surface.",
    discussion: """
      Without options, a ReLU neuron learns y = 2x + 1 at x = -5…5 with squared error, sample by sample, at learning rate 0.01 for 100 epochs. \
      --lesson opens another run; further options change it. Epochs count from 0; the loss of an epoch is summed while its samples are \
      trained on, and its weight and bias are those after it. The weight begins at -0.868928, printed in course notes as -0.8689: the loss \
      of epoch 0 is 365.7803, with the rounded weight 365.7751.
      """
  )

  @Option(help: ArgumentHelp("A prepared run, or list for their names. (default: line)", valueName: "name"))
  var lesson: String?
  @Option(
    help: ArgumentHelp(
      "Learn from a file with two columns, x and y, with or without a header; the output is then the identity unless --activation is given.",
      valueName: "file.csv"
    ),
    completion: .file(extensions: ["csv", "tsv", "txt"])
  )
  var data: String?
  @Option(
    name: [.customLong("activation"), .customLong("output")],
    help: "The output's activation: relu, identity, sigmoid, leaky-relu, tanh, or another."
  )
  var activation: Activation?
  @Option(
    name: [.customLong("learning-rate"), .customLong("lr")],
    parsing: .unconditional,
    help: "η, \(NeuronParameters.learningRate.expected)."
  )
  var learningRate: Double?
  @Option(
    name: .customLong("batch-size"),
    help: ArgumentHelp("Samples per step: a number, or full.", valueName: "n")
  )
  var batch: NeuronBatch?
  @Option(help: "The update rule: \(NeuronSettings.optimizers.map(\.name).joined(separator: ", ")).")
  var optimizer: Optimizer?
  @Option(parsing: .unconditional, help: "The seed of initial weights drawn from a standard normal distribution.")
  var seed: UInt64?
  @Option(parsing: .unconditional, help: "The initial weight; in a network, the first of the output neuron.")
  var weight: Double?
  @Option(parsing: .unconditional, help: "The initial bias; in a network, that of the output neuron.")
  var bias: Double?
  @Option(parsing: .unconditional, help: "The number of epochs, 0 to \(NeuronSettings.maximumEpochs).")
  var epochs: Int?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Print the trained neuron's output at these inputs.", valueName: "x1,x2,…")
  )
  var predict: NumberList?
  @Option(name: .customLong("loss-as"), help: "Whether the screen shows the loss as a sum or a mean.")
  var lossAs = LossTelling.sum
  @OptionGroup var log: LogOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Looks") var look: LookOptions

  /// Sum or mean.
  enum LossTelling: String, CaseIterable, ExpressibleByArgument { case sum, mean }

  private var preset: NeuronPreset? { lesson == nil ? nil : NeuronPreset(name: lesson ?? "") }

  func validate() throws {
    try look.check(showsScreen: output.showsScreen)
    try log.validate(with: output)
    if log.steps {
      throw ValidationError(
        "--log-steps: expected with a command that logs steps, found neuron; --log-every thins its epochs"
      )
    }
    if let lesson, lesson != "list", preset == nil {
      throw ValidationError(
        "--lesson: expected list or one of \(NeuronPreset.all.map(\.name).joined(separator: ", ")), found '\(lesson)'"
      )
    }
    if data != nil, lesson != nil { throw ValidationError("--data: expected without --lesson, which has its own data") }
    if let predict, let preset, preset.settings.architecture.inputCount != 1, !predict.values.isEmpty {
      throw ValidationError("--predict: expected with a run of one input, found \(preset.name)")
    }
    guard data == nil else { return }
    do throws(NeuronError) { try settings(.line).validate() } catch { throw ValidationError("--\(option(error))") }
  }

  /// The error with its option's name.
  private func option(_ error: NeuronError) -> String {
    guard case .setting(let name, let expected, let found) = error else { return error.description }
    let option = name == "start" ? "weight, --bias" : name == "batch" ? "batch-size" : name.replacing(" ", with: "-")
    return "\(option): expected \(expected), found \(found)"
  }

  private func settings(_ own: NeuronData) -> NeuronSettings {
    var settings = preset?.settings ?? NeuronSettings()
    if data != nil {
      settings.data = own
      settings.architecture = .neuron(.identity)
    }
    if let activation { settings.architecture.outputActivation = activation }
    if let learningRate { settings.learningRate = learningRate }
    if let batch { settings.batch = batch }
    if let optimizer { settings.optimizer = optimizer }
    if let epochs { settings.epochs = epochs }
    if let seed { settings.drawStart(seed: seed) }
    let axes = LossSurface.axes(settings)
    if let weight { settings.start[axes.weight] = weight }
    if let bias { settings.start[axes.bias] = bias }
    return settings
  }

  mutating func run() throws {
    if lesson == "list" {
      for preset in NeuronPreset.all {
        let padding = String(repeating: " ", count: max(1, 20 - preset.name.count))
        try StandardOutput.print("\(preset.name)\(padding)\(preset.title)")
      }
      return
    }
    var own = NeuronData.line
    if let data { own = try NeuronData(csv: CourseFiles.text(data, limit: NeuronData.maximumBytes), file: data) }
    let settings = settings(own)
    do throws(NeuronError) { try settings.validate() } catch { throw Failure(description: "--\(option(error))") }
    let shown = data == nil ? preset ?? .course : nil
    var screen = NeuronScreen(
      settings,
      preset: shown,
      testInputs: predict.map { $0.values.map { [$0] } },
      arguments: arguments
    )
    screen.shell.lesson = CourseFiles.tracker(for: "neuron", preset: preset?.name)
    screen.showsSum = lossAs == .sum
    if output.json, case .json = output.mode { return try printJSON(settings) }
    if case .screen = output.mode {} else { screen.runToEnd() }
    try ScreenRunner(output: output, look: look).run(screen)
    try checkEnd(screen.run)
  }

  /// The command's own arguments, to show the same again.
  private var arguments: String {
    var words: [String] = []
    if let lesson { words += ["--lesson", lesson] }
    if let data { words += ["--data", data] }
    if let activation { words += ["--activation", activation.name] }
    if let learningRate { words += ["--learning-rate", "\(learningRate)"] }
    if let batch { words += ["--batch-size", batch.name] }
    if let optimizer { words += ["--optimizer", optimizer.name] }
    if let seed { words += ["--seed", "\(seed)"] }
    if let weight { words += ["--weight", "\(weight)"] }
    if let bias { words += ["--bias", "\(bias)"] }
    if let epochs { words += ["--epochs", "\(epochs)"] }
    return words.joined(separator: " ")
  }

  /// A run that diverged is a failure for whoever called the program.
  private func checkEnd(_ run: NeuronRun) throws {
    if case .screen = output.mode { return }
    guard run.hasDiverged else { return }
    throw Failure(
      description:
        "diverged in epoch \(run.state.lastStep?.epoch ?? 0): expected finite parameters, found NaN or infinity; "
        + "try a learning rate below \(NumberFormat.compact.string(run.state.settings.learningRate))"
    )
  }

  // MARK: JSON

  private func printJSON(_ settings: NeuronSettings) throws {
    let signals = StopSignals()
    var run = NeuronRun(settings)
    try StandardOutput.print(started(settings))
    let every = log.epochs ?? 1
    while !signals.haveCome, let epoch = run.stepEpoch() {
      let isTold = epoch.epoch % every == 0 || epoch.epoch == settings.epochs - 1
      guard isTold else { continue }
      var line = JSONLine(event: "epoch")
      line.add("epoch", epoch.epoch)
      add(epoch.parameters, lossSum: epoch.lossSum, settings, to: &line)
      try StandardOutput.print(line.text)
      signals.noteReader()
    }
    let inputs = predict.map { $0.values.map { [$0] } } ?? (data == nil ? (preset ?? .course).testInputs : [])
    for input in inputs {
      var line = JSONLine(event: "prediction")
      line.add("input", input)
      line.add("output", run.state.prediction(input))
      try StandardOutput.print(line.text)
    }
    var finished = JSONLine(event: "finished")
    finished.add("reason", run.hasDiverged ? "diverged" : run.isFinished ? "completed" : "stopped")
    finished.add("epochs", run.epochs.count)
    add(run.state.parameters, lossSum: run.state.lossOfAll, settings, to: &finished)
    try StandardOutput.print(finished.text)
    try signals.throwIfStopped()
    try checkEnd(run)
  }

  private func started(_ settings: NeuronSettings) -> String {
    var line = JSONLine(event: "started")
    line.add("command", "neuron")
    line.add("lesson", data == nil ? (preset ?? .course).name : nil)
    line.add("data", settings.data.title)
    line.add("samples", settings.data.count)
    line.add("layers", settings.architecture.layerSizes)
    line.add("activation", settings.architecture.outputActivation.name)
    line.add("optimizer", settings.optimizer.name)
    line.add("learning_rate", settings.learningRate)
    line.add("batch_size", settings.batch.size(of: settings.data.count))
    line.add("gradients", settings.gradients == .actual ? "true" : "made up")
    line.add("wiring", settings.wiring == .correct ? "correct" : "x into the output neuron while training")
    line.add("epochs", settings.epochs)
    line.add("seed", seed.map { Int(clamping: $0) })
    line.add("parameter_names", settings.plainParameterNames)
    line.add("parameters", settings.start)
    return line.text
  }

  private func add(_ parameters: [Double], lossSum: Double, _ settings: NeuronSettings, to line: inout JSONLine) {
    line.add("loss_sum", lossSum)
    line.add("train_loss", lossSum / Double(settings.data.count))
    if settings.isSingleNeuron, parameters.count == 2 {
      line.add("weight", parameters[0])
      line.add("bias", parameters[1])
    } else {
      line.add("parameters", parameters)
    }
  }
}

extension NeuronBatch: ExpressibleByArgument {
  /// The batch of a name.
  public init?(argument: String) { self.init(name: argument) }
}
