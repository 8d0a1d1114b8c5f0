import Datasets
import NeuralNet

/// Feeds damaged IDX and gzip files to the reader: every one must be read or refused with an error.
struct IDXFuzzer {
  /// How often a file was read all the same, and how often refused.
  private(set) var accepted = 0
  private(set) var refused = 0

  private var mutator: ByteMutator
  private let seeds: [(bytes: [UInt8], isImages: Bool)]

  /// - Parameter gzipped: a label file that a real compressor made.
  init(seed: UInt64, gzipped: [UInt8]) {
    mutator = ByteMutator(seed: seed)
    let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 40] + (0..<40).map { UInt8($0 % 10) }
    let images: [UInt8] =
      [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28] + (0..<1568).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let members = StoredGzip.compress(Array(labels[..<20])) + StoredGzip.compress(Array(labels[20...]))
    seeds = [
      (labels, false), (images, true), (gzipped, false), (StoredGzip.compress(images), true), (members, false),
    ]
  }

  /// Reads one damaged file; a file that is accepted must be what its header says.
  mutating func step() {
    let seed = seeds[mutator.random.below(seeds.count)]
    var bytes = mutator.mutate(seed.bytes)
    // Damage inside an intact wrapping reaches what damage to the wrapping does not.
    if mutator.random.below(3) == 0 { bytes = StoredGzip.compress(bytes) }
    do throws(DatasetError) {
      if seed.isImages {
        let pixels = try IDXReader.images(bytes, name: "fuzz")
        precondition(!pixels.isEmpty && pixels.count.isMultiple(of: 784), "\(pixels.count) bytes accepted as images")
      } else {
        let labels = try IDXReader.labels(bytes, name: "fuzz")
        precondition(!labels.isEmpty && labels.allSatisfy { $0 < 10 }, "wrong labels accepted")
      }
      accepted += 1
    } catch {
      precondition(!error.description.isEmpty)
      refused += 1
    }
  }
}
