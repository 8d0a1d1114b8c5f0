import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

/// `dlviz xor`: a small network learns a truth table, seen from all sides while it does.
public struct XorScreen: RunTextScreen {
  /// The kind of training.
  public typealias Run = PlaneRun
  /// What is heard from the worker.
  public typealias Message = TrainingEvent<PlaneRun>
  /// What is asked of the worker.
  public typealias Effect = RunEffect<PlaneSettings>

  /// The panels, in reading order.
  public enum PanelID: CaseIterable, Hashable, Sendable {
    case loss, surface, hidden, network, truth, words
  }

  /// So many epochs a second let the default run tell its story in ten seconds.
  public static let defaultPace = 1000.0

  /// The shell's part of it.
  public var shell = ShellState<OnlyPage, PanelID>(panel: .loss)
  /// The run.
  public var run: RunModel<PlaneRun>
  let gate: LogicGate
  var diagnosis: PlaneDiagnosis?
  /// The row of the truth table whose forward pass is shown.
  var selectedInput: Int?
  var companion: PerceptronCompanion?
  var showsCompanion = false
  /// Whether `--json` tells the weights at the end.
  public var tellsWeights = false
  /// What an earlier frame has drawn of the loss.
  let lossMemo = ChartMemo()

  /// A screen before its first event.
  public init(settings: PlaneSettings, gate: LogicGate = .xor, pace: Double? = XorScreen.defaultPace) {
    run = RunModel(settings, pace: pace)
    self.gate = gate
  }

  /// The gate's name.
  public var name: String { "xor" }

  /// The network as it is shown; nil before training has begun.
  public var network: Network<Double>? { run.snapshot?.network }

  /// The points' classes, 0 or 1.
  var targets: [Double] { run.settings.data.labels.map(Double.init) }

  /// The loss of the network that is shown, on all points.
  var shownLoss: Double? {
    guard let diagnosis, !targets.isEmpty else { return nil }
    let losses = zip(diagnosis.outputs, targets).map { run.settings.loss.value(prediction: $0, target: $1) }
    return losses.reduce(0, +) / Double(losses.count)
  }

  // MARK: The run

  /// What `s` and `S` do.
  public var strides: RunStrides {
    let steps = run.stepsPerEpoch
    return RunStrides(
      small: (steps, "one epoch", "epoch"),
      large: (Self.largeStep * steps, "\(Self.largeStep) epochs", "\(Self.largeStep)")
    )
  }

  /// What `S` does at once, in epochs.
  static let largeStep = 100

  /// The paces that keys step through.
  public var paces: [Double] {
    [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000]
  }

  /// Takes in what the session said.
  public mutating func heard(_ event: TrainingEvent<PlaneRun>) -> [Command] {
    switch event {
    case .started(let start):
      if companion?.data != start.configuration.data { companion = nil }
      if showsCompanion, companion == nil { makeCompanion() }
      diagnosis = nil
    case .snapshot: diagnose()
    // A verdict of a run that has not come far enough stays right only with its state.
    case .stateChanged: diagnose()
    default: break
    }
    return []
  }

  private mutating func diagnose() {
    guard let network else { return }
    diagnosis = PlaneDiagnosis(
      network: network,
      settings: run.settings,
      loss: run.loss,
      state: run.state,
      atStep: run.shownStep
    )
  }

  // MARK: The perceptron beside it

  /// The perceptron beside the network learns an epoch a tick.
  public var tickInterval: Duration? {
    guard showsCompanion, let companion, companion.isLearning else { return nil }
    return .milliseconds(100)
  }

  /// Takes in that time went by.
  public mutating func tick(_ now: Duration) -> [Command] {
    companion?.learnEpoch()
    return []
  }

  private mutating func makeCompanion() {
    companion = PerceptronCompanion(data: run.settings.data, seed: run.settings.seed)
  }

  // MARK: Keys

  /// The screen's own keys on the page in front.
  public var bindings: [Binding<XorScreen>] {
    [
      Binding(
        (1...4).map { CommonKey.page.keys[$0] },
        common: .page,
        caps: "1–4",
        hint: "input",
        rank: 125,
        help: "forward pass of an input",
        group: HelpGroup.looking
      ) { screen, key in
        guard let row = CommonKey.page.keys.firstIndex(of: key).map({ $0 - 1 }),
          screen.run.settings.data.points.indices.contains(row)
        else { return [] }
        screen.selectedInput = screen.selectedInput == row ? nil : row
        return []
      },
      Binding("0", common: .page, help: "no input", group: HelpGroup.looking) { screen, _ in
        screen.selectedInput = nil
        return []
      },
      Binding("c", hint: "perceptron", rank: 75, help: "a perceptron beside the network", group: HelpGroup.looking) {
        screen,
        _ in
        screen.showsCompanion.toggle()
        if screen.showsCompanion, screen.companion == nil { screen.makeCompanion() }
        return []
      },
    ]
  }

  /// Lines of the help box without a key.
  public var helpNotes: [HelpNote] {
    [
      HelpNote(HelpGroup.past, "settings", "a change after rewinding starts a branch"),
      HelpNote(HelpGroup.looking, "mouse", "a click focuses, moving reads values, the wheel rewinds over the loss"),
    ]
  }

  /// Takes in what the mouse did over a panel.
  public mutating func point(_ mouse: Mouse, at panel: PanelID, in region: Rect) -> [Command] {
    switch mouse.action {
    case .press:
      if panel == .truth, let row = truthRow(at: mouse.position, in: region) {
        selectedInput = selectedInput == row ? nil : row
      }
      return []
    case .wheelUp, .wheelDown: return panel == .loss ? rewind(hundredths: mouse.action == .wheelUp ? -1 : 1) : []
    default: return []
    }
  }
}
