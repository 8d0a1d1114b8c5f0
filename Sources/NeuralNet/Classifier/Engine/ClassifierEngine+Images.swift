import CKernels

extension ClassifierEngine {
  /// Makes the worker's share of a batch's images: distorted if asked, as entries or as inputs.
  func makeImages(_ source: StepPlan.Source, _ plan: StepPlan, _ batch: BatchBuffers, worker: Int) {
    let inputs = self.inputs
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: inputs) { scratch in
      guard let scratch = scratch.baseAddress else { return }
      for row in pool.share(of: plan.count, worker: worker) {
        let index = Int(source.indices[row])
        var image = source.pixels + index * inputs
        if !source.augmentation.isNone {
          let seed = mixedSeed(
            RandomPurpose.augmentation.rawValue,
            source.seed,
            UInt64(source.epoch),
            UInt64(index)
          )
          augmenters[worker].distort(image, by: source.augmentation, seed: seed, into: scratch)
          image = UnsafePointer(scratch)
        }
        if let entries = batch.madeEntries, plan.isSparse {
          let list = entries + row * inputs
          batch.images.lengths[row] = Int32(truncatingIfNeeded: ck_compress(level, image, inputs, list))
          batch.images.lists[row] = UnsafePointer(list)
        } else if let target = batch.madeInputs {
          let row = target.base + row * batch.inputStride
          let values = inputValues.base
          for pixel in 0..<inputs { row[pixel] = values[Int(image[pixel])] }
        }
      }
    }
  }

  /// Writes the worker's blocks of the batch pixel by pixel.
  func transposeImages(_ plan: StepPlan, _ batch: BatchBuffers, worker: Int) {
    for block in stride(from: worker, to: BatchImages.blockCount(images: plan.count), by: pool.count) {
      transpose(batch.images, count: plan.count, block: block)
    }
  }

  /// Writes a block of the batch that is expected next.
  func transposeNextImages(_ batch: BatchBuffers, block: Int) {
    transpose(batch.next, count: batch.next.count, block: block)
  }

  private func transpose(_ images: BatchImages, count: Int, block: Int) {
    let size = BatchImages.blockSamples
    let start = block * size
    // The last pair's second block may have no image, but is looked at all the same.
    ck_transpose_entries(
      Swift.max(0, Swift.min(count - start, size)),
      UnsafePointer(images.lists + start),
      UnsafePointer(images.lengths + start),
      inputs,
      images.blocks + start * inputs
    )
  }

  /// Asks for the entries of the next batch's images, all of which each thread will read.
  func prefetchNextImages(_ batch: BatchBuffers) {
    let next = batch.next
    ck_prefetch_entries(next.count, UnsafePointer(next.lists), UnsafePointer(next.lengths))
  }
}
