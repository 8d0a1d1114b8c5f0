import ArgumentParser
import NeuralNet
import Plots
import RunScreens
import Shell
import Terminal
import Training

/// `dlviz compare`: many runs that differ in a setting and their seeds.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Train many runs that differ in one or two settings and their seeds, and compare them.",
    discussion: """
      Every value of --over is trained with the same seeds and the same order of the data; settings not given have the defaults of the \
      task's own command. Given files, it trains nothing: it joins parts written with --shard, or compares saved runs.
      """
  )

  @Argument(
    help: ArgumentHelp(
      "Parts of one sweep to join, or single runs written by xor, neuron, mnist or playground with --json.",
      valueName: "file"
    ),
    completion: .file(extensions: ["jsonl"])
  )
  var files: [String] = []
  @OptionGroup(title: "Runs") var plan: SweepOptions
  @Option(
    help: ArgumentHelp(
      "Append every finished run to a file; if the file exists, train only the runs it lacks.",
      valueName: "file"
    ),
    completion: .file(extensions: ["jsonl"])
  )
  var resume: String?
  @Option(
    help: ArgumentHelp(
      "Train only the k-th of n parts, every n-th run; `dlviz compare part*.jsonl` joins them.",
      valueName: "k/n"
    ),
    transform: { text in
      guard let shard = SweepShard(parsing: text) else {
        throw ValidationError("expected a part such as 3/8, found '\(text)'")
      }
      return shard
    }
  )
  var shard: SweepShard?
  @Option(
    parsing: .unconditional,
    help: "How many runs train at once (default: one per processor); the results do not depend on it."
  )
  var jobs: Int?
  @Flag(help: "Write the runs to standard output as CSV.")
  var csv = false
  @Flag(
    name: .customLong("no-times"),
    help: "Leave out measured times, so that equal runs give equal text."
  )
  var noTimes = false
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Looks") var look: LookOptions

  func validate() throws {
    try look.check(showsScreen: showsScreen)
    if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs: expected 1 to 1024, found \(jobs)") }
    if csv, output.json || output.snapshot != nil {
      throw ValidationError("--csv: expected alone, found with \(output.json ? "--json" : "--snapshot")")
    }
    if files.isEmpty {
      guard plan.isGiven else {
        throw ValidationError(
          "expected files, --preset, or --over with what is varied, such as --over hidden=2,4,8; found none"
        )
      }
      _ = try plan.sweep()
    } else if plan.isGiven || resume != nil || shard != nil {
      throw ValidationError(
        "files: expected without options, since the files say what was trained; found options too"
      )
    }
  }

  mutating func run() throws {
    if files.isEmpty { return try train() }
    let (sweep, outcomes) = try read()
    switch mode {
    case .screen:
      let workers = jobs ?? Processors.available
      // Without their images, runs of images can be looked at but not trained again; nor can single runs that were saved.
      let trainer = sweep.isSaved ? nil : try? SweepTrainer(sweep)
      let command = readingCommand
      try ScreenLauncher(look).run(Destination("compare")) { wake in
        ScreenHost(
          CompareScreen(sweep, outcomes: outcomes, canTrain: trainer != nil, command: command),
          worker: CompareWorker(trainer, runs: [], workers: workers, wake: wake)
        )
      }
    case .snapshot(let path):
      try PictureFile.write(CompareScreen(sweep, outcomes: outcomes), output.size.size, look, to: path)
    case .report(let format):
      var report = SweepReport(sweep, format: format, times: !noTimes, runs: outcomes.map(\.run))
      try report.begin(shard: nil)
      try report.add(outcomes)
      try report.end()
    }
  }

  /// The command that reads the same files.
  private var readingCommand: String { (["dlviz", "compare"] + files.map(ShellWords.quoted)).joined(separator: " ") }

  /// Parts of a sweep joined, or saved runs.
  private func read() throws -> (Sweep, [SweepOutcome]) {
    if try SweepContent.isSavedRun(path: files[0]) {
      let saved = try SavedRuns(paths: files)
      return (saved.sweep, saved.outcomes)
    }
    let joined = try SweepContent.join(try files.map { try SweepContent(path: $0) })
    return (joined.sweep, joined.outcomes)
  }

  /// What is made of the runs.
  private enum Mode {
    case screen
    case report(SweepReport.Format)
    case snapshot(String)
  }

  private var showsScreen: Bool { if case .screen = mode { true } else { false } }

  private var mode: Mode {
    if csv { return .report(.csv) }
    switch output.mode {
    case .snapshot(let path): return .snapshot(path)
    case .json: return .report(.json)
    // A part that goes into no file goes to standard output, for a file.
    case .screen, .text:
      if shard != nil, resume == nil { return .report(.json) }
      if case .screen = output.mode { return .screen }
      return .report(.text)
    }
  }

  private func train() throws {
    let signals = StopSignals()
    var sweep = try plan.sweep()
    let images = try plan.images(for: &sweep, signals)
    let trainer = try SweepTrainer(sweep, images: images)
    // An option is looked up each time it is read, which a sweep's many runs would do one by one.
    let shard = self.shard
    let file = try resume.map { try SweepFile($0, sweep: sweep, shard: shard) }
    let runs = shard.map { shard in (0..<sweep.runCount).filter(shard.contains) } ?? Array(0..<sweep.runCount)
    let found = (file?.found ?? []).filter { shard?.contains($0.run) ?? true }
    let known = Set(found.map(\.run))
    let missing = known.isEmpty ? runs : runs.filter { !known.contains($0) }
    if let resume, !known.isEmpty {
      StandardError.print("\(resume): \(known.count) of \(runs.count) runs are already there")
    }
    switch mode {
    case .screen:
      try show(sweep, trainer, missing: missing, found: found, file: file)
    case .snapshot(let path):
      var screen = CompareScreen(sweep, shard: shard)
      _ = screen.update(.input(.resize(output.size.size)))
      _ = screen.update(.message(.finished(found)))
      try train(trainer, missing, signals) { event in
        if case .finished(let outcomes) = event { try file?.append(outcomes) }
        _ = screen.update(.message(event))
      }
      try PictureFile.write(screen, output.size.size, look, to: path)
    case .report(let format):
      var report = SweepReport(sweep, format: format, times: !noTimes, runs: runs)
      try report.begin(shard: shard)
      try report.add(found)
      try train(trainer, missing, signals) { event in
        guard case .finished(let outcomes) = event else { return }
        try file?.append(outcomes)
        try report.add(outcomes)
      }
      if signals.haveCome, let resume {
        StandardError.print(
          "\(resume): \(report.count) of \(runs.count) runs are there; the same command trains the others"
        )
      }
      try report.end()
    }
    try signals.throwIfStopped()
  }

  /// Trains runs and hands on what they say, until all have ended or a signal has come.
  private func train(
    _ trainer: SweepTrainer,
    _ runs: [Int],
    _ signals: StopSignals,
    read: (SweepEvent) throws -> Void
  ) throws {
    let session = SweepSession(trainer, runs: runs, workers: jobs ?? Processors.available)
    signals.whenStopped { session.cancel() }
    defer { signals.whenStopped {} }
    while let events = session.receiveWaiting() {
      for event in events {
        try read(event)
        if case .failed(_, let message) = event { throw Failure(description: message) }
        if event == .idle { return }
      }
      signals.noteReader()
    }
  }

  private func show(
    _ sweep: Sweep,
    _ trainer: SweepTrainer,
    missing: [Int],
    found: [SweepOutcome],
    file: SweepFile?
  ) throws {
    let workers = jobs ?? Processors.available
    try ScreenLauncher(look).run(Destination("compare")) { wake in
      ScreenHost(
        CompareScreen(sweep, shard: shard),
        worker: CompareWorker(
          trainer,
          runs: missing,
          found: found,
          workers: workers,
          write: file.map { file in { try file.append($0) } },
          wake: wake
        )
      )
    }
  }
}
