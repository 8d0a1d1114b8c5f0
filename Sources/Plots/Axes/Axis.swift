/// One axis of a chart.
public struct Axis: Hashable, Sendable {
  /// How values are spread.
  public var scale: Scale
  /// The ends; nil takes round numbers around the data.
  public var limits: ClosedRange<Double>?
  /// What the axis measures; shown where there is room.
  public var label: String

  /// An axis.
  public init(scale: Scale = .linear, limits: ClosedRange<Double>? = nil, label: String = "") {
    self.scale = scale
    self.limits = limits
    self.label = label
  }
}
