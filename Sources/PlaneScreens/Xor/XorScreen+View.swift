import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension XorScreen {
  /// Where the panels of the page in front are.
  public func layout(in body: Rect) -> [PlacedPanel<PanelID>] {
    // The lower row has so much to say and no more; what is left over makes the pictures larger.
    let lower = min((body.height * 20 + 21) / 43, Self.tallestLowerRow)
    let rows = body.rows(.share(1), .fixed(lower))
    let shares: [Length] = [.share(1.1), .share(0.9), .share(1)]
    let places = rows[0].columns(shares) + rows[1].columns(shares)
    return zip(PanelID.allCases, places).map { PlacedPanel($0, $1) }
  }

  /// Rows that the truth table with all that stands under it needs.
  private static let tallestLowerRow = 25

  /// Draws it in a region.
  public func draw(_ panel: PanelID, in region: Rect, of buffer: inout Buffer, look: Look) {
    switch panel {
    case .loss: drawLoss(in: region, of: &buffer, look: look)
    case .surface: drawSurface(in: region, of: &buffer, look: look)
    case .hidden:
      if showsCompanion {
        drawPerceptronPlane(in: region, of: &buffer, look: look)
      } else {
        drawHiddenUnits(in: region, of: &buffer, look: look)
      }
    case .network:
      if showsCompanion {
        drawPerceptronErrors(in: region, of: &buffer, look: look)
      } else {
        drawNetwork(in: region, of: &buffer, look: look)
      }
    case .truth: drawTruthTable(in: region, of: &buffer, look: look)
    case .words: drawWords(in: region, of: &buffer, look: look)
    }
  }

  /// The title line.
  public var heading: Heading {
    let settings = run.settings
    let shape = settings.architecture.layerSizes.map(String.init).joined(separator: "-")
    let hidden = settings.hidden.isEmpty ? "" : " \(settings.activation.displayName)"
    return Heading(
      "xor" + (gate == .xor ? "" : "  gate \(gateName)"),
      details: [shape + hidden, settings.loss.displayName, settings.optimizer.displayName, "seed \(settings.seed)"],
      status: run.status
    )
  }

  /// The gate as books write it: its name in capitals, or its formula where it has no common name.
  var gateName: String { LogicGate.common.contains(gate) ? gate.name.uppercased() : gate.formula }

  /// Whether there is something to explain.
  public var canExplain: Bool { network != nil }

  /// What is happening, with the current numbers.
  public var explanation: Explanation? {
    guard let network else { return nil }
    let settings = run.settings
    let explanation = PlaneExplanation(
      network: network,
      state: run.snapshot?.state,
      settings: settings,
      row: selectedInput ?? 1,
      diagnosis: diagnosis,
      companion: showsCompanion ? companion : nil
    )
    return Explanation("explain: what is happening, and one step with its numbers", explanation.lines)
  }
}
