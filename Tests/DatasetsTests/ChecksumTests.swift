import TestSupport
import Testing

@testable import Datasets

@Suite struct ChecksumTests {
  private func digest(_ function: Digest.Function, _ parts: [String]) throws -> String {
    var digest = try Digest(function)
    for part in parts {
      let bytes = Array(part.utf8)
      try bytes.withUnsafeBytes { bytes throws in try digest.update(bytes) }
    }
    return try digest.finish()
  }

  /// The test suite of RFC 1321, A.5.
  @Test(arguments: [
    ("", "d41d8cd98f00b204e9800998ecf8427e"),
    ("a", "0cc175b9c0f1b6a831c399e269772661"),
    ("abc", "900150983cd24fb0d6963f7d28e17f72"),
    ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
    ("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "d174ab98d277d9f5a5611c2c9f419d9f"),
    (String(repeating: "1234567890", count: 8), "57edf4a22be3c955ac49da2e2107b67a"),
  ])
  func md5IsThatOfRFC1321(text: String, expected: String) throws {
    #expect(try digest(.md5, [text]) == expected)
    #expect(try digest(.md5, text.map(String.init)) == expected)
  }

  /// NIST's examples for FIPS 180: messages of one block, of two, and of a million letters; and the empty one.
  @Test(arguments: [
    ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    ("aaaaaaaaaa", 100_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ])
  func sha256IsThatOfFIPS180(text: String, count: Int, expected: String) throws {
    #expect(try digest(.sha256, [String](repeating: text, count: count)) == expected)
  }

  @Test func aFileIsReadInChunksToItsEnd() throws {
    let directory = TemporaryDirectory()
    directory.write([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000), to: "a")
    #expect(
      try Checksum.sha256("").compute(path: directory.path + "/a")
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    )
    directory.write(Array("abc".utf8), to: "abc")
    #expect(try Checksum.md5("").compute(path: directory.path + "/abc") == "900150983cd24fb0d6963f7d28e17f72")
    #expect(throws: DatasetError.self) { try Checksum.md5("").compute(path: directory.path + "/none") }
  }

  @Test func aLibraryThatIsMissingOrAnotherIsNone() throws {
    #expect(DigestLibrary(named: "libnone-such.so.1") == nil)
    #if os(Linux)
      #expect(DigestLibrary(named: "libz.so.1") == nil)
    #endif
    #expect(throws: DatasetError.uncheckable(file: "/dev/null", fault: .noLibrary(digest: "MD5"))) {
      try Checksum.md5("").compute(path: "/dev/null", library: nil)
    }
  }
}
