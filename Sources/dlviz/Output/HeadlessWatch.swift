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

  let output: Output
  let until: [WatchCondition]
  let failOn: [WatchCondition]
  private var runs = RunSet()
  private var text = ""

  init(output: Output, until: [WatchCondition], failOn: [WatchCondition]) {
    self.output = output
    self.until = until
    self.failOn = failOn
    runs.keepsJournal = output.tellsPoints
  }

  private var isFollowing: Bool { !until.isEmpty || !failOn.isEmpty }

  /// Reads files and folders: what is there, or on and on until a condition holds.
  mutating func readPaths(_ paths: [String], format: LogFormat?, stepColumn: String?) throws {
    let files = SystemFiles()
    var watcher = LogWatcher(paths, files: files, format: format, stepColumn: stepColumn)
    if output == .csv { text = SeriesReport.tableHeader + "\n" }
    var ending: ExitCode?
    while ending == nil {
      let progress = watcher.read(into: &runs, budget: Self.budget)
      try tellPoints()
      ending = verdict(now: files.now()) { watcher.lastChange(of: $0) }
      guard progress == .caughtUp else { continue }
      if !isFollowing { break }
      guard ending == nil, StandardOutput.hasReader else { break }
      if !runs.runs.isEmpty, runs.runs.allSatisfy({ !$0.status.isLive }) {
        StandardError.print("the runs ended before a condition held")
        ending = ExitCode(2)
        break
      }
      usleep(Self.pollInterval)
    }
    for problem in watcher.problems { StandardError.print("\(problem.path): \(problem.message)") }
    // A file that was named and says nothing is no run.
    for run in runs.runs where !run.hasFigures { StandardError.print("\(run.name): no figure was found in it") }
    guard runs.runs.contains(where: \.hasFigures) else {
      if let ending { throw ending }
      throw Failure(
        description:
          "no run was found: expected a log of a known format (dlviz watch --formats), found \(watcher.fileCount) "
          + (watcher.fileCount == 1 ? "file without a figure" : "files without a figure")
      )
    }
    try tellSeries()
    if let ending { throw ending }
  }

  /// Reads standard input to its end.
  mutating func readStandardInput(format: LogFormat?, stepColumn: String?) throws {
    var source = PipeSource(name: "stdin", format: format, stepColumn: stepColumn)
    let clock = SystemFiles()
    if output == .csv { text = SeriesReport.tableHeader + "\n" }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var ending: ExitCode?
    while ending == nil {
      let count = buffer.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      source.take(buffer[..<count], into: &runs)
      try tellPoints()
      ending = verdict(now: clock.now()) { _ in nil }
    }
    if ending == nil { source.finish(into: &runs) }
    try tellPoints()
    ending = ending ?? verdict(now: clock.now()) { _ in nil }
    if ending == nil, isFollowing, !until.isEmpty { ending = ExitCode(2) }
    guard runs.runs.contains(where: { !$0.metrics.isEmpty }) else {
      throw Failure(
        description: "standard input: expected a log of a known format (dlviz watch --formats), found no metric in it"
      )
    }
    try tellSeries()
    if let ending { throw ending }
  }

  /// Runs a command, shows what it prints, and reads that and what it writes until it ends or a condition holds.
  /// - Throws: the command's exit status where it is not 0 and no condition held.
  mutating func runCommand(_ words: [String], paths: [String], format: LogFormat?, stepColumn: String?) throws {
    let command = try CommandRun(words, columns: 100, rows: 30)
    var loop = WatchLoop(.command(command, paths: paths), format: format, stepColumn: stepColumn)
    loop.keepsJournal = output.tellsPoints
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
      try tellPoints()
      let changed = Dictionary(uniqueKeysWithValues: runs.runs.map { ($0.name, loop.lastChange(of: $0.name)) })
      ending = verdict(now: clock.now()) { changed[$0] ?? nil }
      if let pause = loop.pause { usleep(UInt32(pause / .microseconds(1))) }
    }
    let status = loop.stopCommand() ?? 0
    runs = loop.takeRuns()
    try tellPoints()
    try tellSeries()
    if let ending { throw ending }
    if status != 0 { throw ExitCode(status) }
    if isFollowing, !until.isEmpty { throw ExitCode(2) }
  }

  /// How the program ends when a condition holds.
  private func verdict(now: Double, lastChange: (String) -> Double?) -> ExitCode? {
    guard isFollowing else { return nil }
    for run in runs.runs {
      let changed = lastChange(run.name) ?? now
      for (conditions, code) in [(failOn, ExitCode(3)), (until, ExitCode(0))] {
        for condition in conditions {
          guard let words = condition.fulfilled(by: run, now: now, lastChange: changed) else { continue }
          StandardError.print(words)
          return code
        }
      }
    }
    return nil
  }

  private mutating func tellPoints() throws {
    guard output.tellsPoints else { return }
    for index in runs.runs.indices {
      let entries = runs[index].takeJournal()
      for entry in entries {
        let name = runs[index].metrics[entry.metric.index].name
        text +=
          output == .csv
          ? SeriesReport.row(run: runs[index].name, name: name, point: entry)
          : SeriesReport.line(run: runs[index].name, name: name, point: entry)
        text += "\n"
        if text.utf8.count > 1 << 16 { try flush() }
      }
    }
    try flush()
  }

  private mutating func flush() throws {
    guard !text.isEmpty else { return }
    text.removeLast()
    try StandardOutput.print(text)
    text = ""
  }

  private func tellSeries() throws {
    switch output {
    case .csv: break
    case .table: try StandardOutput.print(SeriesReport.text(runs.runs.filter(\.hasFigures)))
    case .json:
      for run in runs.runs {
        for metric in run.metrics { try StandardOutput.print(SeriesReport.line(run: run.name, metric: metric)) }
        for warning in run.warnings { StandardError.print("\(run.name): \(warning)") }
      }
    }
  }
}

extension RunHistory {
  /// Whether anything of it can be drawn.
  fileprivate var hasFigures: Bool { !metrics.isEmpty || !histograms.isEmpty }
}
