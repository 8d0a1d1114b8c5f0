/// A straight line between two places.
struct Segment {
  var x0: Double
  var y0: Double
  var x1: Double
  var y1: Double

  /// The part inside a frame, nil when no part is (Liang and Barsky, 1984).
  func clipped(x: ClosedRange<Double>, y: ClosedRange<Double>) -> Segment? {
    guard x0.isFinite, y0.isFinite, x1.isFinite, y1.isFinite else { return nil }
    let dx = x1 - x0
    let dy = y1 - y0
    var enter = 0.0
    var leave = 1.0
    guard
      Segment.narrow(-dx, x0 - x.lowerBound, &enter, &leave), Segment.narrow(dx, x.upperBound - x0, &enter, &leave),
      Segment.narrow(-dy, y0 - y.lowerBound, &enter, &leave), Segment.narrow(dy, y.upperBound - y0, &enter, &leave),
      enter <= leave
    else { return nil }
    return Segment(x0: x0 + enter * dx, y0: y0 + enter * dy, x1: x0 + leave * dx, y1: y0 + leave * dy)
  }
  /// Narrows the visible fraction by one edge; false when the line runs outside along it.
  private static func narrow(_ direction: Double, _ room: Double, _ enter: inout Double, _ leave: inout Double) -> Bool
  {
    if direction == 0 { return room >= 0 }
    if direction < 0 { enter = max(enter, room / direction) } else { leave = min(leave, room / direction) }
    return true
  }
}
