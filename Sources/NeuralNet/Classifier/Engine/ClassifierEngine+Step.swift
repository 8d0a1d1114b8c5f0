import CKernels

extension ClassifierEngine {
  /// One mini-batch from images to updated parameters; losses and hits are left in the batch's buffers.
  func step(_ plan: StepPlan, in batch: BatchBuffers) {
    if plan.isSparse {
      refreshBackground()
    } else {
      backgroundIsCurrent = false
    }
    lastPlan = plan
    lastPlan?.next = nil
    if plan.exports { prepareExport() }
    var job = Job(engine: self, plan: plan, batch: batch)
    if pool.count == 1 {
      run(&job)
    } else {
      let clock = ContinuousClock()
      let start = clock.now
      run(&job)
      threadChoice.note(images: plan.count, seconds: (clock.now - start) / .seconds(1))
    }
    if let muon = plan.muon { applyMuon(muon) }
  }

  private func run(_ job: inout Job) {
    if threadChoice.isAlone || pool.isCrowded {
      pool.runAlone(&job) { context, _ in
        let job = context.assumingMemoryBound(to: Job.self).pointee
        job.engine.workAlone(job.plan, job.batch)
      }
    } else {
      pool.run(&job) { context, worker in
        let job = context.assumingMemoryBound(to: Job.self).pointee
        job.engine.work(job.plan, job.batch, worker: Int(worker))
      }
    }
  }

  /// What the threads need for a step.
  private struct Job {
    let engine: ClassifierEngine
    let plan: StepPlan
    let batch: BatchBuffers
  }

  /// One thread's part of a step.
  private func work(_ plan: StepPlan, _ batch: BatchBuffers, worker: Int) {
    if let source = plan.source {
      makeImages(source, plan, batch, worker: worker)
      pool.barrier(worker)
    }
    if plan.isSparse, !plan.isTransposed {
      transposeImages(plan, batch, worker: worker)
      pool.barrier(worker)
    }
    forwardFirst(plan, batch, worker: worker)
    pool.barrier(worker)
    pool.takeTurns(.images, pieces: imagePieces(of: plan)) { workOnImages(plan, batch, piece: $0) }
    pool.barrier(worker)
    updateFirst(plan, batch, worker: worker)
    prefetchNextImages(batch)
    pool.takeTurns(.updates, pieces: updatePieces(before: batch.next)) { update(plan, batch, piece: $0) }
  }

  /// All threads' parts of a step, each phase in the order of the threads; images, of which each is by itself, all at once.
  private func workAlone(_ plan: StepPlan, _ batch: BatchBuffers) {
    if let source = plan.source {
      for worker in 0..<pool.count { makeImages(source, plan, batch, worker: worker) }
    }
    if plan.isSparse, !plan.isTransposed {
      for worker in 0..<pool.count { transposeImages(plan, batch, worker: worker) }
    }
    for worker in 0..<pool.count { forwardFirst(plan, batch, worker: worker) }
    if let next = plan.next { batch.next.lookUp(next) }
    workOnImages(plan, batch, rows: 0..<plan.count)
    for worker in 0..<pool.count { updateFirst(plan, batch, worker: worker) }
    prefetchNextImages(batch)
    for piece in 0..<updatePieces(before: batch.next) { update(plan, batch, piece: piece) }
  }

  /// How many images a piece of the second phase has: several pieces a thread, and not so few images that calls cost much.
  private static let imagesInPiece = 8

  /// The first piece of the second phase looks up the next batch; the others are images.
  private func imagePieces(of plan: StepPlan) -> Int { 1 + (plan.count + Self.imagesInPiece - 1) / Self.imagesInPiece }

  private func workOnImages(_ plan: StepPlan, _ batch: BatchBuffers, piece: Int) {
    if piece == 0 {
      if let next = plan.next { batch.next.lookUp(next) }
    } else {
      let end = piece * Self.imagesInPiece
      workOnImages(plan, batch, rows: end - Self.imagesInPiece..<Swift.min(end, plan.count))
    }
  }

  /// Some images from the first layer's output to the loss, and back.
  private func workOnImages(_ plan: StepPlan, _ batch: BatchBuffers, rows: Range<Int>) {
    forwardOthers(plan, batch, rows: rows)
    backward(plan, batch, rows: rows)
  }

  /// The gradients of the last step's mini-batch once more, written to `exported`.
  func exportGradients() {
    guard var plan = lastPlan, let batch else { return }
    prepareExport()
    plan.export()
    pool.run { worker in
      updateFirst(plan, batch, worker: worker)
      pool.takeTurns(.updates, pieces: layerPieces.count) { updateRows(plan, batch, layerPieces[$0]) }
    }
  }

  private func prepareExport() {
    guard exported.isEmpty else { return }
    exported = layers.map { layer in
      ClassifierLayer.Moments(
        weights: AlignedFloats(count: layer.weights.count),
        biases: AlignedFloats(count: layer.biases.count)
      )
    }
  }

  // MARK: Forward

  /// The worker's columns of the first layer, for all images.
  private func forwardFirst(_ plan: StepPlan, _ batch: BatchBuffers, worker: Int) {
    let layer = layers[0]
    let isLast = last == 0
    let stride = batch.strides[0]
    for panel in layer.panels.panels(of: worker, among: pool.count) {
      let start = layer.panels.start(panel)
      let width = layer.panels.width(panel)
      let output = batch.activations[0].base + start
      if plan.isSparse {
        var forward = ck_sparse_forward(
          samples: plan.count,
          inputs: layer.inputs,
          width: width,
          blocks: UnsafePointer(batch.images.blocks),
          lists: UnsafePointer(batch.images.lists),
          lengths: UnsafePointer(batch.images.lengths),
          values: UnsafePointer(addedValues.base),
          weights: UnsafePointer(layer.weights.base + start * layer.inputs),
          base: UnsafePointer(backgroundOutputs.base + start),
          c: output,
          c_stride: stride,
          epilogue: isLast ? ck_epilogue_none : hidden.epilogue
        )
        ck_forward_sparse(level, &forward)
      } else if let images = batch.madeInputs {
        multiply(
          layer,
          panel: panel,
          rows: 0..<plan.count,
          images.base,
          stride: batch.inputStride,
          into: batch.activations[0].base,
          stride: stride,
          epilogue: isLast ? ck_epilogue_none : hidden.epilogue
        )
      }
      if !isLast { activate(plan, batch, layer: 0, rows: 0..<plan.count, columns: start..<start + width) }
    }
  }

  /// The layers behind the first and the loss, for some images.
  private func forwardOthers(_ plan: StepPlan, _ batch: BatchBuffers, rows: Range<Int>) {
    for index in layers.indices.dropFirst() {
      let layer = layers[index]
      for panel in 0..<layer.panels.count {
        multiply(
          layer,
          panel: panel,
          rows: rows,
          batch.activations[index - 1].base,
          stride: batch.strides[index - 1],
          into: batch.activations[index].base,
          stride: batch.strides[index],
          epilogue: index == last ? ck_epilogue_none : hidden.epilogue
        )
      }
      if index != last {
        activate(plan, batch, layer: index, rows: rows, columns: 0..<layer.panels.padded)
      }
    }
    let stride = batch.strides[last]
    ck_softmax_cross_entropy(
      level,
      batch.activations[last].base + rows.lowerBound * stride,
      stride,
      rows.count,
      classes,
      batch.images.labels + rows.lowerBound,
      1 / Float(plan.count),
      batch.losses + rows.lowerBound,
      batch.hits + rows.lowerBound
    )
  }

  /// c = epilogue(input · weights + bias) for one panel of a layer.
  func multiply(
    _ layer: ClassifierLayer,
    panel: Int,
    rows: Range<Int>,
    _ input: UnsafeMutablePointer<Float>,
    stride inputStride: Int,
    into output: UnsafeMutablePointer<Float>,
    stride outputStride: Int,
    epilogue: ck_epilogue
  ) {
    let start = layer.panels.start(panel)
    let width = layer.panels.width(panel)
    var product = ck_product(
      rows: rows.count,
      depth: layer.inputs,
      columns: width,
      a: UnsafePointer(input + rows.lowerBound * inputStride),
      a_row_stride: inputStride,
      a_depth_stride: 1,
      b: UnsafePointer(layer.weights.base + start * layer.inputs),
      b_stride: width,
      bias: UnsafePointer(layer.biases.base + start),
      c: output + rows.lowerBound * outputStride + start,
      c_stride: outputStride,
      epilogue: epilogue,
      gate: nil,
      gate_stride: 0,
      gate_scale: 1,
      has_many_zeros: hidden.isFused && layer !== layers[0]
    )
    ck_multiply(level, &product)
  }

  /// The activation, if the product has not done it, and dropout.
  private func activate(
    _ plan: StepPlan,
    _ batch: BatchBuffers,
    layer: Int,
    rows: Range<Int>,
    columns: Range<Int>
  ) {
    if hidden.isFused && plan.dropout == nil { return }
    let stride = batch.strides[layer]
    for row in rows {
      let offset = row * stride + columns.lowerBound
      let z = batch.activations[layer].base + offset
      let derivative = hidden.isFused ? nil : batch.derivatives[layer].base + offset
      if !hidden.isFused { hidden.apply(count: columns.count, z, derivative: derivative) }
      plan.dropout?.apply(
        level: level,
        layer: layer,
        first: offset,
        count: columns.count,
        z,
        derivative: derivative
      )
    }
  }

  // MARK: Backward

  /// From the loss's gradient by the logits to every layer's by z, for some images.
  private func backward(_ plan: StepPlan, _ batch: BatchBuffers, rows: Range<Int>) {
    var index = last
    while index > 0 {
      let layer = layers[index]
      let before = index - 1
      let stride = batch.strides[index]
      let strideBefore = batch.strides[before]
      let gate = hidden.isFused ? batch.activations[before] : batch.derivatives[before]
      if let transposed = layer.transposed {
        for panel in 0..<layer.inputPanels.count {
          let start = layer.inputPanels.start(panel)
          let width = layer.inputPanels.width(panel)
          let offset = rows.lowerBound * strideBefore + start
          var product = ck_product(
            rows: rows.count,
            depth: layer.outputs,
            columns: width,
            a: UnsafePointer(batch.deltas[index].base + rows.lowerBound * stride),
            a_row_stride: stride,
            a_depth_stride: 1,
            b: UnsafePointer(transposed.base + layer.outputs * start),
            b_stride: width,
            bias: nil,
            c: batch.deltas[before].base + offset,
            c_stride: strideBefore,
            epilogue: hidden.isFused ? ck_epilogue_gate_positive : ck_epilogue_gate,
            gate: UnsafePointer(gate.base + offset),
            gate_stride: strideBefore,
            gate_scale: plan.dropout?.scale ?? 1,
            has_many_zeros: hidden.isFused && index < last
          )
          ck_multiply(level, &product)
        }
      }
      index = before
    }
  }

  // MARK: Update

  /// Gradients and parameters of the worker's columns of the first layer, which stay in its core's cache.
  private func updateFirst(_ plan: StepPlan, _ batch: BatchBuffers, worker: Int) {
    for panel in layers[0].panels.panels(of: worker, among: pool.count) { updateFirst(plan, batch, panel: panel) }
  }

  /// The pieces of the third phase: those of the other layers, and blocks of the next batch.
  private func updatePieces(before next: BatchImages) -> Int {
    layerPieces.count + BatchImages.blockCount(images: next.count)
  }

  /// Blocks take longest and come after some others, which give the prefetched entries time to arrive, and before the rest,
  /// which even out when the threads are done.
  private func update(_ plan: StepPlan, _ batch: BatchBuffers, piece: Int) {
    let blocks = BatchImages.blockCount(images: batch.next.count)
    let firstBlock = layerPieces.count / 3
    if piece < firstBlock {
      updateRows(plan, batch, layerPieces[piece])
    } else if piece < firstBlock + blocks {
      transposeNextImages(batch, block: piece - firstBlock)
    } else {
      updateRows(plan, batch, layerPieces[piece - blocks])
    }
  }

  /// The first layer's weights and biases of one panel, and what a background gives with them.
  private func updateFirst(_ plan: StepPlan, _ batch: BatchBuffers, panel: Int) {
    let layer = layers[0]
    let start = layer.panels.start(panel)
    let width = layer.panels.width(panel)
    updateBiases(plan, batch, layer: 0, columns: start..<start + width)
    let first = (plan.exports ? exported[0] : layer.firstMoments).weights.base + start * layer.inputs
    let second = layer.secondMoments.weights.base + start * layer.inputs
    let weights = layer.weights.base + start * layer.inputs
    let delta = UnsafePointer(batch.deltas[0].base + start)
    var rule = plan.rule
    let squares: Float
    if plan.isSparse {
      let sums = columnSums[0].base + start
      for n in 0..<width { sums[n] *= background }
      var update = ck_sparse_update(
        samples: plan.count,
        inputs: layer.inputs,
        width: width,
        blocks: UnsafePointer(batch.images.blocks),
        values: UnsafePointer(addedValues.base),
        delta: delta,
        delta_stride: batch.strides[0],
        base: UnsafePointer(sums),
        w: weights,
        m: first,
        v: second,
        weight_sums: layer.weightSums.base + start
      )
      squares = ck_update_sparse(level, &rule, &update)
      combineBackground(columns: start..<start + width)
    } else if let images = batch.madeInputs {
      var update = ck_dense_update(
        samples: plan.count,
        first_row: 0,
        end_row: layer.inputs,
        width: width,
        inputs: UnsafePointer(images.base),
        input_stride: batch.inputStride,
        delta: delta,
        delta_stride: batch.strides[0],
        w: weights,
        m: first,
        v: second,
        has_many_zeros: false
      )
      squares = ck_update_dense(level, &rule, &update)
    } else {
      squares = 0
    }
    gradientSquares[panel] = Double(squares)
  }

  /// Some rows of a layer behind the first, and of its transpose; with the first of them the biases.
  private func updateRows(_ plan: StepPlan, _ batch: BatchBuffers, _ piece: LayerPiece) {
    let index = piece.layer, rows = piece.rows
    let layer = layers[index]
    if rows.lowerBound == 0 { updateBiases(plan, batch, layer: index, columns: 0..<layer.panels.padded) }
    var squares = 0.0
    var rule = plan.rule
    for panel in 0..<layer.panels.count {
      let start = layer.panels.start(panel)
      var update = ck_dense_update(
        samples: plan.count,
        first_row: rows.lowerBound,
        end_row: rows.upperBound,
        width: layer.panels.width(panel),
        inputs: UnsafePointer(batch.activations[index - 1].base),
        input_stride: batch.strides[index - 1],
        delta: UnsafePointer(batch.deltas[index].base + start),
        delta_stride: batch.strides[index],
        w: layer.weights.base + start * layer.inputs,
        m: (plan.exports ? exported[index] : layer.firstMoments).weights.base + start * layer.inputs,
        v: layer.secondMoments.weights.base + start * layer.inputs,
        has_many_zeros: hidden.isFused
      )
      squares += Double(ck_update_dense(level, &rule, &update))
    }
    gradientSquares[piece.slot] = squares
    if !plan.exports { layer.refreshTransposed(rows: rows) }
  }

  private func updateBiases(_ plan: StepPlan, _ batch: BatchBuffers, layer index: Int, columns: Range<Int>) {
    let layer = layers[index]
    let sums = columnSums[index].base + columns.lowerBound
    ck_column_sums(
      level,
      batch.deltas[index].base + columns.lowerBound,
      batch.strides[index],
      plan.count,
      columns.count,
      sums
    )
    var rule = plan.rule
    let first = (plan.exports ? exported[index] : layer.firstMoments).biases.base + columns.lowerBound
    _ = ck_update(
      level,
      &rule,
      columns.count,
      sums,
      layer.biases.base + columns.lowerBound,
      first,
      layer.secondMoments.biases.base + columns.lowerBound
    )
  }
}
