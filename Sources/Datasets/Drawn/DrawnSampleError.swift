/// Why a drawing cannot be kept as a sample, and what can be done about it.
public enum DrawnSampleError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The samples that are there cannot be read; they are left as they are.
  case unreadable(DatasetError)
  /// The operating system does not let something be written in the folder, or the folder itself be made.
  case unwritable(path: String, reason: String)

  /// The fault and the way out, the more important first: on a screen the end may have no room.
  public var description: String {
    switch self {
    case .unreadable(let fault): "the saved samples cannot be read; repair them or move them away: \(fault)"
    case .unwritable(let path, let reason):
      "cannot write in \(path): \(reason); correct that, or set XDG_DATA_HOME to another folder"
    }
  }
}
