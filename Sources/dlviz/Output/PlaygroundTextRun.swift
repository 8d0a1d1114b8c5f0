import NeuralNet
import Playground
import Plots
import Terminal

/// Trains without a screen and tells it in lines of text or JSON.
struct PlaygroundTextRun {
  let trainer: PlaygroundTrainer
  /// Report every so many epochs; nil for the usual.
  var every: Int?
  /// Whether every update is told too.
  var tellsSteps = false
  var asJSON = false
  var withWeights = false
  /// The glyphs of the final plot.
  let look: Look

  private var epoch = 0
  private var step = 0
  private var seconds = 0.0
  private var history: [PlaygroundFigures] = []
  private var epochs: [Int] = []

  init(trainer: PlaygroundTrainer, every: Int?, tellsSteps: Bool, asJSON: Bool, withWeights: Bool, look: Look) {
    self.trainer = trainer
    self.every = every
    self.tellsSteps = tellsSteps
    self.asJSON = asJSON
    self.withWeights = withWeights
    self.look = look
  }

  /// Trains to the end, or until a signal comes.
  /// - Throws: `Failure` where the run diverges or a line cannot be written.
  mutating func run(_ signals: StopSignals) throws {
    let total = trainer.settings.epochs
    let every = every ?? (asJSON ? 1 : max(1, total / 10))
    try begin()
    var figures = trainer.evaluate()
    keep(figures)
    try tell(figures, rate: nil)
    let hasLoss = figures.trainLoss.isFinite
    let clock = ContinuousClock()
    var reported = 0
    var reportedSeconds = 0.0
    var divergedAt: Int?
    // JSON lines go on after a run has diverged, as the peer does: all epochs that were asked for are there.
    while epoch < total, !signals.haveCome, asJSON || divergedAt == nil {
      let start = clock.now
      if tellsSteps {
        try trainStepwise()
      } else {
        trainer.trainEpoch()
      }
      seconds += Self.seconds(clock.now - start)
      epoch += 1
      let isReported = epoch % every == 0 || epoch == 1 || epoch == total
      guard isReported || epoch % max(1, total / 200) == 0 else { continue }
      figures = trainer.evaluate()
      keep(figures)
      if hasLoss, !figures.trainLoss.isFinite, divergedAt == nil { divergedAt = epoch }
      guard isReported || divergedAt == epoch else { continue }
      let samples = Double((epoch - reported) * trainer.split.train.count)
      try tell(figures, rate: seconds > reportedSeconds ? samples / (seconds - reportedSeconds) : nil)
      (reported, reportedSeconds) = (epoch, seconds)
      signals.noteReader()
    }
    figures = trainer.evaluate()
    try end(figures, reason: divergedAt != nil ? "diverged" : epoch < total ? "stopped" : "completed")
    if let divergedAt {
      throw Failure(
        description:
          "diverged by epoch \(divergedAt): expected a finite loss, found NaN or infinity; try a learning rate below "
          + NumberFormat.compact.string(trainer.settings.learningRate)
      )
    }
  }

  /// Trains an epoch update by update, each of them told.
  private mutating func trainStepwise() throws {
    repeat {
      trainer.trainStep()
      step += 1
      try StandardOutput.print(PlaygroundReport.step(step, epoch: epoch + 1, trainer.evaluate()))
    } while trainer.position != 0
  }

  private mutating func keep(_ figures: PlaygroundFigures) {
    if epochs.last == epoch { return }
    history.append(figures)
    epochs.append(epoch)
  }

  private func begin() throws {
    if asJSON {
      try StandardOutput.print(PlaygroundReport.started(trainer, withWeights: withWeights))
      return
    }
    let settings = trainer.settings
    let shape = settings.layerSizes.map(String.init).joined(separator: "-")
    try show(
      "dlviz playground: \(settings.dataset.title), \(shape) \(settings.activation.displayName), "
        + "\(settings.effectiveLoss.title), \(settings.optimizer.title), learning rate "
        + "\(NumberFormat.compact.string(settings.learningRate)), seed \(settings.seed)"
    )
  }

  private func tell(_ figures: PlaygroundFigures, rate: Double?) throws {
    if asJSON {
      try StandardOutput.print(
        PlaygroundReport.epoch(epoch, figures, seconds: seconds, samplesPerSecond: rate)
      )
      return
    }
    let number = NumberFormat.grouped.string(epoch)
    var text = "epoch \(String(repeating: " ", count: max(0, 7 - number.count)))\(number)"
    text += "   train loss \(NumberFormat.significant(4).string(figures.trainLoss))"
    text += "   test loss \(NumberFormat.significant(4).string(figures.testLoss))"
    if let accuracy = figures.testAccuracy { text += "   test accuracy \(Self.percent(accuracy))" }
    try show(text)
  }

  private func end(_ figures: PlaygroundFigures, reason: String) throws {
    if asJSON {
      try StandardOutput.print(
        PlaygroundReport.finished(
          trainer,
          reason: reason,
          epochs: epoch,
          figures: figures,
          seconds: seconds,
          withWeights: withWeights
        )
      )
      return
    }
    try show("")
    for line in plot() { try show(line) }
    try show("")
    let grid = PlaneGrid(columns: 24, rows: 24)
    let observation = trainer.observation(figures: history, epochs: epochs, grid: grid)
    for output in 0..<trainer.settings.outputCount {
      try show(observation.words(of: UnitPlace(layer: trainer.shape.layerCount - 1, unit: output)))
    }
    for finding in PlaygroundFinding.all(observation) { try show(finding.text) }
    try show("")
    let lacks = trainer.settings.peerLacks
    if !lacks.isEmpty {
      try show("TensorFlow Playground lacks \(lacks.joined(separator: ", ")); the nearest link:")
    }
    try show(trainer.settings.link)
  }

  /// Prints a line in the glyphs that the output has.
  private func show(_ line: String) throws {
    try StandardOutput.print(StyledText(line).spelled(for: look).string.transliterated(to: look.charset))
  }

  /// The output over the plane; of several outputs, the class of the largest.
  private func plot() -> [String] {
    let axes = PlaneAxes(x: -6...6, y: -6...6, xLabel: "x₁", yLabel: "x₂")
    var buffer = look.buffer(Size(54, 21))
    let size = HeatMap.sampleSize(in: buffer.bounds, axes: axes, look: look)
    let maps = trainer.outputs(at: PlaneGrid(columns: size.width, rows: size.height))
    let outputs = maps.values.suffix(trainer.settings.outputCount).map { $0 }
    let values = (0..<size.width * size.height).map { index in
      outputs.count == 1
        ? outputs[0][index] - trainer.settings.threshold
        : Double(outputs.indices.max { outputs[$0][index] < outputs[$1][index] } ?? 0)
    }
    let map = HeatMap(
      field: Field(width: size.width, height: size.height, values: values),
      axes: axes,
      palette: outputs.count == 1 ? .diverging : .sequential,
      range: outputs.count == 1 ? nil : 0...Double(outputs.count - 1)
    )
    map.draw(in: buffer.bounds, of: &buffer, look: look)
    buffer.transliterate(to: look.charset)
    return buffer.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private static func percent(_ share: Double) -> String { NumberFormat.significant(3).string(100 * share) + " %" }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }
}
