/// An epoch's figures.
public struct NeuronEpoch: Hashable, Sendable {
  /// Its number, from 0.
  public let epoch: Int
  /// Σ (ŷ − y)² over the samples, each taken when its turn came.
  public let lossSum: Double
  /// The parameters after the epoch.
  public let parameters: [Double]

  /// The mean of (ŷ − y)² over so many samples.
  public func meanLoss(of count: Int) -> Double { lossSum / Double(count) }
}
