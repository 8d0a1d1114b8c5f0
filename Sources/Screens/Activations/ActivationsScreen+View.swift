import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension ActivationsScreen {
  /// Draws the frame.
  public func view(_ context: ViewContext) -> Buffer {
    let look = context.look
    var buffer = look.buffer(context.size)
    if ScreenFrame.isTooSmall(context, &buffer) { return buffer }
    frame.draw(into: &buffer, look: look)
    let layout = ActivationsLayout(context.size, page: page, focused: focusedPanel, isZoomed: isZoomed)
    for kind in PanelKind.allCases where !layout[kind].isEmpty {
      draw(kind, in: layout[kind], of: &buffer, look: look)
    }
    drawOverlay(of: &buffer, look: look)
    return buffer
  }

  private func draw(_ kind: PanelKind, in region: Rect, of buffer: inout Buffer, look: Look) {
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

  func panel(_ kind: PanelKind, _ title: String, figure: String = "", role: Role = .accent, footer: String = "")
    -> Panel
  {
    Panel(title: title, figure: figure, figureRole: role, footer: footer, isFocused: focusedPanel == kind)
  }

  // MARK: The three lines

  var frame: ScreenFrame {
    let names = selection.isEmpty ? "nothing selected" : selectedActivations.map(\.displayName).joined(separator: " │ ")
    let title =
      StyledText("dlviz · activations", .title, .bold)
      + StyledText(page == .curves ? "   \(names)" : " in depth   \(names)", .muted)
    return ScreenFrame(
      title: title,
      status: page == .curves ? curvesStatus : depthStatus,
      controls: controlLine,
      hints: KeyHints(hints),
      notice: notice
    )
  }

  private var curvesStatus: StyledText { StyledText("x \(rangeWords)", .muted) }

  var controlLine: ControlLine {
    let controls = ActivationsControl.controls(page)
    return ControlLine(
      controls.map { ControlLine.Control($0.label, value(of: $0)) },
      focused: controls.firstIndex(of: focusedControl)
    )
  }

  /// How a setting's value reads.
  func value(of control: ActivationsControl) -> String {
    let compact = NumberFormat.compact
    switch control {
    case .x: return readable(cursor)
    case .threshold, .depthThreshold: return compact.string(threshold)
    case .slope, .alpha:
      for activation in activations {
        if case .leakyReLU(let slope) = activation, control == .slope { return compact.string(slope) }
        if case .elu(let alpha) = activation, control == .alpha { return compact.string(alpha) }
      }
      return ""
    case .width: return "\(depthSettings.width)"
    case .depth: return "\(depthSettings.depth)"
    case .initializer: return depthSettings.initializer.displayName
    case .batchSize: return "\(depthSettings.batchSize)"
    case .seed: return "\(depthSettings.seed)"
    }
  }

  /// An x with as many digits as the range can tell apart.
  func readable(_ x: Double) -> String {
    let step = cursorStep
    let decimals = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : step >= 0.001 ? 3 : 4
    return Self.signed(NumberFormat.fixed(hovered == nil ? decimals : decimals + 1).string(x))
  }

  private var hints: [KeyHints.Hint] {
    switch page {
    case .curves:
      [
        .init("←→", "move x"), .init("↑↓", "choose"), .init("space", "toggle"), .init("d", "depth"),
        .init("?", "help"), .init("q", "quit"), .init("e", "explain"), .init("a", "alone"), .init("tab", "next"),
        .init("[ ]", "pan"), .init("i o", "zoom x"), .init("r", "reset"), .init("l", "log f′"),
        .init("1-9 A-E", "toggle"), .init("z", "zoom"), .init("p", "panel"), .init("t", "theme"),
        .init("w", "picture"),
      ]
    case .depth:
      [
        .init("←→", "change"), .init("↑↓", "layer"), .init("v", "measure"), .init("d", "curves"), .init("?", "help"),
        .init("q", "back"), .init("tab", "next"), .init("e", "explain"), .init("space", isRunning ? "stop" : "run"),
        .init("R", "new seed"),
        .init("1-9 A-E", "toggle"), .init("[ ]", "columns"), .init("r", "again"), .init("z", "zoom"),
        .init("p", "panel"), .init("t", "theme"), .init("w", "picture"),
      ]
    }
  }

  private var isRunning: Bool {
    if case .running = depthState { return true }
    return false
  }

  // MARK: Overlays

  public var helpOverlay: HelpOverlay { HelpOverlay(title: "keys of dlviz activations", groups: Self.help(page)) }

  public var explainOverlay: ScrollingText? {
    switch page {
    case .curves:
      ScrollingText(
        title: "explain: \(subject.displayName) at x = \(readable(x))",
        lines: ActivationExplanation(subject, at: x, profile: profiles[row], threshold: threshold).lines
      )
    case .depth:
      ScrollingText(
        title: "explain: why gradients vanish, explode or live",
        lines: DepthExplanation(settings: depthSettings, reports: reports, layer: selectedLayer).lines
      )
    }
  }

  /// The keys of a page; short enough for two columns in a window of 80 cells.
  static func help(_ page: Page) -> [HelpOverlay.Group] {
    let choosing = [
      KeyHints.Hint("1-9 A-E", "show, hide one"), .init("space", "show, hide the chosen"),
      .init("a", "the chosen one alone, and back"),
    ]
    let settings = HelpOverlay.Group(
      "settings",
      [.init("tab", "next (shift: previous)"), .init("← →, - +", "change it")]
    )
    let looking = HelpOverlay.Group(
      "looking",
      [
        .init("p P", "next, previous panel"), .init("z, Enter", "zoom it"), .init("e", "explain, with figures"),
        .init("mouse", "moving reads values"),
      ]
    )
    let program = HelpOverlay.Group(
      "program",
      [
        .init("t", "dark or light"), .init("w", "write a picture"), .init("?", "this help"),
        .init("q, Esc", "back, then quit"), .init("ctrl-C", "quit"),
      ]
    )
    switch page {
    case .curves:
      return [
        .init("activations", [.init("↑ ↓", "choose one")] + choosing),
        .init(
          "x",
          [
            .init("← →", "move the cursor"), .init("Home", "to 0"), .init("[ ]", "pan the range"),
            .init("{ }", "pan by its width"), .init("i o", "zoom in, out (wheel)"),
            .init("r", "reset range and cursor"),
            .init("l", "f′ linear or log"),
          ]
        ), settings, looking, .init("pages", [.init("d", "what it does to depth")]), program,
      ]
    case .depth:
      return [
        .init(
          "layers",
          [
            .init("↑ ↓", "read another layer"), .init("Home End", "the first, the last"),
            .init("v", "what the chart shows"), .init("[ ]", "scroll the columns"),
          ]
        ), .init("activations", Array(choosing.prefix(1))),
        .init(
          "experiment",
          [.init("space", "stop, run again"), .init("r", "run again"), .init("R", "run with a new seed")]
        ), settings, looking,
        .init("pages", [.init("d", "back to the curves")]), program,
      ]
    }
  }
}
