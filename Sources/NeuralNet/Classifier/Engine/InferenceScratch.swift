import CKernels

/// What one thread needs to classify some images at a time.
final class InferenceScratch {
  /// Images at a time; few enough for the cache and for one pair of blocks, a multiple of the rows that a product takes
  /// at once.
  static let capacity = 60

  let entries: UnsafeMutablePointer<UInt32>
  let lists: UnsafeMutablePointer<UnsafePointer<UInt32>>
  let lengths: UnsafeMutablePointer<Int32>
  /// The images pixel by pixel, in a pair of blocks.
  let blocks: UnsafeMutablePointer<UInt8>
  let hits: UnsafeMutablePointer<UInt8>
  let losses: UnsafeMutablePointer<Float>
  let activations: [AlignedFloats]
  let strides: [Int]

  init(layers: [ClassifierLayer]) {
    entries = .allocate(capacity: Self.capacity * layers[0].inputs)
    lists = .allocate(capacity: Self.capacity)
    lengths = .allocate(capacity: Self.capacity)
    blocks = .allocate(capacity: Int(ck_pair_samples) * layers[0].inputs)
    hits = .allocate(capacity: Self.capacity)
    losses = .allocate(capacity: Self.capacity)
    strides = layers.map { $0.panels.padded + PanelLayout.unit }
    activations = strides.map { AlignedFloats(count: Self.capacity * $0) }
  }

  deinit {
    entries.deallocate()
    lists.deallocate()
    lengths.deallocate()
    blocks.deallocate()
    hits.deallocate()
    losses.deallocate()
  }
}
