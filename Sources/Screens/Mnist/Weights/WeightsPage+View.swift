import Plots
import Shell
import Terminal

extension WeightsPage {
  func draw(_ panel: MnistScreen.PanelID, _ screen: MnistScreen, of buffer: inout Buffer, look: Look) {
    let layout = screen.weightsLayout
    switch panel {
    case .histograms: drawHistograms(screen, layout, of: &buffer, look: look)
    case .projection: drawProjection(screen, layout, of: &buffer, look: look)
    case .unit: drawChosen(screen, layout, of: &buffer, look: look)
    default: drawUnits(screen, layout, of: &buffer, look: look)
    }
  }

  /// A panel's title: which of the views it is where it is the only one, and the longest words that fit beside the figure.
  func title(_ words: [String], of view: MnistScreen.PanelID, figure: String, width: Int, showsAll: Bool) -> String {
    let number = (Self.views.firstIndex(of: view) ?? 0) + 1
    let view = "view \(number)/\(Self.views.count)"
    let room = width - 6 - (figure.isEmpty ? 0 : figure.unicodeScalars.count + 2)
    let titles = showsAll ? words : words.map { "\(view) · \($0)" } + [view]
    return titles.first { $0.unicodeScalars.count <= room } ?? titles.last ?? ""
  }

  func drawNote(_ words: String, in region: Rect, of buffer: inout Buffer, look: Look) {
    Paragraph(StyledText(words, .muted)).draw(in: region.inset(horizontal: 1, vertical: 0), of: &buffer, look: look)
  }

  func waiting(_ state: MnistState) -> String {
    state.run.snapshot == nil ? "Training has not begun." : "Running every test image through the network …"
  }
}
