/// Why a file of tensors cannot be read.
public enum ModelFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The system refuses.
  case cannotRead(path: String, reason: String)
  /// It is not what the format asks for.
  case malformed(path: String, expected: String, found: String)

  /// One line.
  public var description: String {
    switch self {
    case .cannotRead(let path, let reason): "\(path) cannot be read: \(reason)"
    case .malformed(let path, let expected, let found):
      "\(path) cannot be read as safetensors: expected \(expected), found \(found)"
    }
  }
}
