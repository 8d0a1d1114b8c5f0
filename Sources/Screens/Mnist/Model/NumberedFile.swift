#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A file's name and those that follow it: `net.safetensors`, `net-2.safetensors`, `net-3.safetensors`, so that nothing is overwritten.
struct NumberedFile {
  private let path: String
  private let exists: (String) -> Bool

  /// - Parameter exists: whether there is something at a path.
  init(_ path: String, exists: @escaping (String) -> Bool = { FileManager.default.fileExists(atPath: $0) }) {
    self.path = path
    self.exists = exists
  }

  /// The first of the names that nothing has.
  var free: String { name(firstFree) }

  /// The last name before the first free one; the name itself where there is none.
  var newest: String { name(max(1, firstFree - 1)) }

  /// All the names together: `net*.safetensors`.
  var pattern: String { name("*") }

  private var firstFree: Int {
    var number = 1
    while exists(name(number)) { number += 1 }
    return number
  }

  private func name(_ number: Int) -> String {
    number > 1 ? name("-\(number)") : path
  }

  /// The name with something behind its stem.
  private func name(_ addition: String) -> String {
    let start = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
    guard let dot = path[start...].lastIndex(of: "."), dot > start else { return path + addition }
    return "\(path[..<dot])\(addition)\(path[dot...])"
  }
}
