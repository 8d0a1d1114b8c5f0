import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension ModelPage {
  /// A watched image on its way: pixels, each layer's activations as a square of cells, probabilities.
  func drawWay(_ screen: MnistScreen, in region: Rect, of buffer: inout Buffer, look: Look) {
    guard region.height >= 4 else { return }
    guard let detail, let test = screen.state.data?.sets.test else {
      screen.frame(.way, "one image, layer by layer").draw(in: region, of: &buffer, look: look)
      return
    }
    guard detail.isFinite else {
      let inner = screen.frame(.way, "one image, layer by layer", figure: "not finite", role: .bad, padding: 1)
        .draw(in: region, of: &buffer, look: look)
      Paragraph(StyledText(MnistState.notFiniteWords, .bad)).draw(in: inner, of: &buffer, look: look)
      return
    }
    let isRight = detail.prediction == detail.label
    let names = test.classNames
    let inner = screen.frame(
      .way,
      "one image, layer by layer",
      figure: Verdict.headline(
        prediction: names[detail.prediction],
        truth: names[detail.label],
        isASCII: look.isASCII
      ),
      role: isRight ? .good : .bad,
      padding: region.width >= 50 ? 1 : 0
    ).draw(in: region, of: &buffer, look: look)
    let hasBars = inner.height >= names.count + 8
    let stages = hasBars ? inner.height - names.count - 1 : inner.height
    let plan = WayPlan(
      units: detail.hidden.map(\.count),
      room: Size(inner.width, stages),
      halves: look.isASCII || !look.hasGradients ? 1 : 2
    )
    let rows = inner.rows(.fixed(min(stages, plan.picture.height + 1)), .share(1), gap: hasBars ? 1 : 0)
    drawStages(detail, test, plan, in: rows[0], of: &buffer, look: look)
    let bars = names.indices.map { index in
      BarChart.Bar(
        names[index],
        detail.probabilities[index],
        role: index == detail.label ? .good : index == detail.prediction ? .bad : .series(0),
        isHighlighted: index == detail.label
      )
    }
    if hasBars { BarChart(bars, range: 0...1, format: .percent(1)).draw(in: rows[1], of: &buffer, look: look) }
  }

  private func drawStages(
    _ detail: PredictionDetail,
    _ test: ImageDataset,
    _ plan: WayPlan,
    in region: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    let halves = look.isASCII || !look.hasGradients ? 1 : 2
    let middle = region.y + plan.picture.height / 2
    var x = region.x
    let picture = Rect(x: x, y: region.y, width: plan.picture.width, height: plan.picture.height).intersection(region)
    test.picture(at: detail.image).draw(in: picture, of: &buffer, look: look)
    caption("pixels", at: Point(x, picture.maxY), in: region, of: &buffer, look: look)
    x += plan.picture.width
    for (layer, size) in zip(detail.hidden, plan.layers) {
      buffer.put("→", x: x + plan.gap - 2, y: middle, look.ink(.accent, .bold), clip: region)
      x += plan.gap
      let width = size.width / plan.scale
      let lines = size.height * halves / plan.scale
      var values = layer.map { Double($0) }
      values += Array(repeating: min(0, values.min() ?? 0), count: max(0, lines * width - values.count))
      let place = Rect(x: x, y: region.y + (picture.height - size.height) / 2, width: size.width, height: size.height)
      HeatMap(
        field: Field(width: width, height: lines, values: Array(values.prefix(lines * width))),
        palette: .sequential
      )
      .draw(in: place.intersection(region), of: &buffer, look: look)
      let active = layer.count { $0 > 0 }
      let words = ["\(active)/\(layer.count) active", "\(active)/\(layer.count)", "\(active)"]
      let fitting = words.first { $0.count < size.width + plan.gap } ?? ""
      caption(fitting, at: Point(x, region.y + picture.height), in: region, of: &buffer, look: look)
      x += size.width
    }
    if plan.leavesOut {
      let leftOut = look.isASCII ? ".." : "…"
      buffer.write(leftOut, x: x + 1, y: middle, look.ink(.muted), clip: region)
      // What has no room as a picture is told in figures.
      let figures = detail.hidden.dropFirst(plan.layers.count)
        .map { layer in "\(layer.count { $0 > 0 })/\(layer.count)" }.joined(separator: ", ")
      let start = max(x + 1, region.x + "pixels".count + 1)
      let fitting = [figures + " active", figures].first { start + $0.count <= region.maxX } ?? ""
      caption(fitting, at: Point(start, region.y + picture.height), in: region, of: &buffer, look: look)
      x += 1 + leftOut.count
    }
    let p = detail.probabilities[detail.prediction]
    let name = test.classNames[detail.prediction]
    let outputs = [
      "→ \(name) \(NumberFormat.percent(1).string(p))", "→ \(name) \(NumberFormat.percent(0).string(p))", "→ \(name)",
    ]
    guard let output = outputs.first(where: { x + 1 + $0.count <= region.maxX }) else { return }
    StyledText(output, detail.prediction == detail.label ? .good : .bad, .bold)
      .draw(in: Rect(x: x + 1, y: middle, width: output.count, height: 1), of: &buffer, look: look)
  }

  private func caption(_ words: String, at point: Point, in region: Rect, of buffer: inout Buffer, look: Look) {
    let row = Rect(x: point.x, y: point.y, width: words.count, height: 1).intersection(region)
    StyledText(words, .muted).draw(in: row, of: &buffer, look: look)
  }
}
