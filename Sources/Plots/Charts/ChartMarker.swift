/// A labelled place on a chart.
public struct ChartMarker: Hashable, Sendable {
  /// Where it is along x.
  public var x: Double
  /// Where it is along y.
  public var y: Double
  /// What is drawn there.
  public var glyph: Unicode.Scalar
  /// What stands beside it; empty for nothing.
  public var label: String
  /// Its colour.
  public var role: Role

  /// A marker.
  public init(x: Double, y: Double, glyph: Unicode.Scalar = "◆", label: String = "", role: Role = .accent) {
    self.x = x
    self.y = y
    self.glyph = glyph
    self.label = label
    self.role = role
  }
}
