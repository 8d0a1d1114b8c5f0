/// What went wrong with one source of a file.
public struct SourceFault: Error, Equatable, Sendable {
  /// What went wrong.
  public enum Reason: Equatable, Sendable {
    /// The server answered with an error.
    case status(Int)
    /// The connection ended early.
    case cut(expected: Int?, found: Int)
    /// Nothing arrived for so many seconds.
    case stalled(seconds: Double, found: Int)
    /// The file goes on beyond any plausible size.
    case tooLarge(limit: Int)
    /// The bytes are not the published ones.
    case checksum(name: String, expected: String, found: String)
    /// The server could not be reached or understood.
    case connection(String)
  }

  /// The address of the file.
  public let address: String
  /// What went wrong.
  public let reason: Reason
}

extension SourceFault: CustomStringConvertible {
  /// The fault in a sentence: where, what, expected, found.
  public var description: String {
    switch reason {
    case .status(let status):
      "\(address) answered with HTTP status \(status), expected 200"
    case .cut(let expected?, let found):
      "\(address) broke off: expected \(expected) bytes, found \(found)"
    case .cut(nil, let found):
      "\(address) broke off after \(found) bytes"
    case .stalled(let seconds, let found):
      "\(address) sent nothing for \(seconds.formatted) s, after \(found) bytes"
    case .tooLarge(let limit):
      "\(address) is too large: expected at most \(limit) bytes, found more"
    case .checksum(let name, let expected, let found):
      "\(address) is not the published file: expected \(name) \(expected), found \(found)"
    case .connection(let message):
      "\(address): \(message)"
    }
  }
}

extension Double {
  fileprivate var formatted: String {
    self == rounded() ? String(Int(self)) : String(self)
  }
}
