import CKernels

/// What one mini-batch needs from its images to its gradients. A row of a layer is an image.
final class BatchBuffers {
  let capacity: Int

  /// The images of this step.
  private(set) var images: BatchImages
  /// Those of the step that is expected next: they are looked up and written pixel by pixel by threads that wait for others.
  private(set) var next: BatchImages
  let losses: UnsafeMutablePointer<Float>
  let hits: UnsafeMutablePointer<UInt8>

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

  init(capacity: Int, layers: [ClassifierLayer], keepsDerivatives: Bool, makesEntries: Bool, makesInputs: Bool) {
    self.capacity = capacity
    let inputs = layers[0].inputs
    images = BatchImages(capacity: capacity, inputs: inputs)
    next = BatchImages(capacity: capacity, inputs: inputs)
    losses = .allocate(capacity: capacity)
    hits = .allocate(capacity: capacity)
    inputStride = inputs + PanelLayout.unit
    strides = layers.map { $0.panels.padded + PanelLayout.unit }
    activations = strides.map { AlignedFloats(count: capacity * $0) }
    derivatives = keepsDerivatives ? strides.map { AlignedFloats(count: capacity * $0) } : []
    deltas = strides.dropLast().map { AlignedFloats(count: capacity * $0) } + [activations[activations.count - 1]]
    madeEntries = makesEntries ? .allocate(capacity: capacity * inputs) : nil
    madeInputs = makesInputs ? AlignedFloats(count: capacity * inputStride) : nil
  }

  /// Takes images for this step; true if they were expected, and so are there pixel by pixel.
  func take(_ batch: StepPlan.Batch) -> Bool {
    defer { next.clear() }
    if next.are(batch.indices) {
      swap(&images, &next)
      return true
    }
    images.lookUp(batch)
    return false
  }

  /// Says that nothing is known of the next batch.
  func expectNothing() { next.clear() }

  /// Whether images can be made for a step.
  var makesImages: Bool { madeEntries != nil || madeInputs != nil }

  deinit {
    losses.deallocate()
    hits.deallocate()
    madeEntries?.deallocate()
  }
}
