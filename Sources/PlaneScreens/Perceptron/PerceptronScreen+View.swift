import Datasets
import NeuralNet
import Plots
import Shell
import Terminal

extension PerceptronScreen {
  /// Draws it in a region.
  public func draw(_ panel: PanelID, in region: Rect, of buffer: inout Buffer, look: Look) {
    switch panel {
    case .plane(let slot): drawPlane(slot: slot, in: region, of: &buffer, look: look)
    case .errors(let slot): drawErrors(slot: slot, in: region, of: &buffer, look: look)
    case .rule: drawRule(in: region, of: &buffer, look: look)
    case .truth: drawTruth(in: region, of: &buffer, look: look)
    case .grid:
      for (gate, place) in zip(LogicGate.allCases, Self.cells(in: region)) {
        drawCell(gate, in: place, columns: Self.gridColumns(in: region), of: &buffer, look: look)
      }
    case .words: drawWordsOfAll(in: region, of: &buffer, look: look)
    }
  }

  /// The title line.
  public var heading: Heading {
    let rate = NumberFormat.compact.string(options.learningRate)
    let what = page == .all ? "all 16 functions" : Self.names(slots)
    return Heading("perceptron", details: [what, "η \(rate)", options.variant.rawValue], status: status)
  }

  private var status: StyledText {
    let count = PerceptronRun.points.count
    let ownStep = ownStep(at: shownStep)
    let epoch = (ownStep + count - 1) / count
    let sample = ownStep == 0 ? 0 : (ownStep - 1) % count + 1
    let progress = "epoch \(epoch) of \(options.epochs) · sample \(sample)"
    if rewoundStep != nil {
      let live = (self.ownStep(at: liveStep) + count - 1) / count
      return StyledText("◀ rewound ", .accent) + StyledText("\(progress) (live \(live))")
    }
    if isPlaying, !isDone { return StyledText("▶ ", .good) + StyledText(progress) }
    guard isDone else { return StyledText("‖ paused ", .warning) + StyledText(progress) }
    let separated = shownRuns.count(where: \.hasConverged)
    let role: Role = separated == shownRuns.count ? .good : .warning
    return StyledText("■ done ", role) + StyledText("epoch \(epoch) · \(separated) of \(shownRuns.count) converged")
  }

  /// Whether there is something to explain.
  public var canExplain: Bool { true }

  /// What is happening, with the current numbers.
  public var explanation: Explanation? {
    Explanation(
      "explain: \(gate.title), with its current numbers",
      PerceptronExplanation(run: run(gate), settings: options, step: shownStep).lines
    )
  }

  /// The command that shows this again.
  public var reproducingCommand: String? {
    let gates = page == .all ? "all" : slots.map(\.name).joined(separator: " ")
    var words = ["dlviz perceptron \(gates) --learning-rate \(options.learningRate) --epochs \(options.epochs)"]
    switch options.start {
    case .random: words.append("--seed \(options.seed)")
    case .given(let w1, let w2, let bias): words.append("--weights=\(w1),\(w2) --bias=\(bias)")
    }
    if options.variant != .classic { words.append("--variant \(options.variant.rawValue)") }
    return words.joined(separator: " ")
  }
}
