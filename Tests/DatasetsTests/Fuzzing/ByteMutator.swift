import NeuralNet

/// Damages files the way that disks, networks and malice do.
struct ByteMutator {
  private static let interestingIntegers: [UInt32] = [
    0, 1, 2, 27, 28, 29, 784, 10_000, 60_000, 480_000, 480_001, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF,
  ]

  var random: RandomNumbers

  init(seed: UInt64) {
    random = RandomNumbers(seed: seed)
  }

  /// The bytes with one to three damages.
  mutating func mutate(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.below(3) { damage(&bytes) }
    return bytes
  }

  private mutating func damage(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else {
      bytes = (0..<random.below(20)).map { _ in UInt8(random.below(256)) }
      return
    }
    // Half of the damage goes to the head, where the promises stand.
    let place = random.below(2) == 0 ? random.below(min(bytes.count, 24)) : random.below(bytes.count)
    switch random.below(8) {
    case 0: bytes[place] ^= 1 << UInt8(random.below(8))
    case 1: bytes[place] = UInt8(random.below(256))
    case 2: bytes.removeSubrange(place...)
    case 3: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.below(8)))
    case 4: bytes.insert(contentsOf: (0...random.below(8)).map { _ in UInt8(random.below(256)) }, at: place)
    case 5: bytes += bytes[place...].prefix(64)
    case 6:
      let integer = Self.interestingIntegers[random.below(Self.interestingIntegers.count)]
      for (offset, shift) in [24, 16, 8, 0].enumerated() where place + offset < bytes.count {
        bytes[place + offset] = UInt8(truncatingIfNeeded: integer >> UInt32(shift))
      }
    default:
      let other = random.below(bytes.count)
      bytes.swapAt(place, other)
    }
  }
}
