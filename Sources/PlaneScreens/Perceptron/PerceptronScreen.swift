import Datasets
import NeuralNet
import Plots
import Shell
import Terminal

/// `dlviz perceptron`: one line learns truth tables, sample by sample.
public struct PerceptronScreen: Screen {
  /// Nothing is heard from a worker: a run is a few hundred additions.
  public typealias Message = Never
  /// Nothing is asked of a worker.
  public typealias Effect = Never

  /// What the panels show: a few functions, large, or all sixteen, small.
  public enum View: Hashable, Sendable {
    /// A few functions, large.
    case gates
    /// All sixteen, small.
    case all
  }

  /// The panels, in reading order.
  public enum PanelID: Hashable, Sendable {
    case plane(slot: Int)
    case errors(slot: Int)
    case rule, truth
    /// All sixteen.
    case grid
    /// What is said about the one that is chosen among them.
    case words
  }

  /// So many samples a second tell the default run in ten seconds.
  public static let defaultPace = 8.0
  /// What is shown side by side unless the command line says otherwise.
  public static let defaultGates: [LogicGate] = [.and, .or, .xor]
  /// The most functions side by side.
  public static let maximumGates = 3

  /// The shell's part of it.
  public var shell = ShellState<OnlyPage, PanelID>(panel: .plane(slot: 0))
  var options: PerceptronSettings
  /// The functions side by side.
  var slots: [LogicGate]
  var focusedSlot = 0
  /// What stood side by side before one was shown alone; nil when none is.
  var others: (slots: [LogicGate], focusedSlot: Int)?
  /// The function chosen among all sixteen.
  var selectedGate = LogicGate.xor
  var page: View
  /// The run of every function by its code; all have the same clock.
  var runs: [PerceptronRun]
  /// Samples shown so far, and the state looked at when it is not the newest.
  var liveStep = 0
  var rewoundStep: Int?
  var isPlaying = true
  var pace: Double?
  var lastTick: Duration?
  /// Whether the last click was on the truth table.
  var truthWasFocused = false
  let starts: [PerceptronSettings.Start]

  /// A screen before its first event.
  /// - Parameters:
  ///   - gates: what is shown side by side, one to three functions.
  ///   - page: where to begin.
  ///   - pace: samples a second; nil is as fast as frames are drawn.
  public init(
    settings: PerceptronSettings = PerceptronSettings(),
    gates: [LogicGate] = PerceptronScreen.defaultGates,
    page: View = .gates,
    pace: Double? = PerceptronScreen.defaultPace
  ) {
    precondition(
      (1...Self.maximumGates).contains(gates.count),
      "expected 1 to \(Self.maximumGates) functions side by side, found \(gates.count)"
    )
    options = settings
    slots = gates
    self.page = page
    self.pace = pace
    let usual: [PerceptronSettings.Start] = [.random, .zero, .wrong]
    starts = usual.contains(settings.start) ? usual : usual + [settings.start]
    runs = Self.freshRuns(settings)
  }

  /// `perceptron`.
  public var name: String { "perceptron" }

  /// Ticks come while a run is under way, none when it rests.
  public var tickInterval: Duration? {
    guard isPlaying, !isDone else { return nil }
    return .milliseconds(Int(max(16, 1000 / (pace ?? 1000))))
  }

  static func freshRuns(_ settings: PerceptronSettings) -> [PerceptronRun] {
    LogicGate.allCases.map { PerceptronRun($0, settings: settings) }
  }

  func run(_ gate: LogicGate) -> PerceptronRun { runs[Int(gate.rawValue)] }

  /// The function that keys act on.
  var gate: LogicGate { page == .gates ? slots[focusedSlot] : selectedGate }

  /// The state that is shown: the newest, or the one rewound to.
  var shownStep: Int { rewoundStep ?? liveStep }

  /// The runs that are on show.
  var shownRuns: [PerceptronRun] { page == .gates ? slots.map(run) : runs }

  /// Samples that the function which keys act on had been shown at a step; where it has ended, those of what goes on beside it.
  func ownStep(at step: Int) -> Int {
    let run = run(gate)
    guard step > run.end else { return run.samples(at: step) }
    return shownRuns.map { $0.samples(at: step) }.max() ?? 0
  }

  /// Whether more samples would show nothing new.
  var isDone: Bool { shownRuns.allSatisfy { $0.isDone(epochs: options.epochs) } }

  /// The part of the plane that is shown: the unit square and a margin.
  static let plane = PlaneAxes(x: -0.4...1.4, y: -0.4...1.4, xLabel: "x₁", yLabel: "x₂")
}

extension LogicGate {
  /// What titles call it: a usual gate's name, else its formula.
  var title: String { Self.common.contains(self) ? name.uppercased() : formula }
}
