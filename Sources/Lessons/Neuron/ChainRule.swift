/// What one sample did: the chain rule at the output neuron in numbers, and the update where it ended a batch.
public struct ChainRule: Hashable, Sendable {
  /// Which epoch, from 0.
  public let epoch: Int
  /// Which sample, from 0.
  public let sample: Int
  /// Its way through the network.
  public let pass: NeuronPass
  /// y.
  public let target: Double
  /// dL/dŷ = 2·(ŷ − y).
  public let lossSlope: Double
  /// dŷ/dz = f′(z).
  public let activationSlope: Double
  /// dL by every parameter, for this sample alone.
  public let gradient: [Double]
  /// What the update followed: the mean gradient of the batch, or numbers that stand in for it; nil where the batch went on.
  public let usedGradient: [Double]?
  /// How many samples the batch had when the weights changed.
  public let batchSize: Int
  /// The parameters before.
  public let before: [Double]
  /// The parameters after; the same where the batch went on.
  public let after: [Double]

  /// L = (ŷ − y)².
  public var loss: Double { pass.loss(target: target) }
  /// dL/dz = dL/dŷ · dŷ/dz.
  public var delta: Double { lossSlope * activationSlope }
}
