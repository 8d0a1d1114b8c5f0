/// What can be read off a layer at a glance.
public struct LayerStatistics: Sendable, Equatable {
  /// The root mean square of the weights.
  public var weightRMS: Double

  /// The root mean square of the last step's gradients of the weights, without regularisation; 0 before the first.
  public var gradientRMS: Double

  /// The share of units that gave 0 or less for every image of the last mini-batch; nil where the activation is not ReLU.
  public var deadShare: Double?
}
