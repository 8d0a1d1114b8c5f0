import CCrypto

/// A digest that grows with the bytes it is given.
struct Digest: ~Copyable {
  /// Digest functions, by the names that they are published with.
  enum Function: String {
    /// FIPS 180-4.
    case sha256 = "SHA-256"
    /// RFC 1321.
    case md5 = "MD5"
  }

  private let function: Function
  private let digest: OpaquePointer

  init(_ function: Function, library: DigestLibrary? = .system) throws(DigestError) {
    guard let library else { throw .noLibrary(digest: function.rawValue) }
    let kind =
      switch function {
      case .sha256: CCRYPTO_SHA256
      case .md5: CCRYPTO_MD5
      }
    guard let digest = ccrypto_begin(library.table, kind) else { throw .refused(digest: function.rawValue) }
    self.function = function
    self.digest = digest
  }

  deinit { ccrypto_free(digest) }

  mutating func update(_ bytes: UnsafeRawBufferPointer) throws(DigestError) {
    guard ccrypto_update(digest, bytes.baseAddress, bytes.count) else { throw .refused(digest: function.rawValue) }
  }

  /// The digest of all bytes, in lower-case hexadecimal.
  consuming func finish() throws(DigestError) -> String {
    let bytes = [UInt8](unsafeUninitializedCapacity: CCRYPTO_LONGEST_DIGEST) { buffer, count in
      count = buffer.baseAddress.map { ccrypto_finish(digest, $0) } ?? 0
    }
    guard !bytes.isEmpty else { throw .refused(digest: function.rawValue) }
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
