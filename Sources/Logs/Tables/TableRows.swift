import Records

/// Reads rows of a table of which each cell is a number, a word for one, or empty.
///
/// It leaves to others all that is quoted, a comment, wider or narrower than the header, or without any number.
struct TableRows: BlockParser {
  let width: Int
  let delimiter: UInt8
  /// The column whose words mean something, so that only numbers of it are taken; −1 for none.
  let timeColumn: Int

  func read(_ bytes: Bytes, from start: Int, to limit: Int, into block: NumberBlock) -> Int {
    block.removeAll()
    guard let base = bytes.baseAddress, bytes.count > QuickDecimal.window else { return start }
    let decimal = QuickDecimal.shared
    // Numbers are read without a look at where the bytes end.
    let last = base + (bytes.count - QuickDecimal.window)
    let stop = min(base + limit, last)
    var place = base + start
    var count = 0
    rows: while count < NumberBlock.capacity, place < stop, place.pointee != 0x23 {
      let row = place
      var gaps = 0
      var cell = block.cells + count
      for column in 0..<width {
        guard place < last else {
          place = row
          break rows
        }
        let isLast = column == width - 1
        let length = decimal.read(place, into: &cell.pointee)
        if length > 0, isEnd(place[length], ofLast: isLast) {
          place += length + 1
        } else {
          guard let end = readWord(place, last, cell, keepsWords: column != timeColumn),
            isEnd(end.pointee, ofLast: isLast)
          else {
            place = row
            break rows
          }
          if CellValue.isMissing(cell.pointee) {
            gaps += 1
            block.hasGaps[column] = true
          }
          place = end + 1
        }
        cell += NumberBlock.stride
      }
      guard gaps < width, let next = endOfLine(place) else {
        place = row
        break
      }
      place = next
      count += 1
    }
    block.count = count
    return place - base
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
