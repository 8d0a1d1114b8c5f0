import CKernels

/// Where a network's numbers lie: layer after layer, each its (units, inputs) weights and then its biases.
public struct PlaygroundShape: Hashable, Sendable {
  /// Units of all layers, features first.
  public let sizes: [Int]
  /// Where each trained layer's weights begin; one more at the end.
  private let offsets: [Int]

  init(sizes: [Int]) {
    self.sizes = sizes
    var offsets = [0]
    for (inputs, units) in zip(sizes, sizes.dropFirst()) {
      offsets.append(offsets[offsets.count - 1] + (inputs + 1) * units)
    }
    self.offsets = offsets
  }

  /// Trained layers: the hidden ones and the output.
  public var layerCount: Int { sizes.count - 1 }
  /// Weights and biases.
  public var parameterCount: Int { offsets[layerCount] }
  /// Units of the trained layers.
  public var unitCount: Int { sizes.dropFirst().reduce(0, +) }

  /// Where a weight lies; layers count from 0, the first hidden one.
  public func weight(layer: Int, unit: Int, input: Int) -> Int { offsets[layer] + unit * sizes[layer] + input }

  /// Where a bias lies.
  public func bias(layer: Int, unit: Int) -> Int { offsets[layer] + sizes[layer] * sizes[layer + 1] + unit }

  /// The number of a unit among all of the trained layers.
  public func unitIndex(layer: Int, unit: Int) -> Int { sizes[1..<(layer + 1)].reduce(0, +) + unit }
}
