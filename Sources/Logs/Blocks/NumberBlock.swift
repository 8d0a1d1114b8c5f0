/// Rows of numbers as columns, read without making anything of their cells but the numbers.
///
/// One thread fills it and hands it to another.
final class NumberBlock: @unchecked Sendable {  // never in two threads at once: handed over under a mutex
  /// So many rows at the end of what is at hand are added as they are, the others thinned at once where they are too many.
  static let newestRows = 8192

  /// How many rows are read at once: few enough to stay in the cache.
  static func capacity(width: Int) -> Int { max(256, min(2048, 32_768 / max(1, width))) }

  let width: Int
  let capacity: Int
  /// From a row of one column to the same row of the next: no power of two, which would put all columns in the same lines of the cache.
  let stride: Int
  /// How many rows were read.
  var count = 0
  /// Column after column, `stride` rows each; `CellValue.missing` where a cell has no number.
  let cells: UnsafeMutablePointer<Double>
  /// Whether some cell of a column has no number.
  var hasGaps: [Bool]

  init(width: Int) {
    self.width = width
    capacity = Self.capacity(width: width)
    stride = capacity + 24
    cells = .allocate(capacity: max(1, width * stride))
    hasGaps = Array(repeating: false, count: width)
  }

  deinit { cells.deallocate() }

  /// The numbers of a column.
  subscript(column: Int) -> UnsafeMutableBufferPointer<Double> {
    UnsafeMutableBufferPointer(start: cells + column * stride, count: count)
  }

  func removeAll() {
    count = 0
    for column in 0..<width { hasGaps[column] = false }
  }
}

/// Reads rows of one plain kind into blocks; all else is left to whoever asks.
protocol BlockParser: Sendable {
  /// How many numbers a row has.
  var width: Int { get }

  /// Reads the rows that begin at a place until one is not of this kind, the block is full or the bytes end.
  /// - Parameter limit: where the next row is not this reader's any more.
  /// - Returns: where the next row begins.
  func read(_ bytes: Bytes, from start: Int, to limit: Int, into block: NumberBlock) -> Int
}
