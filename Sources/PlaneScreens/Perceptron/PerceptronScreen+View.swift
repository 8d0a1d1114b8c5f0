import Datasets
import NeuralNet
import Plots
import Shell
import Terminal

extension PerceptronScreen {
  /// Draws the frame.
  public func view(_ context: ViewContext) -> Buffer {
    let look = context.look
    var buffer = look.buffer(context.size)
    if ScreenFrame.isTooSmall(context, &buffer) { return buffer }
    var screen = self
    screen.size = context.size
    screen.frame.draw(into: &buffer, look: look)
    for (place, region) in screen.layout.places where !region.isEmpty {
      screen.draw(place, in: region, of: &buffer, look: look)
    }
    screen.drawOverlay(of: &buffer, look: look)
    return buffer
  }

  private func draw(_ place: PerceptronLayout.Place, in region: Rect, of buffer: inout Buffer, look: Look) {
    switch place {
    case .plane(let slot): drawPlane(slot: slot, in: region, of: &buffer, look: look)
    case .errors(let slot): drawErrors(slot: slot, in: region, of: &buffer, look: look)
    case .rule: drawRule(in: region, of: &buffer, look: look)
    case .truth: drawTruth(in: region, of: &buffer, look: look)
    case .cell(let code): drawCell(LogicGate.allCases[code], in: region, of: &buffer, look: look)
    case .words: drawWordsOfAll(in: region, of: &buffer, look: look)
    }
  }

  // MARK: The three lines

  private var frame: ScreenFrame {
    let rate = NumberFormat.compact.string(settings.learningRate)
    let what = page == .all ? "all 16 functions" : Self.names(slots)
    return ScreenFrame(
      title: StyledText("dlviz · perceptron", .title, .bold),
      details: [what, "η \(rate)", settings.variant.rawValue],
      status: status,
      controls: controlLine,
      hints: KeyHints(hints),
      notice: notice
    )
  }

  private var status: StyledText {
    let count = PerceptronRun.points.count
    let ownStep = ownStep(at: shownStep)
    let epoch = (ownStep + count - 1) / count
    let sample = ownStep == 0 ? 0 : (ownStep - 1) % count + 1
    let progress = "epoch \(epoch) of \(settings.epochs) · sample \(sample)"
    if rewoundStep != nil {
      let live = (self.ownStep(at: liveStep) + count - 1) / count
      return StyledText("◀ past ", .accent) + StyledText("\(progress) (live \(live))")
    }
    if isPlaying, !isDone { return StyledText("▶ ", .good) + StyledText(progress) }
    guard isDone else { return StyledText("‖ paused ", .warning) + StyledText(progress) }
    let separated = shownRuns.count(where: \.hasConverged)
    let role: Role = separated == shownRuns.count ? .good : .warning
    return StyledText("■ done ", role) + StyledText("epoch \(epoch) · \(separated) of \(shownRuns.count) separated")
  }

  var controlLine: ControlLine {
    ControlLine(
      PerceptronControl.allCases.map {
        ControlLine.Control($0.label, $0.value(settings, pace: pace), short: $0.shortLabel)
      },
      focused: focusedControl.rawValue,
      usesSigns: page == .all
    )
  }

  private var hints: [KeyHints.Hint] {
    let first = KeyHints.Hint("space", isPlaying ? "pause" : isDone ? "train on" : "run")
    if page == .all {
      return [
        first, .init("s", "sample"), .init("S", "epoch"), .init("arrows", "choose"), .init("o", "alone"),
        .init("Enter", "network"), .init("a", "back"), .init("e", "explain"), .init("?", "help"), .init("q", "back"),
        .init("r", "restart"), .init("[ ]", "rewind"), .init("-+", "change"), .init("c", "setting"), .init("z", "zoom"),
      ]
    }
    return [
      first, .init("s", "sample"), .init("S", "epoch"), .init("r", "restart"),
    ] + (slots.count > 1 ? [.init("tab", "gate")] : others == nil ? [] : [.init("o", "the others")]) + [
      .init("1-4", "flip"), .init("a", "all 16"), .init("[ ]", "rewind"), .init("e", "explain"), .init("?", "help"),
      .init("q", "quit"), .init("←→", "change"), .init("c", "setting"), .init("↑↓", "panel"), .init("z", "zoom"),
      .init("Enter", "network"),
    ] + (slots.count > 1 ? [.init("o", "alone")] : []) + [
      .init("R", "new seed"), .init("<>", "pace"), .init("t", "theme"), .init("w", "picture"),
    ]
  }

  // MARK: Overlays

  public var helpOverlay: HelpOverlay { HelpOverlay(title: "keys of dlviz perceptron", groups: Self.help) }

  public var explainOverlay: ScrollingText? {
    ScrollingText(
      title: "explain: \(gate.title), with the numbers of now",
      lines: PerceptronExplanation(run: run(gate), settings: settings, step: shownStep).lines
    )
  }

  static let help: [HelpOverlay.Group] = [
    .init(
      "training",
      [
        .init("space", "run, pause; after the end: train on"), .init("s", "one sample"),
        .init("S", "to the epoch's end"),
        .init("r", "restart, same seed"), .init("R", "restart, new seed"), .init("< >", "slower, faster"),
      ]
    ),
    .init(
      "functions",
      [
        .init("tab, shift-tab", "next, previous gate"), .init("1-4", "flip a target: another truth table"),
        .init("a", "all 16 functions, and back"), .init("o", "the chosen one alone, and back"),
        .init("Enter", "a network learns the same table"),
      ]
    ),
    .init(
      "settings",
      [
        .init("c C", "next, previous setting"), .init("← →, - +", "change it"),
        .init("arrows", "among all 16: choose a function"), .init("wheel", "change it, over the settings"),
      ]
    ),
    .init(
      "the past",
      [
        .init("[ ]", "one sample back, forward"), .init("{ }", "one epoch"), .init("Home", "to the first weights"),
        .init("End", "back to live"), .init("wheel", "over a panel: one sample"),
      ]
    ),
    .init(
      "looking",
      [
        .init("↑ ↓, p P", "focus a panel"), .init("z", "zoom it"), .init("e", "explain, with the numbers of now"),
        .init("mouse", "click focuses, moving reads values"),
      ]
    ),
    .program,
  ]
}
