import Datasets
import NeuralNet
import Plots
import Screens
import Shell
import Terminal
import Training

/// Tells a classifier's run in plain text: a line an epoch, and at the end the curve and what came of it.
struct MnistTextReader {
  private let settings: ClassifierRunSettings
  private let initialFile: String?
  private let look: Look
  private(set) var network: Network<Float>?
  private var stage: MnistStage
  private var finish: RunFinish?
  private var divergedAt: Int?
  private static let size = Size(80, 16)

  init(settings: ClassifierRunSettings, options: MnistOptions, look: Look) {
    self.settings = settings
    initialFile = options.initialFile
    self.look = look
    stage = MnistStage(MnistScreen(options, tab: .confusion))
    _ = stage.update(.input(.resize(Self.size)))
    _ = stage.update(.message(.loaded(settings.data)))
  }

  /// What the figures are about, in a word or two: generated digits are never called MNIST.
  private var about: String { settings.data.sets.kind.title }

  mutating func read(_ event: TrainingEvent<ClassifierRun>) throws {
    _ = stage.update(.message(.training(event)))
    switch event {
    case .started(let start): try showStart(start.configuration)
    case .epochEnded(let report): try show(line(report))
    case .snapshot(let snapshot): network = snapshot.content.network
    case .diverged(let step): divergedAt = step
    case .failed(let message): StandardError.print(message)
    case .finished(let finish): self.finish = finish
    default: break
    }
  }

  private func showStart(_ settings: ClassifierRunSettings) throws {
    let sets = settings.data.sets
    let grouped = NumberFormat.grouped
    let shape = settings.architecture.layerSizes.map(String.init).joined(separator: "-")
    let training = settings.training
    try show(
      "dlviz mnist: \(shape)\(settings.hidden.isEmpty ? "" : " \(settings.activation.displayName)"), cross-entropy, \(training.optimizer.displayName), "
        + "learning rate \(NumberFormat.compact.string(training.learningRate)), batches of \(training.batchSize), "
        + "seed \(training.seed)"
    )
    let extras = Self.extras(training, initialFile: initialFile)
    if !extras.isEmpty { try show(extras.joined(separator: ", ")) }
    try show(
      "\(about): \(grouped.string(sets.train.count)) training and \(grouped.string(sets.test.count)) test images"
        + (sets.test.width == 28 && sets.test.height == 28
          ? "" : " of \(sets.test.height)×\(sets.test.width) (rows × columns)")
        + (sets.test.classNames.count == 10 ? "" : " in \(sets.test.classNames.count) classes")
        + ", inputs \(settings.data.normalisation.formula); "
        + "\(grouped.string(settings.architecture.parameterCount)) parameters"
    )
  }

  /// What makes the run another than the usual one.
  private static func extras(_ training: ClassifierSettings, initialFile: String?) -> [String] {
    let compact = NumberFormat.compact
    var extras: [String] = []
    if let initialFile { extras.append("weights of \(initialFile)") }
    if training.schedule != .constant { extras.append("schedule \(training.schedule.rawValue)") }
    if training.dropout > 0 { extras.append("dropout \(compact.string(training.dropout))") }
    if training.l1 > 0 { extras.append("L1 \(compact.string(training.l1))") }
    if training.l2 > 0 { extras.append("L2 \(compact.string(training.l2))") }
    if !training.augmentation.isNone { extras.append("augment \(training.augmentation)") }
    if !training.shuffles { extras.append("in the files' order") }
    return extras
  }

  private func line(_ report: EpochReport) -> String {
    let percent = NumberFormat.fixed(2)
    func share(_ value: Double?) -> String { value.map { percent.string(100 * $0) + "%" } ?? "–" }
    let number = NumberFormat.grouped.string(report.epoch)
    let padding = String(repeating: " ", count: max(0, 4 - number.count))
    let speed = report.samplesPerSecond.map { "   \(NumberFormat.compact.string($0)) images/s" } ?? ""
    return "epoch \(padding)\(number)   loss \(NumberFormat.fixed(4).string(report.trainLoss))   train "
      + "\(share(report.trainAccuracy))   test \(share(report.testAccuracy)) (\(about))\(speed)"
  }

  func printResult() throws {
    try show("")
    var plot = stage.screen.textPlot(size: Self.size, look: look)
    plot.transliterate(to: look.charset)
    try StandardOutput.print(plot.text)
    for line in stage.screen.textSummary() { try show(line.string) }
  }

  /// A run that diverged is a failure for whoever called the program.
  func checkFinish() throws {
    guard finish?.reason == .diverged, let divergedAt else { return }
    let training = settings.training
    throw Failure(
      description: "diverged at step \(divergedAt): expected a finite loss, found NaN or infinity; "
        + DivergenceCure(training.optimizer, learningRate: training.learningRate, l2: training.l2)
        .words { NumberFormat.compact.string($0) }
    )
  }

  /// Prints a line in the glyphs that the output has.
  private func show(_ line: String) throws { try StandardOutput.print(line.transliterated(to: look.charset)) }
}
