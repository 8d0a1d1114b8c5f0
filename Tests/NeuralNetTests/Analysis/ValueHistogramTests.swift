import NeuralNet
import Testing

@Suite struct ValueHistogramTests {
  @Test func countsInBinsAboutZero() {
    let found = ValueHistogram([-3, -1, 0, 0, 1, 2, 3] as [Float], binCount: 3)
    #expect(found.range == -3...3)
    #expect(found.counts == [1, 3, 3], "a value on the border belongs to the bin above it")
    #expect(found.zeroCount == 2)
    #expect(abs(found.mean - 2.0 / 7) < 1e-12)
    // Σx² = 24, so the variance is 24/7 − 4/49.
    #expect(abs(found.standardDeviation - (24.0 / 7 - 4.0 / 49).squareRoot()) < 1e-12)
  }

  @Test func everyFiniteValueIsInABin() {
    let values: [Float] = [1, .nan, -.infinity, 0.25, -1, .infinity]
    let found = ValueHistogram(values, binCount: 61)
    #expect(found.counts.reduce(0, +) == 3)
    #expect(found.nonFiniteCount == 3)
    #expect(found.range == -1...1)
  }

  @Test func nothingAndZerosHaveARange() {
    #expect(ValueHistogram([Float](), binCount: 5).counts == [0, 0, 0, 0, 0])
    let zeros = ValueHistogram([0, 0, 0] as [Float], binCount: 5)
    #expect(zeros.counts == [0, 0, 3, 0, 0])
    #expect(zeros.range == -1...1)
    #expect(zeros.standardDeviation == 0)
  }
}
