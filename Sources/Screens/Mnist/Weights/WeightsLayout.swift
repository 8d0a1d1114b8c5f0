import Plots
import Terminal

/// Where the parts of the fourth tab are; view and mouse share it.
struct WeightsLayout {
  /// The panel of all units; empty where another one fills the tab.
  let units: Rect
  /// The panel of the enlarged unit.
  let unit: Rect
  /// The panel of histograms.
  let histograms: Rect
  /// The panel of the projection.
  let projection: Rect
  /// Where the pictures stand in the units' panel.
  let grid: TileGrid

  /// A picture at full resolution with its border.
  private static let unitWidth = 30

  init(_ region: Rect, side: WeightsTab.Side, isZoomed: Bool) {
    let none = Rect(x: region.x, y: region.y, width: 0, height: 0)
    let showsAll = !isZoomed && region.width >= 100 && region.height >= 30
    if showsAll {
      // The enlarged unit takes 16 rows with its border; 20 hold three rows of small pictures.
      let top = region.height >= 36 ? max(20, region.height / 2) : 18
      let rows = region.rows(.fixed(top), .share(1))
      let upper = rows[0].columns(.share(1), .fixed(Self.unitPanelWidth(rows[0])))
      let lower = rows[1].columns(.share(0.55), .share(0.45))
      (units, unit) = (upper[0], upper[1])
      (histograms, projection) = (lower[0], lower[1])
    } else {
      let columns = region.columns(.share(1), .fixed(Self.unitPanelWidth(region)))
      (units, unit) = side == .units ? (columns[0], columns[1]) : (none, none)
      histograms = side == .histograms ? region : none
      projection = side == .projection ? region : none
    }
    let wanted = units.width >= 100 ? 40 : 24
    grid = TileGrid(in: Panel(title: "").inner(of: units), wanted: wanted)
  }

  /// Wide enough for bars beside the picture where there is room for both.
  private static func unitPanelWidth(_ region: Rect) -> Int {
    if region.width >= 160, region.height >= 32 { return 2 * 28 + 2 + 26 }
    return region.width >= 110 ? unitWidth + 24 : unitWidth
  }

  /// The panel at a place.
  func side(at point: Point) -> WeightsTab.Side? {
    if units.contains(point) || unit.contains(point) { return .units }
    if histograms.contains(point) { return .histograms }
    return projection.contains(point) ? .projection : nil
  }
}
