/// The past of a run to rewind to: checkpoints at equal strides, thinned so that their number stays bounded.
///
/// The stride is a power of two and doubles when the room runs out; steps between two checkpoints are trained again from the one before,
/// which gives the same bits.
struct CheckpointHistory<Checkpoint> {
  let capacity: Int
  /// The stride of a past that has just begun.
  private let firstStride: Int
  /// Steps between two checkpoints.
  private(set) var stride: Int
  private(set) var entries: [(step: Int, checkpoint: Checkpoint)] = []

  /// - Parameter stride: steps between two checkpoints to begin with, a power of two.
  init(capacity: Int, stride: Int = 1) {
    precondition(stride > 0 && stride & (stride - 1) == 0, "expected a power of two as stride, found \(stride)")
    self.capacity = max(2, capacity)
    firstStride = stride
    self.stride = stride
  }

  /// Whether a step is one to be kept.
  func wants(step: Int) -> Bool { step & (stride - 1) == 0 && step > (entries.last?.step ?? -1) }

  /// Keeps the network after a step; steps come in ascending order.
  mutating func append(_ checkpoint: Checkpoint, step: Int) {
    entries.append((step, checkpoint))
    guard entries.count > capacity else { return }
    stride *= 2
    entries.removeAll { $0.step & (stride - 1) != 0 }
  }

  /// The last checkpoint at or before a step.
  func nearest(atOrBefore step: Int) -> (step: Int, checkpoint: Checkpoint)? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].step <= step { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? entries[low - 1] : nil
  }

  /// Drops what comes after a step.
  mutating func truncate(after step: Int) {
    while let last = entries.last, last.step > step { entries.removeLast() }
  }

  /// Drops everything.
  mutating func removeAll() {
    entries.removeAll()
    stride = firstStride
  }
}
