import Foundation
import NeuralNet
import Training

/// Feeds damaged safetensors files to the reader: every one must be read or refused with an error.
struct SafetensorsFuzzer {
  /// How often a file was read all the same, and how often refused.
  private(set) var accepted = 0
  private(set) var refused = 0

  private static let words = [
    "F32", "F64", "BF16", "I64", "null", "-1", "1e9", "99999999999999999999", "[", "]", "{", "}", "\"", ",", ":",
    "shape",
    "dtype", "data_offsets", "__metadata__",
  ]

  private var mutator: ByteMutator
  private let whole: [UInt8]
  private let path: String

  init(seed: UInt64) throws {
    mutator = ByteMutator(seed: seed)
    // A million files are quicker in memory, where the system has a file system there.
    let memory = "/dev/shm"
    let directory = FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
    path = directory + "/dlviz-fuzz-\(ProcessInfo.processInfo.processIdentifier).safetensors"
    whole = Self.file(
      #"{"__metadata__":{"format":"pt"},"0.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"#
        + #""0.bias":{"dtype":"F64","shape":[2],"data_offsets":[24,40]}}"#
    )
  }

  /// Reads one damaged file.
  mutating func step() {
    let bytes = mutator.random.below(2) == 0 ? mutator.mutate(whole) : replaceWord()
    write(bytes)
    do {
      let file = try Safetensors.read(contentsOf: path)
      let tensors = try file.floatTensors()
      precondition(tensors.count <= 8)
      accepted += 1
    } catch {
      precondition(!"\(error)".isEmpty)
      refused += 1
    }
  }

  private func write(_ bytes: [UInt8]) {
    guard let file = fopen(path, "wb") else { preconditionFailure("cannot write \(path)") }
    defer { fclose(file) }
    precondition(fwrite(bytes, 1, bytes.count, file) == bytes.count, "cannot write \(path)")
  }

  /// Takes the last file away.
  func end() { unlink(path) }

  /// The header with one of its words or signs replaced and its length put right, so that the damage gets past it.
  private mutating func replaceWord() -> [UInt8] {
    var header = Array(whole[8..<whole.count - 40])
    let start = mutator.random.below(header.count)
    let end = min(header.count, start + mutator.random.below(8))
    header.replaceSubrange(start..<end, with: Self.words[mutator.random.below(Self.words.count)].utf8)
    return Self.file(String(decoding: header, as: UTF8.self))
  }

  private static func file(_ header: String) -> [UInt8] {
    let length = UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8)
      + [UInt8](repeating: 0x3F, count: 40)
  }
}
