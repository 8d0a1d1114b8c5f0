import TensorFiles

/// A safetensors file whose header has been read and checked; numbers are read when they are asked for.
public struct SafetensorsFile: Sendable {
  /// Every tensor's type, shape and place, by name.
  public let entries: [String: ModelFile.Tensor]
  private let file: ModelFile

  init(_ file: ModelFile) {
    self.file = file
    entries = Dictionary(file.tensors.map { ($0.name, $0) }) { first, _ in first }
  }

  /// Where it came from, for messages.
  public var path: String { file.path }
  /// The texts of `__metadata__`.
  public var metadata: [String: String] { file.metadata }

  /// A tensor's numbers; nil where there is none of that name.
  /// - Throws: `CheckpointError.elementType` for other than floating-point numbers.
  public func tensor(_ name: String) throws(CheckpointError) -> Tensor? {
    guard let entry = entries[name] else { return nil }
    guard let type = entry.floatType else {
      let expected = StoredType.floats.map(\.rawValue)
      throw .elementType(path: path, tensor: name, expected: expected, found: entry.typeName)
    }
    var values: [Double] = []
    values.reserveCapacity(entry.count)
    do throws(ModelFileError) {
      let bytes = try file.contents(of: entry)
      bytes.withUnsafeBytes { bytes in type.forEach(bytes) { values.append($0) } }
    } catch {
      throw CheckpointError(error)
    }
    return Tensor(type == .float64 ? .float64 : .float32, shape: entry.shape, values: values)
  }

  /// Every tensor of floating-point numbers, by name.
  public func floatTensors() throws(CheckpointError) -> [String: Tensor] {
    var tensors: [String: Tensor] = [:]
    for (name, entry) in entries where entry.isFloat { tensors[name] = try tensor(name) }
    return tensors
  }
}

extension StoredType {
  /// The types that weights may have.
  static let floats: [StoredType] = [.float16, .bfloat16, .float32, .float64]
}

extension ModelFile.Tensor {
  /// The type, if weights may have it; nothing is lost.
  var floatType: StoredType? { type.flatMap { StoredType.floats.contains($0) ? $0 : nil } }
  /// Whether its numbers can be weights.
  public var isFloat: Bool { floatType != nil }
}
