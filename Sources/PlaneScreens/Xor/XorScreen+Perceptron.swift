import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension XorScreen {
  func drawPerceptronPlane(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let companion else { return }
    let perceptron = companion.trainer.current
    let wrong = perceptron.errorCount(
      inputs: run.settings.data.points.map { [$0.x, $0.y] },
      targets: run.settings.data.labels
    )
    let inner = frame(
      .hidden,
      region.width < 32 ? "perceptron" : "perceptron: one line",
      figure: "\(run.settings.data.count - wrong)/\(run.settings.data.count)" + (region.width < 44 ? "" : " right now"),
      role: wrong == 0 ? .good : .bad
    ).draw(in: region, of: &buffer, look: look)
    var axes = Self.plane
    axes.isShown = region.width >= 30 && region.height >= 12
    let size = HeatMap.sampleSize(in: inner, axes: axes, look: look)
    guard size.width > 0, size.height > 0 else { return }
    let field = axes.field(size) { x, y in Double(perceptron.predict([x, y])) }
    let line = PlaneLine.boundary(perceptron.weights[0], perceptron.weights[1], perceptron.bias, in: axes)
    let markers = run.settings.data.points.indices.map { row in
      let point = run.settings.data.points[row]
      let isRight = perceptron.predict([point.x, point.y]) == run.settings.data.labels[row]
      return PlaneMarker(
        x: point.x,
        y: point.y,
        label: "\(run.settings.data.labels[row])",
        kind: isRight ? .right : .wrong
      )
    }
    HeatMap(field: field, axes: axes, range: 0...1, lines: line.map { [$0] } ?? [], markers: markers)
      .draw(in: inner, of: &buffer, look: look)
  }

  func drawPerceptronErrors(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let companion else { return }
    let errors = companion.trainer.errorsPerEpoch
    let inner = frame(
      .network,
      region.width < 38 ? "errors per epoch" : "perceptron: errors per epoch",
      figure: errors.isEmpty ? "" : "\(companion.errors)",
      role: companion.trainer.hasConverged ? .good : .bad
    ).draw(in: region, of: &buffer, look: look)
    let points = errors.enumerated().map { ChartPoint(Double($0.offset + 1), Double($0.element)) }
    LineChart(
      series: [ChartSeries("errors", points: points, role: .series(1))],
      xAxis: Axis(limits: 0...Double(max(10, errors.count)), fit: .padded, isWhole: true),
      yAxis: Axis(limits: 0...Double(run.settings.data.count), isWhole: true),
      legend: .never
    ).draw(in: inner, of: &buffer, look: look)
  }
}
