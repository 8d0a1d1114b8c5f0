import Synchronization

/// Blocks that are not needed for now, kept so that none is made anew for each part of a file.
final class BlockPool: Sendable {
  /// So many are kept.
  private static let mostBlocks = 64

  private let spare = Mutex<[NumberBlock]>([])

  /// An empty block.
  func take(width: Int) -> NumberBlock {
    let known = spare.withLock { spare -> NumberBlock? in
      if let last = spare.last, last.width != width { spare = [] }
      return spare.popLast()
    }
    return known ?? NumberBlock(width: width)
  }

  /// Takes back a block.
  func give(_ block: NumberBlock) {
    spare.withLock { if $0.count < Self.mostBlocks { $0.append(block) } }
  }
}
