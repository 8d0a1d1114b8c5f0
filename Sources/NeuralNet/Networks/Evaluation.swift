/// Every unit's activation for many samples, in storage that is made once and used again: an output surface and the
/// hidden units' surfaces, frame after frame.
///
/// It belongs to one thread at a time.
public final class Evaluation<Scalar: NetworkScalar> {
  /// The units of every layer, the input first.
  public let layerSizes: [Int]

  /// The most samples that fit.
  public let capacity: Int

  /// The number of samples last evaluated.
  public private(set) var count = 0

  /// Every layer's activations, block after block, the inputs first, and one layer's pre-activations.
  private let blocks: ScalarStorage<Scalar>
  private let preActivations: ScalarStorage<Scalar>

  /// How many rows stand before a layer's; entry 0 is the input's.
  private let rowsBefore: [Int]

  /// Makes room for the activations of `capacity` samples in a network of these sizes.
  public init(_ architecture: Architecture, capacity: Int) {
    precondition(capacity > 0, "expected room for at least one sample, found \(capacity)")
    layerSizes = architecture.layerSizes
    self.capacity = capacity
    var before: [Int] = []
    var rows = 0
    for size in layerSizes {
      before.append(rows)
      rows += size
    }
    rowsBefore = before
    blocks = ScalarStorage(count: rows * Scalar.padded(capacity))
    preActivations = ScalarStorage(count: (layerSizes.max() ?? 0) * Scalar.padded(capacity))
  }

  /// The activation of a unit for a sample; layer 0 is the first hidden one.
  public subscript(layer layer: Int, unit unit: Int, sample sample: Int) -> Scalar {
    precondition(sample < count, "expected a sample below \(count), found \(sample)")
    return row(layer: layer, unit: unit)[sample]
  }

  /// One unit's activations, one per sample; layer 0 is the first hidden one.
  public func values(layer: Int, unit: Int) -> [Scalar] {
    Array(UnsafeBufferPointer(start: row(layer: layer, unit: unit), count: count))
  }

  /// Gives one unit's activations, one per sample, without a copy; they must not leave the closure.
  public func withValues<Result>(
    layer: Int,
    unit: Int,
    _ body: (UnsafeBufferPointer<Scalar>) throws -> Result
  ) rethrows -> Result {
    try body(UnsafeBufferPointer(start: row(layer: layer, unit: unit), count: count))
  }

  private func row(layer: Int, unit: Int) -> UnsafePointer<Scalar> {
    precondition(
      layer >= 0 && layer + 1 < layerSizes.count && unit >= 0 && unit < layerSizes[layer + 1],
      "no unit \(unit) in layer \(layer) of sizes \(layerSizes)"
    )
    return UnsafePointer(blocks.base + (rowsBefore[layer + 1] + unit) * Scalar.padded(count))
  }

  @inline(__always)
  func perform(_ network: Network<Scalar>, inputs: UnsafeBufferPointer<Scalar>, count: Int) {
    precondition(
      network.architecture.layerSizes == layerSizes,
      "expected a network of sizes \(layerSizes), found \(network.architecture.layerSizes)"
    )
    precondition(count > 0 && count <= capacity, "expected 1 to \(capacity) samples, found \(count)")
    precondition(
      inputs.count >= count * layerSizes[0],
      "expected \(count * layerSizes[0]) inputs, found \(inputs.count)"
    )
    guard let samples = inputs.baseAddress else { return }
    self.count = count
    let batch = Scalar.padded(count)
    transpose(samples, count: count, features: layerSizes[0], batch: batch, into: blocks.base)
    network.parameters.withUnsafeBufferPointer { parameters in
      guard let parameters = parameters.baseAddress else { return }
      for (index, layout) in network.architecture.layers.enumerated() {
        Scalar.denseForward(
          DenseShape(inputs: layout.inputs, outputs: layout.outputs, batch: batch),
          weights: parameters + layout.weightOffset,
          biases: parameters + layout.biasOffset,
          activations: blocks.base + rowsBefore[index] * batch,
          into: preActivations.base
        )
        network.architecture.activation(layer: index).apply(
          count: layout.outputs * batch,
          preActivations.base,
          into: blocks.base + rowsBefore[index + 1] * batch
        )
      }
    }
  }
}
