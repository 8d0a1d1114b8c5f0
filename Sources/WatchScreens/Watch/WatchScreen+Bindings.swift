import Plots
import Records
import Shell
import Terminal

extension WatchScreen {
  private static let runGroup = "runs"
  private static let plotGroup = "curves"

  /// The keys of the page.
  public var bindings: [Binding<WatchScreen>] {
    var all = common
    switch shell.page {
    case .charts: all += chartBindings
    case .table: all += tableBindings
    case .settings, .words, .log: all += scrollBindings
    case .bands, .machine: break
    }
    if shell.panel == .runs { all += runMoves }
    return shell.page == .machine ? all : all + runBindings
  }

  private var common: [Binding<WatchScreen>] {
    [
      Binding(
        common: .run,
        hint: isPaused ? "resume" : "hold",
        rank: 30,
        help: "hold the picture while the runs continue, or follow them again",
        group: HelpGroup.looking
      ) { screen, _ in
        screen.togglePause()
        return []
      },
      Binding(
        common: .text,
        hint: "filter",
        rank: 40,
        help: "filter by name: words, -words to exclude, /regular expression/",
        group: Self.runGroup,
        when: { !$0.typesSetting && $0.shell.page != .machine }
      ) { screen, _ in
        screen.edit(.own(Self.filterPurpose), prompt: "filter:", text: screen.options.filter)
        return []
      },
    ]
  }

  /// Whether `/` types the focused setting: the ends of an axis have no other way in.
  var typesSetting: Bool { shell.page == .charts && focusedSetting?.label == Self.limitLabel }

  // MARK: Runs

  private var runMoves: [Binding<WatchScreen>] {
    [
      Binding(
        [.up, .down],
        common: .arrows,
        hint: "run",
        hintCaps: "↑↓",
        rank: 50,
        help: "choose a run",
        group: Self.runGroup
      ) { screen, key in
        screen.selectRun(by: key == .down ? 1 : -1)
        return []
      },
      Binding(
        common: .open,
        hint: "hide",
        rank: 51,
        help: "hide or show the run's curves",
        group: Self.runGroup,
        when: { $0.shell.page == .charts }
      ) { screen, _ in
        screen.toggleSelected()
        return []
      },
    ]
  }

  private var runBindings: [Binding<WatchScreen>] {
    let several: (WatchScreen) -> Bool = { $0.listed.count > 1 }
    return [
      Binding("v", hint: "hide", rank: 70, help: "hide or show the run's curves", group: Self.runGroup, when: several) {
        screen,
        _ in
        screen.toggleSelected()
        return []
      },
      Binding("a", hint: "alone", rank: 71, help: "show the run alone, or all", group: Self.runGroup, when: several) {
        screen,
        _ in
        let others = Set(screen.listed.map(\.name)).subtracting([screen.selectedRun ?? ""])
        screen.hidden = screen.hidden == others ? [] : others
        return []
      },
      Binding("n", hint: "next run", rank: 72, help: "choose the next run", group: Self.runGroup, when: several) {
        screen,
        _ in
        screen.selectRun(by: 1)
        return []
      },
      Binding("N", help: "choose the previous run", group: Self.runGroup, when: several) { screen, _ in
        screen.selectRun(by: -1)
        return []
      },
      Binding(
        "b",
        hint: "baseline",
        rank: 73,
        help: "make the run the baseline of the table's Δ, or remove it",
        group: Self.runGroup,
        when: several
      ) { screen, _ in
        screen.baseline = screen.baseline == screen.selectedRun ? nil : screen.selectedRun
        if let name = screen.baseline { screen.shell.notice = "the table's Δ is relative to \(name)" }
        return []
      },
    ]
  }

  mutating func selectRun(by steps: Int) {
    guard !listed.isEmpty else { return }
    let index = listed.firstIndex { $0.name == selectedRun } ?? 0
    selectedRun = listed[min(listed.count - 1, max(0, index + steps))].name
    scroll = 0
    bandIndex = 0
  }

  private mutating func toggleSelected() {
    guard let name = selectedRun else { return }
    if hidden.contains(name) {
      hidden.remove(name)
    } else if shownRuns.count > 1 {
      hidden.insert(name)
    } else {
      shell.notice = "at least one run stays visible"
    }
  }

  // MARK: Charts

  /// The chart that keys are about.
  var focusedChart: ChartPlan.Chart? {
    if case .chart(let place) = shell.panel { return chart(at: place) }
    return chart(at: 0)
  }

  private var isOnChart: Bool { if case .chart = shell.panel { true } else { false } }

  private var chartBindings: [Binding<WatchScreen>] {
    let hasCharts: (WatchScreen) -> Bool = { !$0.charts.isEmpty }
    return [
      Binding(
        [.left, .right],
        common: .arrows,
        hint: "cursor",
        hintCaps: "←→",
        rank: 45,
        help: "move the cursor over all charts",
        group: Self.plotGroup,
        when: { $0.isOnChart && hasCharts($0) }
      ) { screen, key in
        screen.moveCursor(by: key == .right ? 1 : -1)
        return []
      },
      Binding(
        common: .range,
        hint: "range",
        rank: 52,
        help: "zoom the x axis of all charts in and out, around the cursor or the end",
        group: Self.plotGroup,
        when: hasCharts
      ) { screen, key in
        screen.zoomRange(isIn: key == .character("i"))
        return []
      },
      Binding(
        "jk",
        hint: "pan",
        rank: 53,
        help: "move the zoomed range left, right",
        group: Self.plotGroup,
        when: { $0.range != nil }
      ) {
        screen,
        key in
        screen.pan(by: key == .character("k") ? 0.25 : -0.25)
        return []
      },
      Binding(
        "f",
        hint: "fit",
        rank: 54,
        help: "show the whole range, fit the axes, remove the cursor",
        group: Self.plotGroup,
        when: { $0.range != nil || $0.cursor != nil || !$0.limits.isEmpty }
      ) { screen, _ in
        (screen.range, screen.cursor, screen.limits) = (nil, nil, [:])
        return []
      },
      Binding(
        common: .logarithm,
        hint: "log",
        rank: 56,
        help: "y axis linear, logarithmic, symmetric",
        group: Self.plotGroup
      ) {
        screen,
        _ in
        screen.options.y = Ladder.cycle(screen.options.y, in: WatchOptions.YScale.allCases, up: true)
        return []
      },
      Binding("L", help: "x axis linear or logarithmic", group: Self.plotGroup) { screen, _ in
        screen.options.isLogarithmicX.toggle()
        screen.range = nil
        return []
      },
      Binding("m", hint: "smooth", rank: 57, help: "smooth more", group: Self.plotGroup) { screen, _ in
        screen.options.smoothing = WatchOptions.smoothings.next(screen.options.smoothing, true)
        return []
      },
      Binding("M", help: "smooth less", group: Self.plotGroup) { screen, _ in
        screen.options.smoothing = WatchOptions.smoothings.next(screen.options.smoothing, false)
        return []
      },
      Binding(
        "x",
        hint: "x axis",
        rank: 58,
        help: "x axis: step, epoch, time of the run, time since the first run",
        group: Self.plotGroup
      ) {
        screen,
        _ in
        screen.turnAxis(up: true)
        return []
      },
      Binding(
        [.pageUp, .pageDown],
        hint: "more charts",
        rank: 46,
        help: "previous, next charts",
        group: Self.plotGroup,
        when: { $0.charts.count > $0.chartCount }
      ) { screen, key in
        screen.turnCharts(by: key == .pageDown ? 1 : -1)
        return []
      },
    ]
  }

  private mutating func turnCharts(by pages: Int) {
    if shell.isZoomed, case .chart(let place) = shell.panel {
      // The next chart takes the zoomed one's place.
      let index = min(charts.count - 1, max(0, firstChart + place + pages))
      firstChart = max(0, index - place)
      shell.focus(.chart(index - firstChart))
      return
    }
    let count = chartCount
    let next = firstChart + pages * count
    guard next < charts.count, firstChart > 0 || pages > 0 else { return }
    firstChart = max(0, next)
    shell.focus(.chart(0))
  }

  /// The region of the focused chart's lines.
  private var focusedRoom: Rect {
    guard case .chart(let place) = shell.panel, let shown = panels.first(where: { $0.panel == shell.panel }) else {
      return body
    }
    return chartRooms(place, in: shown.region).chart
  }

  private mutating func moveCursor(by columns: Int) {
    let x = range ?? fullRange
    let scale: Scale = options.isLogarithmicX ? .logarithmic : .linear
    let low = scale.position(x.lowerBound)
    let high = scale.position(x.upperBound)
    let step = (high - low) / Double(max(8, focusedRoom.width - 8))
    let now = cursor.map { scale.position($0) } ?? (columns < 0 ? high + step : low - step)
    var place = scale.value(at: min(high, max(low, now + Double(columns) * step)))
    if options.x == .step {
      let rounded = place.rounded()
      // A step further at the least, where columns are less than a step wide.
      place =
        cursor.map { rounded == $0 ? min(x.upperBound, max(x.lowerBound, $0 + Double(columns))) : rounded } ?? rounded
    }
    cursor = min(x.upperBound, max(x.lowerBound, place))
  }

  private mutating func zoomRange(isIn: Bool) {
    let full = fullRange
    let now = range ?? full
    let width = (now.upperBound - now.lowerBound) * (isIn ? 0.5 : 2)
    guard isIn || range != nil else {
      shell.notice = "the whole range is shown"
      return
    }
    guard width > (full.upperBound - full.lowerBound) * 1e-6, !isIn || options.x != .step || width >= 2 else {
      shell.notice = "this is the closest zoom"
      return
    }
    guard width < full.upperBound - full.lowerBound else {
      range = nil
      return
    }
    let middle = cursor.map { $0 } ?? now.upperBound
    let low = min(full.upperBound - width, max(full.lowerBound, middle - width / 2))
    range = low...low + width
  }

  private mutating func pan(by share: Double) {
    guard let now = range else { return }
    let full = fullRange
    let width = now.upperBound - now.lowerBound
    let low = min(full.upperBound - width, max(full.lowerBound, now.lowerBound + share * width))
    range = low...low + width
  }

  // MARK: Table and text

  private var tableBindings: [Binding<WatchScreen>] {
    [
      Binding(
        [.up, .down],
        common: .arrows,
        hint: "row",
        hintCaps: "↑↓",
        rank: 50,
        help: "choose a row",
        group: Self.runGroup
      ) { screen, key in
        screen.moveRow(by: key == .down ? 1 : -1)
        return []
      },
      Binding([.pageUp, .pageDown], help: "move by ten rows", group: Self.runGroup) { screen, key in
        screen.moveRow(by: key == .pageDown ? 10 : -10)
        return []
      },
      Binding(
        common: .open,
        hint: "chart",
        rank: 52,
        help: "open the row's chart",
        group: Self.runGroup,
        when: { !$0.table.rows.isEmpty }
      ) { screen, _ in screen.openRow() },
      Binding("c", hint: "sort", rank: 54, help: "sort by the next column", group: Self.runGroup) { screen, _ in
        screen.sortColumn = (screen.sortColumn + 1) % (screen.table.columns.count + 1)
        return []
      },
      Binding("C", help: "reverse the order", group: Self.runGroup) { screen, _ in
        screen.isDescending.toggle()
        return []
      },
    ]
  }

  private mutating func moveRow(by steps: Int) {
    let rows = table.rows
    tableRow = min(max(0, rows.count - 1), max(0, tableRow + steps))
    if rows.indices.contains(tableRow) { selectedRun = rows[tableRow].run.name }
  }

  private mutating func openRow() -> [Command] {
    let rows = table.rows
    guard rows.indices.contains(tableRow),
      let index = charts.firstIndex(where: { $0.metrics.contains(rows[tableRow].metric) })
    else { return [] }
    let commands = turn(to: .charts, openedFrom: .table)
    firstChart = index
    shell.focus(.chart(0))
    shell.setZoomed(true)
    return commands
  }

  private var scrollBindings: [Binding<WatchScreen>] {
    [
      Binding(
        [.up, .down],
        common: .arrows,
        hint: "scroll",
        hintCaps: "↑↓",
        rank: 50,
        help: "scroll",
        group: HelpGroup.looking,
        when: { $0.shell.panel != .runs }
      ) { screen, key in
        screen.scroll(by: key == .down ? 1 : -1)
        return []
      },
      Binding([.pageUp, .pageDown], help: "scroll by a page", group: HelpGroup.looking) { screen, key in
        screen.scroll(by: (key == .pageDown ? 1 : -1) * max(1, screen.body.height - 4))
        return []
      },
    ]
  }

  /// The log is read from its end, other texts from their beginning.
  private mutating func scroll(by rows: Int) {
    let most = scrollRoom
    scroll = min(most, max(0, scroll + (shell.page == .log ? -rows : rows)))
  }

  /// Other pages are read from their beginning.
  public mutating func turned(from page: WatchPage) -> [Command] {
    scroll = 0
    hovered = nil
    return []
  }

  // MARK: Mouse

  /// Reads curves, chooses runs and rows.
  public mutating func point(_ mouse: Mouse, at panel: PanelID, in region: Rect) -> [Command] {
    hovered = nil
    let inner = Panel(title: "").inner(of: region)
    switch (panel, mouse.action) {
    case (.chart(let place), .move): hovered = x(at: mouse.position, place, in: region)
    case (.chart(let place), .press), (.chart(let place), .drag):
      if let x = x(at: mouse.position, place, in: region) { cursor = x }
    case (.chart, .wheelUp): zoomRange(isIn: true)
    case (.chart, .wheelDown): zoomRange(isIn: false)
    case (.runs, .press):
      if let row = runTable(Look(), width: inner.width).row(atScreenRow: mouse.position.y, in: inner) {
        selectedRun = listed[row].name
      }
    case (.runs, .wheelUp): selectRun(by: -1)
    case (.runs, .wheelDown): selectRun(by: 1)
    case (.table, .press):
      if let row = tableWidget(Look(), width: inner.width - 2).row(atScreenRow: mouse.position.y, in: inner) {
        tableRow = row
        moveRow(by: 0)
      }
    case (.table, .wheelUp): moveRow(by: -1)
    case (.table, .wheelDown): moveRow(by: 1)
    case (.log, .wheelUp), (.words, .wheelUp), (.settings, .wheelUp): scroll(by: -3)
    case (.log, .wheelDown), (.words, .wheelDown), (.settings, .wheelDown): scroll(by: 3)
    default: break
    }
    return []
  }

  private func x(at point: Point, _ place: Int, in region: Rect) -> Double? {
    guard let chart = chart(at: place) else { return nil }
    let room = chartRooms(place, in: region).chart
    return lineChart(chart, in: room, look: Look()).xValue(atColumn: point.x, in: room, look: Look())
      .map { $0 * origins.seconds }
  }

  /// What the mouse does.
  public var helpNotes: [HelpNote] {
    [
      HelpNote(
        HelpGroup.looking,
        "mouse",
        "moving reads values, a click sets the cursor or chooses, the wheel zooms or scrolls"
      )
    ]
  }
}
