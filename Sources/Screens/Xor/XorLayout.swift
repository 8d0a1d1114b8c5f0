import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

/// Where the xor screen's panels are in a window; view and mouse share it.
struct XorLayout {
  let controls: Rect
  /// Rows that the truth table with all that stands under it needs.
  private static let tallestLowerRow = 25
  private var places: [XorScreen.PanelKind: Rect] = [:]

  init(_ size: Size, zoomed: XorScreen.PanelKind?) {
    let regions = ScreenFrame.regions(size, hasControls: true)
    controls = regions.controls
    if let zoomed {
      places[zoomed] = regions.body
      return
    }
    // The lower row has so much to say and no more; what is left over makes the pictures larger.
    let lower = min((regions.body.height * 20 + 21) / 43, Self.tallestLowerRow)
    let rows = regions.body.rows(.share(1), .fixed(lower))
    let shares: [Length] = [.share(1.1), .share(0.9), .share(1)]
    let top = rows[0].columns(shares)
    let bottom = rows[1].columns(shares)
    places = [
      .loss: top[0], .surface: top[1], .hidden: top[2],
      .network: bottom[0], .truth: bottom[1], .words: bottom[2],
    ]
  }

  /// A panel's region with its border; empty when it is not shown.
  subscript(_ panel: XorScreen.PanelKind) -> Rect { places[panel] ?? Rect(x: 0, y: 0, width: 0, height: 0) }

  /// The panel under a cell.
  func panel(at point: Point) -> XorScreen.PanelKind? { places.first { $0.value.contains(point) }?.key }
}
