#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A safetensors file whose header has been read and checked; numbers are read when they are asked for.
public struct SafetensorsFile: Sendable {
  /// What the header says of a tensor.
  public struct Entry: Sendable, Equatable {
    /// The type's name in the format, such as `F32`.
    public let type: String
    /// The length of each dimension; empty for a single number.
    public let shape: [Int]
    /// Where its bytes are, from the end of the header.
    let bytes: Range<Int>

    /// How many numbers it has.
    var count: Int { shape.reduce(1, *) }
    /// Whether its numbers can be read.
    public var isFloat: Bool { StoredFloat(rawValue: type) != nil }
  }

  /// Where it came from, for messages.
  public let path: String
  /// Every tensor's type, shape and place, by name.
  public let entries: [String: Entry]
  /// The texts of `__metadata__`.
  public let metadata: [String: String]
  private let body: Data

  init(path: String, entries: [String: Entry], metadata: [String: String], body: Data) {
    self.path = path
    self.entries = entries
    self.metadata = metadata
    self.body = body
  }

  /// A tensor's numbers; nil where there is none of that name.
  /// - Throws: `CheckpointError.elementType` for other than floating-point numbers.
  public func tensor(_ name: String) throws(CheckpointError) -> Tensor? {
    guard let entry = entries[name] else { return nil }
    guard let type = StoredFloat(rawValue: entry.type) else {
      throw .elementType(path: path, tensor: name, expected: StoredFloat.allCases.map(\.rawValue), found: entry.type)
    }
    let start = body.startIndex
    let bytes = body[start + entry.bytes.lowerBound..<start + entry.bytes.upperBound]
    let values = bytes.withUnsafeBytes { raw in (0..<entry.count).map { type.value(in: raw, at: $0) } }
    return Tensor(type.elementType, shape: entry.shape, values: values)
  }

  /// Every tensor of floating-point numbers, by name.
  public func floatTensors() throws(CheckpointError) -> [String: Tensor] {
    var tensors: [String: Tensor] = [:]
    for (name, entry) in entries where entry.isFloat { tensors[name] = try tensor(name) }
    return tensors
  }
}
