import Datasets
import NeuralNet
import Plots
import Terminal
import Training

extension ModelTab {
  /// A watched image on its way: pixels, each layer's activations as a square of cells, probabilities.
  func drawWay(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    guard region.height >= 4 else { return }
    guard let detail, let test = state.data?.sets.test else {
      Panel(title: "one image on its way").draw(in: region, of: &buffer, look: look)
      return
    }
    let isRight = detail.prediction == detail.label
    let names = test.classNames
    let inner = Panel(
      title: "one image on its way",
      figure: isRight ? "✓ \(names[detail.label])" : "✗ \(names[detail.prediction]) is \(names[detail.label])",
      figureRole: isRight ? .good : .bad,
      padding: 1
    ).draw(in: region, of: &buffer, look: look)
    let hasBars = inner.height >= names.count + 7
    let rows = inner.rows(.fixed(min(15, hasBars ? inner.height - names.count - 1 : inner.height)), .share(1), gap: 1)
    drawStages(detail, test, in: rows[0], of: &buffer, look: look)
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
    in region: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    let halves = look.isASCII || !look.hasGradients ? 1 : 2
    let pictureHeight = min(14, max(1, region.height - 1))
    var x = region.x
    let picture = Rect(x: x, y: region.y, width: min(2 * pictureHeight, region.width), height: pictureHeight)
    test.picture(at: detail.image).draw(in: picture, of: &buffer, look: look)
    caption("pixels", below: picture, in: region, of: &buffer, look: look)
    x = picture.maxX + 3
    for (index, layer) in detail.hidden.enumerated() {
      // Two cells across to one down: the units stand in a square, or nearly.
      let width = max(1, min(Int(Double(2 * layer.count).squareRoot().rounded(.up)), region.maxX - x))
      let lines = (layer.count + width - 1) / width
      let height = (lines + halves - 1) / halves
      guard x + width <= region.maxX, height <= pictureHeight else { return }
      var values = layer.map { Double($0) }
      values += Array(repeating: min(0, values.min() ?? 0), count: height * halves * width - values.count)
      let place = Rect(x: x, y: region.y + (pictureHeight - height) / 2, width: width, height: height)
      HeatMap(field: Field(width: width, height: height * halves, values: values), palette: .sequential)
        .draw(in: place, of: &buffer, look: look)
      buffer.put("→", x: x - 2, y: region.y + pictureHeight / 2, look.ink(.accent, .bold), clip: region)
      let active = layer.reduce(0) { $0 + ($1 > 0 ? 1 : 0) }
      let words = width >= 10 ? "\(active)/\(layer.count) active" : "\(layer.count)"
      caption(
        words,
        below: Rect(x: x, y: picture.y, width: max(width, 5), height: pictureHeight),
        in: region,
        of: &buffer,
        look: look
      )
      x += max(width, index == detail.hidden.count - 1 ? width : words.count) + 3
    }
    let output =
      "→ \(test.classNames[detail.prediction]) \(NumberFormat.percent(1).string(detail.probabilities[detail.prediction]))"
    if x - 2 + output.count <= region.maxX {
      StyledText(output, detail.prediction == detail.label ? .good : .bad, .bold)
        .draw(
          in: Rect(x: x - 2, y: region.y + pictureHeight / 2, width: output.count, height: 1),
          of: &buffer,
          look: look
        )
    }
  }

  private func caption(_ words: String, below place: Rect, in region: Rect, of buffer: inout Buffer, look: Look) {
    let width = max(place.width, words.count)
    let row = Rect(x: place.x, y: place.maxY, width: width, height: 1).intersection(region)
    StyledText(words, .muted).draw(in: row, of: &buffer, look: look)
  }
}
