/// One axis of a chart.
public struct Axis: Hashable, Sendable {
  /// What the limits mean to the plot.
  public enum Fit: Hashable, Sendable {
    /// They are the plot's ends, and ticks stand in the cells that hold their values.
    case exact
    /// The plot holds at least them: its ends lie as far out as puts every tick in the middle of a cell, equal steps
    /// equally far apart.
    case padded
  }

  /// How values are spread.
  public var scale: Scale
  /// The ends; nil takes round numbers around the data.
  public var limits: ClosedRange<Double>?
  /// What the axis measures; shown where there is room.
  public var label: String
  /// What the limits mean; nil pads a vertical axis, and a horizontal one that has no limits of its own.
  public var fit: Fit?
  /// Whether only whole numbers have a meaning, as of epochs: then ticks stand at no others.
  public var isWhole: Bool

  /// An axis.
  public init(
    scale: Scale = .linear,
    limits: ClosedRange<Double>? = nil,
    label: String = "",
    fit: Fit? = nil,
    isWhole: Bool = false
  ) {
    self.scale = scale
    self.limits = limits
    self.label = label
    self.fit = fit
    self.isWhole = isWhole
  }
}
