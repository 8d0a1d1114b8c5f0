import Plots
import Terminal
import Training

/// The Draw tab.
struct DrawTab: MnistTab {
  func explanation(_ state: MnistState) -> [StyledText] { [] }
  mutating func handle(_ key: Key, _ state: MnistState, in region: Rect) -> [MnistScreen.Command]? { nil }
  func draw(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    Panel(title: "Draw").draw(in: region, of: &buffer, look: look)
  }
}
