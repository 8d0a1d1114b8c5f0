import Plots
import Terminal

/// A part of the plane and where it is drawn, so that a unit is as long to the right as upwards: a square looks square and
/// w stands at right angles on its line.
///
/// A cell of a terminal is about twice as high as wide.
struct PlaneFit {
  /// What is shown.
  let axes: PlaneAxes
  /// Where it is drawn, labels included.
  let region: Rect

  /// The unit square with its margin, and as much more of the plane as the room's longer side takes.
  init(_ base: PlaneAxes, in room: Rect) {
    let map = HeatMap.mapArea(in: room, axes: base)
    guard map.width > 0, map.height > 0 else {
      (axes, region) = (base, room)
      return
    }
    let half = (base.x.upperBound - base.x.lowerBound) / 2
    let middle = (base.x.lowerBound + base.x.upperBound) / 2
    var (axes, region) = (base, room)
    // Ends at whole tenths read well; the region gives up the cells that this leaves over.
    if map.width > 2 * map.height {
      let wide = max(half, (half * Double(map.width) / Double(2 * map.height) * 10).rounded(.down) / 10)
      axes.x = Self.ends(middle, wide)
      let columns = min(map.width, Int((wide / half * Double(2 * map.height)).rounded()))
      region.x += (map.width - columns) / 2
      region.width -= map.width - columns
    } else {
      let high = max(half, (half * Double(2 * map.height) / Double(map.width) * 10).rounded(.down) / 10)
      axes.y = Self.ends(middle, high)
      let rows = min(map.height, Int((high / half * Double(map.width) / 2).rounded()))
      region.y += (map.height - rows) / 2
      region.height -= map.height - rows
    }
    (self.axes, self.region) = (axes, region)
  }

  private static func ends(_ middle: Double, _ half: Double) -> ClosedRange<Double> {
    ((middle - half) * 10).rounded() / 10...((middle + half) * 10).rounded() / 10
  }

  /// The largest region of a room in which the unit square with its margin fills all and looks square.
  static func square(in room: Rect) -> Rect {
    let height = min(room.height, room.width / 2)
    return room.centered(Size(2 * height, height))
  }
}
