import Plots
import Terminal

/// The probability of each class as a bar, spread over the height that there is.
struct ProbabilityBars: Widget {
  var names: [String]
  /// nil before there is anything to judge.
  var probabilities: [Double]?
  /// The most probable class.
  var best: Int?

  /// The names, the long ones cut after a word where that leaves no two alike.
  static func labels(_ names: [String], width: Int) -> [String] {
    let labels = names.map { name in
      guard name.count > width else { return name }
      let end = name.indices.last { name[..<$0].count <= width && [" ", "/"].contains(name[$0]) }
      return String(end.map { name[..<$0] } ?? name.prefix(width))
    }
    guard Set(labels).count < names.count else { return labels }
    let codes = ClassCodes(names, width: width)
    return names.indices.map { codes[$0] }
  }

  func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard !region.isEmpty, !names.isEmpty else { return }
    let labels = Self.labels(names, width: max(1, region.width / 2 - 1))
    let labelWidth = min(labels.map(\.count).max() ?? 0, region.width / 2)
    let figures = probabilities.map { $0.map { DrawPage.percent($0, region.width >= 24 ? 1 : 0) } } ?? []
    var figureWidth = figures.isEmpty ? 0 : max(region.width >= 24 ? 6 : 5, figures.map(\.count).max() ?? 0)
    // Figures give way where they would leave bars too short to compare.
    let leastBar = 4
    if region.width - labelWidth - figureWidth - 2 < leastBar { figureWidth = 0 }
    let step = min(5, max(1, region.height / names.count))
    // One row is left free between bars where there is more than one for each.
    let thickness = max(1, step - 1)
    for (index, probability) in (probabilities ?? Array(repeating: 0, count: names.count)).enumerated() {
      let row = Rect(x: region.x, y: region.y + index * step, width: region.width, height: thickness)
      guard row.maxY <= region.maxY else { break }
      let parts = row.columns(.fixed(labelWidth), .share(1), .fixed(figureWidth), gap: 1)
      let isBest = index == best
      /// Writes beside the bar's middle.
      func write(_ text: String, in part: Rect, _ role: Role) {
        let line = Rect(x: part.x, y: row.y + (thickness - 1) / 2, width: part.width, height: 1)
        let style = look.ink(isBest ? .title : role, isBest ? .bold : [])
        buffer.write(text, in: line, alignment: .right, style)
      }
      write(labels[index], in: parts[0], .muted)
      for y in row.y..<row.maxY {
        BarChart(
          [BarChart.Bar("", probability, role: isBest ? .accent : .series(0), isHighlighted: isBest)],
          range: 0...1,
          format: nil
        ).draw(in: Rect(x: parts[1].x, y: y, width: parts[1].width, height: 1), of: &buffer, look: look)
      }
      if figureWidth > 0 { write(figures[index], in: parts[2], .text) }
    }
  }
}
