/// Which gradient the weights follow.
public enum NeuronGradients: Hashable, Sendable {
  /// That of the loss: the mean of (ŷ − y)² over the batch.
  case actual
  /// Numbers that have nothing to do with the data, one per parameter, as some first notebooks use them.
  case pretended([Double])

  /// The numbers that stand in for the gradient; nil where the gradient is the true one.
  public var pretended: [Double]? {
    guard case .pretended(let values) = self else { return nil }
    return values
  }
}
