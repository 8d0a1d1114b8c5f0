import Plots
import Records
import Shell
import Terminal

/// `dlviz watch`: training runs of any program, while they are written.
public struct WatchScreen: Screen {
  /// What its worker says.
  public typealias Message = WatchMessage
  /// What it asks of its worker.
  public typealias Effect = WatchEffect
  /// Its pages.
  public typealias Page = WatchPage

  /// The panels, in reading order.
  public enum PanelID: Hashable, Sendable {
    /// The list of runs.
    case runs
    /// A chart of the page in front, by its place.
    case chart(Int)
    case table, settings, bands, words, log
    /// What a command prints, below the charts.
    case output
    /// A figure of the machine.
    case machine(Int)
  }

  /// What the shell keeps for it.
  public var shell: ShellState<WatchPage, PanelID>
  /// What is known of the runs.
  private(set) var state = WatchState()
  /// What came while the screen was paused.
  private var held: WatchState?
  /// How runs are shown.
  public internal(set) var options: WatchOptions
  /// What was named on the command line.
  let paths: [String]
  private(set) var filter = SeriesFilter.all
  /// Which series stand in which chart.
  private(set) var roster = ChartRoster()
  /// What tells that anything in a chart is new.
  private(set) var contents = ChartContents()
  /// What stands above each chart.
  private(set) var chartTitles: [String] = []
  /// The runs that have a series that is shown, hidden ones too.
  private(set) var listed: [RunHistory] = []
  /// Runs whose curves are not drawn.
  var hidden: Set<String> = []
  /// The run that the list's cursor stands on.
  var selectedRun: String?
  /// The run that others are compared with.
  var baseline: String?
  /// The first chart of the page of charts.
  var firstChart = 0
  /// The part of the x axis that is shown; nil for all.
  var range: ClosedRange<Double>?
  /// The x that all charts read.
  var cursor: Double?
  /// The x under the mouse.
  var hovered: Double?
  /// The y axis's ends by hand, by chart.
  var limits: [String: ClosedRange<Double>] = [:]
  /// The table's rows, its order and its selected row.
  var tableMetric: String?
  var sortColumn = 0
  var isDescending = false
  var tableRow = 0
  /// Rows skipped on pages of text.
  var scroll = 0
  /// The histogram that is shown.
  var bandIndex = 0
  var isPaused = false
  /// Whether a person was told that leaving stops the command.
  private var hasWarned = false
  /// The number of the roster among those of the memo.
  private(set) var rosterNumber = 0
  /// The number of what is known of the runs.
  private(set) var stateNumber = 0
  let memo = CurveMemo()
  private let nameMemo = NameMemo()

  /// A screen of what was named.
  public init(_ paths: [String], options: WatchOptions = WatchOptions(), page: WatchPage = .charts) {
    self.paths = paths
    self.options = options
    shell = ShellState(page: page, panel: .chart(0))
    filter = SeriesFilter(options.filter)
  }

  /// `watch`.
  public var name: String { "watch" }
  /// The command that shows the same.
  public var reproducingCommand: String? {
    guard !paths.isEmpty else { return nil }
    // What stands behind -- is the command's own.
    return "dlviz watch" + options.commandLine + paths.map { " " + WatchOptions.quoted($0) }.joined()
  }

  /// The charts of all pages.
  var charts: [ChartPlan.Chart] { roster.charts }
  /// The runs whose curves are drawn.
  var shownRuns: [RunHistory] { listed.filter { !hidden.contains($0.name) } }
  /// The run that the list's cursor stands on.
  var selected: RunHistory? { state.run(selectedRun) }

  /// A run's mark.
  func mark(_ run: String) -> RunMark { roster.marks[run] ?? RunMark(slot: 0) }

  /// What each of some names is called in a width: no two have the same label.
  func labels(_ names: [String], width: Int) -> [String: String] { nameMemo.labels(names, width: width) }

  /// What each run of the list is called in a width.
  func runLabels(width: Int) -> [String: String] { labels(listed.map(\.name), width: width) }

  /// What a run is called in a width.
  func runLabel(_ run: String, width: Int) -> String { runLabels(width: width)[run] ?? run }

  // MARK: What happens

  /// Begins to read.
  public mutating func start() -> [Command] { [.effect(.start)] }

  /// Gives a command's terminal the size of the page that shows its output.
  public mutating func resized() -> [Command] {
    [.effect(.resize(Size(max(20, body.width - 2), max(5, body.height - 2))))]
  }

  /// Takes in what was read.
  public mutating func hear(_ message: WatchMessage) -> [Command] {
    switch message {
    case .state(let new):
      // What was waited for has come about.
      if new.verdict != nil { return [.quit] }
      if isPaused { held = new } else { take(new) }
      return []
    }
  }

  private mutating func take(_ new: WatchState) {
    // Where nothing is drawn the chart's place says what is missing.
    if !new.runs.isEmpty, let path = new.missing.first(where: { !state.missing.contains($0) }) {
      let wasThere = state.now > 0 && !state.runs.isEmpty
      shell.notice = wasThere ? "\(path) is gone; what was read is kept" : "\(path): no such file or folder"
    }
    if let notice = new.notices.first(where: { !state.notices.contains($0) }) { shell.notice = notice }
    let old = state.runs
    state = new
    refresh(after: old)
  }

  /// Finds out what is shown, after runs or filter have changed.
  private mutating func refresh(after old: [RunHistory]) {
    stateNumber = memo.nextNumber()
    let isNew = !roster.holds(state.runs, filter)
    if isNew {
      roster = ChartRoster(state.runs, filter, after: roster.marks)
      rosterNumber = memo.nextNumber()
      chartTitles = charts.map(\.title)
    }
    contents.update(roster, state.runs, after: old, isNewRoster: isNew, next: memo.nextNumber)
    listed = roster.listed.map { state.runs[$0] }
    if selectedRun == nil || !listed.contains(where: { $0.name == selectedRun }) { selectedRun = listed.first?.name }
    firstChart = min(firstChart, max(0, charts.count - 1))
  }

  /// Holds what is shown, or goes on with what has come meanwhile.
  mutating func togglePause() {
    isPaused.toggle()
    if !isPaused, let new = held {
      held = nil
      take(new)
    }
  }

  // MARK: The command

  /// Whether a command runs below the screen.
  var isCommandRunning: Bool { state.console != nil && state.exitStatus == nil }

  /// A command is not stopped by one key.
  public mutating func backWithin() -> [Command]? {
    guard isCommandRunning, !hasWarned else { return nil }
    hasWarned = true
    shell.notice = "the command is still running: q again stops it"
    return []
  }

  // MARK: The filter

  /// Filters while the words are typed.
  public mutating func typed(_ text: String, _ purpose: LineEditor.Purpose) -> [Command] {
    if purpose == .own(Self.filterPurpose) { setFilter(text) }
    return []
  }

  /// Keeps the filter, or says what of it means nothing.
  public mutating func submitted(_ text: String, _ purpose: LineEditor.Purpose) -> [Command] {
    guard purpose == .own(Self.filterPurpose) else { return [] }
    setFilter(text)
    options.filter = text
    shell.notice = filter.problem ?? (charts.isEmpty && !filter.isAll ? "no series passes the filter '\(text)'" : nil)
    return []
  }

  /// Back to the filter of before.
  public mutating func cancelled(_ purpose: LineEditor.Purpose) -> [Command] {
    if purpose == .own(Self.filterPurpose) { setFilter(options.filter) }
    return []
  }

  static let filterPurpose = "filter"

  private mutating func setFilter(_ text: String) {
    filter = SeriesFilter(text)
    refresh(after: state.runs)
  }
}
