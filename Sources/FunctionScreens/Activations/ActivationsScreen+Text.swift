import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension ActivationsScreen {
  /// f and f′ side by side, or the depth chart, for text output.
  public func textPlot(size: Size, look: Look) -> Buffer {
    var buffer = Buffer(size: size)
    // No key goes to a plot in a text, so none has the border that says so.
    var screen = self
    screen.shell.focus(page == .curves ? .table : .words)
    switch page {
    case .curves:
      let columns = buffer.bounds.columns(.share(1), .share(1))
      screen.drawCurves(.values, in: columns[0], of: &buffer, look: look)
      screen.drawCurves(.slopes, in: columns[1], of: &buffer, look: look)
    case .depth:
      screen.drawMeasure(in: buffer.bounds, of: &buffer, look: look)
    }
    return buffer
  }

  /// f and f′ of the selected activations, a line an x.
  public func curveTable(_ places: [Double]) -> [String] {
    func cell(_ text: String) -> String {
      String(repeating: " ", count: max(0, 13 - text.unicodeScalars.count)) + text
    }
    let chosen = selectedActivations
    let header = chosen.map { cell($0.name) + cell("f′") }.joined()
    return ["       x" + header]
      + places.map { x in
        let figures = chosen.map { cell(Self.exact($0.value(at: x))) + cell(Self.exact($0.derivative(atInput: x))) }
        let place = NumberFormat.fixed(3).string(x, width: 8)
        return place + figures.joined()
      }
  }

  private static func exact(_ value: Double) -> String { NumberFormat.significant(6).string(value) }

  /// Every layer's figures, a line a layer and activation.
  public func depthTable(width: Int) -> [String] {
    var table = Table(
      columns: [
        .init("f", .left), .init("layer"), .init("mean"), .init("spread"), .init("gradient"), .init("saturated"),
        .init("dead"),
      ],
      rows: reports.flatMap { report in report.layers.indices.map { layerCells(report, $0) } },
      gap: 2
    )
    table.showsHeader = true
    var buffer = Buffer(size: Size(width, table.rows.count + 1))
    table.draw(in: buffer.bounds, of: &buffer, look: Look(colorDepth: .mono))
    return buffer.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// What the plots show, in lines of words.
  public func textSummary(_ charset: Capabilities.Charset) -> [StyledText] {
    switch page {
    case .curves:
      return selection.flatMap { index -> [StyledText] in
        var screen = self
        screen.row = index
        let mark = String(Character(Self.mark(index)))
        return [StyledText("\(mark) \(activations[index].displayName)", .title, .bold)]
          + screen.aboutLines(isRoomy: false).map { StyledText("  ") + $0 } + [""]
      }
    case .depth:
      return reports.flatMap { report -> [StyledText] in
        let diagnosis = DepthDiagnosis(report, width: reportedWidth, initializer: reportedInitializer)
        return [
          StyledText("\(diagnosis.glyph(charset)) \(report.activation.displayName): \(diagnosis.word)", diagnosis.role)
            + StyledText(" (\(diagnosis.figures))")
        ]
          + diagnosis.sentences.map { StyledText("  " + $0) }
      }
    }
  }
}
