import CBytes
import Records

/// Reads rows of a table of which each cell is a number, a word for one, or empty.
///
/// It leaves to others all that is quoted, a comment, wider or narrower than the header, or without any number.
struct TableRows: BlockParser {
  let width: Int
  let delimiter: UInt8
  /// The column whose words mean something, so that only numbers of it are taken; −1 for none.
  let timeColumn: Int
  /// Whether rows are read by the kernel where it can.
  var usesKernel = BytesKernel.isQuick

  func read(_ bytes: Bytes, from start: Int, to limit: Int, into block: NumberBlock) -> Int {
    block.removeAll()
    guard let base = bytes.baseAddress, bytes.count > QuickDecimal.window else { return start }
    // Numbers are read without a look at where the bytes end.
    let last = base + (bytes.count - QuickDecimal.window)
    let stop = min(base + limit, last)
    var place = base + start
    // So many rows are read one by one before the kernel is asked again: more where it finds few that it can read.
    var pause = 0
    var nextPause = 1
    while block.count < block.capacity, place < stop, place.pointee != 0x23 {
      if usesKernel, pause == 0 {
        let before = block.count
        place = readMany(place, stop, base, into: block)
        nextPause = block.count - before < 16 ? min(512, nextPause * 2) : 1
        pause = nextPause
      } else {
        guard let next = readOne(place, last, into: block) else { break }
        place = next
        pause -= 1
      }
    }
    return place - base
  }

  /// Reads rows that have nothing but numbers of the usual kind and empty cells.
  /// - Returns: where the next row begins.
  private func readMany(
    _ place: UnsafePointer<UInt8>,
    _ stop: UnsafePointer<UInt8>,
    _ base: UnsafePointer<UInt8>,
    into block: NumberBlock
  ) -> UnsafePointer<UInt8> {
    var count = 0
    let end = block.hasGaps.withUnsafeMutableBytes { gaps in
      dlviz_bytes_rows(
        base,
        place,
        stop,
        BytesKernel.powers,
        width,
        delimiter,
        CellValue.missing,
        block.cells + block.count,
        block.stride,
        block.capacity - block.count,
        gaps.baseAddress?.assumingMemoryBound(to: UInt8.self),
        &count
      )
    }
    block.count += count
    return end ?? place
  }

  /// Reads one row, and words for numbers too.
  /// - Returns: where the next row begins; nil when this one is to be read by others.
  @inline(__always)
  private func readOne(_ start: UnsafePointer<UInt8>, _ last: UnsafePointer<UInt8>, into block: NumberBlock)
    -> UnsafePointer<UInt8>?
  {
    let decimal = QuickDecimal.shared
    var place = start
    var gaps = 0
    var cell = block.cells + block.count
    for column in 0..<width {
      guard place < last else { return nil }
      let isLast = column == width - 1
      let length = decimal.read(place, into: &cell.pointee)
      if length > 0, isEnd(place[length], ofLast: isLast) {
        place += length + 1
      } else {
        guard let end = readWord(place, last, cell, keepsWords: column != timeColumn),
          isEnd(end.pointee, ofLast: isLast)
        else { return nil }
        if CellValue.isMissing(cell.pointee) {
          gaps += 1
          block.hasGaps[column] = true
        }
        place = end + 1
      }
      cell += block.stride
    }
    guard gaps < width, let next = endOfLine(place) else { return nil }
    block.count += 1
    return next
  }

  @inline(__always)
  private func isEnd(_ byte: UInt8, ofLast isLast: Bool) -> Bool {
    isLast ? byte == 0x0A || byte == 0x0D : byte == delimiter
  }

  /// Where the next row begins, behind the first byte of a line's end; nil where a carriage return stands alone.
  @inline(__always)
  private func endOfLine(_ place: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
    guard place[-1] == 0x0D else { return place }
    return place.pointee == 0x0A ? place + 1 : nil
  }

  /// Reads a cell that is no number of the usual kind.
  /// - Returns: where it ends; nil when it does not, or is quoted.
  @inline(never)
  private func readWord(
    _ start: UnsafePointer<UInt8>,
    _ last: UnsafePointer<UInt8>,
    _ cell: UnsafeMutablePointer<Double>,
    keepsWords: Bool
  ) -> UnsafePointer<UInt8>? {
    var end = start
    while end < last, end.pointee != delimiter, end.pointee != 0x0A, end.pointee != 0x0D {
      // A comma that separates nothing may be a decimal point.
      if end.pointee == 0x22 || end.pointee == 0x2C { return nil }
      end += 1
    }
    guard end < last else { return nil }
    let value = end == start ? CellValue.missing : CellValue.number(Bytes(start: start, count: end - start))
    guard keepsWords || value != nil else { return nil }
    cell.pointee = value ?? CellValue.missing
    return end
  }
}
