/// The random numbers of TensorFlow Playground: David Bau's seedrandom 2.4, an ARC4 stream seeded by a text.
///
/// The text's UTF-16 units are mixed into a key of at most 256 bytes; the first 256 bytes of the stream are dropped. It is a
/// value: copying it snapshots the stream.
public struct SeededRandom: Hashable, Sendable {
  private var state: [UInt8]
  private var i: UInt8 = 0
  private var j: UInt8 = 0

  /// Starts the stream of a seed.
  public init(seed: String) {
    let key = Self.key(of: seed)
    state = (0...255).map { UInt8($0) }
    var swapped: UInt8 = 0
    for index in 0...255 {
      swapped = swapped &+ key[index % key.count] &+ state[index]
      state.swapAt(index, Int(swapped))
    }
    for _ in 0..<256 { _ = nextByte() }
  }

  /// Each unit of the text is added to a smear of the bytes that were at its place before, which only a text of more than 256 units has.
  private static func key(of seed: String) -> [UInt8] {
    var key: [UInt8] = []
    var smear: Int32 = 0
    for (index, unit) in seed.utf16.enumerated() {
      let place = index & 255
      if place < key.count { smear ^= Int32(key[place]) * 19 }
      let byte = UInt8(truncatingIfNeeded: smear &+ Int32(unit))
      if place < key.count { key[place] = byte } else { key.append(byte) }
    }
    return key.isEmpty ? [0] : key
  }

  private mutating func nextByte() -> UInt8 {
    i &+= 1
    let t = state[Int(i)]
    j &+= t
    let u = state[Int(j)]
    state[Int(i)] = u
    state[Int(j)] = t
    return state[Int(t &+ u)]
  }

  /// The next number in [0, 1), with 53 significant bits.
  public mutating func next() -> Double {
    var numerator = 0.0
    for _ in 0..<6 { numerator = numerator * 256 + Double(nextByte()) }
    var denominator = 0x1p48
    var last: UInt32 = 0
    while numerator < 0x1p52 {
      numerator = (numerator + Double(last)) * 256
      denominator *= 256
      last = UInt32(nextByte())
    }
    while numerator >= 0x1p53 {
      numerator /= 2
      denominator /= 2
      last >>= 1
    }
    return (numerator + Double(last)) / denominator
  }

  /// The next number between two.
  public mutating func uniform(_ a: Double, _ b: Double) -> Double { next() * (b - a) + a }

  /// A number of the normal distribution by the polar method, one of each pair.
  ///
  /// `variance` may be negative where a noise is: the number is NaN then, as in the peer.
  public mutating func normal(mean: Double, variance: Double) -> Double {
    var v: Double
    var s: Double
    repeat {
      v = 2 * next() - 1
      let w = 2 * next() - 1
      s = v * v + w * w
    } while s > 1
    let result = (-2 * PeerMath.log(s) / s).squareRoot() * v
    return mean + variance.squareRoot() * result
  }

  /// Puts an array in random order (Fisher and Yates).
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    var remaining = elements.count
    while remaining > 0 {
      let chosen = Int(next() * Double(remaining))
      remaining -= 1
      elements.swapAt(remaining, chosen)
    }
  }
}
