import Foundation
import Testing

@testable import Logs

/// A folder of a test that goes when the test ends.
final class ScratchFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory.path + "/dlviz-logs-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
  }

  static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
}

private enum NSTemporaryDirectory {
  static var path: String { FileManager.default.temporaryDirectory.path }
}

extension Inflater {
  static func unpacked(_ bytes: [UInt8]) -> [UInt8] {
    let inflater = Inflater()
    var result: [UInt8] = []
    bytes.withUnsafeBufferPointer { inflater.unpack($0) { result.append(contentsOf: $0) } }
    return result
  }
}
