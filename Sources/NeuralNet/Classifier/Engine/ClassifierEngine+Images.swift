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
          batch.lengths[row] = Int32(truncatingIfNeeded: ck_compress(level, image, inputs, list))
          batch.lists[row] = UnsafePointer(list)
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
    transpose(batch.lists, batch.lengths, count: plan.count, into: batch.blocks, worker: worker)
  }

  /// Writes the worker's blocks of the batch that is expected next.
  func transposeNextImages(_ batch: BatchBuffers, worker: Int) {
    transpose(batch.nextLists, batch.nextLengths, count: batch.nextCount, into: batch.nextBlocks, worker: worker)
  }

  private func transpose(
    _ lists: UnsafeMutablePointer<UnsafePointer<UInt32>>,
    _ lengths: UnsafeMutablePointer<Int32>,
    count: Int,
    into blocks: UnsafeMutablePointer<UInt8>,
    worker: Int
  ) {
    let size = BatchBuffers.blockSamples
    for block in stride(from: worker, to: BatchBuffers.blockCount(images: count), by: pool.count) {
      let start = block * size
      // The last pair's second block may have no image, but is looked at all the same.
      ck_transpose_entries(
        Swift.max(0, Swift.min(count - start, size)),
        UnsafePointer(lists + start),
        UnsafePointer(lengths + start),
        inputs,
        blocks + start * inputs
      )
    }
  }

  /// Asks for the entries of the worker's images of the next batch.
  func prefetchNextImages(_ batch: BatchBuffers, worker: Int) {
    let size = BatchBuffers.blockSamples
    for start in stride(from: worker * size, to: batch.nextCount, by: pool.count * size) {
      ck_prefetch_entries(
        Swift.min(batch.nextCount - start, size),
        UnsafePointer(batch.nextLists + start),
        UnsafePointer(batch.nextLengths + start)
      )
    }
  }
}
