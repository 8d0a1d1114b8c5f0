import Datasets

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads and writes the safetensors format: eight bytes of little-endian header length, a JSON header with each tensor's type, shape and
/// place, then the numbers.
///
/// Source: the format's description in huggingface/safetensors. Numbers of 16, 32 and 64-bit floats are read, those of 16 bits as 32; tensors
/// of other types may be there.
public enum Safetensors {
  /// No header of a file that dlviz can use comes near this; the format's own limit is the same.
  static let longestHeader = 100_000_000

  /// Bytes of a number of each type in the format whose numbers fill whole bytes.
  private static let byteCounts = [
    "BOOL": 1, "U8": 1, "I8": 1, "F8_E4M3": 1, "F8_E5M2": 1, "F8_E8M0": 1, "I16": 2, "U16": 2, "F16": 2, "BF16": 2,
    "I32": 4, "U32": 4, "F32": 4, "I64": 8, "U64": 8, "F64": 8, "C64": 8,
  ]

  private struct Entry: Decodable {
    var dtype: String
    var shape: [Int]
    var data_offsets: [Int]
  }

  private enum HeaderValue: Decodable {
    case tensor(Entry)
    case texts([String: String])
    case other

    init(from decoder: any Decoder) throws {
      if let entry = try? Entry(from: decoder) {
        self = .tensor(entry)
      } else if let texts = try? [String: String](from: decoder) {
        self = .texts(texts)
      } else {
        self = .other
      }
    }
  }

  // MARK: Reading

  /// Opens a file, a pipe or whatever else bytes can be read from, once.
  /// - Throws: `CheckpointError.foreignFormat` for files that other programs keep weights in.
  public static func read(contentsOf path: String) throws(CheckpointError) -> SafetensorsFile {
    let data: Data
    do throws(FileError) {
      data = try FileBytes.read(path)
    } catch {
      throw .file(error)
    }
    if let format = ForeignFormat(data.prefix(ForeignFormat.sniffedBytes), path: path) {
      throw .foreignFormat(path: path, format)
    }
    return try read(data, path: path)
  }

  /// The tensors of a file's bytes.
  /// - Parameter path: where they came from, for messages.
  static func read(_ data: Data, path: String) throws(CheckpointError) -> SafetensorsFile {
    guard data.count >= 8 else {
      throw .malformed(path: path, expected: "at least 8 bytes of header length", found: "\(data.count) bytes")
    }
    let length = data.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(min(longestHeader, data.count - 8)) else {
      throw .malformed(
        path: path,
        expected: "a header of at most \(min(longestHeader, data.count - 8)) bytes",
        found: "a header length of \(length)"
      )
    }
    let headerEnd = data.startIndex + 8 + Int(length)
    let header: [String: HeaderValue]
    do {
      header = try JSONDecoder().decode([String: HeaderValue].self, from: data[(data.startIndex + 8)..<headerEnd])
    } catch {
      throw .malformed(path: path, expected: "a JSON object of tensors as header", found: "something else")
    }
    let body = data[headerEnd...]
    var entries: [String: SafetensorsFile.Entry] = [:]
    var metadata: [String: String] = [:]
    for (name, value) in header {
      switch value {
      case .tensor(let found): entries[name] = try entry(found, name: name, bodyCount: body.count, path: path)
      case .texts(let texts) where name == "__metadata__": metadata = texts
      case .other where name == "__metadata__": continue
      case .texts, .other:
        throw .malformed(path: path, expected: "dtype, shape and data_offsets for \"\(name)\"", found: "something else")
      }
    }
    try checkLayout(entries.values.map(\.bytes), bodyCount: body.count, path: path)
    return SafetensorsFile(path: path, entries: entries, metadata: metadata, body: body)
  }

  private static func entry(
    _ entry: Entry,
    name: String,
    bodyCount: Int,
    path: String
  ) throws(CheckpointError) -> SafetensorsFile.Entry {
    var count = 1
    for length in entry.shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard length >= 0, !overflow else {
        throw .malformed(path: path, expected: "a shape that fits the file for \"\(name)\"", found: "\(entry.shape)")
      }
      count = product
    }
    let offsets = entry.data_offsets
    guard offsets.count == 2, offsets[0] >= 0, offsets[0] <= offsets[1], offsets[1] <= bodyCount else {
      throw .malformed(path: path, expected: "offsets within \(bodyCount) bytes for \"\(name)\"", found: "\(offsets)")
    }
    if let size = byteCounts[entry.dtype] {
      let (byteCount, overflow) = count.multipliedReportingOverflow(by: size)
      guard !overflow, byteCount == offsets[1] - offsets[0] else {
        throw .malformed(
          path: path,
          expected:
            "\(entry.shape) of \(entry.dtype) to take \(overflow ? "more than any file" : "\(byteCount) bytes") for \"\(name)\"",
          found: "\(offsets[1] - offsets[0]) bytes"
        )
      }
    }
    return SafetensorsFile.Entry(type: entry.dtype, shape: entry.shape, bytes: offsets[0]..<offsets[1])
  }

  /// The format allows no holes, no overlaps and nothing after the last tensor.
  private static func checkLayout(_ ranges: [Range<Int>], bodyCount: Int, path: String) throws(CheckpointError) {
    var end = 0
    for range in ranges.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
      guard range.lowerBound == end else {
        throw .malformed(path: path, expected: "the next tensor at byte \(end)", found: "byte \(range.lowerBound)")
      }
      end = range.upperBound
    }
    guard end == bodyCount else {
      throw .malformed(path: path, expected: "\(end) bytes of numbers", found: "\(bodyCount)")
    }
  }

  // MARK: Writing

  /// Writes tensors in the order given, beside the file first and then renamed over it, so that a fault leaves an old file whole.
  /// - Parameter metadata: texts for the header, by name.
  public static func write(
    _ tensors: [(name: String, tensor: Tensor)],
    metadata: [String: String] = [:],
    to path: String
  ) throws(CheckpointError) {
    do throws(FileError) {
      try AtomicFile.write(bytes(tensors, metadata: metadata), to: path)
    } catch {
      throw .file(error)
    }
  }

  /// A file's bytes.
  static func bytes(_ tensors: [(name: String, tensor: Tensor)], metadata: [String: String] = [:]) -> [UInt8] {
    var header: [String] = []
    if !metadata.isEmpty {
      let texts = metadata.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }
      header.append("\"__metadata__\":{\(texts.joined(separator: ","))}")
    }
    var offset = 0
    for (name, tensor) in tensors {
      let end = offset + tensor.values.count * tensor.elementType.byteCount
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      header.append(
        "\(quoted(name)):{\"dtype\":\"\(tensor.elementType.rawValue)\",\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(end)]}"
      )
      offset = end
    }
    // The format lets a header end in spaces; eight-byte alignment is what its own writer does.
    var json = Array("{\(header.joined(separator: ","))}".utf8)
    while json.count % 8 != 0 { json.append(0x20) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + json.count + offset)
    withUnsafeBytes(of: UInt64(json.count).littleEndian) { bytes.append(contentsOf: $0) }
    bytes += json
    for (_, tensor) in tensors {
      for value in tensor.values {
        switch tensor.elementType {
        case .float32: withUnsafeBytes(of: Float(value).bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        case .float64: withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
      }
    }
    return bytes
  }

  private static func quoted(_ text: String) -> String {
    guard let data = try? JSONEncoder().encode(text) else { return "\"\"" }
    return String(decoding: data, as: UTF8.self)
  }
}
