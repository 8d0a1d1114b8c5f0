import ArgumentParser
import Logs
import Records
import Shell
import Terminal
import WatchScreens

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// `dlviz watch`: any training run, whatever wrote it.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Watch any training run, whatever wrote its logs.",
    usage: """
      dlviz watch [<options>] <path> ...
      dlviz watch [<options>] [<path> ...] -- <command> ...
      """,
    discussion: """
      A path is a file, or a folder that is searched for runs; `-` is standard input. A command after `--` is run, and what it prints and what it \
      writes below this folder, or the paths given, is watched; its exit status is passed on. The format is recognised from the content; --formats \
      lists the known ones. In a terminal, a screen follows the runs while they are written; elsewhere, and with --headless, the series are listed. \
      With --until or --fail-on, the logs are followed until a condition holds, on the screen or without it: the exit status is 0 for --until, 3 for \
      --fail-on. If the runs end first, or the screen is left, it is 2 with --until, and without it 0 or the command's own.
      """
  )

  @Argument(help: "Files and folders; - reads standard input.", completion: .file())
  var paths: [String] = []

  @Flag(help: "No screen: print a table of the series.")
  var headless = false

  @Flag(help: "Write a JSON object for each series to standard output; all else goes to standard error.")
  var json = false

  @Flag(help: "With --json, also write an object for each point, in the order they were logged.")
  var all = false

  @Flag(help: "Write one tidy table of all points: run, name, step, epoch, time, value.")
  var csv = false

  @Option(help: ArgumentHelp("Read all files in this format, whatever their content looks like.", valueName: "format"))
  var format: LogFormat?

  @Flag(help: "List the known formats.")
  var formats = false

  @Option(help: ArgumentHelp("No screen: write a frame to FILE.txt, .ansi or .svg.", valueName: "file"))
  var snapshot: String?

  @Option(parsing: .unconditional, help: "The snapshot's size in cells.")
  var size = CellSize(120, 40)

  @Option(
    help: ArgumentHelp(
      "The charts' x axis: step, epoch, relative or wall; any other word is the name of the table column with the step.",
      valueName: "axis"
    )
  )
  var x = WatchOptions.xAxes.defaultValue.rawValue

  @Option(
    parsing: .unconditional,
    help: "The smoothing of the curves, 0 (none) to 0.9999: how much of the moving average each value keeps."
  )
  var smoothing = WatchOptions.smoothings.defaultValue

  @Option(help: ArgumentHelp("The y axis: linear, log or symlog.", valueName: "scale"))
  var y: WatchOptions.YScale = .linear

  @Option(
    help: ArgumentHelp(
      "Draw each run, or the mean of runs whose names differ only in the last part: each, mean.",
      valueName: "lines"
    )
  )
  var runs: WatchOptions.Spread = .each

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Show only series whose names contain all these words; -word excludes, /regex/ must match.",
      valueName: "words"
    )
  )
  var filter = ""

  @Option(
    help: ArgumentHelp(
      "The page to begin with: charts, table, settings, bands, words, log or machine.",
      valueName: "page"
    )
  )
  var page: WatchPage = .charts

  @OptionGroup(title: "Looks") var look: LookOptions

  @Option(
    help: ArgumentHelp(
      "Follow the runs until one has met this condition, such as 'val/loss < 0.1'; of several, separated by commas, each at any value.",
      valueName: "conditions"
    )
  )
  var until: String?

  @Option(
    help: ArgumentHelp(
      "Follow the runs, and fail on nan, stall=10m or a condition as for --until, separated by commas; one is enough.",
      valueName: "conditions"
    )
  )
  var failOn: String?

  /// The command behind `--`. The parser has one list of words without names, which is that of the paths.
  private static let command: [String] = split(Array(CommandLine.arguments.dropFirst())).command
  private var command: [String] { Self.command }

  /// Takes the command behind the first `--` of `dlviz watch` off the arguments.
  static func split(_ arguments: [String]) -> (rest: [String], command: [String]) {
    guard arguments.first == configuration.commandName, let place = arguments.firstIndex(of: "--") else {
      return (arguments, [])
    }
    return (Array(arguments[..<place]), Array(arguments[(place + 1)...]))
  }

  func validate() throws {
    try look.check(showsScreen: showsScreen)
    try WatchOptions.smoothings.check(smoothing)
    if let snapshot {
      _ = try PictureFormat(path: snapshot)
      try size.checkForScreen()
      if json || csv { throw ValidationError("--snapshot: expected alone, found with \(json ? "--json" : "--csv")") }
    }
    if json, csv { throw ValidationError("--json and --csv: expected one of the two, found both") }
    if all, !json { throw ValidationError("--all: expected --json beside it") }
    if !formats, paths.isEmpty, command.isEmpty {
      throw ValidationError("expected a file or a folder, - for standard input, or -- and a command; found none")
    }
    if paths.contains("-"), paths.count > 1 || !command.isEmpty {
      throw ValidationError("-: expected it alone, found \(command.isEmpty ? "\(paths.count) paths" : "a command")")
    }
    if let problem = SeriesFilter(filter).problem { throw ValidationError("--filter: \(problem)") }
    do {
      _ = try conditions()
    } catch {
      throw ValidationError(error.description)
    }
  }

  func run() throws {
    if formats {
      for format in LogFormat.allCases {
        print("\(format.rawValue)\n  \(format.detail)\n  recognised by: \(format.signature)")
      }
      print("settings of runs, in the folder of a log\n  \(LogFormat.settingsFiles)\n  recognised by: their names")
      return
    }
    if let snapshot { return try takePicture(snapshot) }
    if showsScreen { return try show() }
    var reader = HeadlessWatch(
      output: json ? .json(points: all) : csv ? .csv : .table,
      filter: SeriesFilter(filter),
      conditions: try conditions()
    )
    if !command.isEmpty {
      let run = try CommandRun(command, columns: 100, rows: 30, input: try StandardInput.forCommand())
      try reader.runCommand(run, paths: commandPaths, format: format, stepColumn: stepColumn)
    } else if paths == ["-"] {
      try reader.readPipe(format: format, stepColumn: stepColumn)
    } else if let pipe = try namedPipe() {
      try reader.readPipe(pipe, name: paths[0], format: format, stepColumn: stepColumn)
    } else {
      try reader.readPaths(paths, format: format, stepColumn: stepColumn)
    }
  }

  /// Whether a screen is wanted and there is a terminal for it.
  private var showsScreen: Bool {
    !headless && !json && !csv && !formats && snapshot == nil && isatty(STDOUT_FILENO) == 1
  }

  private var axis: WatchAxis? { WatchAxis(rawValue: x) }
  /// The column of tables that is the step, where `--x` names one.
  private var stepColumn: String? { axis == nil ? x : nil }
  /// Where a command's files are looked for.
  private var commandPaths: [String] { paths.isEmpty ? ["."] : paths }

  private var options: WatchOptions {
    var options = WatchOptions()
    options.x = axis ?? .step
    options.stepColumn = stepColumn
    options.smoothing = smoothing
    options.y = y
    options.spread = runs
    options.filter = filter
    return options
  }

  private func show() throws {
    var source = WatchSource.paths(paths)
    if paths == ["-"] {
      source = .pipe(try StandardInput.takePipe())
    } else if !command.isEmpty {
      // What comes through a pipe is the command's; the keys come from the terminal.
      let input = isatty(STDIN_FILENO) == 1 ? try StandardInput.forCommand() : try StandardInput.takePipe()
      source = .command(try CommandRun(command, columns: 100, rows: 30, input: input), paths: commandPaths)
    } else if let pipe = try namedPipe() {
      source = .pipe(pipe)
    }
    let screen = WatchScreen(source.words, options: options, page: page)
    var worker: WatchWorker?
    let conditions = try conditions()
    try ScreenLauncher(look).run(Destination("watch")) { [format, stepColumn] wake in
      let new = WatchWorker(source, format: format, stepColumn: stepColumn, conditions: conditions, wake: wake)
      worker = new
      return ScreenHost(screen, worker: new)
    }
    var signals: StopSignals?
    let status = worker?.commandStatus { if case .command(let run, _) = source { signals = run.offersKill() } }
    _ = signals
    if let verdict = worker?.verdict {
      StandardError.print(verdict.words)
      if case .failed = verdict { throw ExitCode(3) }
      return
    }
    if let status, status != 0 { throw ExitCode(status) }
    if !conditions.until.isEmpty { throw ExitCode(2) }
  }

  /// Reads what is there and writes the frame that a screen would show.
  private func takePicture(_ path: String) throws {
    let look = look.look(for: try PictureFormat(path: path))
    var source = WatchSource.paths(paths)
    if paths == ["-"] { source = .pipe(STDIN_FILENO) }
    if let pipe = try namedPipe() { source = .pipe(pipe) }
    if !command.isEmpty {
      source = .command(
        try CommandRun(
          command,
          columns: size.size.width,
          rows: size.size.height,
          input: try StandardInput.forCommand()
        ),
        paths: commandPaths
      )
    }
    var loop = WatchLoop(source, format: format, stepColumn: stepColumn)
    repeat { _ = loop.step() } while !loop.hasEnded
    var screen = WatchScreen(source.words, options: options, page: page)
    _ = screen.update(.input(.resize(size.size)))
    _ = screen.update(.message(.state(loop.state())))
    try PictureFile.write(screen.view(ViewContext(size: size.size, look: look)), look: look, to: path)
    if let status = loop.state().exitStatus, status != 0 { throw ExitCode(status) }
  }

  private func conditions() throws(WatchCondition.Problem) -> ConditionWatch {
    ConditionWatch(
      until: try until.map { text throws(WatchCondition.Problem) in try WatchCondition.list(text) } ?? [],
      failOn: try failOn.map { text throws(WatchCondition.Problem) in try WatchCondition.list(text) } ?? []
    )
  }

  /// The one path that was named, opened, where it leads to a pipe, which can be read only once and not by place.
  private func namedPipe() throws -> Int32? {
    guard command.isEmpty, paths.count == 1, paths != ["-"] else { return nil }
    return try StandardInput.openPipe(paths[0])
  }
}

extension LogFormat: ExpressibleByArgument {}
extension WatchPage: ExpressibleByArgument {}
extension WatchOptions.YScale: ExpressibleByArgument {}
extension WatchOptions.Spread: ExpressibleByArgument {}
