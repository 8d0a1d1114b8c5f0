/// A straight line on a heat map: a boundary, or with a head an arrow.
public struct PlaneLine: Hashable, Sendable {
  /// Where it starts.
  public var startX: Double
  /// Where it starts.
  public var startY: Double
  /// Where it ends.
  public var endX: Double
  /// Where it ends.
  public var endY: Double
  /// How it is interrupted.
  public var stroke: Stroke
  /// Its colour.
  public var role: Role
  /// Whether it ends in an arrow's head.
  public var hasHead: Bool

  /// A line between two places; what lies outside the map is clipped.
  public init(
    from start: (x: Double, y: Double),
    to end: (x: Double, y: Double),
    stroke: Stroke = .solid,
    role: Role = .title,
    hasHead: Bool = false
  ) {
    startX = start.x
    startY = start.y
    endX = end.x
    endY = end.y
    self.stroke = stroke
    self.role = role
    self.hasHead = hasHead
  }

  /// The line a·x + b·y + c = 0 across a part of the plane; nil when a and b are both 0 or anything is not finite.
  public static func boundary(
    _ a: Double,
    _ b: Double,
    _ c: Double,
    in axes: PlaneAxes,
    stroke: Stroke = .solid,
    role: Role = .title
  ) -> PlaneLine? {
    let norm = (a * a + b * b).squareRoot()
    guard norm > 0, norm.isFinite, c.isFinite else { return nil }
    let middleX = axes.x.lowerBound / 2 + axes.x.upperBound / 2
    let middleY = axes.y.lowerBound / 2 + axes.y.upperBound / 2
    // From the point of the line nearest to the middle, far enough both ways to leave the frame.
    let distance = (a * middleX + b * middleY + c) / norm
    let nearX = middleX - a / norm * distance
    let nearY = middleY - b / norm * distance
    let reach = (axes.x.upperBound - axes.x.lowerBound) + (axes.y.upperBound - axes.y.lowerBound)
    guard nearX.isFinite, nearY.isFinite, reach.isFinite else { return nil }
    return PlaneLine(
      from: (nearX - b / norm * reach, nearY + a / norm * reach),
      to: (nearX + b / norm * reach, nearY - a / norm * reach),
      stroke: stroke,
      role: role
    )
  }
}
