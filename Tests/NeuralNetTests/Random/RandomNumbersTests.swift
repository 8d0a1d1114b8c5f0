import NeuralNet
import TestSupport
import Testing

@Suite struct RandomNumbersTests {
  /// The published algorithms, written anew in Python: splitmix64 fills the state, xoshiro256** draws from it.
  @Test func drawsThePublishedSequence() {
    var random = RandomNumbers(seed: 42)
    #expect(
      (0..<4).map { _ in random.next() } == [
        1_546_998_764_402_558_742, 6_990_951_692_964_543_102, 12_544_586_762_248_559_009, 17_057_574_109_182_124_193,
      ]
    )
  }

  /// Marsaglia's polar method on the same draws, in Python with the system's logarithm.
  @Test func normalsAreThoseOfThePolarMethod() {
    var random = RandomNumbers(seed: 42)
    expectClose(
      (0..<4).map { _ in random.normal() },
      [-0.7262191382447857, -0.21119691823195985, 0.2216227015035933, 0.5227716877560146],
      within: 1e-15
    )
  }

  @Test func normalsHaveTheStatedMoments() {
    var random = RandomNumbers(seed: 1)
    let values = (0..<20_000).map { _ in random.normal() }
    let mean = values.reduce(0, +) / 20_000
    let variance = values.reduce(0) { $0 + $1 * $1 } / 20_000
    let fourth = values.reduce(0) { $0 + $1 * $1 * $1 * $1 } / 20_000
    // Four standard errors: 1/√n, √(2/n) and √(96/n).
    #expect(abs(mean) < 0.03)
    #expect(abs(variance - 1) < 0.04)
    #expect(abs(fourth - 3) < 0.28)
  }

  @Test func uniformsFillTheirRangeEvenly() {
    var random = RandomNumbers(seed: 2)
    let values = (0..<10_000).map { _ in random.uniform(in: -2...3) }
    #expect(values.allSatisfy { $0 >= -2 && $0 <= 3 })
    let counts = (0..<10).map { bin in values.count { Int(($0 + 2) * 2) == bin } }
    #expect(counts.allSatisfy { abs($0 - 1000) < 130 }, "\(counts)")
  }

  @Test func integersFillTheirRangeEvenly() {
    var random = RandomNumbers(seed: 3)
    var counts = [0, 0, 0, 0, 0, 0, 0]
    for _ in 0..<7000 { counts[random.below(7)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 1000) < 130 }, "\(counts)")
  }

  @Test func aCopyGoesOnAlike() {
    var random = RandomNumbers(seed: 4)
    // An odd number of normals leaves a spare one, which the copy must have too.
    _ = random.normal()
    var copy = random
    #expect((0..<5).map { _ in random.normal() } == (0..<5).map { _ in copy.normal() })
    #expect(copy == random)
  }

  @Test func shufflesEveryOrderAboutEquallyOften() {
    var random = RandomNumbers(seed: 5)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<6000 {
      var elements = [1, 2, 3]
      random.shuffle(&elements)
      counts[elements, default: 0] += 1
    }
    #expect(counts.count == 6)
    #expect(counts.values.allSatisfy { abs($0 - 1000) < 130 }, "\(counts)")
  }

  @Test func shufflesASliceWithinItsBounds() {
    var random = RandomNumbers(seed: 6)
    var elements = Array(0..<10)
    random.shuffle(&elements[2..<6])
    #expect(elements[..<2] == [0, 1] && elements[6...] == [6, 7, 8, 9])
    #expect(elements[2..<6].sorted() == [2, 3, 4, 5])
  }
}
