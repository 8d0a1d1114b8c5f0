/// A loss between two kept epochs of a run that is larger than both.
public struct CurveSpike: Hashable, Sendable {
  /// The place in the curve of the kept epoch that it came before.
  public var index: Int32
  /// The largest loss there.
  public var loss: Float

  /// A spike from its parts.
  public init(index: Int32, loss: Float) {
    self.index = index
    self.loss = loss
  }
}

/// Finds spikes while a run's losses come, epoch by epoch or as the largest of several.
struct SpikeFinder {
  private(set) var spikes: [CurveSpike] = []
  private var peak = -Double.infinity
  private var last = Float.infinity

  /// Takes in the loss of an epoch that is not kept, or the largest of several.
  mutating func pass(_ loss: Double) { peak = max(peak, loss) }

  /// Takes in the loss of the kept epoch at a place of the curve.
  mutating func keep(_ loss: Float, at index: Int) {
    let largest = Float(peak)
    // The first kept epoch is the first of all: before it there is none.
    if largest.isFinite, loss.isFinite, largest > loss, largest > last {
      spikes.append(CurveSpike(index: Int32(index), loss: largest))
    }
    last = loss.isFinite ? loss : .infinity
    peak = -.infinity
  }
}
