import Dispatch
import Synchronization

/// Blocks of rows that another thread reads from a place of some bytes on.
final class BlocksAhead: Sendable {
  private struct State {
    var blocks: [(block: NumberBlock, end: Int)] = []
    /// How many of them were taken.
    var taken = 0
    var isStopped = false
  }

  /// Where its first row begins.
  let start: Int
  private let state = Mutex(State())
  /// Counts the blocks that were not taken, and one more once there are no others to come.
  private let ready = DispatchSemaphore(value: 0)
  private let finished = DispatchSemaphore(value: 0)
  private let place: Mutex<Int>

  /// Begins to read; the bytes must be there until `stop()` has returned.
  init(_ bytes: Bytes, from start: Int, _ parser: some BlockParser, spare: inout [NumberBlock]) {
    self.start = start
    place = Mutex(start)
    var pool = spare.filter { $0.width == parser.width }
    spare = []
    // Read only, and they stay until `stop()` has waited for the reading thread's end.
    nonisolated(unsafe) let bytes = bytes
    // The reading thread's alone from here on: `pool` and `spare` are emptied before it could be touched twice.
    nonisolated(unsafe) var blocks = pool
    pool = []
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      var position = start
      while !state.withLock({ $0.isStopped }) {
        let block = blocks.popLast() ?? NumberBlock(width: parser.width)
        let end = parser.read(bytes, from: position, to: bytes.count, into: block)
        guard end > position else { break }
        position = end
        state.withLock { $0.blocks.append((block, end)) }
        ready.signal()
      }
      ready.signal()
      finished.signal()
    }
  }

  /// The block that begins at a place, once it is read; nil when none does.
  func next(at start: Int) -> (block: NumberBlock, end: Int)? {
    guard place.withLock({ $0 == start }) else { return nil }
    ready.wait()
    let next = state.withLock { state -> (block: NumberBlock, end: Int)? in
      guard state.taken < state.blocks.count else { return nil }
      state.taken += 1
      return state.blocks[state.taken - 1]
    }
    place.withLock { $0 = next?.end ?? -1 }
    return next
  }

  /// Stops reading and waits until that is so.
  func stop() {
    state.withLock { $0.isStopped = true }
    finished.wait()
  }
}
