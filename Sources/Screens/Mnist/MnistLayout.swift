import Plots
import Shell
import Terminal

/// Where the parts of the mnist screen are in a window; view and mouse share it.
struct MnistLayout {
  /// The row of tabs.
  let tabs: Rect
  /// The tab in front.
  let body: Rect
  /// The settings' line.
  let controls: Rect

  init(_ size: Size) {
    let regions = ScreenFrame.regions(size, hasControls: true)
    let rows = regions.body.rows(.fixed(1), .share(1))
    tabs = rows[0]
    body = rows[1]
    controls = regions.controls
  }
}
