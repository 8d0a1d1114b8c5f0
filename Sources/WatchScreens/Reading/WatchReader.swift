import Logs
import Records

/// Reads logs on and on, and knows when there is something new to show.
public struct WatchReader<Files: LogFileSystem> {
  /// So many points a series are more than any screen tells apart.
  private static var capacity: Int { 8192 }

  private let files: Files
  private var watcher: LogWatcher<Files>
  private var runs = RunSet(capacity: Self.capacity)
  private var findings: [String: [RunFinding]] = [:]
  /// What each run was when its findings were made.
  private var judged: [String: Int] = [:]
  private var nextJudgement = -Double.infinity
  /// How each run was seen to write, and when it did last; the first time tells nothing of the rhythm.
  private var rhythms: [String: RunRhythm] = [:]
  private var writes: [String: (signature: Int, time: Double)] = [:]
  private var progress = RunSourceProgress.more(share: nil)
  private var pipe: PipeSource?
  private var console: ConsoleText?

  /// A reader of paths.
  /// - Parameters:
  ///   - paths: files and folders.
  ///   - format: the format of all of them; nil tells it from the content of each.
  ///   - stepColumn: the column of tables that is the step; nil tells it from the names.
  ///   - since: files that were written last before are left out, in seconds since 1970.
  public init(
    _ paths: [String],
    files: Files,
    format: LogFormat? = nil,
    stepColumn: String? = nil,
    since: Double? = nil
  ) {
    self.files = files
    watcher = LogWatcher(paths, files: files, format: format, stepColumn: stepColumn, since: since)
  }

  /// Reads a pipe too, whose bytes are given by hand.
  /// - Parameter keepsText: whether what comes is kept as a terminal would show it.
  public mutating func openPipe(named name: String, format: LogFormat? = nil, keepsText: Bool) {
    pipe = PipeSource(name: name, format: format)
    if keepsText { console = ConsoleText() }
  }

  /// Takes in what has come through the pipe.
  public mutating func take(_ bytes: ArraySlice<UInt8>) {
    pipe?.take(bytes, into: &runs)
    console?.append(bytes)
  }

  /// Takes in that nothing more will come through the pipe.
  /// - Parameter status: how its run ended.
  public mutating func finishPipe(_ status: RunStatus) {
    pipe?.finish(into: &runs)
    if pipe != nil, let name = pipe?.name { runs[runs.run(named: name)].status = status }
    pipe = nil
  }

  /// The runs as they are, with the points that were not told yet; those count as told from then on.
  mutating func takeRuns() -> RunSet {
    let taken = runs
    if runs.keepsJournal { for index in runs.runs.indices { _ = runs[index].takeJournal() } }
    return taken
  }

  /// Whether every value is kept for `takeRuns()`.
  var keepsJournal: Bool {
    get { runs.keepsJournal }
    set { runs.keepsJournal = newValue }
  }

  /// When something of a run was written last, in seconds since 1970; nil when the run is in a database.
  func lastChange(of run: String) -> Double? { watcher.lastChange(of: run) }

  /// Whether everything that is there was read.
  public var isCaughtUp: Bool { progress == .caughtUp }

  /// Reads about so many bytes.
  /// - Returns: whether anything is other than before.
  public mutating func read(budget: Int = 1 << 20) -> Bool {
    let before = signature
    let wasCaughtUp = isCaughtUp
    progress = watcher.read(into: &runs, budget: budget)
    return before != signature || wasCaughtUp != isCaughtUp
  }

  /// What is known now.
  public mutating func state() -> WatchState {
    let now = files.now()
    var seen = runs.runs
    if isCaughtUp { for index in seen.indices { seen[index].status = status(of: seen[index], now) } }
    judge(seen, now)
    var share: Double?
    if case .more(let part) = progress { share = part ?? 0 }
    var changes: [String: Double] = [:]
    for run in runs.runs { changes[run.name] = watcher.lastChange(of: run.name) }
    var state = WatchState(
      runs: seen,
      findings: findings,
      changes: changes,
      share: share,
      problems: watcher.problems.map { "\($0.path): \($0.message)" },
      now: now,
      console: console
    )
    state.missing = watcher.missing
    return state
  }

  /// Whether a run goes on or is silent, by its own rhythm.
  private mutating func status(of run: RunHistory, _ now: Double) -> RunStatus {
    let signature = Self.contentSignature(run)
    // A pipe and a database do not say when they were written; a database's values have their times.
    let changed = watcher.lastChange(of: run.name)
    let last = writes[run.name]
    if last?.signature != signature {
      let time = changed ?? (last == nil && pipe?.name != run.name ? run.lastWallTime : nil) ?? now
      if last != nil { rhythms[run.name, default: RunRhythm()].note(write: time, step: run.lastStep) }
      writes[run.name] = (signature, time)
    }
    return RunRhythm.status(of: run, rhythms[run.name], lastChange: changed ?? writes[run.name]?.time ?? now, now: now)
  }

  /// Finds out anew what runs that have changed show, not more often than it takes little of the time.
  private mutating func judge(_ runs: [RunHistory], _ now: Double) {
    guard now >= nextJudgement, isCaughtUp else { return }
    var isNew = false
    for run in runs {
      let signature = Self.signature(run)
      guard judged[run.name] != signature else { continue }
      judged[run.name] = signature
      findings[run.name] = RunDiagnosis.findings(of: run, now: now, rhythm: rhythms[run.name])
      isNew = true
    }
    if isNew { nextJudgement = files.now() + max(1, (files.now() - now) * 50) }
  }

  private var signature: Int {
    var sum = runs.runs.count &+ (console?.count ?? 0)
    for run in runs.runs { sum = sum &* 31 &+ Self.signature(run) }
    return sum
  }

  /// A number that is another one when anything was added, or the status is another.
  private static func signature(_ run: RunHistory) -> Int { contentSignature(run) &* 31 &+ run.status.hashValue }

  /// A number that is another one when anything was added.
  private static func contentSignature(_ run: RunHistory) -> Int {
    var sum = run.metrics.count &+ run.text.count &+ run.facts.count &+ run.warnings.count &+ run.generation &* 1009
    for metric in run.metrics { sum = sum &+ metric.series.count &+ metric.series.revision &* 7 }
    for histogram in run.histograms { sum = sum &+ histogram.series.count }
    return sum
  }
}
