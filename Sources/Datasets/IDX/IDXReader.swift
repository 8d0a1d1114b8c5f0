/// Reads IDX files of unsigned bytes, raw or gzipped, as a stream.
///
/// The header is checked before anything is allocated, and never more is allocated than it promises.
public enum IDXReader {
  /// Where a reader is, told after every chunk: bytes of the file consumed so far.
  typealias Progress = (_ consumed: Int) -> Void

  /// Deflate shrinks by 1032 at most, so a smaller file cannot keep its header's promise.
  private static let largestDeflateRatio = 1032
  private static let chunkSize = 1 << 20

  /// The images of a file, (count, height, width) bytes.
  public static func images(path: String, width: Int = 28, height: Int = 28) throws(DatasetError) -> [UInt8] {
    try read(ByteSource(path: path), content: .images(width: width, height: height)).payload
  }

  /// The labels of a file, each a class from 0 on.
  public static func labels(path: String, classCount: Int = 10) throws(DatasetError) -> [UInt8] {
    try read(ByteSource(path: path), content: .labels(first: 0, classCount: classCount)).payload
  }

  /// The images of a file in memory; `name` is what messages call it.
  public static func images(
    _ bytes: [UInt8],
    name: String,
    width: Int = 28,
    height: Int = 28
  ) throws(DatasetError) -> [UInt8] {
    try read(ByteSource(bytes, name: name), content: .images(width: width, height: height)).payload
  }

  /// The labels of a file in memory, each 0 to 9; `name` is what messages call it.
  public static func labels(_ bytes: [UInt8], name: String) throws(DatasetError) -> [UInt8] {
    try read(ByteSource(bytes, name: name), content: .labels(first: 0, classCount: 10)).payload
  }

  /// A file of images' head.
  static func head(_ path: String) throws(DatasetError) -> IDXHeader {
    var reader = try GunzipReader(try ByteSource(path: path))
    return try readHeader(&reader, content: .anyImages)
  }

  /// A file's head, and its images, or its labels counted from 0.
  static func read(
    _ source: consuming ByteSource,
    content: IDXHeader.Content,
    isCancelled: () -> Bool = { false },
    progress: Progress = { _ in }
  ) throws(DatasetError) -> (header: IDXHeader, payload: [UInt8]) {
    var reader = try GunzipReader(source)
    let header: IDXHeader
    let payload: [UInt8]
    do throws(DatasetError) {
      header = try readHeader(&reader, content: content)
      try checkPlausible(header, reader, headerSize: IDXHeader.size(of: content))
      payload = try readPayload(&reader, size: header.payloadSize, isCancelled: isCancelled, progress: progress)
    } catch {
      throw reader.isCompressed ? try damage(in: &reader, isCancelled: isCancelled) ?? error : error
    }
    return (header, try labels(payload, content, file: reader.name) ?? payload)
  }

  /// Labels as classes from 0; nil for images.
  private static func labels(
    _ payload: [UInt8],
    _ content: IDXHeader.Content,
    file: String
  ) throws(DatasetError) -> [UInt8]? {
    switch content {
    case .images, .anyImages: return nil
    case .labels(let first, let classCount):
      let range = first..<first + classCount
      if let index = payload.firstIndex(where: { !range.contains(Int($0)) }) {
        throw .labelOutOfRange(
          file: file,
          index: index,
          expected: range.lowerBound...range.upperBound - 1,
          found: Int(payload[index])
        )
      }
      return first == 0 ? payload : payload.map { $0 - UInt8(first) }
    case .labelTable(let classCount):
      let size = 4 * IDXHeader.tableColumns
      var labels: [UInt8] = []
      labels.reserveCapacity(payload.count / size)
      for index in 0..<payload.count / size {
        let label = payload[index * size..<index * size + 4].reduce(0) { $0 << 8 | Int($1) }
        guard label < classCount else {
          throw .labelOutOfRange(file: file, index: index, expected: 0...classCount - 1, found: label)
        }
        labels.append(UInt8(label))
      }
      return labels
    }
  }

  /// Damaged gzip data can unpack to anything before zlib notices, so a fault of what came out may only be its consequence: the
  /// damage, if reading on finds any.
  private static func damage(
    in reader: inout GunzipReader,
    isCancelled: () -> Bool
  ) throws(DatasetError) -> DatasetError? {
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkSize, alignment: 1)
    defer { scratch.deallocate() }
    do throws(DatasetError) {
      // As much as the largest set takes, which a second or two unpack.
      for _ in 0..<IDXHeader.maximumCount * 784 / chunkSize {
        guard !isCancelled() else { throw .cancelled }
        guard try reader.read(into: scratch) > 0 else { return nil }
      }
      return nil
    } catch {
      switch error {
      case .corruptGzip, .truncatedGzip, .cancelled: return error
      default: return nil
      }
    }
  }

  private static func readHeader(
    _ reader: inout GunzipReader,
    content: IDXHeader.Content
  ) throws(DatasetError) -> IDXHeader {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count < IDXHeader.size(of: content) {
      let count = try withBytes(of: &byte) { buffer throws(DatasetError) in try reader.read(into: buffer) }
      if count == 0 { break }
      bytes.append(byte)
    }
    return try IDXHeader(bytes, content: content, file: reader.name)
  }

  private static func checkPlausible(
    _ header: IDXHeader,
    _ reader: borrowing GunzipReader,
    headerSize: Int
  ) throws(DatasetError) {
    guard let fileSize = reader.fileSize else { return }
    let expected = header.payloadSize
    if reader.isCompressed {
      guard expected <= fileSize * largestDeflateRatio else {
        throw .truncatedGzip(file: reader.name, offset: fileSize)
      }
    } else {
      let found = fileSize - headerSize
      guard found >= expected else { throw .tooShort(file: reader.name, expected: expected, found: found) }
      guard found == expected else { throw .trailingBytes(file: reader.name, expected: expected) }
    }
  }

  private static func readPayload(
    _ reader: inout GunzipReader,
    size: Int,
    isCancelled: () -> Bool,
    progress: Progress
  ) throws(DatasetError) -> [UInt8] {
    var fault: DatasetError?
    let payload = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      do throws(DatasetError) {
        while filled < size {
          guard !isCancelled() else { throw .cancelled }
          let end = min(filled + chunkSize, size)
          let count = try reader.read(
            into: UnsafeMutableRawBufferPointer(
              UnsafeMutableBufferPointer(rebasing: buffer[filled..<end])
            )
          )
          guard count > 0 else { throw .tooShort(file: reader.name, expected: size, found: filled) }
          filled += count
          progress(reader.consumed)
        }
        // Reading on past the last byte also makes zlib compare its checksum.
        var byte: UInt8 = 0
        let extra = try withBytes(of: &byte) { buffer throws(DatasetError) in try reader.read(into: buffer) }
        guard extra == 0 else { throw .trailingBytes(file: reader.name, expected: size) }
      } catch {
        fault = error
      }
    }
    if let fault { throw fault }
    progress(reader.consumed)
    return payload
  }

  private static func withBytes(
    of byte: inout UInt8,
    _ body: (UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int
  ) throws(DatasetError) -> Int {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1, alignment: 1)
    defer { buffer.deallocate() }
    let count = try body(buffer)
    byte = count > 0 ? buffer[0] : byte
    return count
  }
}
