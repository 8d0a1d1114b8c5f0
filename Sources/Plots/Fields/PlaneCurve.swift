/// A line through many places of a heat map.
public struct PlaneCurve: Hashable, Sendable {
  /// A place of the plane.
  public struct Place: Hashable, Sendable {
    /// Along the x axis.
    public var x: Double
    /// Along the y axis.
    public var y: Double
  }

  /// The places, in the order of the line.
  public var points: [Place]
  /// Its colour.
  public var role: Role

  /// A line through places; what lies outside the map is clipped.
  public init(_ points: [(x: Double, y: Double)], role: Role = .title) {
    self.points = points.map { Place(x: $0.x, y: $0.y) }
    self.role = role
  }
}
