import NeuralNet
import Plots
import Shell
import Terminal

extension WeightsPage {
  func drawHistograms(_ screen: MnistScreen, _ layout: WeightsLayout, of buffer: inout Buffer, look: Look) {
    let region = layout.histograms
    let step = inspection.map { "step \(NumberFormat.grouped.string($0.step))" } ?? ""
    let inner = screen.frame(
      .histograms,
      title(
        ["weights and gradients by layer, √count", "weights and gradients, √count", "weights, gradients"],
        of: .histograms,
        figure: step,
        width: region.width,
        showsAll: layout.showsAll
      ),
      figure: step,
      padding: 1
    ).draw(in: region, of: &buffer, look: look)
    guard let inspection, !inspection.layers.isEmpty else {
      drawNote(waiting(screen.state), in: inner, of: &buffer, look: look)
      return
    }
    let shown = shownLayers(layout)
    let isCut = shown.count < inspection.layers.count
    let parts = inner.rows(.share(1), .fixed(isCut ? 1 : 0))
    let gap = parts[0].height >= 5 * shown.count ? 1 : 0
    let rows = parts[0].rows(Array(repeating: .share(1), count: shown.count), gap: gap)
    for (index, row) in zip(shown, rows) {
      let layer = inspection.layers[index]
      let columns = row.columns(.share(1), .share(1), gap: 2)
      let name = index == inspection.layers.count - 1 ? "output" : "layer \(index + 1)"
      let weights = "\(name) W \(layer.outputs)×\(layer.inputs)"
      drawHistogram(layer.weights, weights, .series(0), in: columns[0], of: &buffer, look: look)
      if inspection.step == 0, layer.gradients.isAllZero {
        StyledText("gradient", .title).draw(in: columns[1], of: &buffer, look: look)
        let below = Rect(x: columns[1].x, y: columns[1].y + 1, width: columns[1].width, height: row.height - 1)
        Paragraph(StyledText("none before the first step", .muted)).draw(in: below, of: &buffer, look: look)
      } else {
        drawHistogram(layer.gradients, "gradient", .series(1), in: columns[1], of: &buffer, look: look)
      }
    }
    if isCut {
      let words = "layers \(shown.lowerBound + 1)–\(shown.upperBound) of \(inspection.layers.count)"
      StyledText(screen.shell.panel == .histograms ? words + ": ↑↓ the others, z all" : words, .muted)
        .draw(in: parts[1], of: &buffer, look: look)
    }
  }

  private func drawHistogram(
    _ histogram: ValueHistogram,
    _ name: String,
    _ role: Role,
    in region: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    let rows = region.rows(.fixed(1), .share(1))
    var text = StyledText(name, .title)
    if histogram.nonFiniteCount > 0 {
      text.append(" \(histogram.nonFiniteCount) not finite", .bad, .bold)
    } else if histogram.isAllZero {
      text.append(" all 0", .muted)
    } else {
      text.append(" SD \(NumberFormat.significant(2).string(histogram.standardDeviation))", .muted)
    }
    text.draw(in: rows[0], of: &buffer, look: look)
    guard histogram.standardDeviation > 0 else { return }
    // The root keeps the tails visible beside gradients of which most are 0.
    Histogram(
      counts: histogram.counts.map { Int((100 * Double($0).squareRoot()).rounded()) },
      range: histogram.range,
      role: role
    )
    .draw(in: rows[1], of: &buffer, look: look)
  }
}

extension ValueHistogram {
  /// Whether every value is 0.
  var isAllZero: Bool { nonFiniteCount == 0 && standardDeviation == 0 && mean == 0 }
}
