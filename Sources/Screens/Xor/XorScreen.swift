import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

/// `dlviz xor`: a small network learns a truth table, seen from all sides while it does.
public struct XorScreen: ClassicScreen, OverlaidScreen {
  /// What the screen hears.
  public typealias Message = TrainingEvent<PlaneRun>

  /// What the screen asks for.
  public enum Effect: Hashable, Sendable {
    /// Begin to train.
    case start(PlaneSettings, pace: Double?)
    /// Something for the session.
    case command(TrainingCommand<PlaneSettings>)
  }

  /// The panels, in reading order.
  enum PanelKind: Int, CaseIterable, Hashable, Sendable {
    case loss, surface, hidden, network, truth, words
  }

  /// So many epochs a second let the default run tell its story in ten seconds.
  public static let defaultPace = 1000.0
  /// What `S` does at once.
  static let largeStep = 100

  let gate: LogicGate
  var settings: PlaneSettings
  var pace: Double?
  var size = Size(80, 24)
  var history = RunHistory()
  var state = RunState.paused
  var finish: RunFinish?
  /// The newest picture of the network, and the step after which it was taken.
  var network: Network<Double>?
  /// What the optimizer remembers at the same step.
  var trainerState: Trainer<Double>.State?
  var shownStep = 0
  var diagnosis: PlaneDiagnosis?
  var xLimits = AxisLimits()
  var yLimits = AxisLimits()

  var focusedControl = XorControl.learningRate
  var focusedPanel = PanelKind.loss
  var isZoomed = false
  var overlay = OverlayState()
  var isLogarithmic = false
  /// The row of the truth table whose forward pass is shown.
  var selectedInput: Int?
  var pointer: Point?
  var companion: PerceptronCompanion?
  var showsCompanion = false
  var notice: String?

  /// A screen before its first event.
  public init(settings: PlaneSettings, gate: LogicGate = .xor, pace: Double? = XorScreen.defaultPace) {
    self.settings = settings
    self.gate = gate
    self.pace = pace
  }

  /// The gate's name.
  public var name: String { gate.name }

  /// The perceptron beside the network learns an epoch a tick.
  public var tickInterval: Duration? {
    guard showsCompanion, let companion, companion.isLearning else { return nil }
    return .milliseconds(100)
  }

  /// Begins to train.
  public mutating func start() -> [ScreenCommand<Effect>] { [.effect(.start(settings, pace: pace))] }

  /// The points' classes, 0 or 1.
  var targets: [Double] { settings.data.labels.map(Double.init) }

  /// The step that the picture shows: the newest, or the one rewound to.
  var cursorStep: Int {
    if case .rewound(let step, _) = state { return step }
    return history.loss.lastStep
  }

  var isRewound: Bool {
    if case .rewound = state { return true }
    return false
  }
}
