import Datasets
import TensorFiles

/// What can be wrong with a file of weights.
public enum CheckpointError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file cannot be opened, read or written.
  case file(FileError)
  /// The file is another program's; there may be a command that makes safetensors of it.
  case foreignFormat(path: String, ForeignFormat)
  /// Shapes and numbers in names leave several orders of layers.
  case ambiguousOrder(path: String, layers: [String])
  /// The bytes are no file of the format.
  case malformed(path: String, expected: String, found: String)
  /// A tensor's numbers are of a type that cannot be read.
  case elementType(path: String, tensor: String, expected: [String], found: String)
  /// A tensor has another shape than the network's.
  case shapeMismatch(path: String, tensor: String, expected: [Int], found: [Int])
  /// A number that no network can go on with.
  case notFinite(path: String, tensor: String, found: String)
  /// A number that the network's type cannot hold.
  case outOfRange(path: String, tensor: String, found: String)
  /// A number that no network could go on with, and that is therefore not written; an old file is untouched.
  case notSaved(path: String, tensor: String, found: String)
  /// A tensor that the network needs is not there, or one is there that it has no place for.
  case missingTensor(path: String, expected: String, found: String)

  /// The fault in one sentence: what, expected, found, where.
  public var description: String {
    switch self {
    case .file(let fault): fault.description
    case .foreignFormat(let path, let format):
      "\(path) is \(format.title): expected safetensors"
        + (format.command(path).map { ", which this writes beside it:\n\($0)" } ?? "")
    case .ambiguousOrder(let path, let layers):
      "\(path): expected one order of layers, found several, since neither shapes nor numbers in the names tell "
        + "\(layers.joined(separator: ", ")) apart; give the order of all layers with --layers NAME,NAME,…"
    case .malformed(let path, let expected, let found):
      "\(path) cannot be read as safetensors: expected \(expected), found \(found)"
    case .elementType(let path, let tensor, let expected, let found):
      "\(path): tensor \"\(tensor)\" cannot be used: expected one of \(expected.joined(separator: ", ")), found \(found)"
    case .shapeMismatch(let path, let tensor, let expected, let found):
      "\(path): tensor \"\(tensor)\" does not fit: expected shape \(Self.text(expected)), found \(Self.text(found))"
    case .notFinite(let path, let tensor, let found):
      "\(path): tensor \"\(tensor)\" does not fit: expected finite numbers, found \(found)"
    case .outOfRange(let path, let tensor, let found):
      "\(path): layer \"\(tensor)\" does not fit: expected numbers of 32 bits, up to 3.4e38, found \(found)"
    case .notSaved(let path, let tensor, let found):
      "not saved to \(path): tensor \"\(tensor)\" has \(found), expected finite numbers"
    case .missingTensor(let path, let expected, let found): "\(path) does not fit: expected \(expected), found \(found)"
    }
  }

  init(_ error: ModelFileError) {
    switch error {
    case .cannotRead(let path, let reason): self = .file(.cannotRead(path: path, reason: reason))
    case .malformed(let path, let expected, let found):
      self = .malformed(path: path, expected: expected, found: found)
    }
  }

  private static func text(_ shape: [Int]) -> String {
    "(" + shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? ",)" : ")")
  }
}
