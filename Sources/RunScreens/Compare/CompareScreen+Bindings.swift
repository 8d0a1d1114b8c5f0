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
    guard shell.page == .settings else {
      let x = Setting(Self.seedAxes, value: xAxis == .logEpoch ? .logEpoch : .epoch) {
        (screen: inout CompareScreen, new) in
        screen.setX(new)
        return []
      }
      return [chosen, x]
    }
    let x = Setting(Self.xAxes, value: xAxis) { (screen: inout CompareScreen, new) in
      screen.setX(new)
      return []
    }
    return [chosen, x, Setting(Self.spreads, \.spread, of: self)]
  }

  private mutating func setX(_ new: XAxis) {
    xAxis = new
    shownPart = 0...1
    thinCurves()
    look(at: point)
  }

  /// The keys of the page.
  public var bindings: [Binding<CompareScreen>] {
    runBindings + (shell.page == .settings ? settingBindings : seedBindings)
  }

  // MARK: The page of all settings

  private var settingBindings: [Binding<CompareScreen>] {
    [
      Binding(common: .logarithm, hint: "log", rank: 69, help: "linear or logarithmic loss", group: HelpGroup.looking) {
        screen,
        _ in
        screen.isLogarithmic.toggle()
        return []
      },
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
        group: Self.settingGroup,
        when: { $0.shell.panel == .table || $0.shell.panel == .grid }
      ) { screen, key in
        screen.selectRow(by: key == .down ? 1 : -1)
        return []
      },
      Binding(
        common: .open,
        hint: "its runs",
        rank: 54,
        help: "the setting's runs",
        group: Self.settingGroup,
        when: { $0.shell.panel == .table || $0.shell.panel == .grid }
      ) { screen, _ in
        let commands = screen.turn(to: .seeds, openedFrom: .settings)
        screen.shell.focus(.runs)
        return commands
      },
      Binding("c", hint: "sort", rank: 64, help: "sort by the next column", group: Self.settingGroup) {
        screen,
        _ in
        screen.sortColumn = (screen.sortColumn + 1) % screen.results.table.columns().count
        return []
      },
      Binding("C", help: "reverse the order", group: Self.settingGroup) { screen, _ in
        screen.isDescending.toggle()
        return []
      },
    ]
  }

  private var isOnCurves: Bool { shell.panel == .loss || shell.panel == .accuracy }

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
      Binding(common: .logarithm, hint: "log", rank: 69, help: "linear or logarithmic epochs", group: HelpGroup.looking)
      {
        screen,
        _ in
        screen.setX(screen.xAxis == .logEpoch ? .epoch : .logEpoch)
        return []
      },
      Binding(
        [.up, .down],
        common: .arrows,
        hint: shell.panel == .groups ? "group" : "seed",
        hintCaps: "↑↓",
        rank: 50,
        help: "choose a group, a seed",
        group: Self.seedGroup,
        when: { $0.shell.panel == .groups || $0.shell.panel == .runs }
      ) { screen, key in
        screen.moveSelection(by: key == .down ? 1 : -1)
        return []
      },
      Binding(
        [.pageUp, .pageDown],
        help: "choose a group, a seed in larger steps",
        group: Self.seedGroup,
        when: { $0.shell.panel == .groups || $0.shell.panel == .runs }
      ) { screen, key in
        screen.moveSelection(by: key == .pageDown ? 20 : -20)
        return []
      },
      Binding(
        common: .open,
        hint: "open",
        rank: 52,
        help: "open the seed's run",
        group: Self.seedGroup,
        when: { $0.chosenRun != nil }
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
    guard let run = chosenRun else { return [] }
    let command = SweepCommandLine.command(sweep, point: point, seed: seed(of: run))
    // What a saved run says of its start need not be all that its screen would want to know.
    if sweep.isSaved, sweep.subject != .xor {
      shell.notice = "seed \(seed(of: run)) comes from a file and cannot be trained again here"
      return []
    }
    // Points of a file are not in the command of a run.
    guard [.xor, .neuron, .playground].contains(sweep.subject), sweep.settings.table == nil else {
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

  /// Which runs keys are about, and what the mouse does.
  public var helpNotes: [HelpNote] {
    let groups = HelpNote(Self.seedGroup, "panel of groups", "there x r v a act on all runs of the group")
    return (shell.page == .seeds ? [groups] : []) + [
      HelpNote(
        HelpGroup.looking,
        "mouse",
        "moving reads values, a click sets the cursor or chooses a row, the wheel moves"
      )
    ]
  }
}
