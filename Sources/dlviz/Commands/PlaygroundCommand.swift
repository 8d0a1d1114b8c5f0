import ArgumentParser
import Datasets
import Playground
import PlaygroundScreens
import Plots
import Shell
import Terminal
import Training

/// `dlviz playground`: TensorFlow Playground's experiments, its links included.
struct PlaygroundCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "playground",
    abstract: "TensorFlow Playground in the terminal: a network learns points of the plane; opens Playground's links.",
    discussion: """
      A link of playground.tensorflow.org, or the part after its #, gives the same points, initial weights and losses as there. Options override \
      the link, and offer what links cannot: other data, losses, optimizers, an activation for each layer, residual connections.
      """
  )

  @Argument(help: "A link, or the part after its #; quote it for the shell.")
  var link: String?
  @OptionGroup var experiment: PlaygroundOptions
  @OptionGroup var save: SaveOptions
  @Flag(name: .customLong("json-weights"), help: "With --json, also write the initial and final weights and biases.")
  var jsonWeights = false
  @OptionGroup var pace: PaceOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Output") var log: LogOptions
  @OptionGroup(title: "Looks") var look: LookOptions

  func validate() throws {
    try look.check(showsScreen: output.showsScreen)
    if jsonWeights, !output.json { throw ValidationError("--json-weights: expected with --json, found without") }
    try log.validate(with: output)
    try experiment.validate()
  }

  func run() throws {
    let (settings, notes) = try experiment.settings(link: link)
    try save.check()
    let pace = pace.epochsPerSecond(usually: 30)
    switch output.mode {
    case .screen:
      let screen = PlaygroundScreen(settings, notes: notes, pace: pace)
      var host: ScreenHost<PlaygroundScreen, SessionWorker<PlaygroundRun>>?
      try ScreenLauncher(look).run(Destination("playground")) { wake in
        let new = ScreenHost(
          screen,
          worker: SessionWorker<PlaygroundRun>(snapshotInterval: .milliseconds(30), wake: wake)
        )
        host = new
        return new
      }
      if let weights = host?.screen.weights { try keep(weights) }
    case .snapshot(let path): try runSnapshot(PlaygroundScreen(settings, pace: nil), notes, path)
    case .text: try runText(settings, notes, asJSON: false)
    case .json: try runText(settings, notes, asJSON: true)
    }
  }

  private func runText(_ settings: PlaygroundSettings, _ notes: [String], asJSON: Bool) throws {
    for note in notes { StandardError.print(note) }
    let signals = StopSignals()
    var run = PlaygroundTextRun(
      trainer: try PlaygroundTrainer(settings),
      every: log.epochs,
      tellsSteps: log.steps,
      asJSON: asJSON,
      withWeights: jsonWeights,
      look: TextLook(look).look
    )
    try run.run(signals)
    try keep(run.trainer.weights)
    try signals.throwIfStopped()
  }

  /// Writes the weights where `--save` wants them.
  private func keep(_ weights: PlaygroundWeights) throws {
    guard let path = save.path else { return }
    try NetworkFile.write(weights.parameters, layerSizes: weights.shape.sizes, as: .float64, to: path)
  }

  private func runSnapshot(_ screen: PlaygroundScreen, _ notes: [String], _ path: String) throws {
    for note in notes { StandardError.print(note) }
    let signals = StopSignals()
    var stage = screen
    _ = stage.update(.input(.resize(output.size.size)))
    try HeadlessSession.run(screen.run.settings, options: SessionOptions(keepsPast: false), signals: signals) {
      _ = stage.update(.message($0))
    }
    try PictureFile.write(stage, output.size.size, look, to: path)
    if let weights = stage.weights { try keep(weights) }
    try signals.throwIfStopped()
  }
}
