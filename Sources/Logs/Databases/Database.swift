import CSQLite

/// A SQLite database that another program may be writing, open for reading; nobody waits for it, and each question ends its read at once.
final class Database {
  /// Why a database could not be read.
  enum Problem: Error, Hashable {
    /// The writer holds it; the next time it may be free.
    case busy
    /// No SQLite library on this machine.
    case noLibrary
    /// Anything else, in SQLite's words.
    case failed(String)
  }

  /// One row of an answer; good until the next.
  struct Row {
    fileprivate let handle: OpaquePointer

    func integer(_ column: Int32) -> Int { Int(csqlite_integer(handle, column)) }
    func double(_ column: Int32) -> Double { csqlite_double(handle, column) }

    func bytes(_ column: Int32) -> Bytes {
      var count: Int32 = 0
      let start = csqlite_text(handle, column, &count)
      return Bytes(start: start, count: start == nil ? 0 : Int(count))
    }

    func text(_ column: Int32) -> String { bytes(column).text }
  }

  private let handle: OpaquePointer

  /// - Parameter isQuiet: whether nobody is writing it, so that nothing needs to be made beside it.
  init(path: String, isQuiet: Bool) throws(Problem) {
    var handle: OpaquePointer?
    let outcome = csqlite_open(Self.uri(path) + (isQuiet ? "?immutable=1" : "?mode=ro"), &handle)
    guard outcome == CSQLITE_OK, let handle else {
      let problem = Self.problem(outcome, handle)
      csqlite_close(handle)
      throw problem
    }
    self.handle = handle
  }

  private static func uri(_ path: String) -> String {
    var uri = "file:"
    for byte in path.utf8 {
      switch byte {
      case 0x25, 0x3F, 0x23, 0x00...0x20, 0x7F...:
        let digits = String(byte, radix: 16)
        uri += "%" + (digits.count == 1 ? "0" : "") + digits
      default: uri.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return uri
  }

  deinit { csqlite_close(handle) }

  /// Asks, and looks at each row of the answer.
  func query(_ sql: String, _ first: Int = 0, _ second: Int = 0, row: (Row) -> Void) throws(Problem) {
    var outcome = csqlite_query(handle, sql, Int64(first), Int64(second))
    defer { csqlite_end(handle) }
    guard outcome == CSQLITE_OK else { throw Self.problem(outcome, handle) }
    while true {
      outcome = csqlite_step(handle)
      guard outcome == CSQLITE_ROW else { break }
      row(Row(handle: handle))
    }
    guard outcome == CSQLITE_DONE else { throw Self.problem(outcome, handle) }
  }

  /// The names of the tables.
  func tables() throws(Problem) -> Set<String> {
    var names: Set<String> = []
    try query("SELECT name FROM sqlite_master WHERE type = 'table'") { names.insert($0.text(0)) }
    return names
  }

  private static func problem(_ outcome: csqlite_outcome, _ handle: OpaquePointer?) -> Problem {
    switch outcome {
    case CSQLITE_BUSY: .busy
    case CSQLITE_NO_LIBRARY: .noLibrary
    default: .failed(String(cString: csqlite_message(handle)))
    }
  }
}
