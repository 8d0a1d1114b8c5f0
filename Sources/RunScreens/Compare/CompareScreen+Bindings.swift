import Plots
import Shell
import Terminal
import Training

extension CompareScreen {
  /// The setting that is looked at, and how curves are drawn.
  public var settings: [Setting<CompareScreen>] {
    let chosen = Setting<CompareScreen>(
      "setting",
      value: sweep.label(ofPoint: point),
      change: { screen, up in
        screen.selectPoint(by: up ? 1 : -1)
        return []
      }
    )
    let x = Setting(Self.xAxes, value: xAxis) { (screen: inout CompareScreen, new) in
      screen.xAxis = new
      screen.shownPart = 0...1
      screen.thinCurves()
      screen.look(at: screen.point)
      return []
    }
    let spread = Setting(Self.spreads, \.spread, of: self)
    return shell.page == .settings ? [chosen, x, spread] : [chosen, x]
  }

  /// The keys of the page.
  public var bindings: [Binding<CompareScreen>] {
    runBindings + (shell.page == .settings ? settingBindings : seedBindings)
  }

  private var runBindings: [Binding<CompareScreen>] {
    [
      Binding(
        common: .run,
        hint: isPaused ? "continue" : "pause",
        rank: 10,
        help: "start no further runs, continue",
        group: HelpGroup.training,
        when: { !$0.results.isIdle }
      ) { screen, _ in
        screen.isPaused.toggle()
        return [.effect(.pause(screen.isPaused))]
      },
      Binding(
        "x",
        hint: "stop",
        rank: 66,
        help: shell.page == .settings ? "stop the setting's runs" : "stop the setting's unfinished runs",
        group: HelpGroup.training,
        when: { !$0.results.isIdle }
      ) { screen, _ in
        let runs = screen.results.runs(of: screen.point).filter { screen.results.outcomes[$0] == nil }
        screen.shell.notice = "\(screen.sweep.label(ofPoint: screen.point)): \(screen.grouped(runs.count)) runs stopped"
        return [.effect(.stop(runs))]
      },
      Binding(
        "r",
        common: .restart,
        hint: "train again",
        rank: 67,
        help: shell.page == .settings ? "train the setting's runs again" : "train the selected run again",
        group: HelpGroup.training,
        when: { $0.canTrain }
      ) { screen, _ in screen.rerun() },
      Binding(common: .logarithm, hint: "log", rank: 69, help: "linear or logarithmic loss", group: HelpGroup.looking) {
        screen,
        _ in
        screen.isLogarithmic.toggle()
        return []
      },
    ]
  }

  private mutating func rerun() -> [Command] {
    let runs = shell.page == .settings ? Array(results.runs(of: point)) : chosenRun.map { [$0] } ?? []
    guard !runs.isEmpty else { return [] }
    let free = runs.filter { !results.busy.contains($0) }
    results.forget(free)
    refresh()
    return [.effect(.rerun(free))]
  }

  // MARK: The page of all settings

  private var settingBindings: [Binding<CompareScreen>] {
    [
      Binding(
        [.left, .right],
        common: .arrows,
        hint: "cursor",
        hintCaps: "←→",
        rank: 50,
        help: "read the curves at an epoch",
        group: HelpGroup.looking,
        when: { $0.isOnCurves }
      ) { screen, key in
        screen.moveCursor(by: key == .right ? 1 : -1)
        return []
      },
      Binding(
        "io",
        common: .range,
        caps: "i o",
        hint: "zoom",
        rank: 68,
        help: "zoom the curves' x axis in, out",
        group: HelpGroup.looking
      ) {
        screen,
        key in
        screen.zoom(into: key == .character("i"))
        return []
      },
      Binding(
        [.pageUp, .pageDown],
        help: "move the cursor in larger steps",
        group: HelpGroup.looking,
        when: { $0.isOnCurves }
      ) { screen, key in
        screen.moveCursor(by: key == .pageUp ? 10 : -10)
        return []
      },
      Binding(
        [.up, .down],
        common: .arrows,
        hint: "setting",
        hintCaps: "↑↓",
        rank: 52,
        help: "choose a setting",
        group: "settings of the sweep",
        when: { $0.shell.panel == .table || $0.shell.panel == .grid }
      ) { screen, key in
        screen.selectRow(by: key == .down ? 1 : -1)
        return []
      },
      Binding(
        common: .open,
        hint: "its seeds",
        rank: 54,
        help: "the setting's seeds",
        group: "settings of the sweep",
        when: { $0.shell.panel == .table || $0.shell.panel == .grid }
      ) { screen, _ in
        screen.turn(to: .seeds, openedFrom: .settings)
      },
      Binding("v", hint: "hide", rank: 62, help: "hide or show the setting's curves", group: "settings of the sweep") {
        screen,
        _ in
        screen.toggle(screen.point)
        return []
      },
      Binding("a", hint: "alone", rank: 63, help: "show only its curves, or all", group: "settings of the sweep") {
        screen,
        _ in
        let others = Set(screen.results.points.indices).subtracting([screen.point])
        screen.hidden = screen.hidden == others ? [] : others
        return []
      },
      Binding("c", hint: "sort", rank: 64, help: "sort by the next column", group: "settings of the sweep") {
        screen,
        _ in
        screen.sortColumn = (screen.sortColumn + 1) % screen.results.table.columns().count
        return []
      },
      Binding("C", help: "reverse the order", group: "settings of the sweep") { screen, _ in
        screen.isDescending.toggle()
        return []
      },
    ]
  }

  private var isOnCurves: Bool { shell.panel == .loss || shell.panel == .accuracy }

  private mutating func toggle(_ point: Int) {
    if hidden.contains(point) {
      hidden.remove(point)
    } else if hidden.count + 1 < results.points.count {
      hidden.insert(point)
    } else {
      shell.notice = "at least one setting stays visible"
    }
  }

  /// The next setting in the sweep's order.
  mutating func selectPoint(by steps: Int) {
    let count = results.points.count
    look(at: (point + steps + count) % count)
  }

  /// The next row of the table.
  private mutating func selectRow(by steps: Int) {
    let order = order
    let row = order.firstIndex(of: point) ?? 0
    look(at: order[min(order.count - 1, max(0, row + steps))])
  }

  // MARK: The page of seeds

  private var seedBindings: [Binding<CompareScreen>] {
    [
      Binding(
        [.up, .down],
        common: .arrows,
        hint: shell.panel == .groups ? "group" : "seed",
        hintCaps: "↑↓",
        rank: 50,
        help: "choose a group, a seed",
        group: "seeds",
        when: { $0.shell.panel == .groups || $0.shell.panel == .runs }
      ) { screen, key in
        screen.moveSelection(by: key == .down ? 1 : -1)
        return []
      },
      Binding(
        [.pageUp, .pageDown],
        help: "choose a group, a seed in larger steps",
        group: "seeds",
        when: { $0.shell.panel == .groups || $0.shell.panel == .runs }
      ) { screen, key in
        screen.moveSelection(by: key == .pageDown ? 20 : -20)
        return []
      },
      Binding(
        common: .open,
        hint: "open",
        rank: 54,
        help: "open the seed's run",
        group: "seeds",
        when: { $0.chosenRun != nil && ($0.shell.panel == .groups || $0.shell.panel == .runs) }
      ) { screen, _ in screen.openRun() },
    ]
  }

  private mutating func moveSelection(by steps: Int) {
    if shell.panel == .groups {
      groupIndex = min(max(0, seeds.groups.count - 1), max(0, groupIndex + steps))
      runIndex = 0
    } else {
      runIndex = min(max(0, chosenRuns.count - 1), max(0, runIndex + steps))
    }
  }

  /// Opens the selected run as its own screen; where that cannot take its settings, says its command.
  private mutating func openRun() -> [Command] {
    guard let outcome = chosenRun.flatMap({ results.outcomes[$0] }) else { return [] }
    let command = SweepCommandLine.command(sweep, outcome)
    guard [.xor, .neuron, .playground].contains(sweep.subject) else {
      shell.notice = command
      return [.program(.copy(command))]
    }
    return [.open(Destination(sweep.subject.rawValue, command))]
  }

  // MARK: Mouse

  /// Reads curves, chooses rows.
  public mutating func point(_ mouse: Mouse, at panel: PanelID, in region: Rect) -> [Command] {
    hovered = nil
    let inner = Panel(title: "", padding: 1).inner(of: region)
    switch (panel, mouse.action) {
    case (.loss, .move), (.accuracy, .move): hovered = epoch(atColumn: mouse.position.x, panel, in: region)
    case (.loss, .press), (.accuracy, .press), (.loss, .drag), (.accuracy, .drag):
      if let epoch = epoch(atColumn: mouse.position.x, panel, in: region) { cursor = keptEpochs.firstIndex(of: epoch) }
    case (.loss, .wheelUp), (.accuracy, .wheelUp): moveCursor(by: 1)
    case (.loss, .wheelDown), (.accuracy, .wheelDown): moveCursor(by: -1)
    case (.table, .press):
      if let row = table(Look()).row(atScreenRow: mouse.position.y, in: inner) { look(at: order[row]) }
    case (.table, .wheelUp): selectRow(by: -1)
    case (.table, .wheelDown): selectRow(by: 1)
    case (.groups, .press):
      if let row = groupTable(Look()).row(atScreenRow: mouse.position.y, in: inner) {
        (groupIndex, runIndex) = (row, 0)
      }
    case (.runs, .press):
      let row = mouse.position.y - inner.y - 1 + firstVisibleRun(height: inner.height)
      if inner.contains(mouse.position), mouse.position.y > inner.y, chosenRuns.indices.contains(row) { runIndex = row }
    case (.groups, .wheelUp), (.runs, .wheelUp): moveSelection(by: -1)
    case (.groups, .wheelDown), (.runs, .wheelDown): moveSelection(by: 1)
    default: break
    }
    return []
  }

  /// What the mouse does.
  public var helpNotes: [HelpNote] {
    [
      HelpNote(
        HelpGroup.looking,
        "mouse",
        "moving reads values, a click sets the cursor or chooses a row, the wheel moves"
      )
    ]
  }
}
