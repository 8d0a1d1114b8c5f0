import Datasets
import NeuralNet

/// The images that a classifier learns and is measured on, and the few whose predictions are watched all the time.
///
/// A class, so that settings which hold 50 MB of pixels are compared and copied at no cost: two are equal when they are the same object.
public final class ClassifierData: Hashable, Sendable {
  /// Training and test images.
  public let sets: ImageDatasets
  /// What a network is given for a pixel of theirs.
  public let normalisation: PixelNormalisation
  /// Test images that are watched, by index: the first ones of each class in turn, 0…9, 0…9 and so on.
  public let sampleIndices: [Int]
  /// Their pixels, shape (samples, height · width).
  public let samplePixels: [UInt8]

  /// So many images of each class are watched.
  private static let samplesPerClass = 4

  /// Images to learn from.
  /// - Parameter normalisation: what a network is given for a pixel; nil is what is usual for the set.
  public init(_ sets: ImageDatasets, normalisation: PixelNormalisation? = nil) {
    self.sets = sets
    self.normalisation = normalisation ?? sets.normalisation
    let test = sets.test
    let classCount = test.classNames.count
    var found: [[Int]] = Array(repeating: [], count: classCount)
    var missing = classCount * Self.samplesPerClass
    for (index, label) in test.labels.enumerated() where found[Int(label)].count < Self.samplesPerClass {
      found[Int(label)].append(index)
      missing -= 1
      if missing == 0 { break }
    }
    sampleIndices = (0..<Self.samplesPerClass).flatMap { round in
      found.compactMap { round < $0.count ? $0[round] : nil }
    }
    samplePixels = sampleIndices.flatMap { test.image(at: $0) }
  }

  /// Whether two are the same object.
  public static func == (left: ClassifierData, right: ClassifierData) -> Bool { left === right }

  /// Mixes the object's identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension ClassifierData {
  /// What tells these images from others in a file of runs: their name, their numbers and a checksum of all pixels and labels (FNV-1a, 64 bits).
  public var mark: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for bytes in [sets.train.pixels, sets.train.labels, sets.test.pixels, sets.test.labels] {
      bytes.withUnsafeBytes { bytes in
        // Eight bytes a round: quick enough for 50 MB, and every bit counts all the same.
        var index = 0
        while index + 8 <= bytes.count {
          hash = (hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian) &* 0x100_0000_01B3
          hash ^= hash >> 32
          index += 8
        }
        while index < bytes.count {
          hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3
          index += 1
        }
      }
    }
    return "\(sets.kind.rawValue), \(sets.train.count) and \(sets.test.count) images, \(String(hash, radix: 16))"
  }
}
