import ArgumentParser
import Logs
import Records

/// `dlviz watch`: any training run, whatever wrote it.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Reads the logs of any training run, whatever wrote them.",
    discussion: """
      A path is a file, or a folder that is searched for runs; `-` is standard input. The format is told from the content: --formats lists what is \
      known. With --until or --fail-on the logs are followed until a condition holds: exit status 0 when it is one of --until, 3 when it is one of \
      --fail-on, 2 when the runs end before.
      """
  )

  @Argument(help: "Files and folders; - reads standard input.", completion: .file())
  var paths: [String] = []

  @Flag(help: "No screen: a table of the series that were read.")
  var headless = false

  @Flag(help: "A JSON object a series on standard output, all else on standard error.")
  var json = false

  @Flag(help: "With --json, a JSON object a point too, in the order in which they were logged.")
  var all = false

  @Flag(help: "One tidy table of all points: run, name, step, epoch, time, value.")
  var csv = false

  @Option(help: ArgumentHelp("The format of all files instead of what their content says.", valueName: "format"))
  var format: LogFormat?

  @Flag(help: "Lists the formats that are known.")
  var formats = false

  @Option(help: ArgumentHelp("Follow until a metric is so, such as 'val/loss < 0.1'.", valueName: "condition"))
  var until: String?

  @Option(
    help: ArgumentHelp(
      "Follow, and fail on nan, on stall=10m, or on a metric as for --until; several with commas.",
      valueName: "conditions"
    )
  )
  var failOn: String?

  func validate() throws {
    if json, csv { throw ValidationError("--json and --csv: expected one of the two, found both") }
    if all, !json { throw ValidationError("--all: expected --json beside it") }
    if !formats, paths.isEmpty { throw ValidationError("expected a file or a folder, or - for standard input") }
    if paths.count > 1, paths.contains("-") {
      throw ValidationError("-: expected it alone, found \(paths.count) paths")
    }
    do {
      _ = try conditions()
    } catch {
      throw ValidationError(error.description)
    }
  }

  func run() throws {
    if formats {
      for format in LogFormat.allCases {
        print("\(format.rawValue)\n  \(format.detail)\n  told by: \(format.signature)")
      }
      return
    }
    let conditions = try conditions()
    var reader = HeadlessWatch(
      output: json ? .json(points: all) : csv ? .csv : .table,
      until: conditions.until,
      failOn: conditions.failOn
    )
    if paths == ["-"] {
      try reader.readStandardInput(format: format)
    } else {
      try reader.readPaths(paths, format: format)
    }
  }

  private func conditions() throws(WatchCondition.Problem) -> (until: [WatchCondition], failOn: [WatchCondition]) {
    (
      try until.map { text throws(WatchCondition.Problem) in [try WatchCondition(text)] } ?? [],
      try WatchCondition.list(failOn ?? "")
    )
  }
}

extension LogFormat: ExpressibleByArgument {}
