/// Where one dense layer's parameters stand in a network's flat storage.
public struct DenseLayout: Hashable, Sendable {
  /// The number of values that come in.
  public let inputs: Int

  /// The number of units.
  public let outputs: Int

  /// Where the weight, (outputs, inputs) row-major, starts.
  public let weightOffset: Int

  /// Where the bias, (outputs), starts.
  public let biasOffset: Int

  /// The number of weights.
  public var weightCount: Int { inputs * outputs }

  /// Where the weights stand.
  public var weightRange: Range<Int> { weightOffset..<weightOffset + weightCount }

  /// Where the biases stand.
  public var biasRange: Range<Int> { biasOffset..<biasOffset + outputs }
}
