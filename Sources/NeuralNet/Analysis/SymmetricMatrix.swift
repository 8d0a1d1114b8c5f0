/// A square matrix equal to its transpose, with its eigenvalues by rotations.
struct SymmetricMatrix {
  /// Rows, and columns.
  let size: Int
  /// Row-major, shape (size, size).
  var values: [Double]

  init(size: Int, values: [Double]) {
    precondition(values.count == size * size, "expected \(size * size) values, found \(values.count)")
    self.size = size
    self.values = values
  }

  /// All eigenvalues, the greatest first, and their eigenvectors of length 1.
  ///
  /// The cyclic Jacobi method: each rotation makes one pair of values beside the diagonal zero, until all are (Golub and Van Loan, *Matrix
  /// Computations*, section 8.5). The same matrix gives the same bits.
  /// - Complexity: O(size³) a sweep; about eight sweeps.
  func eigen() -> (values: [Double], vectors: [[Double]]) {
    var matrix = values
    // Rows are eigenvectors in the making.
    var vectors = (0..<size).map { row in (0..<size).map { $0 == row ? 1.0 : 0.0 } }
    let scale = matrix.reduce(0) { $0 + $1 * $1 }
    for _ in 0..<60 {
      var beside = 0.0
      for row in 0..<size {
        for column in 0..<row { beside += matrix[row * size + column] * matrix[row * size + column] }
      }
      if beside <= 1e-30 * scale { break }
      for p in 0..<size {
        for q in (p + 1)..<max(p + 1, size) where matrix[p * size + q] != 0 {
          let theta = (matrix[q * size + q] - matrix[p * size + p]) / (2 * matrix[p * size + q])
          // The smaller of the two angles, for stability.
          let tangent = (theta < 0 ? -1 : 1) / (theta.magnitude + (theta * theta + 1).squareRoot())
          let cosine = 1 / (tangent * tangent + 1).squareRoot()
          let sine = tangent * cosine
          for k in 0..<size {
            let (a, b) = (matrix[k * size + p], matrix[k * size + q])
            matrix[k * size + p] = cosine * a - sine * b
            matrix[k * size + q] = sine * a + cosine * b
          }
          for k in 0..<size {
            let (a, b) = (matrix[p * size + k], matrix[q * size + k])
            matrix[p * size + k] = cosine * a - sine * b
            matrix[q * size + k] = sine * a + cosine * b
          }
          for k in 0..<size {
            let (a, b) = (vectors[p][k], vectors[q][k])
            vectors[p][k] = cosine * a - sine * b
            vectors[q][k] = sine * a + cosine * b
          }
        }
      }
    }
    let order = (0..<size).sorted { matrix[$0 * size + $0] > matrix[$1 * size + $1] }
    return (order.map { matrix[$0 * size + $0] }, order.map { vectors[$0] })
  }
}
