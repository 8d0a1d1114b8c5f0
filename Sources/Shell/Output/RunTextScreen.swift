import Plots
import Records
import Terminal
import Training

/// A screen about a trained run that can also be read without a window.
public protocol RunTextScreen: RunScreen, TextScreen {
  /// What the session says as one of the screen's messages.
  static func message(_ event: TrainingEvent<Run>) -> Message
  /// What runs, in one line: `2-4-1 sigmoid, MSE, SGD, learning rate 1, seed 42`.
  var settingsLine: String { get }
  /// What else there is to know of it before the first epoch, line by line.
  var furtherSettings: [String] { get }
  /// An epoch's figures in one line.
  func progressLine(_ report: EpochReport) -> String
  /// What `finished` says beside the run's own figures.
  func conclude(_ finish: RunFinish, in line: inout JSONLine)
  /// What a person may do about a run that diverged.
  var divergenceAdvice: String { get }
}

extension RunTextScreen {
  /// What else there is to know of the run.
  public var furtherSettings: [String] { [] }
  /// What `finished` says beside the run's own figures.
  public func conclude(_ finish: RunFinish, in line: inout JSONLine) {}
}

extension RunTextScreen where Message == TrainingEvent<Run> {
  /// What the session says.
  public static func message(_ event: TrainingEvent<Run>) -> Message { event }
}

/// Tells a run in plain text as its events come: a line at the start, one now and then, and at the end its curve and what came of it.
public struct RunTextReader<S: RunTextScreen> {
  /// The screen that takes in the run.
  public var screen: S { stage.screen }
  private var stage: ScreenStage<S>
  private let look: Look
  private let print: (String) throws -> Void
  private let complain: (String) -> Void

  /// A reader.
  /// - Parameters:
  ///   - print: writes a line.
  ///   - complain: writes a line about a fault.
  public init(
    _ stage: ScreenStage<S>,
    look: Look,
    print: @escaping (String) throws -> Void,
    complain: @escaping (String) -> Void
  ) {
    self.stage = stage
    self.look = look
    self.print = print
    self.complain = complain
    self.stage.update(.input(.resize(TextReport.plotSize)))
  }

  /// Takes in an event.
  public mutating func read(_ event: TrainingEvent<S.Run>) throws {
    stage.update(.message(S.message(event)))
    switch event {
    case .started:
      try show("dlviz \(screen.name): \(screen.settingsLine)")
      for line in screen.furtherSettings { try show(line) }
    case .epochEnded(let report): try show(screen.progressLine(report))
    case .failed(let message): complain(message)
    default: break
    }
  }

  /// Prints the curve and what came of the run.
  public func printResult() throws {
    try print("")
    for line in screen.text(look: look) { try print(line) }
  }

  private func show(_ line: String) throws { try print(line.transliterated(to: look.charset)) }
}

/// Tells a run's events as JSON lines.
public struct RunJSONReader<S: RunTextScreen> {
  /// The screen that takes in the run.
  public var screen: S { stage.screen }
  private var stage: ScreenStage<S>
  private let tellsSteps: Bool
  private let print: (String) throws -> Void
  private let complain: (String) -> Void
  private var finish: RunFinish?

  /// A reader.
  /// - Parameter tellsSteps: whether every step's loss is told too.
  public init(
    _ stage: ScreenStage<S>,
    tellsSteps: Bool,
    print: @escaping (String) throws -> Void,
    complain: @escaping (String) -> Void
  ) {
    self.stage = stage
    self.tellsSteps = tellsSteps
    self.print = print
    self.complain = complain
  }

  /// Takes in an event.
  public mutating func read(_ event: TrainingEvent<S.Run>) throws {
    stage.update(.message(S.message(event)))
    var line: JSONLine
    switch event {
    case .started(let start):
      line = JSONLine(event: "started")
      line.add("command", screen.name)
      line.add("epochs", start.configuration.epochs)
      line.add("steps_per_epoch", start.stepsPerEpoch)
      screen.describe(in: &line)
    case .epochEnded(let report):
      line = SavedRunLines.epoch(report.record)
    case .diverged(let step):
      line = JSONLine(event: "diverged")
      line.add("step", step)
    case .finished(let finish):
      // Told last, since it judges the last picture of the network, which comes after it.
      self.finish = finish
      return
    case .failed(let message):
      complain(message)
      return
    case .progress(let batch):
      if tellsSteps { for line in SavedRunLines.steps(batch.metrics) { try print(line.text) } }
      return
    case .configured, .stateChanged, .branched, .snapshot: return
    }
    try print(line.text)
  }

  /// Tells the screen's figures and how the run ended.
  public func printResult() throws {
    guard let finish else { return }
    for line in screen.figures() { try print(line.text) }
    var line = JSONLine(event: "finished")
    line.add("reason", finish.reason.rawValue)
    line.add("epochs", finish.epochs)
    line.add("steps", finish.steps)
    line.add("seconds", finish.seconds)
    screen.conclude(finish, in: &line)
    try print(line.text)
  }
}
