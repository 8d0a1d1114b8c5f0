import CKernels

/// The arithmetic of a classifier: layers, one mini-batch at a time, on several threads.
///
/// A step has three phases between two barriers.
///
/// 1. The first layer forward. A thread computes its own columns (units) for all images, from its own panels of weights,
///    which no other thread ever reads or writes, so that they stay in its core's cache.
/// 2. The other layers forward, the loss, and backward to the first layer's z, in pieces of some images. The threads take one piece
///    after the other, so that one that is held up does not keep the others waiting.
/// 3. Gradients and update. A thread does its own columns of the first layer, then takes pieces: rows of the other layers, and
///    blocks of the next batch to be written pixel by pixel, for a sparse first layer. Where that batch was not known, there is
///    a phase for this before the first.
///
/// No sum is ever shared between threads, so the bits depend neither on their number nor on who took which piece. Where together
/// they are slower than one alone, because another process has their processors, the caller's thread does the parts of all, one
/// after the other (``ThreadChoice``).
final class ClassifierEngine {
  let layers: [ClassifierLayer]
  let level: ck_level
  let pool: WorkerPool
  let normalisation: PixelNormalisation
  /// The input for each byte.
  let inputValues: AlignedFloats
  /// What each byte adds to the background's input.
  let addedValues: AlignedFloats
  /// The input for byte 0.
  let background: Float
  /// Per unit of the first layer, z of an image that is all background.
  let backgroundOutputs: AlignedFloats
  /// Σ over images of the first layer's gradient by z, then times the background.
  let columnSums: [AlignedFloats]
  /// Where export writes gradients instead of changing anything.
  var exported: [ClassifierLayer.Moments] = []

  var hidden: HiddenActivation
  var batch: BatchBuffers?
  /// The layers behind the first in pieces that a thread updates.
  let layerPieces: [LayerPiece]
  /// Σ g² of the weights in the last step, per panel of the first layer and piece of the others.
  let gradientSquares: UnsafeMutablePointer<Double>
  var lastPlan: StepPlan?
  /// Whether `backgroundOutputs` belong to the weights as they are.
  var backgroundIsCurrent = false
  var augmenters: [Augmenter] = []
  var scratches: [InferenceScratch] = []
  /// Whether the threads work together on the next step.
  var threadChoice = ThreadChoice()
  var muonMemory: ClassifierMuonMemory?

  init(
    architecture: Architecture,
    normalisation: PixelNormalisation,
    threads: Int,
    level: ck_level
  ) {
    self.level = level
    self.normalisation = normalisation
    let pool = WorkerPool(threads: threads)
    self.pool = pool
    layers = architecture.layers.enumerated().map { index, layout in
      ClassifierLayer(inputs: layout.inputs, outputs: layout.outputs, isFirst: index == 0, threads: pool.count)
    }
    hidden = HiddenActivation(architecture.hiddenActivation, level: level)
    inputValues = AlignedFloats(count: 256)
    addedValues = AlignedFloats(count: 256)
    background = normalisation.value(0)
    for byte in 0..<256 {
      inputValues.base[byte] = normalisation.value(UInt8(byte))
      addedValues.base[byte] = Float(Double(byte) / 255 / Double(normalisation.standardDeviation))
    }
    backgroundOutputs = AlignedFloats(count: layers[0].panels.padded)
    columnSums = layers.map { AlignedFloats(count: $0.panels.padded) }
    layerPieces = LayerPiece.pieces(of: layers)
    let slots = layers[0].panels.count + layerPieces.count
    gradientSquares = .allocate(capacity: slots)
    gradientSquares.initialize(repeating: 0, count: slots)
  }

  deinit { gradientSquares.deallocate() }

  /// Σ g² of a layer's weights in the last step.
  func gradientSquares(layer: Int) -> Double {
    if layer == 0 { return (0..<layers[0].panels.count).reduce(0) { $0 + gradientSquares[$1] } }
    return layerPieces.reduce(0) { $0 + ($1.layer == layer ? gradientSquares[$1.slot] : 0) }
  }

  var inputs: Int { layers[0].inputs }

  var classes: Int { layers[layers.count - 1].outputs }

  var last: Int { layers.count - 1 }

  /// Makes `backgroundOutputs` belong to the weights as they are.
  func refreshBackground() {
    guard !backgroundIsCurrent else { return }
    layers[0].refreshWeightSums()
    combineBackground(columns: 0..<layers[0].panels.padded)
    backgroundIsCurrent = true
  }

  /// background outputs = bias + background · Σ weights.
  func combineBackground(columns: Range<Int>) {
    let biases = layers[0].biases.base
    let sums = layers[0].weightSums.base
    let outputs = backgroundOutputs.base
    for n in columns { outputs[n] = biases[n] + background * sums[n] }
  }
}
