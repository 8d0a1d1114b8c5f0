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
  public var name: String { function.rawValue }

  var function: Digest.Function {
    switch self {
    case .sha256: .sha256
    case .md5: .md5
    }
  }

  /// The checksum of the same kind that a file has.
  func compute(path: String, library: DigestLibrary? = .system) throws(DatasetError) -> String {
    var source = try ByteSource(path: path)
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { chunk.deallocate() }
    do {
      var digest = try Digest(function, library: library)
      while true {
        let count = try source.read(into: chunk)
        guard count > 0 else { break }
        try digest.update(UnsafeRawBufferPointer(rebasing: chunk[..<count]))
      }
      return try digest.finish()
    } catch let fault as DigestError {
      throw .uncheckable(file: path, fault: fault)
    } catch let error as DatasetError {
      throw error
    } catch {
      throw .unreadable(file: path, reason: "\(error)")
    }
  }
}
