/// The entries of a zip file in memory, stored or deflated; what NumPy's `.npz` is.
///
/// Source: PKWARE's *.ZIP File Format Specification*: the central directory at the end says where entries are.
struct ZipArchive {
  /// A file in the archive.
  struct Entry: Equatable {
    let name: String
    let method: Int
    let packedSize: Int
    let size: Int
    let offset: Int
  }

  let path: String
  let entries: [Entry]
  private let bytes: [UInt8]

  /// No image set's array is larger once unpacked.
  static let largestEntry = 4 << 30

  init(_ bytes: [UInt8], path: String) throws(DatasetError) {
    self.bytes = bytes
    self.path = path
    guard let end = Self.end(of: bytes) else {
      throw .malformed(file: path, expected: "a zip's directory at its end", found: "none")
    }
    let count = Self.integer(bytes, end + 10, 2)
    var position = Self.integer(bytes, end + 16, 4)
    var entries: [Entry] = []
    for _ in 0..<count {
      guard position + 46 <= bytes.count, Self.integer(bytes, position, 4) == 0x0201_4B50 else {
        throw .malformed(file: path, expected: "\(count) entries in the zip's directory", found: "\(entries.count)")
      }
      let nameLength = Self.integer(bytes, position + 28, 2)
      let extraLength = Self.integer(bytes, position + 30, 2)
      let next = position + 46 + nameLength + extraLength + Self.integer(bytes, position + 32, 2)
      guard next <= bytes.count else {
        throw .malformed(file: path, expected: "\(count) entries in the zip's directory", found: "\(entries.count)")
      }
      let name = String(decoding: bytes[position + 46..<position + 46 + nameLength], as: UTF8.self)
      var sizes = [
        Self.integer(bytes, position + 24, 4), Self.integer(bytes, position + 20, 4),
        Self.integer(bytes, position + 42, 4),
      ]
      // Sizes that 32 bits cannot hold stand in an extra field, in this order.
      let extra = position + 46 + nameLength..<position + 46 + nameLength + extraLength
      Self.readLargeSizes(bytes, extra, into: &sizes)
      entries.append(
        Entry(
          name: name,
          method: Self.integer(bytes, position + 10, 2),
          packedSize: sizes[1],
          size: sizes[0],
          offset: sizes[2]
        )
      )
      position = next
    }
    self.entries = entries
  }

  /// An entry's bytes.
  func read(_ entry: Entry) throws(DatasetError) -> [UInt8] {
    let place = "\(path), \(entry.name)"
    guard entry.size <= Self.largestEntry, entry.offset >= 0, entry.offset + 30 <= bytes.count,
      Self.integer(bytes, entry.offset, 4) == 0x0403_4B50
    else { throw .malformed(file: place, expected: "an entry where the zip's directory says", found: "none") }
    let start =
      entry.offset + 30 + Self.integer(bytes, entry.offset + 26, 2) + Self.integer(bytes, entry.offset + 28, 2)
    guard entry.packedSize >= 0, start + entry.packedSize <= bytes.count else {
      throw .malformed(file: place, expected: "\(grouped(entry.packedSize)) bytes", found: "fewer")
    }
    let packed = bytes[start..<start + entry.packedSize]
    switch entry.method {
    case 0 where entry.size == entry.packedSize: return Array(packed)
    case 8:
      guard let data = Inflater.inflate(packed, to: entry.size, .none) else {
        throw .malformed(file: place, expected: "whole deflated data", found: "damaged data")
      }
      return data
    default: throw .malformed(file: place, expected: "stored or deflated data", found: "method \(entry.method)")
    }
  }

  /// Where the record stands that ends the directory: 22 bytes before the end, or more if there is a comment.
  private static func end(of bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    return (max(0, bytes.count - 22 - 65_535)...bytes.count - 22).last { integer(bytes, $0, 4) == 0x0605_4B50 }
  }

  private static func readLargeSizes(_ bytes: [UInt8], _ extra: Range<Int>, into sizes: inout [Int]) {
    var position = extra.lowerBound
    while position + 4 <= extra.upperBound {
      let end = position + 4 + integer(bytes, position + 2, 2)
      if integer(bytes, position, 2) == 1 {
        var field = position + 4
        for index in sizes.indices where sizes[index] == 0xFFFF_FFFF && field + 8 <= min(end, extra.upperBound) {
          sizes[index] = integer(bytes, field, 8)
          field += 8
        }
      }
      position = end
    }
  }

  /// A little-endian number.
  private static func integer(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
    var value: UInt64 = 0
    for index in (0..<count).reversed() { value = value << 8 | UInt64(bytes[offset + index]) }
    return Int(truncatingIfNeeded: value)
  }
}
