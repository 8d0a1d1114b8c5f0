import Records

/// The tensors of a safetensors file by name, type and shape; their numbers stay in the file until they are asked for.
///
/// Source: the format's description in huggingface/safetensors: eight bytes of little-endian header length, a JSON header, then the
/// numbers, which tensors cover without gaps.
public struct ModelFile: Sendable {
  /// The format's own limit of a header.
  public static let longestHeader = 100_000_000

  /// One tensor.
  public struct Tensor: Hashable, Sendable {
    /// The name, such as "0.weight".
    public let name: String
    /// The type as the file has it, such as "BF16".
    public let typeName: String
    /// How many elements each axis has.
    public let shape: [Int]
    /// Where its bytes lie in the file.
    public let bytes: Range<Int>

    /// The type, if it is one whose numbers can be read.
    public var type: StoredType? { StoredType(rawValue: typeName) }
    /// How many elements it has.
    public var count: Int { shape.reduce(1, *) }
  }

  /// Where it was read from, for messages.
  public let path: String
  /// The tensors in the order of their bytes.
  public let tensors: [Tensor]
  /// What the file says about itself.
  public let metadata: [String: String]
  /// The file's bytes.
  public let source: any ByteSource

  /// Opens a file and reads its header.
  public init(path: String) throws(ModelFileError) { try self.init(FileBytes(path: path), path: path) }

  /// Reads the header of bytes.
  public init(_ source: any ByteSource, path: String) throws(ModelFileError) {
    guard source.count >= 8 else {
      throw .malformed(path: path, expected: "at least 8 bytes of header length", found: "\(source.count) bytes")
    }
    let length = try Self.bytes(source, 0, 8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let most = min(Self.longestHeader, source.count - 8)
    guard length <= UInt64(most) else {
      throw .malformed(
        path: path,
        expected: "a header of at most \(most) bytes",
        found: "a header length of \(length)"
      )
    }
    let text = try Self.bytes(source, 8, Int(length))
    guard let header = text.withUnsafeBufferPointer({ JSONValue($0) })?.members else {
      throw .malformed(path: path, expected: "a JSON object of tensors as header", found: "something else")
    }
    var tensors: [Tensor] = []
    var metadata: [String: String] = [:]
    var names: Set<String> = []
    for (name, value) in header.map({ ($0.name, $0.value) }) {
      guard names.insert(name).inserted else {
        throw .malformed(path: path, expected: "one entry for \"\(name)\"", found: "several")
      }
      if name == "__metadata__" {
        for member in value.members ?? [] { metadata[member.name] = member.value.string }
      } else {
        tensors.append(try Self.tensor(name, value, start: 8 + Int(length), end: source.count, path: path))
      }
    }
    tensors.sort {
      ($0.bytes.lowerBound, $0.bytes.upperBound, $0.name) < ($1.bytes.lowerBound, $1.bytes.upperBound, $1.name)
    }
    try Self.check(tensors, start: 8 + Int(length), end: source.count, path: path)
    self.path = path
    self.tensors = tensors
    self.metadata = metadata
    self.source = source
  }

  /// How many numbers all tensors have.
  public var parameterCount: Int { tensors.reduce(0) { $0 + $1.count } }

  /// All bytes of a tensor.
  public func contents(of tensor: Tensor) throws(ModelFileError) -> [UInt8] {
    try Self.bytes(source, tensor.bytes.lowerBound, tensor.bytes.count)
  }

  // MARK: The header

  private static func bytes(_ source: any ByteSource, _ offset: Int, _ count: Int) throws(ModelFileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    // withUnsafeMutableBytes has no typed throws for closures that throw one.
    var failure: ModelFileError?
    bytes.withUnsafeMutableBytes { buffer in
      do throws(ModelFileError) { try source.read(at: offset, into: buffer) } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
  }

  private static func tensor(
    _ name: String,
    _ entry: JSONValue,
    start: Int,
    end: Int,
    path: String
  ) throws(ModelFileError) -> Tensor {
    guard let typeName = entry["dtype"]?.string, let shape = entry["shape"].flatMap(wholeNumbers),
      let offsets = entry["data_offsets"].flatMap(wholeNumbers)
    else {
      throw .malformed(path: path, expected: "dtype, shape and data_offsets for \"\(name)\"", found: "something else")
    }
    guard offsets.count == 2, offsets[0] >= 0, offsets[0] <= offsets[1], offsets[1] <= end - start else {
      throw .malformed(
        path: path,
        expected: "data_offsets from 0 to \(end - start) for \"\(name)\"",
        found: "\(offsets)"
      )
    }
    var count = 1
    for size in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      // No element takes less than half a byte, so a shape that the bytes cannot fill is found before its size matters.
      guard size >= 0, !overflow, product <= 2 * (offsets[1] - offsets[0]) || shape.contains(0) else {
        throw .malformed(
          path: path,
          expected: "a shape of \(offsets[1] - offsets[0]) bytes for \"\(name)\"",
          found: text(shape)
        )
      }
      count = product
    }
    if let size = StoredType.size(of: typeName), count * size != offsets[1] - offsets[0] {
      throw .malformed(
        path: path,
        expected: "\(count * size) bytes for \"\(name)\", \(typeName) of shape \(text(shape))",
        found: "\(offsets[1] - offsets[0])"
      )
    }
    return Tensor(
      name: name,
      typeName: typeName,
      shape: shape,
      bytes: start + offsets[0]..<start + offsets[1]
    )
  }

  private static func wholeNumbers(_ value: JSONValue) -> [Int]? {
    guard let elements = value.array else { return nil }
    let numbers = elements.compactMap { element -> Int? in
      if case .number(let number) = element { Int(exactly: number) } else { nil }
    }
    return numbers.count == elements.count ? numbers : nil
  }

  /// A shape as NumPy writes it.
  private static func text(_ shape: [Int]) -> String {
    "(" + shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? ",)" : ")")
  }

  private static func check(_ tensors: [Tensor], start: Int, end: Int, path: String) throws(ModelFileError) {
    var place = start
    for tensor in tensors {
      guard tensor.bytes.lowerBound == place else {
        throw .malformed(
          path: path,
          expected: "\"\(tensor.name)\" to begin at byte \(place - start), where the one before ends",
          found: "byte \(tensor.bytes.lowerBound - start)"
        )
      }
      place = tensor.bytes.upperBound
    }
    guard place == end else {
      throw .malformed(path: path, expected: "\(place - start) bytes after the header", found: "\(end - start)")
    }
  }
}
