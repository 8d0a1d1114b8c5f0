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
      The images are looked for in --data if it is given, else in $DLVIZ_DATA and then in the cache; `dlviz data fetch mnist` downloads \
      them. Without any, the network learns digits that this program draws, and the screen says so. The default run is 784-128-64-10, ReLU, cross-entropy, Adam \
      with learning rate 0.001, batches of 64, 5 epochs.
      """
  )

  @OptionGroup(title: "The run") var classifier: ClassifierOptions
  @OptionGroup var pace: PaceOptions
  @Option(
    name: .customLong("json-predictions"),
    help: ArgumentHelp(
      "At the end, write the prediction for every test image, one JSON object a line: label, prediction, loss, probabilities.",
      valueName: "file"
    ),
    completion: .file(extensions: ["jsonl"])
  )
  var jsonPredictions: String?
  @Option(help: "The page to begin with: train, predictions, confusion, weights, draw or model.")
  var tab = MnistPage.train
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Output") var log: LogOptions
  @OptionGroup(title: "Looks") var look: LookOptions

  func validate() throws {
    try look.check(showsScreen: output.showsScreen)
    try log.validate(with: output)
  }

  mutating func run() throws {
    var options = try classifier.mnistOptions()
    try classifier.save.check()
    if let jsonPredictions { try AtomicFile.checkWritable(jsonPredictions) }
    let runner = ScreenRunner(output: output, look: look)
    if case .screen = output.mode {
      options.pace = pace.epochsPerSecond(usually: options.pace)
      return try runner.show(MnistScreen(options, page: tab), makeWorker: { MnistWorker(wake: $0) }, keep: write)
    }
    let signals = StopSignals()
    let data = try load(options, signals)
    try runner.train(
      ScreenStage(MnistScreen(options, page: tab, data: data)),
      log: log,
      // A line an epoch.
      textReports: .max,
      options: SessionOptions(snapshotInterval: .milliseconds(500)),
      signals: signals,
      keep: write
    )
  }

  private func write(_ screen: MnistScreen) throws {
    guard let network = screen.currentNetwork else { return }
    if let save = classifier.save.path {
      try NetworkFile.write(network, as: .float32, metadata: screen.weightsMetadata, to: save)
    }
    if let jsonPredictions {
      try AtomicFile.write(screen.predictionLines().map { $0 + "\n" }.joined(), to: jsonPredictions)
    }
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

  /// The activations that most networks have.
  private static let usualActivations: [Activation] = [.relu, .tanh, .sigmoid, .gelu, .silu, .leakyReLU(slope: 0.01)]

  /// Says so where weights of a file do clearly better when pixels are fed otherwise, or with another activation.
  private func checkInputScale(_ options: MnistOptions, _ data: ClassifierData) {
    let settings = options.settings(data)
    guard let parameters = options.initialParameters, (try? settings.validate()) != nil,
      let check = InputScaleCheck(
        settings.architecture,
        parameters: parameters,
        data: data,
        activations: options.isActivationAssumed ? Self.usualActivations : []
      )
    else { return }
    let percent = NumberFormat.percent(2)
    let (now, other, option) =
      check.betterActivation.map { (settings.activation.displayName, $0.displayName, "--activation \($0.name)") }
      ?? ("inputs \(data.normalisation.formula)", check.better.formula, "--input-scale \(check.better.name)")
    StandardError.print(
      "\(options.initialFile ?? "the weights"): \(percent.string(check.accuracy)) of "
        + "\(NumberFormat.grouped.string(check.count)) test images are classified correctly with \(now), but "
        + "\(percent.string(check.betterAccuracy)) with \(other): try \(option)"
    )
  }
}

extension MnistPage: ExpressibleByArgument {}
