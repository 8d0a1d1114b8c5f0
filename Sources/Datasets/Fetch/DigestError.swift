/// Why a digest cannot be computed.
public enum DigestError: Error, Equatable, Sendable {
  /// libcrypto is not on this machine.
  case noLibrary(digest: String)
  /// libcrypto is there, but does not compute this digest, as one in FIPS mode refuses MD5.
  case refused(digest: String)
}

extension DigestError: CustomStringConvertible {
  /// The fault in a sentence.
  public var description: String {
    switch self {
    case .noLibrary(let digest):
      "a \(digest) checksum needs OpenSSL's libcrypto, which was not found on this machine. "
        + "Install it (libssl3, or libssl3t64 on newer systems) and start again"
    case .refused(let digest):
      "this machine's libcrypto does not compute \(digest) checksums, as in FIPS mode"
    }
  }
}
