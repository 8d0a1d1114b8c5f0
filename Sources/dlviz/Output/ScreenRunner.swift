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
    case .snapshot(let path): try PictureFile.write(screen, output.size.size, look, to: path)
    }
  }

  private func write(_ screen: some TextScreen) throws {
    for line in screen.text(look: TextLook(look).look) { try StandardOutput.print(line) }
  }

  /// Runs a screen about a trained run whose session is all that it needs.
  /// - Parameters:
  ///   - textReports: about how many progress lines a text has.
  ///   - keep: keeps what the run was for, whatever stopped it; is given the screen as it was at the end.
  func run<S: RunTextScreen>(
    _ screen: S,
    log: LogOptions,
    textReports: Int,
    sessionOptions: SessionOptions = SessionOptions(),
    keep: (S) throws -> Void = { _ in }
  ) throws where S.Effect == RunEffect<S.Run.Configuration>, S.Message == TrainingEvent<S.Run> {
    if case .screen = output.mode { return try show(screen, makeWorker: { SessionWorker(wake: $0) }, keep: keep) }
    try train(
      ScreenStage(screen),
      log: log,
      textReports: textReports,
      options: sessionOptions,
      signals: StopSignals(),
      keep: keep
    )
  }

  /// Shows a screen in the terminal.
  /// - Parameter keep: keeps what the screen was for; is given it as it was at the end.
  func show<S: Screen, Worker: ScreenWorker>(
    _ screen: S,
    makeWorker: @escaping (_ wake: @escaping @Sendable () -> Void) -> Worker,
    keep: (S) throws -> Void
  ) throws where Worker.Effect == S.Effect, Worker.Message == S.Message {
    var host: ScreenHost<S, Worker>?
    let outcome = Result {
      try ScreenLauncher(look).run(Destination(screen.name)) { wake in
        let new = ScreenHost(screen, worker: makeWorker(wake))
        host = new
        return new
      }
    }
    // A recording that could not be written is no reason to lose the weights.
    if let host { try keep(host.screen) }
    try outcome.get()
  }

  /// Trains without a screen and tells it as the options say.
  /// - Parameters:
  ///   - stage: the screen with whatever answers what it asks to have computed.
  ///   - keep: keeps what the run was for, whatever stopped it; is given the screen as it was at the end.
  func train<S: RunTextScreen>(
    _ stage: ScreenStage<S>,
    log: LogOptions,
    textReports: Int,
    options: SessionOptions,
    signals: StopSignals,
    keep: (S) throws -> Void
  ) throws {
    let result = try tell(stage, log: log, textReports: textReports, options: options, signals: signals)
    try keep(result)
    try signals.throwIfStopped()
    try checkFinish(result)
  }

  private func tell<S: RunTextScreen>(
    _ stage: ScreenStage<S>,
    log: LogOptions,
    textReports: Int,
    options: SessionOptions,
    signals: StopSignals
  ) throws -> S {
    var options = options
    options.keepsPast = false
    let settings = stage.screen.run.settings
    switch output.mode {
    case .screen, .text:
      options.reportEvery = log.epochs ?? max(1, settings.epochs / textReports)
      var reader = RunTextReader(
        stage,
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
        stage,
        tellsSteps: log.steps,
        print: { try StandardOutput.print($0) },
        complain: { StandardError.print($0) }
      )
      try HeadlessSession.run(settings, options: options, signals: signals) { try reader.read($0) }
      try reader.printResult()
      return reader.screen
    case .snapshot(let path):
      var stage = stage
      stage.update(.input(.resize(output.size.size)))
      try HeadlessSession.run(settings, options: options, signals: signals) { stage.update(.message(S.message($0))) }
      try PictureFile.write(stage.screen, output.size.size, look, to: path)
      return stage.screen
    }
  }

  /// A run that diverged is a failure for whoever called the program.
  private func checkFinish<S: RunTextScreen>(_ screen: S) throws {
    guard screen.run.finish?.reason == .diverged, let step = screen.run.divergedStep else { return }
    throw Failure(
      description: "diverged at step \(step): expected a finite loss, found NaN or infinity; \(screen.divergenceAdvice)"
    )
  }
}
