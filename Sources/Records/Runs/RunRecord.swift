/// What a source says of a run, in the order in which it happened.
///
/// Sources that read millions of values append them to a `RunHistory` by `MetricID` and spare themselves the names.
public enum RunRecord: Sendable {
  /// The run begins, or begins anew: what was known of its metrics is forgotten, facts are replaced.
  case started(facts: [RunFact], time: Double?)
  /// Facts that became known later; those of the same name are replaced.
  case facts([RunFact])
  /// Values of one step.
  case metrics(StepRecord)
  /// Values of many steps, gathered while the reader was busy.
  case batch(MetricBatch)
  /// The distribution of something at a step.
  case histogram(name: String, step: Int, Histogram)
  /// A line of text.
  case text(String)
  /// The run went back to a step; what came after it stays readable as a branch.
  case branched(afterStep: Int)
  /// Whether the run goes on.
  case status(RunStatus)
}

/// Values that belong to one step.
public struct StepRecord: Hashable, Sendable {
  /// The step.
  public var step: Int
  /// The epoch, fractions allowed, when known.
  public var epoch: Double?
  /// Seconds since 1970, or since another origin that is the same for the whole run, when known.
  public var time: Double?
  /// The values by name.
  public var values: [NamedValue]

  /// A record from its parts.
  public init(step: Int, epoch: Double? = nil, time: Double? = nil, values: [NamedValue]) {
    self.step = step
    self.epoch = epoch
    self.time = time
    self.values = values
  }
}

/// A metric's value.
public struct NamedValue: Hashable, Sendable {
  /// The metric's name, as the run's source writes it.
  public var name: String
  /// The value; may be NaN or infinite.
  public var value: Double

  /// A value and its name.
  public init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}
