import Records

/// A database of runs, asked again when it was written.
struct FollowedDatabase {
  let path: String
  /// What stands before the names of its runs.
  let prefix: String
  private(set) var format: LogFormat?
  /// Why it could not be read.
  private(set) var problem: String?
  private var reader: (any DatabaseReader)?
  private var seen: [LogFileStatus?] = []
  private var mayHaveMore = true

  init(path: String, prefix: String) {
    self.path = path
    self.prefix = prefix
  }

  /// Whether a file begins as SQLite's do.
  static func recognises(_ bytes: Bytes) -> Bool { bytes.starts(with: "SQLite format 3") }

  private func isInWALMode(_ system: some LogFileSystem) -> Bool {
    var header = [UInt8](repeating: 0, count: 20)
    let got = header.withUnsafeMutableBytes { system.read(path, at: 0, into: $0) }
    return got == 20 && header[18] == 2
  }

  /// Reads some rows.
  /// - Returns: whether there may be more now.
  mutating func read(_ system: some LogFileSystem, into runs: inout RunSet) -> Bool {
    let now = [path, path + "-wal"].map { system.status($0, followsLinks: true) }
    guard mayHaveMore || now != seen else { return false }
    do throws(Database.Problem) {
      // In WAL mode, which the header tells, a reader makes files where no writer has made them.
      let database = try Database(path: path, isQuiet: isInWALMode(system) && now[1] == nil)
      if reader == nil {
        let tables = try database.tables()
        if MLflowDatabaseReader.recognises(tables: tables) {
          format = .mlflow
          reader = MLflowDatabaseReader()
        } else if TrackioReader.recognises(tables: tables) {
          format = .trackio
          reader = TrackioReader()
        } else {
          problem = "a SQLite database without the tables of mlflow or trackio"
        }
      }
      let prefix = prefix
      mayHaveMore = try reader?.read(database, prefix: prefix, into: &runs) ?? false
      seen = now
      if reader != nil { problem = nil }
      return mayHaveMore
    } catch {
      switch error {
      case .busy:
        // The writer is at work; the next look may find it free.
        mayHaveMore = true
        return false
      case .noLibrary: problem = "SQLite (libsqlite3.so.0) is not installed on this machine"
      case .failed(let message):
        problem = "SQLite: \(message)"
        // A database that is being made is no database yet.
        seen = []
      }
    }
    mayHaveMore = false
    return false
  }
}
