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
    case checksum(name: String, expected: String, found: String, content: Content)
    /// The server could not be reached or understood.
    case connection(String)
  }

  /// What arrived in place of the published file.
  public struct Content: Equatable, Sendable {
    /// Its bytes.
    public let size: Int
    /// Whether it begins as HTML does.
    public let isWebPage: Bool
  }

  /// The address of the file.
  public let address: String
  /// What went wrong.
  public let reason: Reason
}

extension SourceFault: CustomStringConvertible {
  /// The fault in a sentence: where, what, expected, found.
  public var description: String { "\(address)\(words)" }

  /// The fault without its address.
  var words: String {
    switch reason {
    case .status(let status):
      " answered with HTTP status \(status), expected 200"
    case .cut(let expected?, let found):
      " broke off: expected \(grouped(expected)) bytes, found \(grouped(found))"
    case .cut(nil, let found):
      " broke off after \(grouped(found)) bytes"
    case .stalled(let seconds, let found):
      " sent nothing for \(seconds.formatted) s, after \(grouped(found)) bytes"
    case .tooLarge(let limit):
      " is too large: expected at most \(grouped(limit)) bytes, found more"
    case .checksum(let name, let expected, let found, let content):
      " sent \(grouped(content.size)) bytes\(content.isWebPage ? ", a web page," : "") that are not the published file: "
        + "expected \(name) \(expected), found \(found)"
    case .connection(let message):
      ": \(message)"
    }
  }
}

extension Double {
  fileprivate var formatted: String {
    self == rounded() ? String(Int(self)) : String(self)
  }
}
