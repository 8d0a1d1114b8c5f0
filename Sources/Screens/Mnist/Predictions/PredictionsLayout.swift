import Plots
import Terminal

/// Where the parts of the second tab are; view and mouse share it.
struct PredictionsLayout {
  /// The panel of thumbnails, empty while one image is zoomed.
  let list: Rect
  /// The panel of the enlarged image.
  let detail: Rect
  /// Where the thumbnails stand in their panel.
  let grid: TileGrid

  init(_ region: Rect, isZoomed: Bool) {
    if isZoomed {
      list = Rect(x: region.x, y: region.y, width: 0, height: 0)
      detail = region
    } else {
      // Two pictures at full resolution side by side take 57 columns.
      let wanted = region.width >= 116 ? 59 : min(39, region.width / 2)
      let columns = region.columns(.share(1), .fixed(wanted))
      list = columns[0]
      detail = columns[1]
    }
    grid = TileGrid(in: Panel(title: "").inner(of: list), wanted: 12)
  }
}
