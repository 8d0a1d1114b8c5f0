import Records

/// Reads the metrics of a trackio database: a JSON object a row, with NaN and infinities as texts; and what its runs were set to.
struct TrackioReader: DatabaseReader {
  private static let rowsAtOnce = 20_000

  private var lastRow = 0
  private var lastConfiguration = 0
  private var rows: [String: JSONRows] = [:]

  init() {}

  static func recognises(tables: Set<String>) -> Bool { tables.contains("metrics") && !tables.contains("experiments") }

  mutating func read(_ database: Database, prefix: String, into runs: inout RunSet) throws(Database.Problem) -> Bool {
    readConfigurations(database, prefix: prefix, into: &runs)
    var count = 0
    var reader = self
    try database.query(
      "SELECT id, timestamp, run_name, step, metrics FROM metrics WHERE id > ?1 ORDER BY id LIMIT ?2",
      lastRow,
      Self.rowsAtOnce
    ) { row in
      count += 1
      reader.lastRow = row.integer(0)
      let name = row.text(2)
      let place = runs.run(named: prefix + name)
      var scanner = JSONScanner(row.bytes(4))
      guard scanner.next() == .beginObject else { return }
      var rows = reader.rows[name] ?? JSONRows()
      reader.rows[name] = nil
      // The row's own step is that of the call, whatever the object holds.
      if rows.read(&scanner, into: &runs[place], emits: false) == .null {
        rows.assembler.set(step: row.integer(3), rank: -1)
        if let time = TimeStamp.whole(row.text(1)) { rows.assembler.set(time: time) }
        rows.assembler.emit(into: &runs[place])
      }
      reader.rows[name] = rows
    }
    self = reader
    return count == Self.rowsAtOnce
  }

  /// What runs were set to: a JSON object each. trackio's own members begin with a low line.
  private mutating func readConfigurations(_ database: Database, prefix: String, into runs: inout RunSet) {
    var last = lastConfiguration
    // Older databases have no such table.
    try? database.query(
      "SELECT id, run_name, config FROM configs WHERE id > ?1 ORDER BY id LIMIT ?2",
      lastConfiguration,
      Self.rowsAtOnce
    ) { row in
      last = row.integer(0)
      let facts = SettingsFile.read(row.bytes(2), .mapping).facts.filter { !$0.name.hasPrefix("_") }
      guard !facts.isEmpty else { return }
      let place = runs.run(named: prefix + row.text(1))
      runs[place].set(facts)
    }
    lastConfiguration = last
  }
}
