import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The parts of a stretch of bytes, each read into blocks by whichever thread is free first.
///
/// What is found does not depend on who reads: a part's blocks begin and end at the same rows. Whether a part begins where a row does, or in the middle of
/// a quoted cell, is not known before the part in front of it was taken in; its blocks are used only where a row begins at their first byte.
final class BlockParts: Sendable {
  /// What is known of the rows at a place.
  enum Rows {
    /// A block of them, and where it ends.
    case known(NumberBlock, end: Int)
    /// Nothing; whoever asks reads them, up to the part's end.
    case yours(end: Int)
  }

  /// How many threads help.
  static let helperCount = min(3, sysconf(Int32(_SC_NPROCESSORS_ONLN)) - 1)
  /// A part with more rows of another kind is left to whoever asks.
  private static let patience = 16

  private struct Part {
    /// Who reads it.
    enum State {
      case free
      /// A helper, or the asking thread, ahead of its place.
      case taken
      case read
      /// The asking thread, as it goes.
      case asked
    }

    let range: Range<Int>
    var state = State.free
    var blocks: [(start: Int, block: NumberBlock, end: Int)] = []
    /// How many of the blocks were given.
    var given = 0
  }

  private struct Content {
    var parts: [Part]
    /// The part at which the asking thread is.
    var current = 0
    /// Helpers that may still look at the bytes.
    var helpers = 0
    var isStopped = false

    /// The next part that nobody reads.
    mutating func takeFree() -> Int? {
      guard !isStopped, let index = parts[current...].firstIndex(where: { $0.state == .free }) else { return nil }
      parts[index].state = .taken
      return index
    }
  }

  private let content: Mutex<Content>
  /// Signalled for each part that a helper has read.
  private let ready = DispatchSemaphore(value: 0)
  private let finished = DispatchSemaphore(value: 0)
  private let read: @Sendable (Range<Int>) -> [(start: Int, block: NumberBlock, end: Int)]

  /// Begins to read parts of about so many bytes; all must be there until `stop()` has returned.
  init(_ bytes: Bytes, partSize: Int, _ parser: some BlockParser, _ pool: BlockPool) {
    var parts: [Part] = []
    var start = 0
    while start < bytes.count {
      let end = bytes.lineBreak(from: start + partSize).map { $0 + 1 } ?? bytes.count
      parts.append(Part(range: start..<end))
      start = end
    }
    // The asking thread begins with the first.
    if !parts.isEmpty { parts[0].state = .asked }
    let helpers = max(0, min(Self.helperCount, parts.count - 1))
    content = Mutex(Content(parts: parts, helpers: helpers))
    nonisolated(unsafe) let bytes = bytes  // read only, and there until `stop()` has waited for every helper's end
    read = { Self.blocks(of: bytes, $0, parser, pool) }
    for _ in 0..<helpers {
      DispatchQueue.global(qos: .userInitiated).async { [self] in
        while readFree() { ready.signal() }
        finished.signal()
      }
    }
  }

  /// What is known of the rows that begin at a place, once it is.
  func next(at start: Int) -> Rows {
    while true {
      let (state, rows) = content.withLock { content -> (Part.State, Rows?) in
        while content.current < content.parts.count - 1, content.parts[content.current].range.upperBound <= start {
          content.current += 1
        }
        let index = content.current
        let end = content.parts[index].range.upperBound
        if content.parts[index].state == .free { content.parts[index].state = .asked }
        guard content.parts[index].state == .read else { return (content.parts[index].state, .yours(end: end)) }
        while content.parts[index].given < content.parts[index].blocks.count {
          let next = content.parts[index].blocks[content.parts[index].given]
          if next.start > start { break }
          content.parts[index].given += 1
          if next.start == start { return (.read, .known(next.block, end: next.end)) }
        }
        return (.read, .yours(end: end))
      }
      if state != .taken, let rows { return rows }
      // A helper has not finished this part: another one is read meanwhile.
      if !readFree() { ready.wait() }
    }
  }

  /// Stops reading and waits until that is so.
  func stop() {
    let helpers = content.withLock {
      $0.isStopped = true
      return $0.helpers
    }
    for _ in 0..<helpers { finished.wait() }
  }

  /// Reads a part that nobody reads.
  /// - Returns: whether there was one.
  private func readFree() -> Bool {
    let next = content.withLock { content in content.takeFree().map { ($0, content.parts[$0].range) } }
    guard let (index, range) = next else { return false }
    let blocks = read(range)
    content.withLock {
      $0.parts[index].blocks = blocks
      $0.parts[index].state = .read
    }
    return true
  }

  /// The blocks of a part; rows of another kind are passed over line by line.
  private static func blocks(
    of bytes: Bytes,
    _ range: Range<Int>,
    _ parser: some BlockParser,
    _ pool: BlockPool
  ) -> [(start: Int, block: NumberBlock, end: Int)] {
    var blocks: [(start: Int, block: NumberBlock, end: Int)] = []
    var position = range.lowerBound
    var misses = 0
    while position < range.upperBound, misses < patience {
      let block = pool.take(width: parser.width)
      let end = parser.read(bytes, from: position, to: range.upperBound, into: block)
      if end > position {
        blocks.append((position, block, end))
        position = end
      } else {
        pool.give(block)
        misses += 1
        guard let lineEnd = bytes.lineBreak(from: position) else { break }
        position = lineEnd + 1
      }
    }
    return blocks
  }
}
