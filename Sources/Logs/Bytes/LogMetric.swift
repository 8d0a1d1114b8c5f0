import Records

/// A metric as a log names it, and where the run keeps it.
///
/// A class, since every value looks at it and few change it.
final class LogMetric {
  let name: String
  /// What the field of a row is by its name.
  let role: FieldRole
  private var id: MetricID?
  private var generation = -1

  init(_ name: String) {
    self.name = name
    role = FieldRole(name)
  }

  /// Where the run keeps it; a run that began anew keeps it elsewhere.
  @inline(__always)
  func id(in run: inout RunHistory) -> MetricID {
    if let id, generation == run.generation { return id }
    let new = run.metric(named: name)
    id = new
    generation = run.generation
    return new
  }
}
