import CKernels

extension ClassifierEngine {
  /// Runs images through the network, some at a time on every thread.
  ///
  /// - Parameters:
  ///   - labels: The classes, if losses and hits are wanted.
  ///   - lastLayer: The layer to stop behind; the last one gives probabilities, or with labels losses.
  ///   - deliver: Called on any thread with the first image's number, how many there are, and the thread's buffers.
  func infer(
    pixels: UnsafePointer<UInt8>,
    labels: UnsafePointer<UInt8>?,
    count: Int,
    lastLayer: Int,
    deliver: (Int, Int, InferenceScratch) -> Void
  ) {
    refreshBackground()
    while scratches.count < pool.count { scratches.append(InferenceScratch(layers: layers)) }
    let chunk = InferenceScratch.capacity
    pool.run { worker in
      let scratch = scratches[worker]
      for start in stride(from: worker * chunk, to: count, by: pool.count * chunk) {
        let part = Swift.min(count - start, chunk)
        infer(
          pixels + start * inputs,
          labels.map { $0 + start },
          count: part,
          lastLayer: lastLayer,
          in: scratch
        )
        deliver(start, part, scratch)
      }
    }
  }

  private func infer(
    _ pixels: UnsafePointer<UInt8>,
    _ labels: UnsafePointer<UInt8>?,
    count: Int,
    lastLayer: Int,
    in scratch: InferenceScratch
  ) {
    for row in 0..<count {
      let list = scratch.entries + row * inputs
      scratch.lengths[row] = Int32(truncatingIfNeeded: ck_compress(level, pixels + row * inputs, inputs, list))
      scratch.lists[row] = UnsafePointer(list)
    }
    for block in 0..<BatchImages.blockCount(images: count) {
      let start = block * BatchImages.blockSamples
      ck_transpose_entries(
        Swift.max(0, Swift.min(count - start, BatchImages.blockSamples)),
        UnsafePointer(scratch.lists + start),
        UnsafePointer(scratch.lengths + start),
        inputs,
        scratch.blocks + start * inputs
      )
    }
    for index in 0...lastLayer {
      let layer = layers[index]
      let epilogue = index == last ? ck_epilogue_none : hidden.epilogue
      for panel in 0..<layer.panels.count {
        if index == 0 {
          forwardSparse(panel: panel, count: count, epilogue: epilogue, in: scratch)
        } else {
          multiply(
            layer,
            panel: panel,
            rows: 0..<count,
            scratch.activations[index - 1].base,
            stride: scratch.strides[index - 1],
            into: scratch.activations[index].base,
            stride: scratch.strides[index],
            epilogue: epilogue
          )
        }
      }
      if index != last && !hidden.isFused {
        hidden.apply(count: count * scratch.strides[index], scratch.activations[index].base, derivative: nil)
      }
    }
    if lastLayer == last {
      ck_softmax_cross_entropy(
        level,
        scratch.activations[last].base,
        scratch.strides[last],
        count,
        classes,
        labels,
        1,
        scratch.losses,
        scratch.hits
      )
    }
  }

  private func forwardSparse(panel: Int, count: Int, epilogue: ck_epilogue, in scratch: InferenceScratch) {
    let layer = layers[0]
    let start = layer.panels.start(panel)
    var forward = ck_sparse_forward(
      samples: count,
      inputs: layer.inputs,
      width: layer.panels.width(panel),
      blocks: UnsafePointer(scratch.blocks),
      lists: UnsafePointer(scratch.lists),
      lengths: UnsafePointer(scratch.lengths),
      values: UnsafePointer(addedValues.base),
      weights: UnsafePointer(layer.weights.base + start * layer.inputs),
      base: UnsafePointer(backgroundOutputs.base + start),
      c: scratch.activations[0].base + start,
      c_stride: scratch.strides[0],
      epilogue: epilogue
    )
    ck_forward_sparse(level, &forward)
  }
}
