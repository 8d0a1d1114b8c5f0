import Datasets
import NeuralNet
import Plots
import Terminal

extension MenuPreview {
  /// Draws the preview of a screen.
  func draw(_ destination: Destination, in region: Rect, of buffer: inout Buffer, look: Look) {
    guard region.width >= 20, region.height >= 8 else { return }
    switch destination {
    case .xor: drawXor(in: region, of: &buffer, look: look)
    case .perceptron:
      // The screen's own planes: AND, OR and XOR as they are learned.
      guard let perceptron else { return }
      for (slot, place) in split(region, 3, aspect: 1).enumerated() {
        perceptron.drawPlane(slot: slot, in: place, of: &buffer, look: look)
      }
    case .activations:
      guard let activations else { return }
      let rows = region.rows(.share(1), .fixed(1))
      for (kind, place) in zip([ActivationsScreen.PanelKind.values, .slopes], split(rows[0], 2, aspect: 2)) {
        activations.drawCurves(kind, in: place, of: &buffer, look: look)
      }
      legend(
        activations.selection.map {
          (ActivationsScreen.mark($0), activations.activations[$0].displayName, activations.role($0))
        }
      ).draw(in: rows[1], of: &buffer, look: look, alignment: .center)
    case .losses:
      guard let losses else { return }
      let rows = region.rows(.share(1), .fixed(1))
      for (kind, place) in zip([LossesScreen.PanelKind.value, .derivative], split(rows[0], 2, aspect: 2)) {
        losses.drawChart(kind, in: place, of: &buffer, look: look)
      }
      legend(losses.shownLosses.map { (LossesScreen.digit($0.slot), $0.loss.displayName, .series($0.slot)) })
        .draw(in: rows[1], of: &buffer, look: look, alignment: .center)
    case .mnist: drawDigits(in: region, of: &buffer, look: look)
    case .menu: break
    }
  }

  /// The curves' marks and names.
  private func legend(_ curves: [(mark: Unicode.Scalar, name: String, role: Role)]) -> StyledText {
    var text = StyledText()
    for curve in curves {
      if !text.spans.isEmpty { text.append("   ") }
      text.append("\(Character(curve.mark)) \(curve.name)", curve.role, .bold)
    }
    return text
  }

  /// So many parts beside or below one another, whichever come closer to an aspect: width over height, of cells of 1 × 2.
  private func split(_ region: Rect, _ count: Int, aspect: Double) -> [Rect] {
    let parts = Array(repeating: Length.share(1), count: count)
    func stretch(_ width: Int, _ height: Int) -> Double {
      let ratio = Double(max(1, width)) / Double(2 * max(1, height)) / aspect
      return max(ratio, 1 / ratio)
    }
    let beside = stretch(region.width / count, region.height)
    let below = stretch(region.width, region.height / count)
    return beside < below ? region.columns(parts) : region.rows(parts)
  }

  private func drawXor(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let network = xorNetwork else { return }
    let outputs = xorData.points.map { network.forward([$0.x, $0.y]).layers.last?.activations.first ?? 0.5 }
    let isRight = zip(outputs, xorData.labels).map { ($0 >= 0.5) == ($1 == 1) }
    let rightCount = isRight.count { $0 }
    let epochs = NumberFormat.grouped.string(xorEpochs)
    let inner = Panel(
      title: "XOR, output over x₁, x₂",
      figure: "\(rightCount)/4 right",
      figureRole: rightCount == 4 ? .good : .warning,
      footer: xorEpochs == 0 ? "epoch 0" : "epoch \(epochs) · loss \(NumberFormat.compact.string(xorLoss))"
    ).draw(in: region, of: &buffer, look: look)
    let axes = XorScreen.plane
    let size = HeatMap.sampleSize(in: inner, axes: axes, look: look)
    guard size.width > 0, size.height > 0 else { return }
    let points = axes.samplePoints(size)
    let evaluation = Evaluation<Double>(network.architecture, capacity: points.count)
    network.evaluate(inputs: points.flatMap { [$0.x, $0.y] }, into: evaluation)
    HeatMap(
      field: Field(
        width: size.width,
        height: size.height,
        values: evaluation.values(layer: network.architecture.layers.count - 1, unit: 0)
      ),
      axes: axes,
      range: 0...1,
      contours: [0.5],
      markers: xorData.points.indices.map { index in
        PlaneMarker(
          x: xorData.points[index].x,
          y: xorData.points[index].y,
          label: "\(xorData.labels[index])",
          kind: isRight[index] ? .right : .wrong
        )
      }
    ).draw(in: inner, of: &buffer, look: look)
  }

  /// Generated digits at half their size, as many as there is room for, each with its class.
  private func drawDigits(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let digits else { return }
    let inner = Panel(title: "generated digits", footer: "made by the program · dlviz data fetch gets MNIST")
      .draw(in: region, of: &buffer, look: look).inset(horizontal: 1, vertical: 0)
    // 28 pixels in 14 columns and 7 rows of two, or whole where nine of those fit; the class stands below.
    let isLarge = inner.width >= 3 * 30 && inner.height >= 3 * 16
    let (width, height) = isLarge ? (28, 14) : (14, 7)
    let columns = (inner.width + 2) / (width + 2)
    let rows = inner.height / (height + 1)
    guard columns > 0, rows > 0 else { return }
    let left = inner.x + (inner.width + 2 - columns * (width + 2)) / 2
    let top = inner.y + (inner.height - min(rows, (digits.count + columns - 1) / columns) * (height + 1)) / 2
    for index in 0..<min(columns * rows, digits.count) {
      let place = Rect(
        x: left + index % columns * (width + 2),
        y: top + index / columns * (height + 1),
        width: width,
        height: height
      )
      let pixels = digits.image(at: index).map { Double($0) / 255 }
      ImageView(field: Field(width: digits.width, height: digits.height, values: pixels), range: 0...1)
        .draw(in: place, of: &buffer, look: look)
      StyledText(digits.className(at: index), .muted).draw(
        in: Rect(x: place.x, y: place.maxY, width: width, height: 1),
        of: &buffer,
        look: look,
        alignment: .center
      )
    }
  }
}
