import Records

/// Reads the metrics of an mlflow database, in the order in which they were written.
///
/// NaN is the value 0 with `is_nan` 1, an infinity the largest finite number. An open read stops the training, so that each look reads some rows and closes.
struct MLflowDatabaseReader: DatabaseReader {
  private static let rowsAtOnce = 20_000

  private var lastRow = 0
  private var lastParameter = 0
  private var runs: [String: String] = [:]
  private var metrics: [String: LogMetric] = [:]
  private var metricsByRun = NameTable<LogMetric>()
  private var key: [UInt8] = []

  init() {}

  static func recognises(tables: Set<String>) -> Bool { tables.isSuperset(of: ["metrics", "runs", "experiments"]) }

  mutating func read(_ database: Database, prefix: String, into runs: inout RunSet) throws(Database.Problem) -> Bool {
    try readRuns(database, prefix: prefix, into: &runs)
    readParameters(database, into: &runs)
    var count = 0
    var reader = self
    var places: [String: Int] = [:]
    let names = self.runs
    try database.query(
      "SELECT rowid, key, value, timestamp, run_uuid, step, is_nan FROM metrics WHERE rowid > ?1 ORDER BY rowid LIMIT ?2",
      lastRow,
      Self.rowsAtOnce
    ) { row in
      count += 1
      reader.lastRow = row.integer(0)
      let uuid = row.text(4)
      let place = places[uuid] ?? runs.run(named: names[uuid] ?? prefix + uuid)
      places[uuid] = place
      let metric = reader.metric(run: uuid, key: row.bytes(1))
      var value = row.double(2)
      if row.integer(6) != 0 { value = .nan }
      if value.magnitude == Double.greatestFiniteMagnitude { value = value > 0 ? .infinity : -.infinity }
      runs[place].append(
        value,
        at: row.integer(5),
        epoch: nil,
        time: Double(row.integer(3)) / 1000,
        to: metric.id(in: &runs[place])
      )
    }
    self = reader
    return count == Self.rowsAtOnce
  }

  private mutating func metric(run: String, key name: Bytes) -> LogMetric {
    key.removeAll(keepingCapacity: true)
    key.append(contentsOf: run.utf8)
    key.append(0)
    key.append(contentsOf: name)
    return key.withUnsafeBufferPointer { metricsByRun.value(of: $0) { _ in LogMetric(name.text) } }
  }

  private mutating func readRuns(_ database: Database, prefix: String, into runs: inout RunSet) throws(Database.Problem)
  {
    var found: [(uuid: String, name: String, status: String, start: Double)] = []
    try database.query(
      "SELECT run_uuid, name, status, start_time FROM runs WHERE lifecycle_stage = 'active' ORDER BY start_time"
    ) { row in
      found.append((row.text(0), row.text(1), row.text(2), Double(row.integer(3)) / 1000))
    }
    for (uuid, name, status, start) in found {
      if self.runs[uuid] == nil {
        let wanted = prefix + (name.isEmpty ? uuid : name)
        self.runs[uuid] = self.runs.values.contains(wanted) ? wanted + " " + uuid.prefix(8) : wanted
      }
      guard let name = self.runs[uuid] else { continue }
      let place = runs.run(named: name)
      runs[place].startTime = start
      switch status {
      case "RUNNING", "SCHEDULED": runs[place].status = .running
      case "FINISHED": runs[place].status = .finished(reason: "completed")
      case "FAILED": runs[place].status = .failed(message: "mlflow says FAILED")
      case "KILLED": runs[place].status = .failed(message: "mlflow says KILLED")
      default: break
      }
    }
  }

  /// The parameters that are new; a run may log some at any time.
  private mutating func readParameters(_ database: Database, into runs: inout RunSet) {
    var last = lastParameter
    let names = self.runs
    // A table that is not there, or is another one, says nothing of the metrics.
    try? database.query(
      "SELECT rowid, run_uuid, key, value FROM params WHERE rowid > ?1 ORDER BY rowid LIMIT ?2",
      lastParameter,
      Self.rowsAtOnce
    ) { row in
      last = row.integer(0)
      guard let name = names[row.text(1)] else { return }
      let place = runs.run(named: name)
      runs[place].set([RunFact(row.text(2), row.text(3))])
    }
    lastParameter = last
  }
}
