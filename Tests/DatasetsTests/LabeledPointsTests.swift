import Datasets
import Testing

@Suite struct LabeledPointsTests {
  @Test(arguments: LabeledPoints.Shape.allCases)
  func sameSeedSamePoints(shape: LabeledPoints.Shape) {
    let points = LabeledPoints.make(shape, count: 101, seed: 7)
    #expect(points == LabeledPoints.make(shape, count: 101, seed: 7))
    #expect(points != LabeledPoints.make(shape, count: 101, seed: 8))
    #expect(points.count == 101)
    #expect(points.labels.count { $0 == 0 } == 51)
    #expect(points.points.allSatisfy { abs($0.x) < 2 && abs($0.y) < 2 })
  }

  @Test(arguments: LabeledPoints.Shape.allCases)
  func orderIsRandom(shape: LabeledPoints.Shape) {
    let labels = LabeledPoints.make(shape, count: 100, seed: 1).labels
    #expect(labels != (0..<100).map { $0 % 2 })
  }

  @Test func circlesHaveTheirRadii() {
    let circles = LabeledPoints.circles(count: 50, noise: 0, factor: 0.5, seed: 3)
    for (point, label) in zip(circles.points, circles.labels) {
      let radius = (point * point).sum().squareRoot()
      #expect(abs(radius - (label == 0 ? 0.9 : 0.45)) < 1e-12)
    }
  }

  @Test func spiralsLieOnTheirArms() {
    let spirals = LabeledPoints.spirals(count: 60, classCount: 3, turns: 1, noise: 0, seed: 3)
    for (point, label) in zip(spirals.points, spirals.labels) {
      let radius = (point * point).sum().squareRoot()
      let turn = radius / 0.95 + Double(label) / 3
      let expected = SIMD2(radius * cosine(turn), radius * cosine(turn - 0.25))
      let distance = ((point - expected) * (point - expected)).sum().squareRoot()
      #expect(distance < 1e-6)
    }
  }

  @Test func noiseHasItsStandardDeviation() {
    let blobs = LabeledPoints.blobs(count: 4000, classCount: 1, spread: 0.3, seed: 5)
    let mean = blobs.points.reduce(SIMD2.zero, +) / Double(blobs.count)
    let variance =
      blobs.points.reduce(SIMD2.zero) { $0 + ($1 - mean) * ($1 - mean) } / Double(blobs.count)
    #expect(abs(variance.x.squareRoot() - 0.3) < 0.015)
    #expect(abs(variance.y.squareRoot() - 0.3) < 0.015)
  }

  @Test func gatesAreTheCornersOfTheUnitSquare() {
    let points = LabeledPoints(.xor)
    #expect(points.points == [SIMD2(0, 0), SIMD2(0, 1), SIMD2(1, 0), SIMD2(1, 1)])
    #expect(points.labels == [0, 1, 1, 0])
    #expect(points.classCount == 2)
  }

  /// The cosine of a share of a full turn by its series, so that the test needs no mathematics library.
  private func cosine(_ turn: Double) -> Double {
    let angle = (turn - turn.rounded()) * 2 * Double.pi
    var term = 1.0
    var sum = 1.0
    for index in stride(from: 1.0, to: 40, by: 2) {
      term *= -angle * angle / (index * (index + 1))
      sum += term
    }
    return sum
  }
}
