import Records

/// Reads JSON objects one after the other: a line each, pretty-printed, concatenated, or the elements of one list.
struct JSONLinesReader: ByteReader {
  /// A longer object is passed over rather than waited for.
  private static let longestObject = 1 << 26

  private var rows = JSONRows()
  private var saved: SavedRunReader?
  private var isFirst = true

  init() {}

  mutating func read(_ bytes: Bytes, isEnd: Bool, into run: inout RunHistory) -> Int {
    var position = 0
    while true {
      while position < bytes.count, Self.isBetween(bytes[position]) { position += 1 }
      guard position < bytes.count else { return position }
      guard bytes[position] == 0x7B else {
        // Something else between objects, such as a line of text: the next line may be an object again.
        guard let end = bytes.lineBreak(from: position) else { return position }
        position = end + 1
        continue
      }
      var scanner = JSONScanner(bytes, from: position)
      _ = scanner.next()
      if isFirst { detectSavedRun(bytes, from: position) }
      let outcome = saved == nil ? rows.read(&scanner, into: &run) : readSaved(&scanner, from: position, into: &run)
      switch outcome {
      case .null: position = scanner.position
      case .incomplete:
        guard bytes.count - position > Self.longestObject else { return position }
        run.warn("an object of more than 64 MiB was passed over")
        guard let end = bytes.lineBreak(from: position) else { return bytes.count }
        position = end + 1
      default:
        run.warn("a line is no JSON and was passed over")
        guard let end = bytes.lineBreak(from: position) else { return position }
        position = end + 1
      }
    }
  }

  private mutating func detectSavedRun(_ bytes: Bytes, from position: Int) {
    var scanner = JSONScanner(bytes, from: position)
    guard let value = JSONValue(scanner.next(), &scanner) else { return }
    isFirst = false
    if SavedRunReader.recognises(value) { saved = SavedRunReader() }
  }

  private mutating func readSaved(_ scanner: inout JSONScanner, from position: Int, into run: inout RunHistory)
    -> JSONToken
  {
    var whole = JSONScanner(scanner.bytes, from: position)
    let token = whole.next()
    guard let value = JSONValue(token, &whole) else {
      return rows.read(&scanner, into: &run, emits: false)
    }
    saved?.read(value, into: &run)
    scanner = whole
    return .null
  }

  /// Blanks, and what stands between the elements of a list.
  private static func isBetween(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x2C || byte == 0x5B || byte == 0x5D || byte == 0x1E
  }
}
