import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension MnistScreen {
  /// Draws the frame.
  public func view(_ context: ViewContext) -> Buffer {
    let look = context.look
    var buffer = look.buffer(context.size)
    if ScreenFrame.isTooSmall(context, &buffer) { return buffer }
    frame.draw(into: &buffer, look: look)
    let layout = MnistLayout(context.size)
    tabLine.draw(in: layout.tabs, of: &buffer, look: look)
    if state.hasNoImages, tab != .model, tab != .draw {
      drawNoImages(in: layout.body, of: &buffer, look: look)
    } else {
      self[tab].draw(state, in: layout.body, of: &buffer, look: look)
    }
    drawOverlay(of: &buffer, look: look)
    return buffer
  }

  // MARK: The three lines

  private var frame: ScreenFrame {
    ScreenFrame(
      title: StyledText(
        "dlviz · \(state.isGenerated ? "generated digits" : state.options.kind.rawValue)",
        .title,
        .bold
      ),
      details: [
        state.shapeWords, state.optimizerWords, "seed \(state.training.seed)",
      ],
      status: status,
      controls: controlLine,
      hints: KeyHints(hints),
      notice: notice
    )
  }

  private var status: StyledText {
    if state.settings == nil {
      switch state.phase {
      case .loading(let share): return StyledText("loading \(percent(share))", .warning)
      case .generating(let share): return StyledText("drawing digits \(percent(share))", .warning)
      case .failed: return StyledText("no images", .bad)
      case .ready: return StyledText("starting", .muted)
      }
    }
    let newest = state.epochs(atStep: state.cursorStep)
    // A run that is done is done with as many as it has had, whatever it is asked for next.
    let goal = max(state.runState == .finished ? 0 : Double(state.training.epochs), newest.rounded(.up))
    let progress =
      "epoch \(NumberFormat.fixed(newest == newest.rounded() ? 0 : 1).string(newest)) of "
      + NumberFormat.grouped.string(Int(goal))
    switch state.runState {
    case .running: return StyledText("▶ ", .good) + StyledText(progress)
    case .paused: return StyledText("‖ paused ", .warning) + StyledText(progress)
    case .rewound(let step, let live):
      let grouped = NumberFormat.grouped
      return StyledText("◀ ", .accent)
        + StyledText("step \(grouped.string(step)) of the past (live \(grouped.string(live)))")
    case .finished: return StyledText("■ done ", .good) + StyledText(progress)
    case .diverged: return StyledText("✗ diverged ", .bad) + StyledText(progress)
    }
  }

  private func percent(_ share: Double) -> String { "\(MnistState.percent(share))%" }

  /// The tabs, with what must not be forgotten about the images beside them.
  var tabLine: PageLine {
    PageLine(Tab.allCases.map { PageLine.Name($0.title, short: $0.shortTitle) }, selected: tab.rawValue, notes: notes)
  }

  private var notes: PageLine.Notes? {
    func notes(_ usual: [String], least: String, _ role: Role) -> PageLine.Notes {
      PageLine.Notes(usual: usual.map { StyledText($0, role) }, least: StyledText(least, role))
    }
    if let fetch = state.fetch {
      let short = fetch.share.map { "fetching \(percent($0))" } ?? "fetching"
      return notes([fetch.summary, short], least: "fetching", .warning)
    }
    if state.isGenerated {
      return notes(
        ["generated digits, not MNIST · f fetches MNIST", "generated digits"],
        least: "generated",
        .warning
      )
    }
    if state.hasNoImages { return nil }
    let kind = state.kind
    let grouped = NumberFormat.grouped
    let counts = state.data.map { " \(grouped.string($0.sets.train.count)) + \(grouped.string($0.sets.test.count))" }
    let short = kind == .fashionMNIST ? "Fashion" : kind.title.prefix { $0 != " " }
    return notes([kind.title + (counts ?? ""), kind.title], least: String(short), .muted)
  }

  var controlLine: ControlLine {
    ControlLine(
      MnistControl.allCases.map { ControlLine.Control($0.label, $0.value(state)) },
      focused: focusedControl.rawValue
    )
  }

  private var hints: [KeyHints.Hint] {
    let state = state
    if tab == .draw, draw.question != nil { return draw.hints(state) }
    if state.hasNoImages {
      let kind = state.options.kind
      let fetch = state.fetch == nil && ImageDatasetKind.downloadable.contains(kind)
      return (fetch ? [KeyHints.Hint("f", "fetch \(kind.title)")] : []) + [
        .init("g", "generated digits"), .init("1-6", "tabs"), .init("?", "help"), .init("q", "quit"),
        .init("t", "theme"),
      ]
    }
    let first: [KeyHints.Hint]
    switch state.runState {
    case .running: first = [.init("space", "pause")]
    case .finished: first = [.init("space", "train on")]
    case .paused, .rewound:
      first = state.settings == nil ? [] : [.init("space", state.cursorStep == 0 ? "train" : "resume")]
    case .diverged:
      first = [.init("-", focusedControl == .learningRate ? "lower rate" : "change"), .init("r", "restart")]
    }
    let hasDiverged = if case .diverged = state.runState { true } else { false }
    let fetch = state.isGenerated && state.fetch == nil ? [KeyHints.Hint("f", "get MNIST")] : []
    let own = self[tab].hints(state)
    let hasRun = state.settings != nil
    // The tab's first keys, then what every tab has and must not be missed, then the rest.
    let back: [KeyHints.Hint] =
      isZoomed ? [.init("q", "back")] : opener.map { [.init("q", "back to \($0.title)")] } ?? []
    var hints = first + back + fetch + own.prefix(6)
    if hasRun { hints.append(.init("[ ]", "rewind")) }
    hints += [.init("e", "explain"), .init("?", "help")]
    if back.isEmpty { hints.append(.init("q", "quit")) }
    hints.append(.init("1-6", "tabs"))
    hints += own.dropFirst(6)
    if hasRun, !hasDiverged { hints += [.init("s", "step"), .init("S", "epoch"), .init("r", "restart")] }
    if hasRun { hints += [.init("c", "setting"), .init("- +", "change")] }
    return hints + [.init("<>", "pace"), .init("R", "new seed"), .init("t", "theme"), .init("w", "picture")]
  }

  /// Whether the tab in front is zoomed, which the key that quits takes back first.
  private var isZoomed: Bool {
    switch tab {
    case .train: train.isZoomed
    case .predictions: predictions.isZoomed
    case .weights: weights.isZoomed
    case .draw: draw.isZoomed
    case .confusion, .model: false
    }
  }

  // MARK: Without images

  private func drawNoImages(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard case .failed(let reason) = state.phase else { return }
    let inner = Panel(title: state.options.kind.title, isFocused: true, padding: 1)
      .draw(in: region, of: &buffer, look: look)
    let middle = inner.centered(Size(min(inner.width, 64), min(inner.height, 12)))
    if let fetch = state.fetch {
      let rows = middle.rows(.fixed(2), .fixed(1), .fixed(1), .share(1))
      Paragraph(StyledText(fetch.summary, .title)).draw(in: rows[0], of: &buffer, look: look)
      ProgressBar(fetch.share ?? 0).draw(in: rows[2], of: &buffer, look: look)
    } else {
      var text = StyledText("No images. ", .bad, .bold) + StyledText(reason) + "\n"
      for way in waysOut { text += StyledText("\n") + way }
      Paragraph(text).draw(in: middle, of: &buffer, look: look)
    }
  }

  /// What can be done without images, or without those that were asked for.
  private var waysOut: [StyledText] {
    let kind = state.options.kind
    var lines: [StyledText] = []
    if ImageDatasetKind.downloadable.contains(kind) {
      let again =
        fetchFailure == nil ? "fetches \(kind.title) over the network" : "tries again, and goes on where it stopped"
      lines = [
        StyledText("f", .accent, .bold) + StyledText(" \(again)"),
        StyledText("dlviz data fetch \(kind.rawValue) --from URL", .accent) + " takes the files of a mirror",
      ]
    }
    let goesOn =
      state.data == nil
      ? StyledText("g", .accent, .bold) + " goes on with generated digits"
      : StyledText("Esc", .accent, .bold) + " goes on with \(state.kind.title)"
    return lines + [goesOn]
  }

  // MARK: Overlays

  /// The overlay region.
  public func overlayRegion(_ size: Size) -> Rect { MnistLayout(size).body }

  /// The help overlay.
  public var helpOverlay: HelpOverlay { HelpOverlay(title: "keys of dlviz mnist", groups: self[tab].help + sharedHelp) }

  /// The explain overlay.
  public var explainOverlay: ScrollingText? {
    ScrollingText(
      title: "explain: \(tab.title.lowercased()), with the numbers of now",
      lines: self[tab].explanation(state)
    )
  }

  /// The message overlay.
  public var messageOverlay: ScrollingText? {
    guard let fetchFailure else { return nil }
    return ScrollingText(
      title: "\(state.options.kind.title) was not fetched",
      lines: [StyledText(fetchFailure, .bad), ""] + waysOut
    )
  }

  /// The keys of every tab, the arrows only where the tab leaves them to the settings.
  private var sharedHelp: [HelpOverlay.Group] {
    Self.sharedHelp(arrowsChangeSettings: tab == .train || tab == .model)
  }

  private static func sharedHelp(arrowsChangeSettings: Bool) -> [HelpOverlay.Group] {
    [
      .init(
        "training",
        [
          .init("space", "pause, resume; after the end: train on"), .init("s", "one step (a mini-batch)"),
          .init("S", "one epoch"), .init("r", "restart, same seed"), .init("R", "restart, new seed"),
          .init("< >", "slower, faster; above the fastest: max"),
        ]
      ),
      .init(
        "settings",
        [
          .init(arrowsChangeSettings ? "c C, ↓ ↑" : "c C", "next, previous setting"),
          .init(arrowsChangeSettings ? "- +, ← →" : "- +", "change it"),
          .init("f", "fetch the images over the network"),
          .init("g", "generated digits, where there are no images"),
        ]
      ),
      .init(
        "the past",
        [
          .init("[ ]", "back, forward through the run"), .init("{ }", "in big jumps"),
          .init("Home", "to the first weights"), .init("End", "back to live"),
          .init("any setting", "while back: starts a branch there"),
        ]
      ),
      .init(
        "program",
        [.init("1-6, tab", "the six tabs"), .init("e", "explain, with the numbers of now")]
          + HelpOverlay.Group.programHints
      ),
    ]
  }
}
