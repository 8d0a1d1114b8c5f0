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
}
