import ArgumentParser
import Datasets
import NeuralNet
import Plots
import Screens
import Shell
import Terminal
import Training

/// Tells an xor run in plain text: a line now and then, and at the end the curve, the truth table and what came of it.
struct XorTextReader {
  let settings: PlaneSettings
  let gate: LogicGate
  let look: Look
  private(set) var network: Network<Double>?
  private var screen: XorScreen
  private var finish: RunFinish?
  private var divergedAt: Int?
  private static let size = Size(80, 16)

  init(settings: PlaneSettings, gate: LogicGate, look: Look) {
    self.settings = settings
    self.gate = gate
    self.look = look
    screen = XorScreen(settings: settings, gate: gate, pace: nil)
    _ = screen.update(.input(.resize(Self.size)))
  }

  mutating func read(_ event: TrainingEvent<PlaneRun>) throws {
    _ = screen.update(.message(event))
    switch event {
    case .started(let start):
      let shape = start.configuration.architecture.layerSizes.map(String.init).joined(separator: "-")
      try show(
        "dlviz \(gate.name): \(shape) \(settings.activation.displayName), \(settings.loss.displayName), "
          + "\(settings.optimizer.displayName), learning rate \(NumberFormat.compact.string(settings.learningRate)), "
          + "seed \(settings.seed)"
      )
    case .epochEnded(let report):
      let epoch = NumberFormat.grouped.string(report.epoch)
      let loss = NumberFormat.significant(6).string(report.trainLoss)
      let speed = report.samplesPerSecond.map {
        "   \(NumberFormat.compact.string($0 / Double(settings.data.count))) epochs/s"
      }
      try show("epoch \(String(repeating: " ", count: max(0, 9 - epoch.count)))\(epoch)   loss \(loss)\(speed ?? "")")
    case .snapshot(let snapshot): network = snapshot.content.network
    case .diverged(let step): divergedAt = step
    case .failed(let message): StandardError.print(message)
    case .finished(let finish): self.finish = finish
    default: break
    }
  }

  func printResult() throws {
    try show("")
    var plot = screen.textPlot(size: Self.size, look: look)
    plot.transliterate(to: look.charset)
    try StandardOutput.print(plot.text)
    for line in screen.textSummary() { try show(line.string) }
  }

  /// A run that diverged is a failure for whoever called the program.
  func checkFinish() throws {
    guard finish?.reason == .diverged, let divergedAt else { return }
    throw Failure(
      description: "diverged at step \(divergedAt): expected a finite loss, found NaN or infinity; "
        + DivergenceCure(settings.optimizer, learningRate: settings.learningRate, l2: settings.l2)
        .words { NumberFormat.compact.string($0) }
    )
  }

  /// Prints a line in the glyphs that the output has.
  private func show(_ line: String) throws { try StandardOutput.print(line.transliterated(to: look.charset)) }
}
