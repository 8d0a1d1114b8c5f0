/// Reads the plain rows of a stretch of bytes block by block; of a large stretch, other threads read parts meanwhile.
struct BlockReader {
  /// So many bytes are worth another thread.
  var sharedSize = 1 << 20
  /// About so many bytes are a part.
  var partSize = 1 << 18
  /// After so many places in a row where no block began none is looked for any more.
  private static let patience = 32

  private let pool = BlockPool()
  private var parts: BlockParts?
  private var misses = 0
  /// How many blocks the last stretch gave; nil before the first.
  private var found: Int?

  /// Whether rows of this kind are still to be expected.
  var isHopeful: Bool { misses < Self.patience }

  /// Whether other threads read parts of this stretch.
  var isShared: Bool { parts != nil }

  /// Begins a stretch of bytes: its parts are shared with other threads if there are many.
  mutating func begin(_ bytes: Bytes, _ parser: some BlockParser) {
    defer { found = 0 }
    // The last rows of a stretch, too near its end to be read quickly, are misses and say nothing of the next.
    guard bytes.count >= sharedSize, found.map({ $0 > 0 }) ?? true, isHopeful, BlockParts.helperCount > 0 else {
      return
    }
    parts = BlockParts(bytes, partSize: partSize, parser, pool)
  }

  /// The next block of rows that begins at a place, and where it ends; nil when the row that begins there is to be read otherwise.
  mutating func next(_ bytes: Bytes, at start: Int, _ parser: some BlockParser) -> (block: NumberBlock, end: Int)? {
    var limit = bytes.count
    if let parts {
      switch parts.next(at: start) {
      case .known(let block, let end):
        noteFound()
        return (block, end)
      case .yours(let end): limit = end
      }
    }
    let block = pool.take(width: parser.width)
    // What is behind the part is not of this block, yet may be looked at.
    let end = parser.read(bytes, from: start, to: limit, into: block)
    guard end > start else {
      misses += 1
      pool.give(block)
      return nil
    }
    noteFound()
    return (block, end)
  }

  private mutating func noteFound() {
    misses = 0
    found = (found ?? 0) + 1
  }

  /// Takes back a block that is not needed any more.
  func recycle(_ block: NumberBlock) { pool.give(block) }

  /// Ends the stretch: nothing of its bytes is looked at afterwards.
  mutating func end() {
    parts?.stop()
    parts = nil
  }
}
