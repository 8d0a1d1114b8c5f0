/// The sizes of one dense layer's pass over a batch.
public struct DenseShape: Hashable, Sendable {
  /// The number of values that come in per sample.
  public var inputs: Int

  /// The number of values that go out per sample.
  public var outputs: Int

  /// The number of samples, a multiple of ``NetworkScalar/laneCount``.
  public var batch: Int

  /// Makes the sizes of a pass.
  public init(inputs: Int, outputs: Int, batch: Int) {
    self.inputs = inputs
    self.outputs = outputs
    self.batch = batch
  }

  /// Whether the matrix products are large enough to be worth a BLAS call.
  ///
  /// Below, the call's own cost (packing, argument checks) exceeds the arithmetic; measured with batches of 4 to 256.
  var suitsBLAS: Bool {
    Swift.min(inputs, outputs, batch) >= 16 && inputs * outputs * batch >= 32_768
  }
}
