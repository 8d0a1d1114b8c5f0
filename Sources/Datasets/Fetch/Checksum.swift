import Crypto

/// A published checksum of a file.
public enum Checksum: Sendable, Equatable {
  /// SHA-256 in lower-case hexadecimal.
  case sha256(String)
  /// MD5 in lower-case hexadecimal: good against damage, not against malice.
  case md5(String)

  /// The digits as published.
  public var hexadecimal: String {
    switch self {
    case .sha256(let digits), .md5(let digits): digits
    }
  }

  /// What it is called.
  public var name: String {
    switch self {
    case .sha256: "SHA-256"
    case .md5: "MD5"
    }
  }

  /// The checksum of the same kind that a file has.
  func compute(path: String) throws(DatasetError) -> String {
    switch self {
    case .sha256: try Self.digest(SHA256(), path: path)
    case .md5: try Self.digest(Insecure.MD5(), path: path)
    }
  }

  private static func digest(_ function: some HashFunction, path: String) throws(DatasetError) -> String {
    var function = function
    var source = try ByteSource(path: path)
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { chunk.deallocate() }
    while true {
      let count = try source.read(into: chunk)
      guard count > 0 else { break }
      function.update(bufferPointer: UnsafeRawBufferPointer(rebasing: chunk[..<count]))
    }
    let digits = Array("0123456789abcdef")
    return String(function.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
