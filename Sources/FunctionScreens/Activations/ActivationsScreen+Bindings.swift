import Plots
import Shell
import Terminal
import Training

extension ActivationsScreen {
  /// The screen's own keys on the page in front.
  public var bindings: [Binding<ActivationsScreen>] {
    (page == .curves ? curveBindings : depthBindings) + choosingBindings
  }

  private var choosingBindings: [Binding<ActivationsScreen>] {
    [
      Binding(
        activations.indices.map { .character(Self.mark($0)) }.filter { CommonKey($0) == .page },
        common: .page,
        caps: "1–9",
        hint: "toggle",
        hintCaps: "1-9 A-E",
        rank: 68,
        help: "show, hide one",
        group: "activations",
        action: Self.toggleMarked
      ),
      Binding(
        activations.indices.map { .character(Self.mark($0)) }.filter { CommonKey($0) == nil },
        caps: "A–E",
        help: "show, hide one further down",
        group: "activations",
        action: Self.toggleMarked
      ),
      Binding(
        "d",
        hint: page == .curves ? "depth" : "curves",
        rank: 62,
        help: page == .curves ? "what they do to a deep network" : "back to the curves",
        group: "pages"
      ) { screen, _ in screen.show(screen.page == .curves ? .depth : .curves) },
    ]
  }

  private static func toggleMarked(_ screen: inout ActivationsScreen, _ key: Key) -> [Command] {
    guard let index = screen.activations.indices.first(where: { key == .character(mark($0)) }) else { return [] }
    screen.row = index
    return screen.toggle(index)
  }

  private var curveBindings: [Binding<ActivationsScreen>] {
    [
      Binding(
        [.up, .down],
        common: .arrows,
        hint: "choose",
        hintCaps: "↑↓",
        rank: 52,
        help: "choose an activation",
        group: "activations",
        when: { $0.shell.panel == .table }
      ) { screen, key in screen.move(key == .down ? 1 : -1) },
      Binding([.pageUp, .pageDown], help: "choose, five at a time", group: "activations") { screen, key in
        screen.move(key == .pageDown ? 5 : -5)
      },
      Binding(common: .open, hint: "toggle", rank: 54, help: "show, hide the chosen one", group: "activations") {
        screen,
        _ in screen.toggle(screen.row)
      },
      Binding("a", hint: "alone", rank: 66, help: "the chosen one alone, and back", group: "activations") { screen, _ in
        screen.showAlone()
      },
      Binding("jk", caps: "j k", hint: "pan", rank: 84, help: "pan the x range", group: "x") { screen, key in
        screen.pan(key == .character("j") ? -0.25 : 0.25)
      },
      Binding("JK", caps: "J K", help: "pan by its width", group: "x") { screen, key in
        screen.pan(key == .character("J") ? -1 : 1)
      },
      Binding("io", common: .range, caps: "i o", hint: "zoom x", rank: 85, help: "zoom the x range in, out", group: "x")
      {
        screen,
        key in screen.zoomRange(into: key == .character("i"), around: screen.cursor)
      },
      Binding("r", common: .restart, hint: "reset", rank: 86, help: "reset range and cursor", group: "x") {
        screen,
        _ in screen.reset()
      },
      Binding(common: .logarithm, hint: "log f′", rank: 87, help: "f′ linear or logarithmic", group: "x") { screen, _ in
        screen.isLogarithmic.toggle()
        return []
      },
    ]
  }

  private var depthBindings: [Binding<ActivationsScreen>] {
    [
      Binding(
        [.up, .down],
        common: .arrows,
        hint: "layer",
        hintCaps: "↑↓",
        rank: 52,
        help: "choose a layer",
        group: "layers",
        when: { $0.shell.panel != .words }
      ) { screen, key in screen.move(key == .down ? 1 : -1) },
      Binding(
        [.up, .down],
        common: .arrows,
        hint: "scroll",
        hintCaps: "↑↓",
        rank: 52,
        help: "scroll the words",
        group: "layers",
        when: { $0.shell.panel == .words }
      ) { screen, key in
        screen.scrollWords(key == .down ? 1 : -1)
        return []
      },
      Binding([.pageUp, .pageDown], help: "five layers, or five lines of the words", group: "layers") { screen, key in
        let rows = key == .pageDown ? 5 : -5
        guard screen.shell.panel == .words else { return screen.move(rows) }
        screen.scrollWords(rows)
        return []
      },
      Binding("v", hint: "measure", rank: 56, help: "what the chart shows", group: "layers") { screen, _ in
        screen.measure = Ladder.cycle(screen.measure, in: DepthMeasure.allCases, up: true)
        return []
      },
      Binding("jk", caps: "j k", hint: "columns", rank: 84, help: "scroll the columns", group: "layers") {
        screen,
        key in
        screen.scrollColumns(key == .character("j") ? -1 : 1)
      },
      Binding(
        common: .run,
        hint: isRunning ? "stop" : "run",
        rank: 64,
        help: "stop, run again",
        group: "experiment"
      ) { screen, _ in screen.stopOrRun() },
      Binding("r", common: .restart, hint: "again", rank: 86, help: "run again", group: "experiment") { screen, _ in
        screen.reset()
      },
      Binding("R", common: .restart, hint: "new seed", rank: 67, help: "run with a new seed", group: "experiment") {
        screen,
        _ in screen.newSeed()
      },
    ]
  }

  /// Lines of the help box without a key.
  public var helpNotes: [HelpNote] {
    [HelpNote(HelpGroup.looking, "mouse", "moving reads values, the wheel zooms the x range")]
  }

  // MARK: Mouse

  /// Takes in what the mouse did over a panel.
  public mutating func point(_ mouse: Mouse, at panel: PanelID, in region: Rect) -> [Command] {
    hovered = x(at: mouse.position, panel, in: region)
    switch mouse.action {
    case .press, .drag:
      if let hovered {
        cursor = hovered
        placedCursor = hovered
      }
      if let layer = layer(at: mouse.position, panel, in: region) { return selectLayer(layer) }
      if panel == .table, mouse.action == .press, let index = tableRow(at: mouse.position, in: region) {
        // A second press on the row selects or deselects it.
        if index == row { return toggle(index) }
        row = index
      }
    case .wheelUp, .wheelDown:
      let up = mouse.action == .wheelUp
      switch panel {
      case .table: return move(up ? -1 : 1)
      case .words: scrollWords(up ? -1 : 1)
      case .histograms: return selectLayer(selectedLayer + (up ? -1 : 1))
      default: return hovered.map { zoomRange(into: up, around: $0) } ?? []
      }
    case .move, .release, .secondaryPress, .secondaryDrag: break
    }
    return []
  }
}
