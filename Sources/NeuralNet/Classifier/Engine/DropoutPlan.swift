import CKernels

/// Which hidden units a step leaves out: a hash of step, layer, image and unit.
struct DropoutPlan {
  let key: UInt64
  let scale: Float
  private let threshold: UInt32

  /// nil if nothing is left out.
  init?(probability: Double, key: UInt64) {
    guard probability > 0 else { return nil }
    let kept = Swift.max(1 - probability, 0)
    self.key = key
    threshold = UInt32(Swift.min(kept * 0x1p32, 0x1p32 - 1))
    scale = kept > 0 ? Float(1 / kept) : 0
  }

  /// Leaves units out of `count` activations, the first of which is number `first` of the layer's batch.
  func apply(
    level: ck_level,
    layer: Int,
    first: Int,
    count: Int,
    _ activations: UnsafeMutablePointer<Float>,
    derivative: UnsafeMutablePointer<Float>?
  ) {
    ck_dropout(
      level,
      mixedSeed(key, UInt64(layer)),
      UInt32(truncatingIfNeeded: first),
      threshold,
      scale,
      count,
      activations,
      derivative
    )
  }
}
