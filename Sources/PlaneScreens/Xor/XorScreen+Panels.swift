import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension XorScreen {
  // MARK: Loss

  func drawLoss(in region: Rect, of buffer: inout Buffer, look: Look) {
    LossPanel(run: run, panel: frame(.loss, ""), pointer: shell.pointer, shownLoss: shownLoss, memo: lossMemo)
      .draw(in: region, of: &buffer, look: look)
  }

  // MARK: Network

  func drawNetwork(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let network else {
      frame(.network, "network").draw(in: region, of: &buffer, look: look)
      return
    }
    let title = networkTitle(width: region.width)
    let count = "\(network.architecture.parameterCount)"
    let hasRoom = title.unicodeScalars.count + count.utf8.count + 19 <= region.width
    let inner = frame(.network, title, figure: count + (hasRoom ? " parameters" : ""))
      .draw(in: region, of: &buffer, look: look)
    networkDiagram(network, in: inner).draw(in: inner, of: &buffer, look: look)
  }

  /// The diagram; the unit under the mouse stands out with its weights.
  private func networkDiagram(_ network: Network<Double>, in inner: Rect) -> NetworkDiagram {
    var diagram = NetworkDiagram(
      layers: nodes(network),
      weights: network.architecture.layers.map { Array(network.parameters[$0.weightRange]) }
    )
    if let pointer = shell.pointer { diagram.highlighted = diagram.unit(at: pointer, in: inner) }
    // A number belongs to a line that is seen: between many units only those of one unit are.
    let edges = network.architecture.layers.reduce(0) { $0 + $1.inputs * $1.outputs }
    diagram.showsWeights =
      inner.width >= 50 && inner.height >= 14 && (edges <= Self.mostNumberedEdges || diagram.highlighted != nil)
    return diagram
  }

  private static let mostNumberedEdges = 32

  private func networkTitle(width: Int) -> String {
    guard let selectedInput else { return "network" }
    let name = "(\(PlaneDiagnosis.name(run.settings.data.points[selectedInput])))"
    return width < 36 ? "input \(name)" : "network, input \(name)"
  }

  private func nodes(_ network: Network<Double>) -> [[NetworkNode]] {
    let pass = selectedInput.map { network.forward([run.settings.data.points[$0].x, run.settings.data.points[$0].y]) }
    let sizes = network.architecture.layerSizes
    return sizes.indices.map { layer in
      (0..<sizes[layer]).map { unit in
        if layer == 0 { return NetworkNode("x\(subscripted(unit + 1))", value: pass?.input[unit]) }
        let value = pass?.layers[layer - 1].activations[unit]
        if layer == sizes.count - 1 { return NetworkNode("ŷ", value: value) }
        return NetworkNode(Self.unitName(layer: layer - 1, unit: unit), value: value)
      }
    }
  }

  // MARK: Words

  func drawWords(in region: Rect, of buffer: inout Buffer, look: Look) {
    let headline = diagnosis?.headline
    let inner = frame(
      .words,
      region.width < 34 ? "in words" : "what is happening",
      figure: headline?.text ?? "",
      role: headline?.role ?? .accent
    )
    .draw(in: region, of: &buffer, look: look)
    let place = inner.inset(horizontal: inner.width > 30 ? 1 : 0, vertical: 0)
    var words = diagnosis?.words(run.settings) ?? []
    if showsCompanion, let companion { words = companion.words + words }
    var text = StyledText()
    let isAiry =
      Paragraph(StyledText(words.map(\.string).joined(separator: "\n")))
      .height(width: place.width) + words.count - 1 <= place.height
    for (index, sentence) in words.enumerated() {
      if index > 0 { text.append(isAiry ? "\n\n" : "\n") }
      text += sentence
    }
    let advice = diagnosis?.advice(run.settings) ?? []
    if isAiry, !advice.isEmpty {
      var tried = text
      tried.append("\n\n")
      tried.append("To try", .title, .bold)
      for line in advice { tried += StyledText("\n") + line }
      if Paragraph(tried).height(width: place.width) <= place.height { text = tried }
    }
    Paragraph(text.spelled(for: look)).draw(in: place, of: &buffer, look: look)
  }
}
