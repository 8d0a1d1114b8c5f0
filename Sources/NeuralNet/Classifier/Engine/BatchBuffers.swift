import CKernels

/// What one mini-batch needs from its images to its gradients. A row of a layer is an image.
final class BatchBuffers {
  let capacity: Int

  /// The entries of each image and how many, for a sparse first layer.
  let lists: UnsafeMutablePointer<UnsafePointer<UInt32>>
  let lengths: UnsafeMutablePointer<Int32>
  /// The entries of the batch that is expected next, and how many images it has.
  let nextLists: UnsafeMutablePointer<UnsafePointer<UInt32>>
  let nextLengths: UnsafeMutablePointer<Int32>
  private(set) var nextCount = 0
  let labels: UnsafeMutablePointer<UInt8>
  let losses: UnsafeMutablePointer<Float>
  let hits: UnsafeMutablePointer<UInt8>

  /// The batch pixel by pixel, in pairs of blocks of ``blockSamples`` images, for a sparse first layer.
  private(set) var blocks: UnsafeMutablePointer<UInt8>
  /// The next batch likewise: it is written at the end of a step, so that the next need not wait for it.
  private(set) var nextBlocks: UnsafeMutablePointer<UInt8>

  /// Per layer, f(z) of hidden layers; of the last layer the logits, which become their own gradient.
  let activations: [AlignedFloats]
  /// Per hidden layer f′(z), where that cannot be seen from f(z).
  let derivatives: [AlignedFloats]
  /// Per layer the gradient by z.
  let deltas: [AlignedFloats]
  /// Per layer the distance of rows: more than the width, so that rows do not all fall into the same cache sets.
  let strides: [Int]

  /// Images made for this step: their entries, or their inputs, whichever the first layer reads.
  let madeEntries: UnsafeMutablePointer<UInt32>?
  let madeInputs: AlignedFloats?
  let inputStride: Int

  static let blockSamples = Int(ck_block_samples)

  /// How many blocks so many images have: whole pairs.
  static func blockCount(images: Int) -> Int {
    let pair = Int(ck_pair_samples)
    return (images + pair - 1) / pair * (pair / blockSamples)
  }

  init(capacity: Int, layers: [ClassifierLayer], keepsDerivatives: Bool, makesEntries: Bool, makesInputs: Bool) {
    self.capacity = capacity
    let inputs = layers[0].inputs
    lists = .allocate(capacity: capacity)
    lengths = .allocate(capacity: capacity)
    nextLists = .allocate(capacity: capacity)
    nextLengths = .allocate(capacity: capacity)
    labels = .allocate(capacity: capacity)
    losses = .allocate(capacity: capacity)
    hits = .allocate(capacity: capacity)
    blocks = .allocate(capacity: Self.blockCount(images: capacity) * inputs * Self.blockSamples)
    nextBlocks = .allocate(capacity: Self.blockCount(images: capacity) * inputs * Self.blockSamples)
    inputStride = inputs + PanelLayout.unit
    strides = layers.map { $0.panels.padded + PanelLayout.unit }
    activations = strides.map { AlignedFloats(count: capacity * $0) }
    derivatives = keepsDerivatives ? strides.map { AlignedFloats(count: capacity * $0) } : []
    deltas = strides.dropLast().map { AlignedFloats(count: capacity * $0) } + [activations[activations.count - 1]]
    madeEntries = makesEntries ? .allocate(capacity: capacity * inputs) : nil
    madeInputs = makesInputs ? AlignedFloats(count: capacity * inputStride) : nil
  }

  /// Takes the blocks that the last step has written if they are those of the lists of this one; false if they are not.
  func takeNextBlocks(count: Int) -> Bool {
    if count != nextCount { return false }
    for row in 0..<count where lists[row] != nextLists[row] { return false }
    swap(&blocks, &nextBlocks)
    return true
  }

  /// Says what the next batch will probably be.
  func expect(_ indices: UnsafeBufferPointer<Int32>, of images: SparseImages) {
    nextCount = Swift.min(indices.count, capacity)
    for row in 0..<nextCount {
      nextLists[row] = images.entries(of: Int(indices[row]))
      nextLengths[row] = images.length(of: Int(indices[row]))
    }
  }

  /// Says that nothing is known of the next batch.
  func expectNothing() { nextCount = 0 }

  /// Whether images can be made for a step.
  var makesImages: Bool { madeEntries != nil || madeInputs != nil }

  deinit {
    lists.deallocate()
    lengths.deallocate()
    nextLists.deallocate()
    nextLengths.deallocate()
    labels.deallocate()
    losses.deallocate()
    hits.deallocate()
    blocks.deallocate()
    nextBlocks.deallocate()
    madeEntries?.deallocate()
  }
}
