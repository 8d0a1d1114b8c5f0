import Logs
import Records

/// What is known of the runs at one moment.
public struct WatchState: Sendable {
  /// The runs, in the order in which they were found.
  public var runs: [RunHistory]
  /// What the runs' figures show, by the runs' names.
  public var findings: [String: [RunFinding]]
  /// When something of a run was written last, in seconds since 1970, by the runs' names.
  public var changes: [String: Double]
  /// The share of the bytes there are that was read; nil when all was read.
  public var share: Double?
  /// What was named and could not be read.
  public var problems: [String]
  /// What was named and is not there.
  public var missing: [String] = []
  /// The time, in seconds since 1970.
  public var now: Double
  /// The machine's own figures; nil where they are not measured.
  public var machine: RunHistory?
  /// All memory of the machine, in 10⁹ bytes; nil where it is not known.
  public var memory: Double?
  /// What the command that is run has printed; nil without one.
  public var console: ConsoleText?
  /// The status with which the command has ended; nil while it runs, or without one.
  public var exitStatus: Int32?
  /// What has come about of the conditions that end the program.
  public var verdict: ConditionWatch.Verdict?
  /// What is to be said of those conditions.
  public var notices: [String] = []

  /// What is known before anything was read.
  public init(
    runs: [RunHistory] = [],
    findings: [String: [RunFinding]] = [:],
    changes: [String: Double] = [:],
    share: Double? = nil,
    problems: [String] = [],
    now: Double = 0,
    machine: RunHistory? = nil,
    console: ConsoleText? = nil,
    exitStatus: Int32? = nil
  ) {
    self.runs = runs
    self.findings = findings
    self.changes = changes
    self.share = share
    self.problems = problems
    self.now = now
    self.machine = machine
    self.console = console
    self.exitStatus = exitStatus
  }

  /// A run by name.
  func run(_ name: String?) -> RunHistory? { name.flatMap { name in runs.first { $0.name == name } } }
}
