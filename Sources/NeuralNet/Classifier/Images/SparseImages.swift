import CKernels

/// Images as lists of their pixels that are not background.
final class SparseImages {
  let count: Int
  /// The share of pixels that are not background.
  let density: Double
  private let entries: UnsafeMutablePointer<UInt32>
  /// Where each image's entries begin, and one more for the end of the last.
  private let starts: UnsafeMutablePointer<Int>

  /// Each worker of the pool counts and writes the entries of its share of the images.
  init(pixels: [UInt8], inputs: Int, level: ck_level, pool: WorkerPool) {
    let count = pixels.count / inputs
    self.count = count
    let starts = UnsafeMutablePointer<Int>.allocate(capacity: count + 1)
    self.starts = starts
    starts[0] = 0
    let total = pixels.withUnsafeBufferPointer { pixels in
      pool.run { worker in
        for image in pool.share(of: count, worker: worker) {
          let bytes = UnsafeBufferPointer(rebasing: pixels[image * inputs..<(image + 1) * inputs])
          starts[image + 1] = bytes.reduce(into: 0) { $0 += $1 != 0 ? 1 : 0 }
        }
      }
      for image in 0..<count { starts[image + 1] += starts[image] }
      return starts[count]
    }
    density = pixels.isEmpty ? 0 : Double(total) / Double(pixels.count)
    let entries = UnsafeMutablePointer<UInt32>.allocate(capacity: Swift.max(total, 1))
    self.entries = entries
    ck_prefer_large_pages(entries, total * MemoryLayout<UInt32>.stride)
    pixels.withUnsafeBufferPointer { pixels in
      guard let base = pixels.baseAddress else { return }
      pool.run { worker in
        for image in pool.share(of: count, worker: worker) {
          _ = ck_compress(level, base + image * inputs, inputs, entries + starts[image])
        }
      }
    }
  }

  deinit {
    entries.deallocate()
    starts.deallocate()
  }

  func entries(of image: Int) -> UnsafePointer<UInt32> { UnsafePointer(entries + starts[image]) }

  func length(of image: Int) -> Int32 { Int32(truncatingIfNeeded: starts[image + 1] - starts[image]) }
}
