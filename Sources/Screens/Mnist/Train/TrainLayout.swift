import Plots
import Terminal

/// Where the panels of the first tab are; view and mouse share it.
struct TrainLayout {
  /// The line with the progress bar.
  let progress: Rect
  private var places: [TrainTab.PanelKind: Rect] = [:]

  init(_ region: Rect, zoomed: TrainTab.PanelKind?) {
    let rows = region.rows(.share(1), .fixed(1))
    progress = rows[1]
    if let zoomed {
      places[zoomed] = rows[0]
      return
    }
    // Half of a tall window for the digits, as many whole rows of thumbnails as that holds.
    let tile = TileGrid.sizes.first { rows[0].height / 2 >= $0.height + 3 } ?? TileGrid.sizes[2]
    let digitRows = max(1, (rows[0].height / 2 - 2) / (tile.height + 1))
    let parts = rows[0].rows(.share(1), .fixed(min(rows[0].height / 2 + 1, digitRows * (tile.height + 1) + 2)))
    let charts = parts[0].columns(.share(1), .share(1))
    let bottom = parts[1].columns(.share(1), .fixed(max(28, region.width * 3 / 10)))
    places = [.loss: charts[0], .accuracy: charts[1], .digits: bottom[0], .layers: bottom[1]]
  }

  /// A panel's region with its border; empty when it is not shown.
  subscript(_ panel: TrainTab.PanelKind) -> Rect { places[panel] ?? Rect(x: 0, y: 0, width: 0, height: 0) }
}
