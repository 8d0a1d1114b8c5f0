import ArgumentParser
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
    abstract: "A network learns points of the plane, as in TensorFlow Playground; opens its links.",
    discussion: """
      A link of playground.tensorflow.org, or its part after #, gives the same points, first weights and losses as there. Options change \
      what a link says, and have more than links do: other data, losses, optimizers, activations by layer, residual connections.
      """
  )

  @Argument(help: "A link, or its part after #; quote it for the shell.")
  var link: String?
  @OptionGroup var experiment: PlaygroundOptions
  @Flag(name: .customLong("json-weights"), help: "With --json, the first and last weights and biases too.")
  var jsonWeights = false
  @Option(parsing: .unconditional, help: "Epochs a second on the screen: a number, or max.")
  var pace: PaceOption?
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Output") var log: LogOptions
  @OptionGroup(title: "Looks") var look: LookOptions

  func validate() throws {
    try look.check()
    if jsonWeights, !output.json { throw ValidationError("--json-weights: expected with --json, found without") }
    if log.steps { throw ValidationError("--log-steps: expected a command that tells steps, found playground") }
    try experiment.validate()
  }

  func run() throws {
    let (settings, notes) = try experiment.settings(link: link)
    let pace = (pace ?? PaceOption(epochsPerSecond: 30)).epochsPerSecond
    switch output.mode {
    case .screen:
      let screen = PlaygroundScreen(settings, notes: notes, pace: pace)
      try ScreenLauncher(look).run(Destination("playground")) { wake in
        ScreenHost(screen, worker: SessionWorker(snapshotInterval: .milliseconds(30), wake: wake))
      }
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
      asJSON: asJSON,
      withWeights: jsonWeights,
      look: TextLook(look).look
    )
    try run.run(signals)
    try signals.throwIfStopped()
  }

  private func runSnapshot(_ screen: PlaygroundScreen, _ notes: [String], _ path: String) throws {
    for note in notes { StandardError.print(note) }
    let signals = StopSignals()
    var stage = screen
    _ = stage.update(.input(.resize(output.size.size)))
    try HeadlessSession.run(screen.run.settings, options: SessionOptions(keepsPast: false), signals: signals) {
      _ = stage.update(.message($0))
    }
    let look = look.look(for: try PictureFormat(path: path))
    try PictureFile.write(stage.view(ViewContext(size: output.size.size, look: look)), look: look, to: path)
    try signals.throwIfStopped()
  }
}
