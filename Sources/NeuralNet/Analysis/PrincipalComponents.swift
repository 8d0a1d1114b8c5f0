/// The directions along which samples differ most: principal component analysis.
///
/// With the samples' mean μ and covariance C = (X − μ)ᵀ(X − μ) / (n − 1), the components are the eigenvectors of C with the greatest
/// eigenvalues, which are the variances along them (Pearson, 1901; Hotelling, 1933). A component's sign is free; here its value of
/// greatest magnitude is positive.
public struct PrincipalComponents: Equatable, Sendable {
  /// The samples' mean, shape (features).
  public let mean: [Double]
  /// The components, the most important first, each of length 1, shape (count, features).
  public let components: [[Double]]
  /// The variance along each component.
  public let variances: [Double]
  /// The sum of all features' variances.
  public let totalVariance: Double

  /// Iterations after which whatever has been found is taken.
  private static let iterationLimit = 500
  /// A component is found when its residual |C·v − λv| is below this share of the greatest eigenvalue.
  private static let tolerance = 1e-9

  /// Finds the first components of some samples; the same samples give the same bits.
  ///
  /// By orthogonal iteration on the covariance with a Rayleigh–Ritz step, in a block a little larger than what is wanted, so that close
  /// eigenvalues do not slow it (Golub and Van Loan, *Matrix Computations*, section 8.2).
  /// - Parameters:
  ///   - samples: shape (count, features), row-major.
  ///   - count: how many samples.
  ///   - componentCount: how many components; at most as many as there are features are found.
  /// - Complexity: O(count · features² + iterations · features²).
  public init(samples: [Float], count: Int, componentCount: Int = 2) {
    precondition(count > 0 && samples.count.isMultiple(of: count), "\(samples.count) values are no \(count) samples")
    let features = samples.count / count
    let (mean, covariance) = Self.moments(samples, count: count, features: features)
    self.mean = mean
    totalVariance = (0..<features).reduce(0) { $0 + covariance[$1 * features + $1] }
    let wanted = min(componentCount, features)
    let found = Self.leadingEigen(covariance, size: features, count: wanted)
    variances = found.values
    components = found.vectors.map { vector in
      let largest = vector.max { $0.magnitude < $1.magnitude } ?? 1
      return largest < 0 ? vector.map { -$0 } : vector
    }
  }

  /// The share of the total variance that lies along each component; 0 where nothing varies.
  public var varianceShares: [Double] { variances.map { totalVariance > 0 ? $0 / totalVariance : 0 } }

  /// Where samples lie along the components, shape (count, components), row-major.
  /// - Parameter samples: shape (count, features), row-major.
  public func project(_ samples: [Float]) -> [Float] {
    let features = mean.count
    precondition(
      features > 0 && samples.count.isMultiple(of: features),
      "\(samples.count) values of \(features) features"
    )
    let count = samples.count / features
    var projected = [Float](repeating: 0, count: count * components.count)
    samples.withUnsafeBufferPointer { samples in
      for sample in 0..<count {
        let row = sample * features
        for (index, component) in components.enumerated() {
          var sum = 0.0
          for feature in 0..<features { sum += (Double(samples[row + feature]) - mean[feature]) * component[feature] }
          projected[sample * components.count + index] = Float(sum)
        }
      }
    }
    return projected
  }

  /// Mean and covariance, shapes (features) and (features, features).
  private static func moments(
    _ samples: [Float],
    count: Int,
    features: Int
  ) -> (mean: [Double], covariance: [Double]) {
    var mean = [Double](repeating: 0, count: features)
    var covariance = [Double](repeating: 0, count: features * features)
    var centred = [Double](repeating: 0, count: features)
    samples.withUnsafeBufferPointer { samples in
      for sample in 0..<count {
        let row = sample * features
        for feature in 0..<features { mean[feature] += Double(samples[row + feature]) }
      }
      for feature in 0..<features { mean[feature] /= Double(count) }
      covariance.withUnsafeMutableBufferPointer { covariance in
        centred.withUnsafeMutableBufferPointer { centred in
          for sample in 0..<count {
            let row = sample * features
            for feature in 0..<features { centred[feature] = Double(samples[row + feature]) - mean[feature] }
            for first in 0..<features {
              let value = centred[first]
              let target = first * features
              for second in first..<features { covariance[target + second] += value * centred[second] }
            }
          }
        }
      }
    }
    let divisor = Double(max(1, count - 1))
    for first in 0..<features {
      for second in first..<features {
        let value = covariance[first * features + second] / divisor
        covariance[first * features + second] = value
        covariance[second * features + first] = value
      }
    }
    return (mean, covariance)
  }

  private static func leadingEigen(
    _ matrix: [Double],
    size: Int,
    count: Int
  ) -> (values: [Double], vectors: [[Double]]) {
    let block = min(size, count + 6)
    guard block > 0, matrix.contains(where: { $0 != 0 }), matrix.allSatisfy(\.isFinite) else {
      // Nothing varies: any directions will do, so the first axes.
      return (
        Array(repeating: 0, count: count), (0..<count).map { axis in (0..<size).map { $0 == axis ? 1 : 0 } }
      )
    }
    if size <= block {
      let all = SymmetricMatrix(size: size, values: matrix).eigen()
      return (Array(all.values.prefix(count)), Array(all.vectors.prefix(count)))
    }
    // Any start that is not orthogonal to what is sought will do; a fixed seed makes it the same one each time.
    var random = RandomNumbers(seed: 1)
    var vectors = orthonormal((0..<block).map { _ in (0..<size).map { _ in random.normal() } })
    var values: [Double] = []
    for _ in 0..<iterationLimit {
      var images = vectors.map { product(matrix, $0, size: size) }
      var small = [Double](repeating: 0, count: block * block)
      for row in 0..<block {
        for column in row..<block {
          let value = dot(vectors[row], images[column])
          small[row * block + column] = value
          small[column * block + row] = value
        }
      }
      let ritz = SymmetricMatrix(size: block, values: small).eigen()
      values = ritz.values
      let rotated = ritz.vectors.map { combination(vectors, $0) }
      images = ritz.vectors.map { combination(images, $0) }
      let residual =
        (0..<count).map { index in
          zip(images[index], rotated[index]).reduce(0) { sum, pair in
            let difference = pair.0 - values[index] * pair.1
            return sum + difference * difference
          }.squareRoot()
        }.max() ?? 0
      vectors = rotated
      if residual <= tolerance * values[0].magnitude { break }
      vectors = orthonormal(images)
    }
    return (Array(values.prefix(count)).map { max(0, $0) }, Array(vectors.prefix(count)))
  }

  private static func dot(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for index in left.indices { sum += left[index] * right[index] }
    return sum
  }

  private static func product(_ matrix: [Double], _ vector: [Double], size: Int) -> [Double] {
    (0..<size).map { row in
      var sum = 0.0
      let start = row * size
      for column in 0..<size { sum += matrix[start + column] * vector[column] }
      return sum
    }
  }

  private static func combination(_ vectors: [[Double]], _ weights: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: vectors[0].count)
    for (vector, weight) in zip(vectors, weights) {
      for index in sum.indices { sum[index] += weight * vector[index] }
    }
    return sum
  }

  /// Gram–Schmidt, twice, so that rounding leaves nothing; a vector that vanishes gives way to an axis.
  private static func orthonormal(_ vectors: [[Double]]) -> [[Double]] {
    var result: [[Double]] = []
    for (index, candidate) in vectors.enumerated() {
      var vector = candidate
      var axis = index
      while true {
        let before = dot(vector, vector).squareRoot()
        for _ in 0..<2 {
          for other in result {
            let share = dot(vector, other)
            for place in vector.indices { vector[place] -= share * other[place] }
          }
        }
        let length = dot(vector, vector).squareRoot()
        if length > 1e-10 * before, length > 0 {
          result.append(vector.map { $0 / length })
          break
        }
        vector = (0..<candidate.count).map { $0 == axis % candidate.count ? 1 : 0 }
        axis += 1
      }
    }
    return result
  }
}
