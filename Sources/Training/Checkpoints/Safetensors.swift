import Datasets

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Reads and writes the safetensors format: eight bytes of little-endian header length, a JSON header with each tensor's type, shape and
/// place, then the numbers.
///
/// Source: the format's description in huggingface/safetensors. Tensors of 16, 32 and 64-bit floats are read, those of 16 bits as 32;
/// others are refused by name.
public enum Safetensors {
  /// No header of a file that dlviz can use comes near this; the format's own limit is the same.
  static let longestHeader = 100_000_000

  private struct Entry: Codable {
    var dtype: String
    var shape: [Int]
    var data_offsets: [Int]
  }

  private enum HeaderValue: Decodable {
    case tensor(Entry)
    case metadata

    init(from decoder: any Decoder) throws {
      if let entry = try? Entry(from: decoder) { self = .tensor(entry) } else { self = .metadata }
    }
  }

  // MARK: Reading

  /// The tensors of a file, by name.
  public static func read(contentsOf path: String) throws(CheckpointError) -> [String: Tensor] {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw .file(.cannotRead(path: path, reason: String(cString: strerror(EISDIR))))
    }
    guard access(path, R_OK) == 0 else {
      throw .file(.cannotRead(path: path, reason: String(cString: strerror(errno))))
    }
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
    } catch {
      throw .file(.cannotRead(path: path, reason: systemReason(error)))
    }
    return try read(data, path: path)
  }

  /// The tensors of a file's bytes.
  /// - Parameter path: where they came from, for messages.
  static func read(_ data: Data, path: String) throws(CheckpointError) -> [String: Tensor] {
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
    var tensors: [String: Tensor] = [:]
    for (name, value) in header {
      switch value {
      case .tensor(let entry): tensors[name] = try tensor(entry, name: name, body: body, path: path)
      case .metadata where name == "__metadata__": continue
      case .metadata:
        throw .malformed(path: path, expected: "dtype, shape and data_offsets for \"\(name)\"", found: "something else")
      }
    }
    try checkLayout(header, bodyCount: body.count, path: path)
    return tensors
  }

  private static func tensor(
    _ entry: Entry,
    name: String,
    body: Data,
    path: String
  ) throws(CheckpointError) -> Tensor {
    guard let type = StoredFloat(rawValue: entry.dtype) else {
      throw .elementType(
        path: path,
        tensor: name,
        expected: StoredFloat.allCases.map(\.rawValue),
        found: entry.dtype
      )
    }
    var count = 1
    for length in entry.shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard length >= 0, !overflow else {
        throw .malformed(path: path, expected: "a shape that fits the file for \"\(name)\"", found: "\(entry.shape)")
      }
      count = product
    }
    let offsets = entry.data_offsets
    guard offsets.count == 2, offsets[0] >= 0, offsets[0] <= offsets[1], offsets[1] <= body.count else {
      throw .malformed(path: path, expected: "offsets within \(body.count) bytes for \"\(name)\"", found: "\(offsets)")
    }
    let (byteCount, overflow) = count.multipliedReportingOverflow(by: type.byteCount)
    guard !overflow, byteCount == offsets[1] - offsets[0] else {
      throw .malformed(
        path: path,
        expected:
          "\(entry.shape) of \(entry.dtype) to take \(overflow ? "more than any file" : "\(byteCount) bytes") for \"\(name)\"",
        found: "\(offsets[1] - offsets[0]) bytes"
      )
    }
    let bytes = body[(body.startIndex + offsets[0])..<(body.startIndex + offsets[1])]
    let values = bytes.withUnsafeBytes { raw in
      (0..<count).map { type.value(in: raw, at: $0) }
    }
    return Tensor(type.elementType, shape: entry.shape, values: values)
  }

  /// The format allows no holes, no overlaps and nothing after the last tensor.
  private static func checkLayout(
    _ header: [String: HeaderValue],
    bodyCount: Int,
    path: String
  ) throws(CheckpointError) {
    var ranges: [(Int, Int)] = []
    for case .tensor(let entry) in header.values { ranges.append((entry.data_offsets[0], entry.data_offsets[1])) }
    ranges.sort { $0 < $1 }
    var end = 0
    for (begin, next) in ranges {
      guard begin == end else {
        throw .malformed(path: path, expected: "the next tensor at byte \(end)", found: "byte \(begin)")
      }
      end = next
    }
    guard end == bodyCount else {
      throw .malformed(path: path, expected: "\(end) bytes of numbers", found: "\(bodyCount)")
    }
  }

  // MARK: Writing

  /// Writes tensors in the order given, beside the file first and then renamed over it, so that a fault leaves an old file whole.
  public static func write(_ tensors: [(name: String, tensor: Tensor)], to path: String) throws(CheckpointError) {
    do throws(FileError) {
      try AtomicFile.write(Array(bytes(tensors)), to: path)
    } catch {
      throw .file(error)
    }
  }

  /// A file's bytes.
  static func bytes(_ tensors: [(name: String, tensor: Tensor)]) -> Data {
    var header: [String] = []
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
    var json = Data("{\(header.joined(separator: ","))}".utf8)
    while json.count % 8 != 0 { json.append(0x20) }
    var data = Data(capacity: 8 + json.count + offset)
    withUnsafeBytes(of: UInt64(json.count).littleEndian) { data.append(contentsOf: $0) }
    data.append(json)
    for (_, tensor) in tensors {
      for value in tensor.values {
        switch tensor.elementType {
        case .float32: withUnsafeBytes(of: Float(value).bitPattern.littleEndian) { data.append(contentsOf: $0) }
        case .float64: withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
        }
      }
    }
    return data
  }

  private static func quoted(_ name: String) -> String {
    guard let data = try? JSONEncoder().encode(name) else { return "\"\"" }
    return String(decoding: data, as: UTF8.self)
  }
}
