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
  private var progress = RunSourceProgress.more(share: nil)

  /// A reader of paths.
  /// - Parameters:
  ///   - paths: files and folders.
  ///   - format: the format of all of them; nil tells it from the content of each.
  public init(_ paths: [String], files: Files, format: LogFormat? = nil) {
    self.files = files
    watcher = LogWatcher(paths, files: files, format: format)
  }

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
    judge(now)
    var share: Double?
    if case .more(let part) = progress { share = part ?? 0 }
    var changes: [String: Double] = [:]
    for run in runs.runs { changes[run.name] = watcher.lastChange(of: run.name) }
    return WatchState(
      runs: runs.runs,
      findings: findings,
      changes: changes,
      share: share,
      problems: watcher.problems.map { "\($0.path): \($0.message)" },
      now: now
    )
  }

  /// Finds out anew what runs that have changed show, not more often than it takes little of the time.
  private mutating func judge(_ now: Double) {
    guard now >= nextJudgement, isCaughtUp else { return }
    var isNew = false
    for run in runs.runs {
      let signature = Self.signature(run)
      guard judged[run.name] != signature else { continue }
      judged[run.name] = signature
      findings[run.name] = RunDiagnosis.findings(of: run, now: now)
      isNew = true
    }
    if isNew { nextJudgement = files.now() + max(1, (files.now() - now) * 50) }
  }

  private var signature: Int {
    var sum = runs.runs.count
    for run in runs.runs { sum = sum &* 31 &+ Self.signature(run) }
    return sum
  }

  /// A number that is another one when anything was added.
  private static func signature(_ run: RunHistory) -> Int {
    var sum = run.metrics.count &+ run.text.count &+ run.facts.count &+ run.warnings.count &+ run.generation &* 1009
    for metric in run.metrics { sum = sum &+ metric.series.count &+ metric.series.revision &* 7 }
    for histogram in run.histograms { sum = sum &+ histogram.series.count }
    return sum &* 31 &+ run.status.hashValue
  }
}
