import Plots
import Shell
import Terminal
import Training

/// `dlviz compare`: many runs that differ in a setting and their seeds, in one picture.
public struct CompareScreen: Screen {
  /// What its worker says.
  public typealias Message = SweepEvent
  /// What it asks of its worker.
  public typealias Effect = CompareEffect
  /// Its pages.
  public typealias Page = ComparePage

  /// The panels, in reading order.
  public enum PanelID: Hashable, Sendable {
    case loss, accuracy, grid, table, words
    case density, histogram, groups, runs
  }

  /// What the x axis of curves is.
  enum XAxis: String, CaseIterable, Sendable {
    case epoch
    case logEpoch = "epoch, log"
    case seconds
  }

  /// What is drawn around a setting's mean.
  enum Spread: String, CaseIterable, Sendable {
    case deviation = "std dev"
    case extremes = "min to max"
    case runs = "each run"
    case none
  }

  static let xAxes = Parameter<XAxis>.choice("x", default: .epoch, among: XAxis.allCases, name: \.rawValue)
  static let seedAxes = Parameter<XAxis>.choice("x", default: .epoch, among: [.epoch, .logEpoch], name: \.rawValue)
  static let spreads = Parameter<Spread>.choice("spread", default: .deviation, among: Spread.allCases, name: \.rawValue)

  /// What the shell keeps for it.
  public var shell: ShellState<ComparePage, PanelID>
  var results: CompareResults
  /// What the selected setting's seeds look like; made anew when they change and are seen.
  private(set) var seeds: CompareSeeds
  private var areSeedsStale = true
  var xAxis = Self.xAxes.defaultValue
  var spread = Self.spreads.defaultValue { didSet { if spread != oldValue { thinCurves() } } }
  var isLogarithmic = true { didSet { if isLogarithmic != oldValue { thinCurves() } } }
  /// The column that rows are sorted by, from 1; 0 for the sweep's own order.
  var sortColumn = 0
  var isDescending = true
  /// The selected setting.
  var point = 0
  /// The part of the x axis that is shown.
  var shownPart = 0.0...1.0
  /// What is drawn, thinned; made anew when runs end, or what is shown changes.
  var curves: CompareCurves
  /// The kept epoch that is read, as an index; nil for the last.
  var cursor: Int?
  /// The epoch under the mouse.
  var hovered: Int?
  /// The selected group of seeds, and the selected run within it.
  var groupIndex = 0
  var runIndex = 0
  var isPaused = false
  private(set) var canTrain = true
  private let command: String?
  /// What could not be done.
  var fault: String?

  /// A screen before its first run.
  /// - Parameters:
  ///   - shard: the part of it that is trained here; nil where all of it is.
  ///   - command: the command that shows it again, where that is not the one that trains the sweep.
  public init(_ sweep: Sweep, shard: SweepShard? = nil, command: String? = nil) {
    self.command = command
    shell = ShellState(page: .settings, panel: .loss)
    results = CompareResults(sweep, shard: shard)
    seeds = CompareSeeds(point: 0)
    curves = CompareCurves(
      results,
      shown: Array(results.points.indices),
      withRuns: false,
      range: CurveRange(whole: 0...1, isLogarithmic: false),
      isLogarithmic: true
    ) { epoch, _ in Double(epoch) }
  }

  /// A screen of runs that have ended.
  /// - Parameters:
  ///   - canTrain: whether its worker can train them again.
  ///   - command: the command that shows them again, where that is not the one that trains them.
  public init(_ sweep: Sweep, outcomes: [SweepOutcome], canTrain: Bool = true, command: String? = nil) {
    self.init(sweep, command: command)
    self.canTrain = canTrain
    results.add(.finished(outcomes))
    results.add(.idle)
    refresh()
  }

  /// `compare`.
  public var name: String { "compare" }
  /// The command that trains the same sweep, or reads the same files.
  public var reproducingCommand: String? { command ?? SweepCommandLine.command(results.sweep) }

  var sweep: Sweep { results.sweep }
  var hasAccuracy: Bool { results.accuracyBands.contains { $0.summaries.contains { $0.count > 0 } } }
  var isRunning: Bool { !results.isIdle && !isPaused }

  /// The settings in the order of the table's rows.
  var order: [Int] {
    let columns = results.table.columns()
    let points = Array(results.points.indices)
    guard columns.indices.contains(sortColumn), sortColumn > 0 else { return points }
    let groups = results.table.groups
    return points.sorted { one, other in
      let (a, b) = (columns[sortColumn].key(groups[one]), columns[sortColumn].key(groups[other]))
      // Those without the figure come last whichever way the others stand.
      guard let a, let b else { return a != nil && b == nil || (a == nil) == (b == nil) && one < other }
      return a == b ? one < other : (a > b) == isDescending
    }
  }

  /// The settings whose curves are drawn.
  var shownPoints: [Int] { results.points.indices.filter(results.shown.contains(point:)) }

  /// The runs of the selected group of seeds.
  var chosenRuns: [Int] { seeds.groups.indices.contains(groupIndex) ? seeds.groups[groupIndex].runs : [] }

  /// The selected run of the selected group.
  var chosenRun: Int? { chosenRuns.indices.contains(runIndex) ? chosenRuns[runIndex] : nil }

  // MARK: What happens

  /// Trains what is missing.
  public mutating func start() -> [Command] { results.isIdle ? [] : [.effect(.start)] }

  /// Takes in what runs have come to.
  public mutating func hear(_ message: SweepEvent) -> [Command] {
    results.add(message)
    switch message {
    case .idle: refresh(within: CompareResults.portion)
    case .failed(_, let words):
      fault = words
      shell.notice = words
    // Thousands of runs end in a second; they are summed up when a tick comes.
    default: break
    }
    return []
  }

  /// Five times a second while runs end.
  public var tickInterval: Duration? { results.isStale || isRunning ? .milliseconds(200) : nil }

  /// Sums up what has come since the last tick, of thousands of runs setting by setting.
  public mutating func tick(_ now: Duration) -> [Command] {
    if results.isStale { refresh(within: CompareResults.portion) }
    return []
  }

  /// Waits while another screen has the cores.
  public mutating func covered(_ isCovered: Bool) -> [Command] {
    // The screen that lies above has the cores.
    guard !isPaused else { return [] }
    return [.effect(.pause(isCovered))]
  }

  /// Sums up what has come, as much as takes no longer than a limit of values.
  mutating func refresh(within limit: Int = .max) {
    let changed = results.refresh(within: limit)
    thinCurves()
    if changed.contains(point) { look(at: point) }
  }

  /// Makes the picture of the seeds where it is stale.
  public mutating func turned(from page: ComparePage) -> [Command] {
    if areSeedsStale { look(at: point) }
    return []
  }

  /// Makes the picture of a setting's seeds; the selected run stays selected, whichever group it is in by now.
  mutating func look(at new: Int) {
    let (isOther, selected) = (new != seeds.point, chosenRun)
    point = new
    // Thousands of curves are gone through only for a picture that somebody sees.
    areSeedsStale = shell.page != .seeds
    guard !areSeedsStale else { return }
    seeds = CompareSeeds(results, point: new, isLogarithmic: xAxis == .logEpoch)
    if isOther {
      (groupIndex, runIndex) = (0, 0)
    } else if let selected, chosenRun != selected {
      for (group, runs) in seeds.groups.map(\.runs).enumerated() {
        if let index = runs.firstIndex(of: selected) { (groupIndex, runIndex) = (group, index) }
      }
    }
    groupIndex = min(groupIndex, max(0, seeds.groups.count - 1))
    runIndex = min(runIndex, max(0, chosenRuns.count - 1))
  }
}

/// What the compare screen asks of its worker.
public enum CompareEffect: Hashable, Sendable {
  /// Train the runs that are missing.
  case start
  /// Begin no further runs, or go on.
  case pause(Bool)
  /// Stop runs.
  case stop([Int])
  /// Train runs once more.
  case rerun([Int])
}
