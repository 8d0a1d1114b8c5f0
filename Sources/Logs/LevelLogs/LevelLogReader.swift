import CBytes
import CZlib
import Records

/// What the records of a log in LevelDB's framing say of a run.
protocol LevelLogItems {
  /// What such a file begins with.
  static var signature: StaticString { get }
  init()
  mutating func read(record bytes: Bytes, into run: inout RunHistory)
  /// Adds what was kept of the records that were read.
  /// - Parameters:
  ///   - bytesRead: how many bytes of the file were read.
  ///   - bytesBehind: how many it has behind them, as far as is known.
  mutating func flush(bytesRead: Int, bytesBehind: Int, into run: inout RunHistory)
}

/// Reads wandb's offline files.
typealias WandbReader = LevelLogReader<WandbItems>
/// Reads swanlab's offline files.
typealias SwanlabReader = LevelLogReader<SwanlabItems>

/// Reads LevelDB's log framing after a header of 7 bytes, protobuf messages within.
///
/// Source: https://github.com/google/leveldb/blob/main/doc/log_format.md (here with zlib's CRC-32).
struct LevelLogReader<Items: LevelLogItems>: ByteReader {
  private static var headerSize: Int { 7 }
  private static var blockSize: Int { 32_768 }
  private static var fragmentHeaderSize: Int { 7 }
  private static var longestRecord: Int { 1 << 28 }

  /// Where in the file the bytes begin that are given next.
  private var offset = 0
  private var fragments: [UInt8] = []
  private var isInRecord = false
  private var items = Items()
  var bytesBehind = 0

  init() {}

  static func recognises(_ bytes: Bytes) -> Bool { bytes.starts(with: Items.signature) && bytes.count >= headerSize }

  mutating func read(_ bytes: Bytes, isEnd: Bool, into run: inout RunHistory) -> Int {
    var position = 0
    if offset == 0 {
      guard bytes.count >= Self.headerSize else { return 0 }
      position = Self.headerSize
    }
    while true {
      let left = Self.blockSize - (offset + position) % Self.blockSize
      if left < Self.fragmentHeaderSize {
        // The end of a block that has no room for a header is filled with zeros.
        guard bytes.count - position >= left else { break }
        position += left
        continue
      }
      guard bytes.count - position >= Self.fragmentHeaderSize else { break }
      let checksum = bytes.number(UInt32.self, at: position)
      let length = Int(bytes.number(UInt16.self, at: position + 4))
      let kind = bytes[position + 6]
      guard (1...4).contains(kind), length <= left - Self.fragmentHeaderSize else {
        // Not what a writer leaves: the rest of the block is lost, or was not written yet.
        guard bytes.count - position >= left else { break }
        run.warn("a block of the file is damaged and was passed over in part")
        isInRecord = false
        position += left
        continue
      }
      guard bytes.count - position >= Self.fragmentHeaderSize + length else { break }
      let start = position + 6
      let end = position + Self.fragmentHeaderSize + length
      if bytes[part: start..<end].zlibChecksum == checksum {
        take(bytes[part: (start + 1)..<end], kind: kind, into: &run)
      } else {
        run.warn("a record has a wrong checksum and was passed over")
        isInRecord = false
      }
      position = end
    }
    offset += position
    items.flush(bytesRead: offset, bytesBehind: bytes.count - position + bytesBehind, into: &run)
    return position
  }

  private mutating func take(_ fragment: Bytes, kind: UInt8, into run: inout RunHistory) {
    switch kind {
    case 1:
      isInRecord = false
      items.read(record: fragment, into: &run)
    case 2:
      fragments.removeAll(keepingCapacity: true)
      fragments.append(contentsOf: fragment)
      isInRecord = true
    default:
      // A record whose beginning is lost.
      guard isInRecord, fragments.count + fragment.count <= Self.longestRecord else {
        isInRecord = false
        return
      }
      fragments.append(contentsOf: fragment)
      guard kind == 4 else { return }
      isInRecord = false
      fragments.withUnsafeBufferPointer { items.read(record: $0, into: &run) }
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// zlib's CRC-32.
  var zlibChecksum: UInt32 {
    guard BytesKernel.isQuick, let baseAddress else { return plainZlibChecksum }
    var taken = 0
    let beginning = dlviz_bytes_checksum(0, baseAddress, count, &taken)
    return UInt32(truncatingIfNeeded: crc32_z(UInt(beginning), baseAddress + taken, count - taken))
  }

  /// The same by zlib alone.
  var plainZlibChecksum: UInt32 { UInt32(truncatingIfNeeded: crc32_z(0, baseAddress, count)) }
}
