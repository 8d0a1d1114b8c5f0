import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension ActivationsScreen {
  /// Is told that another screen covers this one, or no longer does.
  public mutating func covered(_ isCovered: Bool) -> [Command] {
    if isCovered, case .running = depthState {
      depthState = .idle
      return [.effect(.cancel)]
    }
    // What was stopped begins anew.
    return !isCovered && page == .depth && depthState == .idle ? runExperiment() : []
  }

  /// Goes back by one of the screen's own levels.
  public mutating func backWithin() -> [Command]? { page == .depth ? show(.curves) : nil }

  /// Takes in what the worker said.
  public mutating func hear(_ event: DepthEvent) -> [Command] {
    // What an experiment with other settings still had to say is out of date.
    switch event {
    case .progress(let settings, let fraction):
      if settings == depthSettings, case .running = depthState { depthState = .running(fraction) }
    case .report(let settings, let report):
      guard settings == depthSettings, case .running = depthState else { return [] }
      arriving.append(report)
      if !showsOlderReports { showArrived() }
    case .finished(let settings, let seconds):
      guard settings == depthSettings, case .running = depthState else { return [] }
      depthState = .finished(seconds)
      showsOlderReports = false
      showArrived()
    case .failed(let settings, let error):
      guard settings == depthSettings else { return [] }
      depthState = .failed("\(error)")
      shell.notice = "\(error)"
    }
    return []
  }

  private mutating func showArrived() {
    reports = arriving
    reportedWidth = depthSettings.width
    reportedInitializer = depthSettings.initializer
    clampSelection()
  }

  /// Asks for the experiment of the settings; until it has ended, the old reports stay, dimmed.
  mutating func runExperiment() -> [Command] {
    arriving = []
    showsOlderReports = !reports.isEmpty
    askedSettings = depthSettings
    guard !depthSettings.activations.isEmpty else {
      reports = []
      showsOlderReports = false
      depthState = .idle
      return [.effect(.cancel)]
    }
    depthState = .running(0)
    return [.effect(.run(depthSettings))]
  }

  /// Stops the experiment that runs, or runs it again.
  mutating func stopOrRun() -> [Command] {
    guard case .running = depthState else { return runExperiment() }
    depthState = .idle
    shell.notice = "stopped; space runs it again"
    return [.effect(.cancel)]
  }

  mutating func show(_ page: Mode) -> [Command] {
    self.page = page
    shell.setZoomed(false)
    shell.focus(page == .curves ? .table : .histograms)
    if page == .depth, askedSettings != depthSettings || depthState == .idle { return runExperiment() }
    return []
  }

  /// Up and down go through the list on one page and through the layers on the other.
  mutating func move(_ rows: Int) -> [Command] {
    if page == .depth { return selectLayer(selectedLayer + rows) }
    row = min(max(0, row + rows), activations.count - 1)
    return []
  }

  mutating func scrollWords(_ lines: Int) {
    let inner = wordsPlace(in: panels[.words])
    wordsScroll = min(max(0, wordsScroll + lines), max(0, wordsHeight(width: inner.width) - inner.height))
  }

  mutating func selectLayer(_ layer: Int) -> [Command] {
    selectedLayer = layer
    clampSelection()
    return []
  }

  mutating func clampSelection() {
    selectedLayer = min(max(0, selectedLayer), depthSettings.depth - 1)
    firstColumn = min(max(0, firstColumn), max(0, selection.count - 1))
  }

  mutating func scrollColumns(_ columns: Int) -> [Command] {
    firstColumn += columns
    clampSelection()
    return []
  }

  // MARK: Selection

  mutating func toggle(_ index: Int) -> [Command] {
    formerSlots = nil
    if slots[index] == nil {
      // The first free slot: the others keep their colours.
      let taken = Set(slots.compactMap { $0 })
      slots[index] = (0...slots.count).first { !taken.contains($0) }
    } else {
      slots[index] = nil
    }
    return selectionChanged()
  }

  /// Shows the chosen activation alone; where it is alone, the selection that there was before.
  mutating func showAlone() -> [Command] {
    if selection == [row], let formerSlots {
      slots = formerSlots
      self.formerSlots = nil
      shell.notice = "the earlier \(selection.count) again"
      return selectionChanged()
    }
    formerSlots = formerSlots ?? slots
    slots = Array(repeating: nil, count: slots.count)
    slots[row] = 0
    shell.notice = "\(subject.displayName) alone; a shows the earlier \(formerSlots?.count { $0 != nil } ?? 0) again"
    return selectionChanged()
  }

  mutating func selectionChanged() -> [Command] {
    depthSettings.activations = selectedActivations
    clampSelection()
    return page == .depth ? runExperiment() : []
  }
}
