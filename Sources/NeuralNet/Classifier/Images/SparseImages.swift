import CKernels

/// Images as lists of their pixels that are not background.
final class SparseImages {
  let count: Int
  /// The share of pixels that are not background.
  let density: Double
  private let entries: UnsafeMutablePointer<UInt32>
  private let starts: [Int]

  init(pixels: [UInt8], inputs: Int, level: ck_level) {
    let count = pixels.count / inputs
    self.count = count
    let total = pixels.reduce(into: 0) { $0 += $1 != 0 ? 1 : 0 }
    density = pixels.isEmpty ? 0 : Double(total) / Double(pixels.count)
    let entries = UnsafeMutablePointer<UInt32>.allocate(capacity: Swift.max(total, 1))
    self.entries = entries
    var starts = [0]
    starts.reserveCapacity(count + 1)
    var end = 0
    pixels.withUnsafeBufferPointer { pixels in
      guard let base = pixels.baseAddress else { return }
      for image in 0..<count {
        end += ck_compress(level, base + image * inputs, inputs, entries + end)
        starts.append(end)
      }
    }
    self.starts = starts
  }

  deinit { entries.deallocate() }

  func entries(of image: Int) -> UnsafePointer<UInt32> { UnsafePointer(entries + starts[image]) }

  func length(of image: Int) -> Int32 { Int32(truncatingIfNeeded: starts[image + 1] - starts[image]) }
}
