import NeuralNet

/// What depth did to one activation's signal and gradient.
public struct DepthReport: Hashable, Sendable {
  /// What the layers applied.
  public var activation: Activation
  /// Every layer, the first one first.
  public var layers: [DepthLayer]

  /// A report.
  public init(activation: Activation, layers: [DepthLayer]) {
    self.activation = activation
    self.layers = layers
  }

  /// The first layer, counted from 0, whose activations Float cannot hold; nil when all are finite.
  ///
  /// No gradient of such a network means anything.
  public var firstOverflow: Int? { layers.firstIndex { $0.activationsOverflowed } }

  /// The first layer's gradient over the last layer's; nil where there is none to compare.
  public var gradientRatio: Double? {
    guard firstOverflow == nil, let first = layers.first, let last = layers.last, last.gradientSize > 0 else {
      return nil
    }
    return first.gradientSize / last.gradientSize
  }

  /// Whether later layers reach so far beyond the first that on one scale nothing could be seen of most layers.
  public var needsScalePerLayer: Bool {
    guard let first = layers.first, !first.activationsOverflowed else { return false }
    let reach = Self.reach(first)
    return layers.contains { !$0.activationsOverflowed && Self.reach($0) > 4 * reach }
  }

  /// The ends of the scale to show a layer's histogram on; 0 is always between them.
  ///
  /// One scale for all layers, wide enough for each; where they need one each, from 0 or −m to 0 or m with the layer's
  /// own largest magnitude m.
  public func histogramRange(layer: Int) -> ClosedRange<Double> {
    let finite = layers.filter { !$0.activationsOverflowed }
    guard layers.indices.contains(layer), !finite.isEmpty else { return -1...1 }
    let low = finite.reduce(0) { min($0, $1.range.lowerBound) }
    let high = finite.reduce(0) { max($0, $1.range.upperBound) }
    guard low < high else { return -1...1 }
    guard needsScalePerLayer else { return low...high }
    let reach = Self.reach(layers[layer])
    guard reach > 0, reach.isFinite else { return -1...1 }
    return (low < 0 ? -reach : 0)...(high > 0 ? reach : 0)
  }

  private static func reach(_ layer: DepthLayer) -> Double {
    max(abs(layer.range.lowerBound), abs(layer.range.upperBound))
  }

  /// A layer's histogram on another scale: how many activations lie in each bin; those beyond its ends in the first or last.
  ///
  /// A layer's bins are spread evenly over the new ones that they cover, in proportion.
  public func histogram(layer: Int, over range: ClosedRange<Double>, binCount: Int) -> [Double] {
    let layer = layers[layer]
    var counts = [Double](repeating: 0, count: binCount)
    let scale = Double(binCount) / (range.upperBound - range.lowerBound)
    let width = (layer.range.upperBound - layer.range.lowerBound) / Double(max(1, layer.histogram.count))
    for (bin, count) in layer.histogram.enumerated() where count > 0 {
      let low = (layer.range.lowerBound + Double(bin) * width - range.lowerBound) * scale
      let high = low + width * scale
      let ends = min(max(low, 0), Double(binCount))...min(max(high, 0), Double(binCount))
      let first = min(binCount - 1, Int(ends.lowerBound))
      let last = min(binCount - 1, Int(ends.upperBound))
      guard first < last, high > low else {
        counts[first] += Double(count)
        continue
      }
      for target in first...last {
        var covered = min(high, Double(target + 1)) - max(low, Double(target))
        // What lies beyond an end counts at the end.
        if target == 0 { covered += max(0, -low) }
        if target == binCount - 1 { covered += max(0, high - Double(binCount)) }
        counts[target] += Double(count) * max(0, covered) / (high - low)
      }
    }
    return counts
  }
}
