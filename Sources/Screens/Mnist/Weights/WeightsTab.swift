import Plots
import Terminal
import Training

/// The Weights tab.
struct WeightsTab: MnistTab {
  func explanation(_ state: MnistState) -> [StyledText] { [] }
  mutating func handle(_ key: Key, _ state: MnistState, in region: Rect) -> [MnistScreen.Command]? { nil }
  func draw(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    Panel(title: "Weights").draw(in: region, of: &buffer, look: look)
  }
}
