import ArgumentParser
import Datasets
import NeuralNet
import Plots
import Screens
import Shell
import Terminal
import Training

/// `dlviz mnist`: a classifier learns digits.
struct MnistCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mnist",
    abstract: "Train a digit classifier, look inside it, draw your own digit.",
    discussion: """
      The images are looked for in --data where that is given, else in $DLVIZ_DATA, then in the cache; `dlviz data fetch mnist` downloads \
      them. Without any, digits that this program draws are learned, and every figure says so. The default run is 784-128-64-10, ReLU, cross-entropy, Adam \
      with learning rate 0.001, batches of 64, 5 epochs.
      """
  )

  @OptionGroup(title: "The run") var classifier: ClassifierOptions
  @Option(parsing: .unconditional, help: "Epochs a second on the screen: a number, or max.")
  var pace: PaceOption?
  @Option(help: "The tab to begin with: train, predictions, confusion, weights, draw or model.")
  var tab = TabChoice.train
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Output") var log: LogOptions
  @OptionGroup(title: "Looks") var look: LookOptions

  func validate() throws {
    try look.check(showsScreen: output.showsScreen)
    try log.validate(with: output)
  }

  mutating func run() throws {
    var options = try classifier.mnistOptions()
    if let save = classifier.save { try AtomicFile.checkWritable(save) }
    if case .screen = output.mode {
      if let pace { options.pace = pace.epochsPerSecond }
      try write(try runScreen(options))
      return
    }
    let signals = StopSignals()
    let data = try load(options, signals)
    let network =
      switch output.mode {
      case .screen, .text: try runText(options, data, signals: signals)
      case .json: try runJSON(options, data, signals: signals)
      case .snapshot(let path): try runSnapshot(options, data, path: path, signals: signals)
      }
    try write((network, options.metadata(data)))
    try signals.throwIfStopped()
  }

  private func write(_ result: (network: Network<Float>?, metadata: [String: String])) throws {
    guard let save = classifier.save, let network = result.network else { return }
    try NetworkFile.write(network, as: .float32, metadata: result.metadata, to: save)
  }

  private func runScreen(_ options: MnistOptions) throws -> (Network<Float>?, [String: String]) {
    var host: ClassicHost<MnistScreen, MnistWorker>?
    try ScreenLauncher(look).run(Destination("mnist")) { wake in
      let screen = ClassicHost(MnistScreen(options, tab: tab.tab), worker: MnistWorker(wake: wake))
      host = screen
      return screen
    }
    return (host?.screen.currentNetwork, host?.screen.weightsMetadata ?? [:])
  }

  private func runText(
    _ options: MnistOptions,
    _ data: ClassifierData,
    signals: StopSignals
  ) throws -> Network<Float>? {
    let settings = options.settings(data)
    var reader = MnistTextReader(settings: settings, options: options, look: TextLook(look).look)
    try headless(settings, reportEvery: log.epochs ?? 1, signals: signals) { try reader.read($0) }
    try reader.printResult()
    try reader.checkFinish()
    return reader.network
  }

  private func runJSON(
    _ options: MnistOptions,
    _ data: ClassifierData,
    signals: StopSignals
  ) throws -> Network<Float>? {
    let settings = options.settings(data)
    var network: Network<Float>?
    var lastEpoch: EpochReport?
    var finish: RunFinish?
    var reader = JSONReader<ClassifierRun>(tellsSteps: log.steps, command: "mnist") { settings, line in
      let sets = settings.data.sets
      line.add("dataset", sets.kind.rawValue)
      line.add("generated", sets.isGenerated)
      line.add("train_images", sets.train.count)
      line.add("test_images", sets.test.count)
      line.add("image_size", [sets.test.height, sets.test.width])
      line.add("classes", sets.test.classNames)
      line.add("input_mean", Double("\(settings.data.normalisation.mean)"))
      line.add("input_deviation", Double("\(settings.data.normalisation.standardDeviation)"))
      line.add("seed", settings.training.seed)
      line.add("layers", settings.architecture.layerSizes)
      line.add("parameters", settings.architecture.parameterCount)
      line.add("activation", settings.activation.name)
      line.add("loss", "cross-entropy")
      line.add("optimizer", settings.training.optimizer.name)
      line.add("learning_rate", settings.training.learningRate)
      line.add("schedule", settings.training.schedule.rawValue)
      line.add("batch_size", settings.training.batchSize)
      line.add("dropout", settings.training.dropout)
      line.add("augment", settings.training.augmentation.description)
      line.add("l1", settings.training.l1)
      line.add("l2", settings.training.l2)
      line.add("shuffle", settings.training.shuffles)
      line.add("init", options.initialFile)
    }
    reader.conclude = { finish, line in
      let test = Self.evaluation(of: network, settings, lastEpoch: lastEpoch, after: finish)
      line.add("test_loss", test?.loss)
      line.add("test_accuracy", test?.accuracy)
    }
    try headless(settings, reportEvery: log.epochs ?? 1, signals: signals) { event in
      switch event {
      // Told last, since it judges the last picture of the network, which comes after it.
      case .finished(let end):
        finish = end
        return
      case .snapshot(let snapshot): network = snapshot.content.network
      case .epochEnded(let report): lastEpoch = report
      default: break
      }
      try reader.read(event)
    }
    if let finish { try reader.read(.finished(finish)) }
    if finish?.reason == .diverged { throw ExitCode.failure }
    return network
  }

  /// The figures of the weights that a run ended with: those of its last epoch where they are the same, else measured, also where there
  /// was nothing to train.
  private static func evaluation(
    of network: Network<Float>?,
    _ settings: ClassifierRunSettings,
    lastEpoch: EpochReport?,
    after finish: RunFinish
  ) -> EvaluationMetrics? {
    if let lastEpoch, lastEpoch.step == finish.steps, let loss = lastEpoch.testLoss {
      return EvaluationMetrics(loss: loss, accuracy: lastEpoch.testAccuracy)
    }
    guard finish.reason != .diverged, let network else { return nil }
    var settings = settings
    settings.initialParameters = network.parameters
    var run = try? ClassifierRun(settings)
    return run?.evaluate()
  }

  private func runSnapshot(
    _ options: MnistOptions,
    _ data: ClassifierData,
    path: String,
    signals: StopSignals
  ) throws -> Network<Float>? {
    let look = look.look(for: try PictureFormat(path: path))
    var stage = MnistStage(MnistScreen(options, tab: tab.tab))
    _ = stage.update(.input(.resize(output.size.size)))
    _ = stage.update(.message(.loaded(data)))
    try headless(options.settings(data), reportEvery: nil, signals: signals) {
      _ = stage.update(.message(.training($0)))
    }
    let frame = stage.screen.view(ViewContext(size: output.size.size, look: look))
    try PictureFile.write(frame, look: look, to: path)
    return stage.screen.currentNetwork
  }

  /// The images; where they are drawn, standard error says so.
  private func load(_ options: MnistOptions, _ signals: StopSignals) throws -> ClassifierData {
    let data: ClassifierData
    do throws(DatasetError) {
      data = try MnistLoader(options).load(isCancelled: { signals.haveCome })
    } catch {
      try signals.throwIfStopped()
      throw error
    }
    if data.sets.isGenerated, options.kind != .generated {
      let places = options.locator.places.map { "\($0.directory) (\($0.origin))" }
      let searched = places.isEmpty ? "" : " in \(places.joined(separator: " and "))"
      StandardError.print("no MNIST files found\(searched): learning \(GeneratedDigits.provenance)")
    }
    checkInputScale(options, data)
    return data
  }

  /// Says so where weights of a file do clearly better when pixels are fed otherwise.
  private func checkInputScale(_ options: MnistOptions, _ data: ClassifierData) {
    let settings = options.settings(data)
    guard let parameters = options.initialParameters, (try? settings.validate()) != nil,
      let check = InputScaleCheck(settings.architecture, parameters: parameters, data: data)
    else { return }
    let percent = NumberFormat.percent(2)
    StandardError.print(
      "\(options.initialFile ?? "the weights"): \(percent.string(check.accuracy)) of "
        + "\(NumberFormat.grouped.string(check.count)) test images are right with inputs \(data.normalisation.formula), but "
        + "\(percent.string(check.betterAccuracy)) with \(check.better.formula): try --input-scale \(check.better.name)"
    )
  }

  private func headless(
    _ settings: ClassifierRunSettings,
    reportEvery: Int?,
    signals: StopSignals,
    _ read: (TrainingEvent<ClassifierRun>) throws -> Void
  ) throws {
    let options = SessionOptions(
      reportEvery: reportEvery,
      snapshotInterval: .milliseconds(500),
      keepsPast: false
    )
    try HeadlessSession.run(settings, options: options, signals: signals, read: read)
  }
}

/// A tab by its name.
enum TabChoice: String, CaseIterable, ExpressibleByArgument {
  case train, predictions, confusion, weights, draw, model

  var tab: MnistScreen.Tab {
    switch self {
    case .train: .train
    case .predictions: .predictions
    case .confusion: .confusion
    case .weights: .weights
    case .draw: .draw
    case .model: .model
    }
  }
}
