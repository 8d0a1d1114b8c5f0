import Plots
import Terminal

extension WeightsTab {
  func draw(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    let layout = layout(in: region, state)
    if !layout.units.isEmpty { drawUnits(state, layout, of: &buffer, look: look) }
    if !layout.histograms.isEmpty { drawHistograms(state, layout, of: &buffer, look: look) }
    if !layout.projection.isEmpty { drawProjection(state, layout, of: &buffer, look: look) }
  }

  /// A panel's title: which of the views it is where it is the only one, and the longest words that fit beside the figure.
  func title(_ words: [String], side: Side, figure: String, width: Int, showsAll: Bool) -> String {
    let number = (Side.allCases.firstIndex(of: side) ?? 0) + 1
    let view = "view \(number)/\(Side.allCases.count)"
    let room = width - 6 - (figure.isEmpty ? 0 : figure.unicodeScalars.count + 2)
    let titles = showsAll ? words : words.map { "\(view) · \($0)" } + [view]
    return titles.first { $0.unicodeScalars.count <= room } ?? titles.last ?? ""
  }

  func drawNote(_ words: String, in region: Rect, of buffer: inout Buffer, look: Look) {
    Paragraph(StyledText(words, .muted)).draw(in: region.inset(horizontal: 1, vertical: 0), of: &buffer, look: look)
  }

  func waiting(_ state: MnistState) -> String {
    state.snapshot == nil ? "Training has not begun." : "Running every test image through the network …"
  }
}
