import NeuralNet
import Plots
import Shell
import Terminal

extension WeightsPage {
  func drawProjection(_ screen: MnistScreen, _ layout: WeightsLayout, of buffer: inout Buffer, look: Look) {
    let state = screen.state
    let region = layout.projection
    let projection = inspection?.projection
    let step = inspection.map { "step \(NumberFormat.grouped.string($0.step))" } ?? ""
    let words = projection.map { "\(Self.layerName($0, state)), \($0.units)-D to 2-D by PCA" } ?? "PCA"
    let only = highlighted.map { "only \(state.classNames[$0])" } ?? ""
    let inner = screen.frame(
      .projection,
      title(
        region.width >= 60 ? state.titles(words) : [words],
        of: .projection,
        figure: step,
        width: region.width,
        showsAll: layout.showsAll
      ),
      figure: step,
      footer: only
    ).draw(in: region, of: &buffer, look: look)
    guard inspection != nil else {
      drawNote(waiting(state), in: inner, of: &buffer, look: look)
      return
    }
    guard let projection else {
      drawNote("The activations are not finite: there is nothing to project.", in: inner, of: &buffer, look: look)
      return
    }
    let names = Self.classKey(state.classNames, width: inner.width)
    let rows = inner.rows(.share(1), .fixed(names.count > 0 ? 1 : 0), .fixed(inner.height >= 8 ? 1 : 0))
    GlyphScatter(projection: projection, highlighted: highlighted).draw(in: rows[0], of: &buffer, look: look)
    names.draw(in: rows[1], of: &buffer, look: look)
    WeightsLegend.projection(
      look,
      images: projection.labels.count,
      highlighted: highlighted.map { state.classNames[$0] }
    )
    .first { $0.count <= inner.width }?
    .draw(in: rows[2], of: &buffer, look: look)
    let percent = NumberFormat.percent(0)
    let shares = projection.varianceShares.map { percent.string($0) }
    let variance = ["→ \(shares[0]) ↑ \(shares[1]) of the variance", "→ \(shares[0]) ↑ \(shares[1])"]
    BorderLegend(items: [variance.map { StyledText($0, .muted) }])
      .draw(over: BorderLegend.lowerEdge(of: region, footer: only), of: &buffer, look: look)
  }

  /// What the projected layer is called.
  static func layerName(_ projection: ActivationProjection, _ state: MnistState) -> String {
    let layers = state.network?.architecture.layers.count ?? 0
    return projection.layer >= layers - 1 ? "probabilities" : "layer \(projection.layer + 1)"
  }

  /// Which digit stands for which class, the names as long as lets all of them fit; empty where the classes are digits.
  private static func classKey(_ names: [String], width: Int) -> StyledText {
    guard names != names.indices.map(String.init) else { return StyledText() }
    let widest = names.map(\.count).max() ?? 0
    var key = StyledText()
    for letters in (2...max(2, widest)).reversed() {
      let codes = ClassCodes(names, width: letters)
      key = StyledText()
      for label in names.indices {
        key.append((label == 0 ? "" : " ") + "\(label) ", GlyphScatter.role(label), .bold)
        key.append(codes[label], .muted)
      }
      if key.count <= width { break }
    }
    return key
  }
}
