import ArgumentParser
import Logs
import Records
import WatchScreens

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Reads logs without a screen and says what is in them.
struct HeadlessWatch {
  /// What is said.
  enum Output: Equatable {
    case table
    case csv
    case json(points: Bool)

    var tellsPoints: Bool { self == .csv || self == .json(points: true) }
  }

  /// So many bytes are read between two looks at the conditions.
  private static let budget = 1 << 22
  /// How often logs are looked at that are followed, in microseconds.
  private static let pollInterval: UInt32 = 50_000

  /// A last line without a line break in a file that nobody has written for so many seconds is whole.
  private static let settlingTime = 10.0

  let output: Output
  let filter: SeriesFilter
  private var conditions: ConditionWatch
  private var runs = RunSet()
  private var text = ""
  /// When something of each run was written last, in seconds since 1970; none of runs in databases and pipes.
  private var lastChanges: [String: Double] = [:]
  /// When there was a metric for the first time, in seconds since 1970.
  private var firstMetric: Double?

  init(output: Output, filter: SeriesFilter, conditions: ConditionWatch) {
    self.output = output
    self.filter = filter
    self.conditions = conditions
    runs.keepsJournal = needsPoints
  }

  private var isFollowing: Bool { !conditions.isEmpty }
  /// Conditions are held against every value that comes.
  private var needsPoints: Bool { output.tellsPoints || isFollowing }
  /// How it ends when the runs end before a condition holds: nothing has failed where nothing was waited for.
  private var endOfRuns: ExitCode? { conditions.until.isEmpty ? nil : ExitCode(2) }

  /// Reads files and folders: what is there, or on and on until a condition holds.
  mutating func readPaths(_ paths: [String], format: LogFormat?, stepColumn: String?) throws {
    let files = SystemFiles()
    var watcher = LogWatcher(paths, files: files, format: format, stepColumn: stepColumn)
    if output == .csv { text = SeriesReport.tableHeader + "\n" }
    var ending: ExitCode?
    while ending == nil {
      let progress = watcher.read(into: &runs, budget: Self.budget)
      ending = try takePoints(now: files.now()) { watcher.lastChange(of: $0) }
      guard progress == .caughtUp else { continue }
      if !isFollowing {
        watcher.finish(after: Self.settlingTime, into: &runs)
        _ = try takePoints(now: files.now()) { _ in nil }
        break
      }
      tellNotices()
      guard ending == nil, StandardOutput.hasReader else { break }
      if !runs.runs.isEmpty, runs.runs.allSatisfy({ !$0.status.isLive }) {
        watcher.finish(after: Self.settlingTime, into: &runs)
        ending = try takePoints(now: files.now()) { watcher.lastChange(of: $0) }
        if ending == nil {
          StandardError.print("the runs ended before a condition held")
          ending = endOfRuns
        }
        break
      }
      usleep(Self.pollInterval)
    }
    for run in runs.runs { lastChanges[run.name] = watcher.lastChange(of: run.name) }
    let problems = watcher.problems
    for problem in problems { StandardError.print("\(problem.path): \(problem.message)") }
    // A file that was named and says nothing is no run.
    for run in runs.runs where !run.hasFigures { StandardError.print("\(run.name): no numbers were found in it") }
    guard runs.runs.contains(where: \.hasFigures) else {
      // What was named was spoken of above.
      if let ending = ending ?? (problems.isEmpty && runs.runs.isEmpty ? nil : ExitCode.failure) { throw ending }
      throw Failure(
        description:
          "no run was found: expected a log of a known format (dlviz watch --formats), found \(watcher.fileCount) "
          + (watcher.fileCount == 1 ? "file without numbers" : "files without numbers")
      )
    }
    try tellSeries()
    if let ending { throw ending }
  }

  /// Reads standard input, or another pipe, to its end.
  mutating func readPipe(
    _ descriptor: Int32 = STDIN_FILENO,
    name: String = "stdin",
    format: LogFormat?,
    stepColumn: String?
  ) throws {
    var source = PipeSource(name: name, format: format, stepColumn: stepColumn)
    let clock = SystemFiles()
    if output == .csv { text = SeriesReport.tableHeader + "\n" }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var ending: ExitCode?
    while ending == nil {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      source.take(buffer[..<count], into: &runs)
      ending = try takePoints(now: clock.now()) { _ in nil }
      tellNotices(now: clock.now())
    }
    if ending == nil {
      source.finish(into: &runs)
      ending = try takePoints(now: clock.now()) { _ in nil }
      tellNotices()
    }
    if ending == nil, isFollowing { ending = endOfRuns }
    guard runs.runs.contains(where: { !$0.metrics.isEmpty }) else {
      throw Failure(
        description:
          "\(name == "stdin" ? "standard input" : name): expected a log of a known format (dlviz watch --formats), found no metric in it"
      )
    }
    try tellSeries()
    if let ending { throw ending }
  }

  /// Runs a command, shows what it prints, and reads that and what it writes until it ends or a condition holds.
  /// - Throws: the command's exit status where it is not 0 and no condition held.
  mutating func runCommand(_ command: CommandRun, paths: [String], format: LogFormat?, stepColumn: String?) throws {
    var loop = WatchLoop(.command(command, paths: paths), format: format, stepColumn: stepColumn)
    loop.keepsJournal = needsPoints
    loop.echo = { [output] bytes in
      // The command's words and the answer to a program must not mix.
      bytes.withUnsafeBytes { _ = write(output == .table ? STDOUT_FILENO : STDERR_FILENO, $0.baseAddress, $0.count) }
    }
    if output == .csv { text = SeriesReport.tableHeader + "\n" }
    let clock = SystemFiles()
    var ending: ExitCode?
    while ending == nil, !loop.hasEnded {
      _ = loop.step()
      runs = loop.takeRuns()
      let changed = Dictionary(uniqueKeysWithValues: runs.runs.map { ($0.name, loop.lastChange(of: $0.name)) })
      ending = try takePoints(now: clock.now()) { changed[$0] ?? nil }
      tellNotices(now: clock.now())
      if let pause = loop.pause { usleep(UInt32(pause / .microseconds(1))) }
    }
    // One verdict is enough; what comes until the command has ended is only told.
    if ending != nil { conditions = ConditionWatch() }
    var signals: StopSignals?
    let status = loop.stopCommand { signals = command.offersKill() } ?? 0
    runs = loop.takeRuns()
    for run in runs.runs { lastChanges[run.name] = loop.lastChange(of: run.name) }
    let last = try takePoints(now: clock.now()) { _ in nil }
    ending = ending ?? last
    tellNotices()
    try tellSeries()
    _ = signals
    if let ending { throw ending }
    if status != 0 { throw ExitCode(status) }
    if isFollowing, let endOfRuns { throw endOfRuns }
  }

  /// Tells the points that have come and holds the conditions against them.
  /// - Returns: how the program ends, where a condition holds.
  private mutating func takePoints(now: Double, lastChange: (String) -> Double?) throws -> ExitCode? {
    guard needsPoints else { return nil }
    var verdict: ConditionWatch.Verdict?
    for index in runs.runs.indices {
      let entries = runs[index].takeJournal()
      let run = runs[index]
      if verdict == nil, isFollowing {
        verdict = conditions.look(at: run, entries: entries, now: now, lastChange: lastChange(run.name) ?? now)
      }
      guard output.tellsPoints else { continue }
      let shown = run.metrics.map { filter.passes(run: run.name, metric: $0.name) }
      for entry in entries where shown[entry.metric.index] {
        let name = run.metrics[entry.metric.index].name
        text +=
          output == .csv
          ? SeriesReport.row(run: run.name, name: name, point: entry)
          : SeriesReport.line(run: run.name, name: name, point: entry)
        text += "\n"
        if text.utf8.count > 1 << 16 { try flush() }
      }
    }
    try flush()
    guard let verdict else { return nil }
    StandardError.print(verdict.words)
    if case .failed = verdict { return ExitCode(3) }
    return ExitCode.success
  }

  /// Says which names of conditions no run has, some time after the first metric, since some come later than others.
  private mutating func tellNotices(now: Double) {
    guard isFollowing, runs.runs.contains(where: { !$0.metrics.isEmpty }) else { return }
    let first = firstMetric ?? now
    firstMetric = first
    if now - first > ConditionWatch.noticeTime { tellNotices() }
  }

  private mutating func tellNotices() {
    for notice in conditions.notices(for: runs.runs) { StandardError.print(notice) }
  }

  private mutating func flush() throws {
    guard !text.isEmpty else { return }
    text.removeLast()
    try StandardOutput.print(text)
    text = ""
  }

  private func tellSeries() throws {
    if !filter.isAll, !runs.runs.contains(where: { run in run.metricNames.contains { keeps(run.name, $0) } }) {
      throw Failure(description: "--filter \(filter.text): no series passes it")
    }
    switch output {
    case .csv: break
    case .table:
      let now = SystemFiles().now()
      try StandardOutput.print(
        SeriesReport.text(runs.runs.filter(\.hasFigures).map { judged($0, now) }, now: now, keeps: keeps)
      )
    case .json:
      for run in runs.runs {
        for metric in run.metrics where keeps(run.name, metric.name) {
          try StandardOutput.print(SeriesReport.line(run: run.name, metric: metric))
        }
        for warning in run.warnings { StandardError.print("\(run.name): \(warning)") }
      }
    }
  }

  /// A run with the status that its own rhythm gives it, as the screen shows it.
  private func judged(_ run: RunHistory, _ now: Double) -> RunHistory {
    var run = run
    let change = lastChanges[run.name] ?? run.lastWallTime
    run.status = RunRhythm.status(of: run, nil, lastChange: change ?? now, now: now)
    return run
  }

  private func keeps(_ run: String, _ metric: String) -> Bool { filter.passes(run: run, metric: metric) }
}

extension CommandRun {
  /// Says that the command is waited for, and has the next ctrl-C kill it.
  /// - Returns: what must be kept until it has ended.
  func offersKill() -> StopSignals {
    let name = words[0].split(separator: "/").last.map(String.init) ?? words[0]
    let signals = StopSignals()
    signals.whenStopped { [self] in self.signal(SIGKILL) }
    StandardError.print("waiting for \(name) to end; ctrl-C again kills it")
    return signals
  }
}

extension RunHistory {
  /// Whether anything of it can be drawn.
  fileprivate var hasFigures: Bool { !metrics.isEmpty || !histograms.isEmpty }
}
