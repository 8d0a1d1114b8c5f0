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

  init(_ region: Rect, isZoomed: Bool, classNames: [String]) {
    if isZoomed {
      list = Rect(x: region.x, y: region.y, width: 0, height: 0)
      detail = region
    } else {
      let columns = region.columns(.share(1), .fixed(Self.detailWidth(region.size)))
      list = columns[0]
      detail = columns[1]
    }
    grid = TileGrid(in: Panel(title: "").inner(of: list), wanted: 12) {
      Verdict.lineCount(names: classNames, width: $0)
    }
  }

  /// The columns that two pictures side by side take, at the largest whole scale that leaves room for the thumbnails.
  private static func detailWidth(_ size: Size) -> Int {
    if size.width >= 190, size.height >= 48 { return 115 }
    if size.width >= 116 { return 59 }
    return size.width >= 76 ? 39 : 31
  }
}
