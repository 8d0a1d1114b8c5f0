import NeuralNet
import Plots
import Training

/// A screen about one trained run: it starts, steers and rewinds it by the common keys.
public protocol RunScreen: Screen {
  /// The kind of training.
  associatedtype Run: TrainingRun

  /// The run.
  var run: RunModel<Run> { get set }
  /// A run's effect as one of the screen's.
  static func effect(_ effect: RunEffect<Run.Configuration>) -> Effect
  /// How many steps `s` and `S` do, and how the hint line and the help box call them.
  var strides: RunStrides { get }
  /// The paces that `<` and `>` step through, in epochs a second; beyond the last is as fast as it goes.
  var paces: [Double] { get }
  /// The setting to focus when a run has diverged: what to lower.
  var settingOfDivergence: String { get }
  /// Whether the page in front has the loss's axis on it.
  var showsLossAxis: Bool { get }
  /// Settings as a restart takes them over: lessons and the like are left behind.
  func restarting(_ settings: Run.Configuration) -> Run.Configuration
  /// Takes in what the session said, after the run's model has.
  mutating func heard(_ event: TrainingEvent<Run>) -> [Command]
}

/// What `s` and `S` do.
public struct RunStrides: Hashable, Sendable {
  /// Steps of `s`, and their name: `one epoch`.
  public var small: (steps: Int, name: String, hint: String)
  /// Steps of `S`, and their name.
  public var large: (steps: Int, name: String, hint: String)

  /// Strides.
  public init(small: (steps: Int, name: String, hint: String), large: (steps: Int, name: String, hint: String)) {
    self.small = small
    self.large = large
  }

  /// Whether two are equal.
  public static func == (left: RunStrides, right: RunStrides) -> Bool {
    left.small == right.small && left.large == right.large
  }

  /// Mixes what tells values apart.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(small.steps)
    hasher.combine(large.steps)
  }
}

extension RunScreen {
  /// The setting to lower when a run has diverged.
  public var settingOfDivergence: String { "learning rate" }
  /// Whether the page in front has the loss's axis on it.
  public var showsLossAxis: Bool { true }
  /// Settings as a restart takes them over.
  public func restarting(_ settings: Run.Configuration) -> Run.Configuration { settings }
  /// Takes in what the session said.
  public mutating func heard(_ event: TrainingEvent<Run>) -> [Command] { [] }

  /// Begins to train.
  public mutating func start() -> [Command] { [.effect(Self.effect(.start(run.settings, pace: run.pace)))] }

  /// A covered run waits.
  public mutating func covered(_ isCovered: Bool) -> [Command] {
    isCovered && run.state == .running ? command(.pause) : []
  }

  /// Keys that move a run in time.
  public var sharedBindings: [Binding<Self>] { runBindings }

  /// A word to the session.
  public func command(_ command: TrainingCommand<Run.Configuration>) -> [Command] {
    [.effect(Self.effect(.command(command)))]
  }

  /// Takes in what the session said: the model first, then what is to be said of it, then the screen.
  public mutating func hearRun(_ event: TrainingEvent<Run>) -> [Command] {
    run.hear(event)
    switch event {
    case .diverged(let step):
      shell.notice =
        "diverged at \(run.epochWords(atStep: step)): - restarts with a lower \(settingOfDivergence), [ rewinds, r restarts"
      shell.focusSetting(settingOfDivergence)
    case .failed(let message): shell.notice = message
    default: break
    }
    return heard(event)
  }

  // MARK: Settings

  /// Changes the settings and says what comes of it.
  /// - Parameters:
  ///   - label: the setting that was changed.
  ///   - value: how it reads now.
  public mutating func configure(_ new: Run.Configuration, _ label: String, _ value: String) -> [Command] {
    let old = run.settings
    guard new != old else {
      shell.notice = "\(label) is already \(value)"
      return []
    }
    let needsRestart = new.needsRestart(from: old)
    if !run.hasBegun {
      shell.notice = nil
    } else if needsRestart {
      shell.notice = "\(label) \(value) needs a new network: restarted"
    } else if run.isDiverged {
      shell.notice = "\(label) \(value): restarted with a new network"
    } else {
      shell.notice =
        "\(label) \(value) from \(run.epochWords(atStep: run.cursorStep))" + (run.isRewound ? ", as a branch" : " on")
    }
    // The session answers with an event; until then the line shows what was chosen, so that the next press builds on it.
    let configuration = needsRestart ? restarting(new) : new
    run.settings = configuration
    return run.hasBegun ? command(.configure(configuration)) : []
  }

  /// Goes slower or faster.
  public mutating func changePace(up: Bool) -> [Command] {
    let old = run.pace
    let new: Double?
    if let old {
      new = up && old >= (paces.last ?? old) ? nil : Ladder.next(old, in: paces, up: up)
    } else {
      new = up ? nil : paces.last
    }
    return setPace(new)
  }

  /// Sets the pace.
  public mutating func setPace(_ new: Double?) -> [Command] {
    let isSame = run.pace == new
    run.pace = new
    let words = new.map { "\(NumberFormat.compact.string($0)) epochs/s" } ?? "max: as fast as possible"
    shell.notice = isSame ? "pace \(words), the \(new == nil ? "fastest" : "slowest")" : "pace \(words)"
    if run.state != .running, !isSame { shell.notice? += ", once it runs" }
    return run.hasBegun ? command(.pace(epochsPerSecond: new)) : []
  }

  /// The pace as a setting.
  public var paceSetting: Setting<Self> {
    Setting(
      "pace",
      value: run.pace.map { NumberFormat.compact.string($0) + "/s" } ?? "max",
      set: { (screen, text) throws(ParameterError) in
        if text.lowercased() == "max" { return screen.setPace(nil) }
        guard let pace = Double(text), pace.isFinite, pace > 0 else {
          throw ParameterError(
            option: "--pace",
            label: "pace",
            expected: "epochs a second, a number above 0, or max",
            found: "'\(text)'"
          )
        }
        return screen.setPace(pace)
      },
      change: { screen, up in screen.changePace(up: up) }
    )
  }
}

extension RunScreen where Effect == RunEffect<Run.Configuration> {
  /// A run's effect as one of the screen's.
  public static func effect(_ effect: RunEffect<Run.Configuration>) -> Effect { effect }
}

extension RunScreen where Message == TrainingEvent<Run> {
  /// Takes in what the worker said.
  public mutating func hear(_ message: TrainingEvent<Run>) -> [Command] { hearRun(message) }
}

extension Setting where S: RunScreen {
  /// A setting of the run itself: live where the run can change it on its way, else by a restart.
  public init<Value>(
    _ parameter: Parameter<Value>,
    run path: WritableKeyPath<S.Run.Configuration, Value>,
    of screen: S,
    adapt: @escaping (inout S.Run.Configuration) -> Void = { _ in }
  ) {
    self.init(parameter, value: screen.run.settings[keyPath: path]) { screen, value in
      var new = screen.run.settings
      new[keyPath: path] = value
      adapt(&new)
      return screen.configure(new, parameter.label, parameter.format(value))
    }
  }
}
