import CKernels

/// The images of a mini-batch as a sparse first layer reads them, and their labels.
final class BatchImages {
  /// The entries of each image and how many.
  let lists: UnsafeMutablePointer<UnsafePointer<UInt32>>
  let lengths: UnsafeMutablePointer<Int32>
  let labels: UnsafeMutablePointer<UInt8>
  /// The same images pixel by pixel, in pairs of blocks of ``blockSamples`` images.
  let blocks: UnsafeMutablePointer<UInt8>
  /// How many images have been looked up.
  private(set) var count = 0
  /// Their numbers in the training set.
  private let indices: UnsafeMutablePointer<Int32>
  private let capacity: Int

  static let blockSamples = Int(ck_block_samples)

  /// How many blocks so many images have: whole pairs.
  static func blockCount(images: Int) -> Int {
    let pair = Int(ck_pair_samples)
    return (images + pair - 1) / pair * (pair / blockSamples)
  }

  init(capacity: Int, inputs: Int) {
    self.capacity = capacity
    lists = .allocate(capacity: capacity)
    lengths = .allocate(capacity: capacity)
    labels = .allocate(capacity: capacity)
    indices = .allocate(capacity: capacity)
    blocks = .allocate(capacity: Self.blockCount(images: capacity) * inputs * Self.blockSamples)
  }

  /// Looks up where the images' entries are, and their labels. More images than there is room for are left out.
  func lookUp(_ batch: StepPlan.Batch) {
    count = Swift.min(batch.indices.count, capacity)
    for row in 0..<count {
      let index = Int(batch.indices[row])
      indices[row] = batch.indices[row]
      lists[row] = batch.images.entries(of: index)
      lengths[row] = batch.images.length(of: index)
      labels[row] = batch.labels[index]
    }
  }

  /// Whether these are the images that were looked up.
  func are(_ indices: UnsafeBufferPointer<Int32>) -> Bool {
    indices.elementsEqual(UnsafeBufferPointer(start: self.indices, count: count))
  }

  func clear() { count = 0 }

  deinit {
    lists.deallocate()
    lengths.deallocate()
    labels.deallocate()
    indices.deallocate()
    blocks.deallocate()
  }
}
