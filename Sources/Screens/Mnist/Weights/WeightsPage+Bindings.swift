import Plots
import Shell
import Terminal

extension MnistScreen {
  /// The parts of the fourth page as they stand now.
  var weightsLayout: WeightsLayout {
    let view = WeightsPage.views.contains(shell.panel) ? shell.panel : .units
    return WeightsLayout(body, view: view, isZoomed: shell.isZoomed, unitCount: WeightsPage.unitCount(state))
  }

  /// The panels of the fourth page; the views that have no room wait for the focus.
  func weightsPanels(in body: Rect) -> [PlacedPanel<PanelID>] {
    let view = WeightsPage.views.contains(shell.panel) ? shell.panel : .units
    let layout = WeightsLayout(body, view: view, isZoomed: false, unitCount: WeightsPage.unitCount(state))
    func place(_ view: PanelID, _ region: Rect) -> PlacedPanel<PanelID> {
      region.isEmpty ? .behind(view) : PlacedPanel(view, region)
    }
    return [
      place(.units, layout.units), PlacedPanel(.unit, layout.unit, .aside), place(.histograms, layout.histograms),
      place(.projection, layout.projection),
    ]
  }

  /// The keys of the fourth page.
  var weightsBindings: [Binding<MnistScreen>] {
    let view = shell.panel
    let arrows =
      switch view {
      case .histograms: "other layers, where not all fit"
      case .projection: "one class; after the last, all"
      default: "choose a unit"
      }
    return [
      Binding(
        common: .panel,
        hint: "view",
        hintCaps: "p",
        rank: 13,
        help: "units, histograms, projection",
        group: Self.thisPage
      ) { screen, key in
        screen.movePanelFocus(by: key == .character("p") ? 1 : -1)
        return []
      },
      Binding(
        common: .arrows,
        caps: "← ↑ ↓ →",
        hint: view == .units ? "unit" : nil,
        hintCaps: "←↑↓→",
        rank: 14,
        help: arrows,
        group: Self.thisPage
      ) { screen, key in
        let (columns, rows) = [.left: (-1, 0), .right: (1, 0), .up: (0, -1), .down: (0, 1)][key] ?? (0, 0)
        screen.weights.move(columns, rows, in: screen.shell.panel, screen.weightsLayout, screen.state)
        return []
      },
      Binding(
        [.pageUp, .pageDown],
        hint: view == .units ? "page" : nil,
        rank: 15,
        help: view == .units ? "a page of units back, forward" : "the same",
        group: Self.thisPage
      ) { screen, key in
        screen.weights.page(up: key == .pageUp, in: screen.shell.panel, screen.weightsLayout, screen.state)
        return []
      },
      Binding(
        "m",
        hint: view == .units ? weights.sharesScale ? "own scales" : "one scale" : nil,
        rank: 111,
        help: "one scale for all pictures, or each its own",
        group: Self.thisPage
      ) { screen, _ in
        screen.weights.sharesScale.toggle()
        return []
      },
      Binding(
        "dD",
        caps: "d D",
        hint: view == .projection ? "class" : nil,
        hintCaps: "d",
        rank: 15,
        help: "one class in the projection: next, previous",
        group: Self.thisPage
      ) { screen, key in
        screen.weights.highlight(up: key == .character("d"), screen.state)
        return []
      },
      Binding("a", hint: view == .projection ? "all" : nil, rank: 16, help: "all classes again", group: Self.thisPage) {
        screen,
        _ in
        screen.weights.highlighted = nil
        return []
      },
    ]
  }

  /// Takes in what the mouse did on the fourth page.
  mutating func pointAtWeights(_ mouse: Mouse, at panel: PanelID) {
    let layout = weightsLayout
    switch mouse.action {
    case .press:
      // The chosen unit belongs to the units.
      if panel == .unit { shell.focus(.units) }
      guard panel == .units, let index = layout.grid.index(at: mouse.position) else { return }
      let unit = weights.firstShown(layout.grid) + index
      if unit < WeightsPage.unitCount(state) { weights.select(unit, state) }
    case .wheelUp: weights.page(up: true, in: panel, layout, state)
    case .wheelDown: weights.page(up: false, in: panel, layout, state)
    default: break
    }
  }
}
