import Plots
import Shell
import Terminal
import Training

/// Runs a screen as its options say: in the terminal, as text, as JSON lines, as a picture.
struct ScreenRunner {
  let output: OutputOptions
  let look: LookOptions

  /// Runs a screen that needs no run.
  func run<S: TextScreen>(_ screen: S) throws where S.Message == Never, S.Effect == Never {
    try run(screen) { IdleWorker() }
  }

  /// Runs a screen that needs no run, with a worker for what it asks.
  func run<S: TextScreen, Worker: ScreenWorker>(_ screen: S, makeWorker: @escaping () -> Worker) throws
  where Worker.Effect == S.Effect, Worker.Message == S.Message {
    switch output.mode {
    case .screen:
      try ScreenLauncher(look).run(Destination(screen.name)) { _ in ScreenHost(screen, worker: makeWorker()) }
    case .text: try write(screen)
    case .json: for line in screen.json() { try StandardOutput.print(line) }
    case .snapshot(let path): try picture(of: screen, path)
    }
  }

  private func write(_ screen: some TextScreen) throws {
    for line in screen.text(look: TextLook(look).look) { try StandardOutput.print(line) }
  }

  private func picture(of screen: some Screen, _ path: String) throws {
    let look = look.look(for: try PictureFormat(path: path))
    try PictureFile.write(screen.view(ViewContext(size: output.size.size, look: look)), look: look, to: path)
  }

  /// Runs a screen about a trained run.
  /// - Parameters:
  ///   - textReports: about how many progress lines a text has.
  ///   - keep: keeps what the run was for, whatever stopped it; is given the screen as it was at the end.
  func run<S: RunTextScreen>(
    _ screen: S,
    log: LogOptions,
    textReports: Int,
    sessionOptions: SessionOptions = SessionOptions(),
    keep: (S) throws -> Void = { _ in }
  ) throws where S.Effect == RunEffect<S.Run.Configuration> {
    if case .screen = output.mode { return try show(screen, keep: keep) }
    let signals = StopSignals()
    let result = try train(screen, log: log, textReports: textReports, options: sessionOptions, signals: signals)
    try keep(result)
    try signals.throwIfStopped()
    try checkFinish(result)
  }

  /// Trains without a screen and tells it as the options say.
  private func train<S: RunTextScreen>(
    _ screen: S,
    log: LogOptions,
    textReports: Int,
    options: SessionOptions,
    signals: StopSignals
  ) throws -> S {
    var options = options
    options.keepsPast = false
    let settings = screen.run.settings
    switch output.mode {
    case .screen, .text:
      options.reportEvery = log.epochs ?? max(1, settings.epochs / textReports)
      var reader = RunTextReader(
        screen,
        look: TextLook(look).look,
        print: { try StandardOutput.print($0) },
        complain: { StandardError.print($0) }
      )
      try HeadlessSession.run(settings, options: options, signals: signals) { try reader.read($0) }
      try reader.printResult()
      return reader.screen
    case .json:
      options.reportEvery = log.epochs ?? 1
      var reader = RunJSONReader(
        screen,
        tellsSteps: log.steps,
        print: { try StandardOutput.print($0) },
        complain: { StandardError.print($0) }
      )
      try HeadlessSession.run(settings, options: options, signals: signals) { try reader.read($0) }
      try reader.printResult()
      return reader.screen
    case .snapshot(let path):
      var stage = screen
      _ = stage.update(.input(.resize(output.size.size)))
      try HeadlessSession.run(settings, options: options, signals: signals) { _ = stage.update(.message($0)) }
      try picture(of: stage, path)
      return stage
    }
  }

  private func show<S: RunTextScreen>(_ screen: S, keep: (S) throws -> Void) throws
  where S.Effect == RunEffect<S.Run.Configuration> {
    var host: ScreenHost<S, SessionWorker<S.Run>>?
    let outcome = Result {
      try ScreenLauncher(look).run(Destination(screen.name)) { wake in
        let new = ScreenHost(screen, worker: SessionWorker(wake: wake))
        host = new
        return new
      }
    }
    // A recording that could not be written is no reason to lose the weights.
    if let host { try keep(host.screen) }
    try outcome.get()
  }

  /// A run that diverged is a failure for whoever called the program.
  private func checkFinish<S: RunTextScreen>(_ screen: S) throws {
    guard screen.run.finish?.reason == .diverged, let step = screen.run.divergedStep else { return }
    throw Failure(
      description: "diverged at step \(step): expected a finite loss, found NaN or infinity; \(screen.divergenceAdvice)"
    )
  }
}
