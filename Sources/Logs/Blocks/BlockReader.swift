/// Reads the plain rows of a stretch of bytes block by block; of a large stretch, another thread reads the later part meanwhile.
struct BlockReader {
  /// So many bytes are worth another thread.
  private static let aheadSize = 1 << 20
  /// After so many places in a row where no block began none is looked for any more.
  private static let patience = 32

  private var spare: [NumberBlock] = []
  private var ahead: BlocksAhead?
  private var misses = 0

  /// Whether rows of this kind are still to be expected.
  var isHopeful: Bool { misses < Self.patience }

  /// Begins a stretch of bytes: the rows behind its first part are read ahead if there are many.
  mutating func begin(_ bytes: Bytes, _ parser: some BlockParser) {
    // A row that had not ended yet is one miss.
    guard bytes.count >= Self.aheadSize, misses <= 1,
      // The first part is the smaller one, since it also waits for what is read ahead.
      let split = bytes.lineBreak(from: bytes.count / 4)
    else { return }
    ahead = BlocksAhead(bytes, from: split + 1, parser, spare: &spare)
  }

  /// The next block of rows that begins at a place, and where it ends; nil when the row that begins there is to be read otherwise.
  mutating func next(_ bytes: Bytes, at start: Int, _ parser: some BlockParser) -> (block: NumberBlock, end: Int)? {
    if let known = ahead?.next(at: start) {
      misses = 0
      return known
    }
    let limit = ahead.flatMap { start < $0.start ? $0.start : nil } ?? bytes.count
    let block = takeSpare(parser.width)
    // What is behind the part is not of this block, yet may be looked at.
    let end = parser.read(bytes, from: start, to: limit, into: block)
    guard end > start else {
      misses += 1
      spare.append(block)
      return nil
    }
    misses = 0
    return (block, end)
  }

  /// Takes back a block that is not needed any more.
  mutating func recycle(_ block: NumberBlock) { if spare.count < 64 { spare.append(block) } }

  /// Ends the stretch: nothing of its bytes is looked at afterwards.
  mutating func end() {
    ahead?.stop()
    ahead = nil
  }

  private mutating func takeSpare(_ width: Int) -> NumberBlock {
    if let block = spare.popLast(), block.width == width { return block }
    return NumberBlock(width: width)
  }
}
