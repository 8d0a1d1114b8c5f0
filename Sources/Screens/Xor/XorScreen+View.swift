import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension XorScreen {
  /// Draws the frame.
  public func view(_ context: ViewContext) -> Buffer {
    let look = context.look
    var buffer = look.buffer(context.size)
    if ScreenFrame.isTooSmall(context, &buffer) { return buffer }
    frame.draw(into: &buffer, look: look)
    let layout = XorLayout(context.size, zoomed: isZoomed ? focusedPanel : nil)
    for kind in PanelKind.allCases where !layout[kind].isEmpty {
      draw(kind, in: layout[kind], of: &buffer, look: look)
    }
    drawOverlay(of: &buffer, look: look)
    return buffer
  }

  private func draw(_ kind: PanelKind, in region: Rect, of buffer: inout Buffer, look: Look) {
    switch kind {
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

  func panel(_ kind: PanelKind, _ title: String, figure: String = "", role: Role = .accent, footer: String = "")
    -> Panel
  {
    Panel(title: title, figure: figure, figureRole: role, footer: footer, isFocused: focusedPanel == kind, padding: 0)
  }

  // MARK: The three lines

  private var frame: ScreenFrame {
    let shape = settings.architecture.layerSizes.map(String.init).joined(separator: "-")
    return ScreenFrame(
      title: StyledText("dlviz · xor" + (gate == .xor ? "" : "  gate \(gateName)"), .title, .bold),
      details: [
        "\(shape) \(settings.activation.displayName)", settings.loss.displayName, settings.optimizer.displayName,
        "seed \(settings.seed)",
      ],
      status: status,
      controls: controlLine,
      hints: KeyHints(hints),
      notice: notice
    )
  }

  /// The gate as books write it: its name in capitals, or its formula where it has no common name.
  private var gateName: String { LogicGate.common.contains(gate) ? gate.name.uppercased() : gate.formula }

  private var status: StyledText {
    let grouped = NumberFormat.grouped
    let goal = max(settings.epochs, epoch(ofStep: history.loss.lastStep))
    let progress = "epoch \(grouped.string(epoch(ofStep: cursorStep))) of \(grouped.string(goal))"
    switch state {
    case .running:
      let speed = history.stepsPerSecond.map {
        " · \(NumberFormat.compact.string($0 / Double(history.stepsPerEpoch)))/s"
      }
      return StyledText("▶ ", .good) + StyledText(progress + (speed ?? ""))
    case .paused: return StyledText("‖ paused ", .warning) + StyledText(progress)
    case .rewound(let step, let live):
      return StyledText("◀ rewound ", .accent)
        + StyledText("epoch \(grouped.string(epoch(ofStep: step))), live \(grouped.string(epoch(ofStep: live)))")
    case .finished: return StyledText("■ done ", .good) + StyledText(progress)
    case .diverged: return StyledText("✗ diverged ", .bad) + StyledText(progress)
    }
  }

  var controlLine: ControlLine {
    ControlLine(
      XorControl.allCases.map { ControlLine.Control($0.label, $0.value(settings, pace: pace), short: $0.shortLabel) },
      focused: focusedControl.rawValue
    )
  }

  private var hints: [KeyHints.Hint] {
    if case .diverged = state {
      // What is not finite cannot be trained on.
      return [
        .init("-", "lower rate"), .init("[ ]", "rewind"), .init("r", "restart"), .init("R", "new seed"),
        .init("?", "help"),
        .init("q", "quit"), .init("←→", "change"), .init("tab", "next"), .init("z", "zoom"), .init("t", "theme"),
        .init("w", "picture"),
      ]
    }
    let first = KeyHints.Hint("space", state == .running ? "pause" : state == .finished ? "train on" : "resume")
    return [
      first, .init("s", "epoch"), .init("S", "\(Self.largeStep)"), .init("r", "restart"), .init("←→", "change"),
      .init("tab", "next"), .init("[ ]", "rewind"), .init("p", "perceptron"), .init("e", "explain"), .init("?", "help"),
      .init("q", "quit"), .init("↑↓", "panel"), .init("z", "zoom"), .init("l", "log"), .init("1-4", "input"),
      .init("<>", "pace"), .init("R", "new seed"), .init("t", "theme"), .init("w", "picture"),
    ]
  }

  // MARK: Overlays

  var helpOverlay: HelpOverlay { HelpOverlay(title: "keys of dlviz xor", groups: Self.help) }

  var explainOverlay: ScrollingText? {
    guard let network else { return nil }
    let explanation = PlaneExplanation(
      network: network,
      state: trainerState,
      settings: settings,
      row: selectedInput ?? 1,
      diagnosis: diagnosis,
      companion: showsCompanion ? companion : nil
    )
    return ScrollingText(
      title: "explain: the forward and backward pass, with the numbers of now",
      lines: explanation.lines
    )
  }

  static let help: [HelpOverlay.Group] = [
    .init(
      "training",
      [
        .init("space", "pause, resume; after the end: train on"), .init("s", "one epoch"),
        .init("S", "\(largeStep) epochs"), .init("r", "restart, same seed"), .init("R", "restart, new seed"),
        .init("< >", "slower, faster"),
      ]
    ),
    .init(
      "settings",
      [
        .init("tab, shift-tab", "next, previous setting"), .init("← →, - +", "change it"),
        .init("wheel", "change it, over the settings"),
      ]
    ),
    .init(
      "the past",
      [
        .init("[ ]", "back, forward through the run"), .init("{ }", "in big jumps"),
        .init("Home", "to the first weights"),
        .init("End", "back to live"), .init("any setting", "while back: starts a branch there"),
      ]
    ),
    .init(
      "looking",
      [
        .init("1-4", "an input's forward pass"), .init("0", "no input"), .init("↑ ↓", "focus a panel"),
        .init("z, Enter", "zoom it"), .init("l", "linear or log loss"), .init("p", "a perceptron beside it"),
        .init("e", "explain, with the numbers of now"), .init("mouse", "click focuses, moving reads values"),
      ]
    ),
    .program,
  ]
}
