import Datasets

/// Why a drawing cannot be kept as a sample, and what can be done about it.
public enum DrawnSampleError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The samples that are there cannot be read; they are left as they are.
  case unreadable(DatasetError)
  /// The operating system does not let something be written.
  case unwritable(path: String, reason: String)

  /// The fault and the way out.
  public var description: String {
    switch self {
    case .unreadable(let fault): "\(fault); it is left as it is: repair it, or move it away to begin anew"
    case .unwritable(let path, let reason):
      "cannot write \(path): \(reason); set that right, or name another place in $XDG_DATA_HOME"
    }
  }
}
