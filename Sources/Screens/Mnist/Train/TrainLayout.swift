import Plots
import Terminal

/// Where the panels of the first tab are; view and mouse share it.
struct TrainLayout {
  /// The line with the progress bar.
  let progress: Rect
  private var places: [TrainTab.PanelKind: Rect] = [:]

  init(_ region: Rect, zoomed: TrainTab.PanelKind?, classNames: [String]) {
    let rows = region.rows(.share(1), .fixed(1))
    progress = rows[1]
    if let zoomed {
      places[zoomed] = rows[0]
      return
    }
    let side = region.width >= 100 ? min(46, region.width * 3 / 10) : 24
    let height = Self.digitsHeight(
      width: region.width - side - 2,
      most: rows[0].height * 3 / 5,
      classNames: classNames
    )
    let parts = rows[0].rows(.share(1), .fixed(height))
    let charts = parts[0].columns(.share(1), .share(1))
    let bottom = parts[1].columns(.share(1), .fixed(side))
    places = [.loss: charts[0], .accuracy: charts[1], .digits: bottom[0], .layers: bottom[1]]
  }

  /// The height of the panel of digits: the largest thumbnails of which ten fit, and more rows of them while there is room.
  private static func digitsHeight(width: Int, most: Int, classNames: [String]) -> Int {
    for tile in TileGrid.sizes {
      let lines = Verdict.lineCount(names: classNames, width: tile.width)
      let columns = max(1, (width + 1) / (tile.width + 1))
      let needed = (10 + columns - 1) / columns
      let possible = (most - 2) / (tile.height + lines)
      if possible >= needed { return possible * (tile.height + lines) + 2 }
    }
    let smallest = TileGrid.sizes.last ?? Size(1, 1)
    return smallest.height + Verdict.lineCount(names: classNames, width: smallest.width) + 2
  }

  /// A panel's region with its border; empty when it is not shown.
  subscript(_ panel: TrainTab.PanelKind) -> Rect { places[panel] ?? Rect(x: 0, y: 0, width: 0, height: 0) }
}
