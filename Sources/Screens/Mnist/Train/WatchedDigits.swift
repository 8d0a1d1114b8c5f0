import Datasets
import Plots
import Shell
import Terminal
import Training

/// The panel of watched test images, and what the network says of each.
struct WatchedDigits: Widget, Equatable {
  /// The images; nil while there are none.
  let data: ClassifierData?
  let classNames: [String]
  /// What the network says of them, in their order; empty where it says nothing.
  let verdicts: [Verdict]
  let isGenerated: Bool
  /// Whether the network's numbers are.
  let isFinite: Bool
  let isFocused: Bool
  let isZoomed: Bool

  func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    let grid = grid(in: Panel(title: "").inner(of: region))
    panel(region, shown: grid.count).draw(in: region, of: &buffer, look: look)
    guard let data else {
      for position in 0..<min(grid.count, watchedCount) {
        ImageView.blankImage.draw(in: grid[position].picture, of: &buffer, look: look)
      }
      return
    }
    for (position, image) in data.sampleIndices.prefix(grid.count).enumerated() {
      let (picture, line) = grid[position]
      data.sets.test.picture(at: image).draw(in: picture, of: &buffer, look: look)
      if position < verdicts.count {
        verdicts[position].draw(in: line, of: &buffer, look: look)
      } else {
        StyledText(data.sets.test.className(at: image), .muted).draw(in: line, of: &buffer, look: look)
      }
    }
  }

  private var watchedCount: Int { data?.sampleIndices.count ?? 4 * classNames.count }

  private func grid(in room: Rect) -> TileGrid {
    TileGrid(in: room, wanted: min(isZoomed ? 40 : 10, max(1, watchedCount))) {
      Verdict.lineCount(names: classNames, width: $0)
    }
  }

  private func panel(_ region: Rect, shown count: Int) -> Panel {
    let right = verdicts.filter(\.isRight).count
    let shown = count < watchedCount && data != nil ? ", \(count) shown" : ""
    let figure =
      verdicts.isEmpty
      ? isFinite ? "" : "not finite" : "\(right)/\(verdicts.count)\(region.width < 46 ? "" : " right")\(shown)"
    let titles =
      isGenerated
      ? ["generated test digits, drawn by this program", "generated test digits", "generated"]
      : ["test images, never trained on", "test images"]
    return Panel(
      title: titles.first { $0.count + figure.count + 8 <= region.width } ?? titles[titles.count - 1],
      figure: figure,
      figureRole: !isFinite ? .bad : right == verdicts.count ? .good : .warning,
      isFocused: isFocused
    )
  }
}
