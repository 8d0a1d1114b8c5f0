import Plots
import Shell
import Terminal
import Training

/// What is done to runs: on the page of settings to all of a setting's, on the page of seeds to the selected one or, from the groups, to
/// those of a group.
extension CompareScreen {
  static let settingGroup = "settings of the sweep"
  static let seedGroup = "seeds"

  /// The runs that keys act on.
  var selectedRuns: [Int] {
    if shell.page == .settings { return Array(results.runs(of: point)) }
    return shell.panel == .groups ? chosenRuns : chosenRun.map { [$0] } ?? []
  }

  /// How the selected runs are called.
  private var selection: String {
    if shell.page == .settings { return sweep.label(ofPoint: point) }
    guard shell.panel == .runs || chosenRuns.count == 1, let run = chosenRun else { return words(selectedRuns.count) }
    return "seed \(seed(of: run))"
  }

  private func words(_ count: Int) -> String { "\(grouped(count)) \(count == 1 ? "run" : "runs")" }

  /// A run's seed; saved runs have their own.
  func seed(of run: Int) -> UInt64 { results.outcomes[run]?.seed ?? sweep.place(ofRun: run).seed }

  var runBindings: [Binding<CompareScreen>] {
    let isOnSettings = shell.page == .settings
    let what = isOnSettings ? "the setting's runs" : "the run, or the group's runs"
    return [
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
        rank: isOnSettings ? 66 : 54,
        help: "stop \(what)",
        group: HelpGroup.training,
        when: { !$0.results.isIdle }
      ) { screen, _ in screen.stop() },
      Binding(
        "r",
        common: .restart,
        hint: "train again",
        rank: isOnSettings ? 67 : 57,
        help: "train \(what) again",
        group: HelpGroup.training,
        when: { $0.canTrain }
      ) { screen, _ in screen.rerun() },
      Binding(
        "v",
        hint: "hide",
        rank: isOnSettings ? 62 : 53,
        help: isOnSettings ? "hide or show the setting's curves" : "hide or show \(what)",
        group: isOnSettings ? Self.settingGroup : Self.seedGroup
      ) { screen, _ in
        if isOnSettings { screen.toggleSetting() } else { screen.toggleRuns() }
        return []
      },
      Binding(
        "a",
        hint: "alone",
        rank: isOnSettings ? 63 : 56,
        help: isOnSettings ? "show only its curves, or all" : "show only these, or all",
        group: isOnSettings ? Self.settingGroup : Self.seedGroup
      ) { screen, _ in
        screen.isolate()
        return []
      },
    ]
  }

  // MARK: Training

  private mutating func stop() -> [Command] {
    let runs = selectedRuns.filter { [.underWay, .waiting].contains(results.stage(of: $0)) }
    guard !runs.isEmpty else {
      shell.notice = "\(selection): nothing left to stop"
      return []
    }
    shell.notice = stopWords(runs.count, of: selectedRuns.count)
    return [.effect(.stop(runs))]
  }

  private func stopWords(_ count: Int, of selected: Int) -> String {
    if shell.page == .settings { return "\(selection): \(words(count)) stopped" }
    return count == selected ? "\(selection) stopped" : "\(grouped(count)) of \(selection) stopped"
  }

  private mutating func rerun() -> [Command] {
    let runs = selectedRuns
    let free = runs.filter { ![.underWay, .waiting].contains(results.stage(of: $0)) }
    guard !free.isEmpty else {
      if !runs.isEmpty { shell.notice = "\(selection): still training or waiting" }
      return []
    }
    results.forget(free)
    refresh()
    return [.effect(.rerun(runs))]
  }

  // MARK: What is drawn

  private mutating func show(_ change: (inout ShownRuns) -> Void) {
    var shown = results.shown
    change(&shown)
    results.show(shown)
    // Bands of many thousand runs are made in portions, as when runs end.
    refresh(within: CompareResults.portion)
  }

  private mutating func toggleSetting() {
    let isLast = results.shown.contains(point: point) && shownPoints.count == 1
    guard !isLast else {
      shell.notice = "at least one setting stays visible"
      return
    }
    show { [point] in $0.toggle(point: point) }
  }

  private mutating func toggleRuns() {
    let runs = selectedRuns
    guard !runs.isEmpty else { return }
    var shown = results.shown
    shown.toggle(runs, of: point)
    guard shown.hiddenRunCount(of: point) < sweep.seedCount else {
      shell.notice = "at least one run stays visible"
      return
    }
    show { $0 = shown }
    let areShown = shown.contains(runs[0])
    shell.notice = "\(selection) \(areShown ? "shown" : "hidden"); \(shownWords)"
  }

  private mutating func isolate() {
    let runs = shell.page == .settings ? nil : selectedRuns
    guard runs?.isEmpty != true else { return }
    var shown = results.shown
    shown.isolate(runs, of: point, pointCount: results.points.count)
    if shown == results.shown { shown.showAll() }
    show { $0 = shown }
    guard runs != nil else { return }
    shell.notice = shown.hidesAny ? "\(selection) alone; a shows all runs" : "all runs are drawn"
  }

  /// How many of the setting's runs are drawn.
  private var shownWords: String {
    "\(grouped(sweep.seedCount - results.shown.hiddenRunCount(of: point))) of \(words(sweep.seedCount)) drawn"
  }
}
