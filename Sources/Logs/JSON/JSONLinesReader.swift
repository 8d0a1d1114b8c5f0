import Records

/// Reads JSON objects one after the other: a line each, pretty-printed, concatenated, or the elements of one list.
struct JSONLinesReader: ByteReader {
  /// A longer object is passed over rather than waited for.
  private static let longestObject = 1 << 26

  private var rows = JSONRows()
  /// Reads rows many at a time.
  var blocks = BlockReader()
  var bytesBehind = 0
  private var saved: SavedRunReader?
  private var isFirst = true

  init() {}

  mutating func read(_ bytes: Bytes, isEnd: Bool, into run: inout RunHistory) -> Int {
    var position = 0
    if !run.keepsJournal, let layout = rows.layout { blocks.begin(bytes, layout) }
    defer { blocks.end() }
    while true {
      if let end = readBlock(bytes, from: position, into: &run) {
        position = end
        continue
      }
      while position < bytes.count, JSONLayout.isBetween(bytes[position]) { position += 1 }
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
      let outcome =
        saved == nil ? readRow(&scanner, from: position, into: &run) : readSaved(&scanner, from: position, into: &run)
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

  /// Reads objects of the layout of one before, many at a time.
  /// - Returns: where the next begins; nil when the one that begins here is to be read alone.
  private mutating func readBlock(_ bytes: Bytes, from start: Int, into run: inout RunHistory) -> Int? {
    guard !run.keepsJournal, let layout = rows.layout,
      let (block, end) = blocks.next(bytes, at: start, layout)
    else { return nil }
    let follow = (bytes.count - end + bytesBehind) / max(1, (end - start) / block.count)
    rows.take(block, isFollowed: follow >= NumberBlock.newestRows, into: &run)
    blocks.recycle(block)
    return end
  }

  /// Reads an object, and what those that follow may look like.
  private mutating func readRow(_ scanner: inout JSONScanner, from position: Int, into run: inout RunHistory)
    -> JSONToken
  {
    let outcome = rows.read(&scanner, into: &run)
    if outcome == .null, !run.keepsJournal, blocks.isHopeful,
      rows.noteLayout(scanner.bytes[part: position..<scanner.position])
    {
      // What other threads read of these bytes was read by the layout before.
      blocks.end()
    }
    return outcome
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
}
