import Testing

@testable import NeuralNet

@Suite struct PrincipalComponentsTests {
  /// 40 samples of 20 features from C's `rand` of old, so that NumPy can make the same.
  private var samples: [Float] {
    var state = 12345
    return (0..<40 * 20).map { index in
      state = (state * 1_103_515_245 + 12345) & 0x7FFF_FFFF
      return (Float((state >> 16) & 0x7FFF) / 32768 - 0.5) * Float(1 + index % 20 % 5)
    }
  }

  /// From `numpy.linalg.eigh(numpy.cov(samples.T))`, signs so that the component's greatest value is positive.
  @Test func agreesWithNumPy() {
    let found = PrincipalComponents(samples: samples, count: 40)
    #expect(abs(found.variances[0] - 2.96554581) < 1e-7)
    #expect(abs(found.variances[1] - 2.60109165) < 1e-7)
    #expect(abs(found.totalVariance - 17.960099947177923) < 1e-9)
    let first = [
      -0.05633875, -0.05100765, 0.03425678, 0.36104028, -0.44978411, -0.00613924, -0.03894239, 0.08680724, 0.1924346,
      -0.50830339, -0.01584266, -0.07728637, 0.14444345, -0.11580824, 0.52277061, -0.05675807, -0.10992412, -0.11139781,
      0.03582321, 0.11452244,
    ]
    for (value, expected) in zip(found.components[0], first) { #expect(abs(value - expected) < 1e-6) }
    let projected = found.project(samples)
    let expected: [Float] = [0.35520208, -0.22367884, 2.96129654, -0.37476154, -1.21689949, 2.06473372]
    for (value, expected) in zip(projected, expected) { #expect(abs(value - expected) < 1e-5) }
  }

  @Test func theSameSamplesGiveTheSameBits() {
    #expect(PrincipalComponents(samples: samples, count: 40) == PrincipalComponents(samples: samples, count: 40))
  }

  @Test func findsADirectionKnownBeforehand() {
    // Points along (3, 4)/5 with a little across it: variances 25·Var(t) and Var(s), worked out by hand.
    let along: [Float] = [-2, -1, 0, 1, 2]
    let across: [Float] = [0.1, -0.2, 0.2, -0.2, 0.1]
    var points: [Float] = []
    for (t, s) in zip(along, across) {
      points.append(10 + 3 * t - 0.8 * s)
      points.append(-7 + 4 * t + 0.6 * s)
    }
    let found = PrincipalComponents(samples: points, count: 5)
    #expect(abs(found.mean[0] - 10) < 1e-6 && abs(found.mean[1] + 7) < 1e-6)
    #expect(abs(found.components[0][0] - 0.6) < 1e-6 && abs(found.components[0][1] - 0.8) < 1e-6)
    #expect(abs(found.variances[0] - 25 * 2.5) < 1e-5)
    #expect(abs(found.variances[1] - 0.14 / 4) < 1e-6)
    #expect(abs(found.varianceShares.reduce(0, +) - 1) < 1e-12)
  }

  private func dot(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for (one, other) in zip(left, right) { sum += one * other }
    return sum
  }

  @Test func everyComponentIsAnEigenvector() {
    let features = 20
    let values = samples
    let found = PrincipalComponents(samples: values, count: 40, componentCount: 4)
    for (component, variance) in zip(found.components, found.variances) {
      // C·v by its definition, sample by sample.
      var image = [Double](repeating: 0, count: features)
      for sample in 0..<40 {
        let centred = (0..<features).map { Double(values[sample * features + $0]) - found.mean[$0] }
        let share = dot(centred, component) / 39
        for feature in 0..<features { image[feature] += share * centred[feature] }
      }
      for (value, entry) in zip(image, component) { #expect(abs(value - variance * entry) < 1e-7) }
    }
    for first in 0..<4 {
      for second in 0..<4 {
        let product = dot(found.components[first], found.components[second])
        #expect(abs(product - (first == second ? 1 : 0)) < 1e-9)
      }
    }
  }

  @Test func samplesWithoutVarianceLieInOnePlace() {
    let found = PrincipalComponents(samples: Array(repeating: 3, count: 30), count: 10)
    #expect(found.variances == [0, 0])
    #expect(found.varianceShares == [0, 0])
    #expect(found.project([3, 3, 3]) == [0, 0])
  }

  @Test func oneFeatureHasOneComponent() {
    let found = PrincipalComponents(samples: [1, 2, 3], count: 3)
    #expect(found.components == [[1]])
    #expect(abs(found.variances[0] - 1) < 1e-12)
  }

  @Test func repeatedEigenvaluesEndToo() {
    // The corners of a cross in 12 dimensions: all eigenvalues are the same.
    var samples = [Float](repeating: 0, count: 24 * 12)
    for axis in 0..<12 {
      samples[2 * axis * 12 + axis] = 1
      samples[(2 * axis + 1) * 12 + axis] = -1
    }
    let found = PrincipalComponents(samples: samples, count: 24)
    for variance in found.variances { #expect(abs(variance - 2.0 / 23) < 1e-12) }
  }

  @Test func jacobiFindsEigenvaluesKnownBeforehand() {
    // Eigenvalues of the second difference of size n: 2 − 2·cos(kπ/(n + 1)).
    let size = 3
    let found = SymmetricMatrix(size: size, values: [2, -1, 0, -1, 2, -1, 0, -1, 2]).eigen()
    for (value, expected) in zip(found.values, [2 + 2.0.squareRoot(), 2, 2 - 2.0.squareRoot()]) {
      #expect(abs(value - expected) < 1e-12)
    }
    #expect(abs(abs(found.vectors[1][0]) - 0.5.squareRoot()) < 1e-12)
    #expect(SymmetricMatrix(size: 0, values: []).eigen().values.isEmpty)
  }
}
