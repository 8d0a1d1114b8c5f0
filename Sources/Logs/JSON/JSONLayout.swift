import Records

/// The bytes that stand between the numbers of an object, as a row before had them: programs that write objects write the same again and again.
struct JSONLayout: BlockParser {
  /// Bytes that must stand at a place, in words of eight with those behind the last masked out.
  private struct Literal {
    var words: [(bits: UInt64, mask: UInt64)] = []
    var length: Int

    init(_ bytes: Bytes) {
      length = bytes.count
      for start in stride(from: 0, to: bytes.count, by: 8) {
        var word = (bits: UInt64(0), mask: UInt64(0))
        for index in start..<min(bytes.count, start + 8) {
          word.bits |= UInt64(bytes[index]) << UInt64(8 * (index - start))
          word.mask |= 0xFF << UInt64(8 * (index - start))
        }
        words.append(word)
      }
    }
  }

  /// What stands before each number, and behind the last.
  private let literals: [Literal]
  /// So many bytes are looked at from the beginning of a row's part on.
  private let window: Int

  var width: Int { literals.count - 1 }

  /// The layout of a row.
  /// - Parameter numbers: where its numbers stand.
  init(_ row: Bytes, numbers: [Range<Int>]) {
    var literals: [Literal] = []
    var start = 0
    for range in numbers {
      literals.append(Literal(row[part: start..<range.lowerBound]))
      start = range.upperBound
    }
    literals.append(Literal(row[part: start..<row.count]))
    self.literals = literals
    window = (literals.map(\.length).max() ?? 0) + 2 * QuickDecimal.window
  }

  func read(_ bytes: Bytes, from start: Int, to limit: Int, into block: NumberBlock) -> Int {
    block.removeAll()
    guard let base = bytes.baseAddress, bytes.count > window else { return start }
    let decimal = QuickDecimal.shared
    let last = base + (bytes.count - window)
    let stop = min(base + limit, last)
    var place = base + start
    var count = 0
    literals.withUnsafeBufferPointer { literals in
      rows: while count < block.capacity {
        let row = place
        while place < stop, Self.isBetween(place.pointee) { place += 1 }
        guard place < stop else {
          // What is between rows goes with the one before: the next reader's first row begins where it looks for it.
          if count == 0 { place = row }
          break
        }
        var cell = block.cells + count
        for column in 0..<(literals.count - 1) {
          guard place < last, Self.matches(literals[column], place) else {
            place = row
            break rows
          }
          place += literals[column].length
          var length = decimal.read(place, into: &cell.pointee)
          if length == 0 { length = Self.unusual(place, into: &cell.pointee) }
          guard length > 0 else {
            place = row
            break rows
          }
          place += length
          cell += block.stride
        }
        guard place < last, Self.matches(literals[literals.count - 1], place) else {
          place = row
          break
        }
        place += literals[literals.count - 1].length
        count += 1
      }
    }
    block.count = count
    return place - base
  }

  @inline(__always)
  private static func matches(_ literal: Literal, _ place: UnsafePointer<UInt8>) -> Bool {
    literal.words.withUnsafeBufferPointer { words in
      var difference: UInt64 = 0
      var raw = UnsafeRawPointer(place)
      for word in words {
        difference |= (raw.loadUnaligned(as: UInt64.self).littleEndian ^ word.bits) & word.mask
        raw += 8
      }
      return difference == 0
    }
  }

  /// Numbers of many digits, and the words that Python writes for those that are not finite.
  @inline(never)
  private static func unusual(_ place: UnsafePointer<UInt8>, into value: inout Double) -> Int {
    let count = QuickDecimal.window
    var position = 0
    if let number = DecimalNumber.read(Bytes(start: place, count: count), at: &position) {
      value = number
      return position < count ? position : 0
    }
    for (word, number) in [("NaN", Double.nan), ("Infinity", .infinity), ("-Infinity", -.infinity)]
      as [(StaticString, Double)]
    {
      let length = word.utf8CodeUnitCount
      guard Bytes(start: place, count: length).starts(with: word) else { continue }
      value = number
      return length
    }
    return 0
  }

  /// Blanks, and what stands between the elements of a list.
  @inline(__always)
  static func isBetween(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x2C || byte == 0x5B || byte == 0x5D || byte == 0x1E
  }
}
