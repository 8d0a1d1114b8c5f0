/// A point of the plane with what the network shall answer there.
public struct PlanePoint: Hashable, Sendable {
  /// x₁.
  public var x: Double
  /// x₂.
  public var y: Double
  /// −1 or 1 of two classes, the number of the class of more, or the value.
  public var label: Double

  /// Makes a point.
  public init(x: Double, y: Double, label: Double) {
    self.x = x
    self.y = y
    self.label = label
  }
}
