import CZlib

/// Reads a source through zlib where it is gzip, and as it is where it is not.
///
/// Whether it is decides its first two bytes, not its name. Several gzip members in a row read as one, and zeros after
/// one are passed over, as `gunzip` does.
struct GunzipReader: ~Copyable {
  private var source: ByteSource
  private let input: UnsafeMutableRawBufferPointer
  /// The part of `input` that is not consumed.
  private var pending = 0..<0
  private let stream: UnsafeMutablePointer<z_stream>?
  private var isFinished = false

  private static let chunkSize = 256 * 1024
  /// 15 bits of window, and 16 for a gzip header.
  private static let windowBits: Int32 = 15 + 16

  var name: String { source.name }
  var isCompressed: Bool { stream != nil }
  /// The file's size, and how many of its bytes have been consumed.
  var fileSize: Int? { source.size }
  var consumed: Int { source.position - pending.count }

  init(_ source: consuming ByteSource) throws(DatasetError) {
    var source = source
    input = .allocate(byteCount: Self.chunkSize, alignment: 16)
    var filled = 0
    do {
      while filled < 2 {
        let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: input[filled...]))
        if count == 0 { break }
        filled += count
      }
    } catch {
      input.deallocate()
      throw error
    }
    pending = 0..<filled
    if filled >= 2, input[0] == 0x1F, input[1] == 0x8B {
      let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
      stream.initialize(to: z_stream())
      let status = inflateInit2_(stream, Self.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
      guard status == Z_OK else {
        stream.deallocate()
        input.deallocate()
        throw .unreadable(file: source.name, reason: "zlib could not start (\(status))")
      }
      self.stream = stream
    } else {
      stream = nil
    }
    self.source = source
  }

  deinit {
    if let stream {
      inflateEnd(stream)
      stream.deallocate()
    }
    input.deallocate()
  }

  /// Reads up to the buffer's size and returns how many bytes came; 0 is the end.
  mutating func read(into output: UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int {
    guard !output.isEmpty else { return 0 }
    guard let stream else { return try readPlain(into: output) }
    while !isFinished {
      if pending.isEmpty { try refill() }
      if pending.isEmpty { throw .truncatedGzip(file: name, offset: consumed) }
      let produced = try inflateOnce(stream, into: output)
      if produced > 0 { return produced }
    }
    return 0
  }

  private mutating func readPlain(into output: UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int {
    guard !pending.isEmpty else { return try source.read(into: output) }
    let count = min(pending.count, output.count)
    output.copyMemory(
      from: UnsafeRawBufferPointer(rebasing: input[pending.lowerBound..<pending.lowerBound + count])
    )
    pending = pending.lowerBound + count..<pending.upperBound
    return count
  }

  private mutating func refill() throws(DatasetError) {
    pending = 0..<(try source.read(into: input))
  }

  /// Passes over zeros behind a member, with which tapes and some copies are filled up, as `gunzip` does.
  private mutating func skipPadding() throws(DatasetError) {
    while true {
      while let next = pending.first, input[next] == 0 { pending.removeFirst() }
      guard pending.isEmpty else { return }
      try refill()
      if pending.isEmpty { return }
    }
  }

  private mutating func inflateOnce(
    _ stream: UnsafeMutablePointer<z_stream>,
    into output: UnsafeMutableRawBufferPointer
  ) throws(DatasetError) -> Int {
    let capacity = min(output.count, Int(UInt32.max))
    stream.pointee.next_in = input.baseAddress?.advanced(by: pending.lowerBound)
      .assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(pending.count)
    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(capacity)
    let status = inflate(stream, Z_NO_FLUSH)
    pending = pending.upperBound - Int(stream.pointee.avail_in)..<pending.upperBound
    switch status {
    case Z_OK, Z_BUF_ERROR:
      break
    case Z_STREAM_END:
      try skipPadding()
      if pending.isEmpty {
        isFinished = true
      } else {
        inflateReset(stream)
      }
    default:
      let reason = stream.pointee.msg.map { String(cString: $0) } ?? "zlib error \(status)"
      throw .corruptGzip(file: name, offset: consumed, reason: reason)
    }
    return capacity - Int(stream.pointee.avail_out)
  }
}
