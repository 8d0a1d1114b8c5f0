/// Memory in which Muon brings matrices near their closest orthogonal ones, allocated once.
final class MuonMemory<Scalar: NetworkScalar> {
  let work: ScalarStorage<Scalar>
  let result: ScalarStorage<Scalar>
  let gram: ScalarStorage<Scalar>
  let polynomial: ScalarStorage<Scalar>

  /// - Parameter layers: What matrices it has to serve.
  init(_ layers: [DenseLayout]) {
    let largest = layers.reduce(1) { Swift.max($0, $1.inputs * $1.outputs) }
    let side = layers.reduce(1) { Swift.max($0, Swift.min($1.inputs, $1.outputs)) }
    work = ScalarStorage(count: largest)
    result = ScalarStorage(count: largest)
    gram = ScalarStorage(count: side * side)
    polynomial = ScalarStorage(count: side * side)
  }
}

extension Optimizer {
  /// Muon's update of a matrix (outputs, inputs) by its gradient; `moment` is m.
  ///
  /// m ← m + (1 − μ)·(g − m), u = g + μ·(m − g), θ ← (1 − η·λ)·θ − η·√max(1, outputs/inputs)·O(u), where O brings a matrix near its closest
  /// orthogonal one: X ← u/‖u‖, then five times X ← a·X + (b·A + c·A²)·X with A = X·Xᵀ (Newton and Schulz), on the side that is shorter.
  /// Source: `torch.optim.Muon` of PyTorch 2.9, whose five steps are in bfloat16; here they are in the network's own precision.
  @inline(__always)
  static func muon<Scalar: NetworkScalar>(
    _ layer: DenseLayout,
    _ memory: MuonMemory<Scalar>,
    weights: UnsafeMutablePointer<Scalar>,
    gradients: UnsafePointer<Scalar>,
    moment: UnsafeMutablePointer<Scalar>,
    learningRate: Double,
    decay: Double
  ) {
    let count = layer.inputs * layer.outputs
    let isTall = layer.outputs > layer.inputs
    let (rows, columns) = isTall ? (layer.inputs, layer.outputs) : (layer.outputs, layer.inputs)
    let momentum = Scalar(MuonConstants.momentum)
    let x = memory.work.base
    var squares: Scalar = 0
    for n in 0..<count {
      let g = gradients[n]
      moment[n] += (1 - momentum) * (g - moment[n])
      let u = g + momentum * (moment[n] - g)
      squares += u * u
      x[isTall ? n % layer.inputs * columns + n / layer.inputs : n] = u
    }
    let norm = Swift.max(squares.squareRoot(), Scalar(MuonConstants.epsilon))
    for n in 0..<count { x[n] /= norm }
    for _ in 0..<MuonConstants.steps { orthogonalize(rows: rows, columns: columns, memory) }
    let keep = Scalar(1 - learningRate * decay)
    let rate = Scalar(learningRate * MuonConstants.ratio(outputs: layer.outputs, inputs: layer.inputs))
    for n in 0..<count {
      let o = x[isTall ? n % layer.inputs * columns + n / layer.inputs : n]
      weights[n] = keep * weights[n] - rate * o
    }
  }

  /// X ← a·X + (b·A + c·A²)·X in the memory's ``MuonMemory/work``.
  @inline(__always)
  private static func orthogonalize<Scalar: NetworkScalar>(rows: Int, columns: Int, _ memory: MuonMemory<Scalar>) {
    let (a, b, c) = (Scalar(MuonConstants.a), Scalar(MuonConstants.b), Scalar(MuonConstants.c))
    let (x, y, g, p) = (memory.work.base, memory.result.base, memory.gram.base, memory.polynomial.base)
    for i in 0..<rows {
      for j in 0...i {
        var sum: Scalar = 0
        for k in 0..<columns { sum += x[i * columns + k] * x[j * columns + k] }
        g[i * rows + j] = sum
        g[j * rows + i] = sum
      }
    }
    for i in 0..<rows {
      for j in 0..<rows {
        var sum: Scalar = 0
        for k in 0..<rows { sum += g[i * rows + k] * g[j * rows + k] }
        p[i * rows + j] = b * g[i * rows + j] + c * sum
      }
    }
    for i in 0..<rows {
      for k in 0..<columns { y[i * columns + k] = a * x[i * columns + k] }
      for j in 0..<rows {
        let factor = p[i * rows + j]
        for k in 0..<columns { y[i * columns + k] += factor * x[j * columns + k] }
      }
    }
    x.update(from: y, count: rows * columns)
  }
}

/// The numbers in Muon's formulas.
enum MuonConstants {
  static let momentum = 0.95
  static let epsilon = 1e-7
  static let steps = 5
  static let (a, b, c) = (3.4445, -4.775, 2.0315)

  /// Tall matrices take larger steps: √max(1, outputs/inputs).
  static func ratio(outputs: Int, inputs: Int) -> Double {
    Swift.max(1, Double(outputs) / Double(inputs)).squareRoot()
  }
}
