import CKernels

extension ClassifierEngine {
  /// Muon's update from the gradients in `exported`, see ``Optimizer/muon``; every element is computed by the same kernel whatever the number of
  /// threads.
  func applyMuon(_ step: MuonStep) {
    let scratch = muonMemory ?? ClassifierMuonMemory(layers: layers)
    muonMemory = scratch
    for index in layers.indices {
      var job = MuonJob(engine: self, step: step, scratch: scratch, index: index)
      pool.run(&job) { context, worker in
        let job = context.assumingMemoryBound(to: MuonJob.self).pointee
        job.engine.work(job, worker: Int(worker))
      }
    }
    backgroundIsCurrent = false
  }

  /// What the threads need for one layer.
  private struct MuonJob {
    let engine: ClassifierEngine
    let step: MuonStep
    let scratch: ClassifierMuonMemory
    let index: Int
  }

  /// One thread's part of a layer's update.
  private func work(_ job: MuonJob, worker: Int) {
    let (layer, scratch, step) = (layers[job.index], job.scratch, job.step)
    let gradients = exported[job.index]
    let elements = pool.share(of: layer.weights.count, worker: worker, grain: PanelLayout.unit)
    lookAhead(layer, gradients.weights, step, elements)
    pool.barrier(worker)
    layer.store(
      gradients.weights,
      gradients.biases,
      into: scratch.flat.base,
      scratch.product.base,
      worker: worker,
      among: pool.count
    )
    pool.barrier(worker)
    let shape = MuonShape(layer)
    if worker == 0 { begin(shape, scratch) }
    pool.barrier(worker)
    for _ in 0..<MuonConstants.steps { orthogonalize(shape, scratch, worker: worker) }
    if worker == 0 { finish(shape, layer, scratch, into: gradients) }
    pool.barrier(worker)
    let keep = Float(1 - step.learningRate * step.decay)
    let rate = Float(step.learningRate * MuonConstants.ratio(outputs: layer.outputs, inputs: layer.inputs))
    let (weights, directions) = (layer.weights.base, gradients.weights.base)
    for n in elements { weights[n] = keep * weights[n] - rate * directions[n] }
    pool.barrier(worker)
    layer.refreshTransposed(rows: pool.share(of: layer.inputs, worker: worker, grain: PanelLayout.unit))
    if worker == 0 { updateBiases(layer, gradients.biases, step) }
  }

  /// m ← m + (1 − μ)·(g − m), then g ← g + μ·(m − g).
  private func lookAhead(_ layer: ClassifierLayer, _ gradients: AlignedFloats, _ step: MuonStep, _ range: Range<Int>) {
    let (weights, moments, values) = (layer.weights.base, layer.firstMoments.weights.base, gradients.base)
    let (momentum, added) = (Float(MuonConstants.momentum), Float(1 - MuonConstants.momentum))
    if step.l1 != 0 {
      for n in range { values[n] += weights[n] > 0 ? step.l1 : weights[n] < 0 ? -step.l1 : 0 }
    }
    for n in range {
      let gradient = values[n]
      let moment = moments[n] + added * (gradient - moments[n])
      moments[n] = moment
      values[n] = gradient + momentum * (moment - gradient)
    }
  }

  /// X from the flat matrix, its shorter side as rows, divided by its norm.
  private func begin(_ shape: MuonShape, _ scratch: ClassifierMuonMemory) {
    let (flat, x) = (scratch.flat.base, scratch.x.base)
    var squares = 0.0
    for n in 0..<shape.rows * shape.columns { squares += Double(flat[n]) * Double(flat[n]) }
    let scale = Float(1 / Swift.max(squares.squareRoot(), MuonConstants.epsilon))
    if shape.isTall {
      ck_transpose(flat, shape.rows, shape.columns, shape.rows, x, shape.longStride)
    } else {
      for row in 0..<shape.rows {
        (x + row * shape.longStride).update(from: flat + row * shape.columns, count: shape.columns)
      }
    }
    for row in 0..<shape.rows {
      let values = x + row * shape.longStride
      for n in 0..<shape.columns { values[n] *= scale }
      for n in shape.columns..<shape.longStride { values[n] = 0 }
    }
    scratch.transposed.clear()
  }

  /// X ← a·X + (b·A + c·A²)·X with A = X·Xᵀ; each thread has rows of its own.
  private func orthogonalize(_ shape: MuonShape, _ scratch: ClassifierMuonMemory, worker: Int) {
    let rows = pool.share(of: shape.rows, worker: worker)
    let (x, transposed) = (scratch.x.base, scratch.transposed.base)
    let (gram, polynomial, product) = (scratch.gram.base, scratch.polynomial.base, scratch.product.base)
    let (long, short) = (shape.longStride, shape.shortStride)
    if !rows.isEmpty {
      ck_transpose(
        x + rows.lowerBound * long,
        long,
        rows.count,
        shape.columns,
        transposed + rows.lowerBound,
        short
      )
    }
    pool.barrier(worker)
    multiply(rows, x, long, depth: shape.columns, transposed, columns: short, into: gram, stride: short)
    pool.barrier(worker)
    multiply(rows, gram, short, depth: shape.rows, gram, columns: short, into: polynomial, stride: short)
    let (a, b, c) = (Float(MuonConstants.a), Float(MuonConstants.b), Float(MuonConstants.c))
    for n in rows.lowerBound * short..<rows.upperBound * short { polynomial[n] = b * gram[n] + c * polynomial[n] }
    multiply(rows, polynomial, short, depth: shape.rows, x, columns: long, into: product, stride: long)
    pool.barrier(worker)
    for n in rows.lowerBound * long..<rows.upperBound * long { x[n] = a * x[n] + product[n] }
    pool.barrier(worker)
  }

  /// Some rows of a product.
  private func multiply(
    _ rows: Range<Int>,
    _ left: UnsafeMutablePointer<Float>,
    _ leftStride: Int,
    depth: Int,
    _ right: UnsafeMutablePointer<Float>,
    columns: Int,
    into target: UnsafeMutablePointer<Float>,
    stride: Int
  ) {
    guard !rows.isEmpty else { return }
    var product = ck_product(
      rows: rows.count,
      depth: depth,
      columns: columns,
      a: UnsafePointer(left + rows.lowerBound * leftStride),
      a_row_stride: leftStride,
      a_depth_stride: 1,
      b: UnsafePointer(right),
      b_stride: columns,
      bias: nil,
      c: target + rows.lowerBound * stride,
      c_stride: stride,
      epilogue: ck_epilogue_none,
      gate: nil,
      gate_stride: 0,
      gate_scale: 1,
      has_many_zeros: false
    )
    ck_multiply(level, &product)
  }

  /// X back into panels.
  private func finish(
    _ shape: MuonShape,
    _ layer: ClassifierLayer,
    _ scratch: ClassifierMuonMemory,
    into gradients: ClassifierLayer.Moments
  ) {
    let (flat, x) = (scratch.flat.base, scratch.x.base)
    if shape.isTall {
      ck_transpose(x, shape.longStride, shape.rows, shape.columns, flat, shape.rows)
    } else {
      for row in 0..<shape.rows {
        (flat + row * shape.columns).update(from: x + row * shape.longStride, count: shape.columns)
      }
    }
    // The biases' gradients are kept: they are read from and written to the same place.
    layer.load(flat, gradients.biases.base, into: gradients.weights, gradients.biases)
  }

  private func updateBiases(_ layer: ClassifierLayer, _ gradients: AlignedFloats, _ step: MuonStep) {
    var rule = step.biasRule
    _ = ck_update(
      level,
      &rule,
      layer.biases.count,
      gradients.base,
      layer.biases.base,
      layer.firstMoments.biases.base,
      layer.secondMoments.biases.base
    )
  }
}

/// A layer's matrix with its shorter side as rows, and the strides that the kernels want.
private struct MuonShape {
  let isTall: Bool
  let rows: Int
  let columns: Int
  let longStride: Int
  let shortStride: Int

  init(_ layer: ClassifierLayer) {
    isTall = layer.outputs > layer.inputs
    rows = Swift.min(layer.inputs, layer.outputs)
    columns = Swift.max(layer.inputs, layer.outputs)
    func padded(_ count: Int) -> Int { (count + PanelLayout.unit - 1) / PanelLayout.unit * PanelLayout.unit }
    longStride = padded(columns)
    shortStride = padded(rows)
  }
}
