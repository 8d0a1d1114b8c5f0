import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension ActivationsScreen {
  /// Draws it in a region.
  public func draw(_ kind: PanelID, in region: Rect, of buffer: inout Buffer, look: Look) {
    switch kind {
    case .values, .slopes: drawCurves(kind, in: region, of: &buffer, look: look)
    case .table: drawTable(in: region, of: &buffer, look: look)
    case .about: drawAbout(in: region, of: &buffer, look: look)
    case .histograms: drawHistograms(in: region, of: &buffer, look: look)
    case .measure: drawMeasure(in: region, of: &buffer, look: look)
    case .layer: drawLayer(in: region, of: &buffer, look: look)
    case .words: drawWords(in: region, of: &buffer, look: look)
    }
  }

  /// The title line.
  public var heading: Heading {
    let names = selection.isEmpty ? "nothing selected" : selectedActivations.map(\.displayName).joined(separator: " │ ")
    var heading = Heading("activations", status: page == .curves ? StyledText("x \(rangeWords)", .muted) : depthStatus)
    heading.title += StyledText(page == .curves ? "   \(names)" : " in depth   \(names)", .muted)
    return heading
  }

  /// An x with as many digits as the range can tell apart.
  func readable(_ x: Double) -> String {
    let step = cursorStep
    let decimals = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : step >= 0.001 ? 3 : 4
    return NumberFormat.fixed(hovered == nil || shell.pointer == nil ? decimals : decimals + 1).string(x)
  }

  var isRunning: Bool {
    if case .running = depthState { return true }
    return false
  }

  /// Whether there is something to explain.
  public var canExplain: Bool { true }

  /// What is happening, with the current numbers.
  public var explanation: Explanation? {
    switch page {
    case .curves:
      Explanation(
        "explain: \(subject.displayName) at x = \(readable(x))",
        ActivationExplanation(subject, at: x, profile: profiles[row], threshold: threshold).lines
      )
    case .depth:
      Explanation(
        "explain: why gradients vanish or explode",
        DepthExplanation(settings: depthSettings, reports: reports, layer: selectedLayer).lines
      )
    }
  }

  /// The command that shows this again.
  public var reproducingCommand: String? {
    let names = selectedActivations.map(\.name).joined(separator: " ")
    guard page == .depth else {
      return "dlviz activations \(names) --at=\(cursor) --range=\(xRange.lowerBound):\(xRange.upperBound)"
    }
    let settings = depthSettings
    return
      "dlviz activations \(names) --depth \(settings.depth) --width \(settings.width) --batch-size \(settings.batchSize) "
      + "--initializer \(settings.initializer.name) --seed \(settings.seed)"
  }
}
