import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension ActivationsScreen {
  /// Takes in what happened.
  public mutating func update(_ event: ScreenEvent<DepthEvent>) -> [ScreenCommand<Effect>] {
    switch event {
    case .input(.resize(let size)):
      self.size = size
      hovered = nil
    case .input(.key(let key)):
      notice = nil
      hovered = nil
      return handle(key)
    case .input(.paste): break
    case .input(.mouse(let mouse)): return handle(mouse)
    case .message(let event): hear(event)
    case .notice(let text): notice = text
    case .tick: break
    case .covered(let isCovered):
      if isCovered, case .running = depthState {
        depthState = .idle
        return [.effect(.cancel)]
      }
      // What was stopped begins anew.
      if !isCovered, page == .depth, depthState == .idle { return runExperiment() }
    }
    return []
  }

  private mutating func hear(_ event: DepthEvent) {
    // What an experiment with other settings still had to say is out of date.
    switch event {
    case .progress(let settings, let fraction):
      if settings == depthSettings, case .running = depthState { depthState = .running(fraction) }
    case .report(let settings, let report):
      guard settings == depthSettings, case .running = depthState else { return }
      arriving.append(report)
      if !showsOlderReports { showArrived() }
    case .finished(let settings, let seconds):
      guard settings == depthSettings, case .running = depthState else { return }
      depthState = .finished(seconds)
      showsOlderReports = false
      showArrived()
    case .failed(let settings, let error):
      guard settings == depthSettings else { return }
      depthState = .failed("\(error)")
      notice = "\(error)"
    }
  }

  private mutating func showArrived() {
    reports = arriving
    reportedWidth = depthSettings.width
    clampSelection()
  }

  /// Asks for the experiment of the settings; until it has ended, the old reports stay, dimmed.
  mutating func runExperiment() -> [ScreenCommand<Effect>] {
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
  private mutating func stopOrRun() -> [ScreenCommand<Effect>] {
    guard case .running = depthState else { return runExperiment() }
    depthState = .idle
    notice = "stopped; space runs it again"
    return [.effect(.cancel)]
  }

  // MARK: Keys

  private mutating func handle(_ key: Key) -> [ScreenCommand<Effect>] {
    if overlayTakes(key) { return [] }
    switch key {
    case .character("q"), .escape:
      if isZoomed {
        isZoomed = false
        return []
      }
      return page == .depth ? show(.curves) : [.back]
    case .character("d"): return show(page == .curves ? .depth : .curves)
    case .tab: return focusControl(1)
    case .backTab: return focusControl(-1)
    case .right, .character("+"), .character("="): return change(up: true)
    case .left, .character("-"), .character("_"): return change(up: false)
    case .up: return keysScrollWords(-1) ? [] : move(-1)
    case .down: return keysScrollWords(1) ? [] : move(1)
    case .pageUp: return keysScrollWords(-5) ? [] : move(-5)
    case .pageDown: return keysScrollWords(5) ? [] : move(5)
    case .character("p"): return focusPanel(up: true)
    case .character("P"): return focusPanel(up: false)
    case .character("z"), .enter:
      isZoomed.toggle()
      return []
    case .character("e"):
      overlay.open(.explain)
      return []
    case .character("?"), .character("h"), .function(1):
      overlay.open(.help)
      return []
    case .character(" "): return page == .curves ? toggle(row) : stopOrRun()
    case .character("a"): return page == .curves ? showAlone() : []
    case .character("["): return page == .curves ? pan(-0.25) : scrollColumns(-1)
    case .character("]"): return page == .curves ? pan(0.25) : scrollColumns(1)
    case .character("{"): return page == .curves ? pan(-1) : []
    case .character("}"): return page == .curves ? pan(1) : []
    case .character("i"): return page == .curves ? zoomRange(into: true, around: cursor) : []
    case .character("o"): return page == .curves ? zoomRange(into: false, around: cursor) : []
    case .home:
      if page == .depth { return selectLayer(0) }
      return moveCursor(to: 0)
    case .end:
      return page == .depth ? selectLayer(depthSettings.depth - 1) : []
    case .character("r"): return reset()
    case .character("R"): return newSeed()
    case .character("l"):
      guard page == .curves else { return [] }
      isLogarithmic.toggle()
      return []
    case .character("v"):
      guard page == .depth else { return [] }
      measure = Ladder.cycle(measure, in: DepthMeasure.allCases, up: true)
      return []
    case .character(let scalar):
      guard let index = activations.indices.first(where: { Self.mark($0) == scalar }) else { return [] }
      row = index
      return toggle(index)
    default: return []
    }
  }

  private mutating func show(_ page: Page) -> [ScreenCommand<Effect>] {
    self.page = page
    isZoomed = false
    focusedPanel = page == .curves ? .values : .histograms
    focusedControl = ActivationsControl.controls(page)[0]
    if page == .depth, askedSettings != depthSettings || depthState == .idle { return runExperiment() }
    return []
  }

  private mutating func focusControl(_ direction: Int) -> [ScreenCommand<Effect>] {
    focusedControl = Ladder.cycle(focusedControl, in: ActivationsControl.controls(page), up: direction > 0)
    return []
  }

  private mutating func focusPanel(up: Bool) -> [ScreenCommand<Effect>] {
    focusedPanel = Ladder.cycle(focusedPanel, in: PanelKind.allCases.filter { $0.page == page }, up: up)
    return []
  }

  /// Up and down go through the list on one page and through the layers on the other.
  mutating func move(_ rows: Int) -> [ScreenCommand<Effect>] {
    if page == .depth { return selectLayer(selectedLayer + rows) }
    row = min(max(0, row + rows), activations.count - 1)
    return []
  }

  /// Scrolls the words where keys go to their panel; false where they do not.
  private mutating func keysScrollWords(_ lines: Int) -> Bool {
    guard page == .depth, focusedPanel == .words else { return false }
    scrollWords(lines)
    return true
  }

  mutating func scrollWords(_ lines: Int) {
    let inner = wordsPlace(in: layout[.words])
    wordsScroll = min(max(0, wordsScroll + lines), max(0, wordsHeight(width: inner.width) - inner.height))
  }

  mutating func selectLayer(_ layer: Int) -> [ScreenCommand<Effect>] {
    selectedLayer = layer
    clampSelection()
    return []
  }

  mutating func clampSelection() {
    selectedLayer = min(max(0, selectedLayer), depthSettings.depth - 1)
    firstColumn = min(max(0, firstColumn), max(0, selection.count - 1))
  }

  private mutating func scrollColumns(_ columns: Int) -> [ScreenCommand<Effect>] {
    firstColumn += columns
    clampSelection()
    return []
  }

  // MARK: Selection

  mutating func toggle(_ index: Int) -> [ScreenCommand<Effect>] {
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
  private mutating func showAlone() -> [ScreenCommand<Effect>] {
    if selection == [row], let formerSlots {
      slots = formerSlots
      self.formerSlots = nil
      notice = "the former \(selection.count) again"
      return selectionChanged()
    }
    formerSlots = formerSlots ?? slots
    slots = Array(repeating: nil, count: slots.count)
    slots[row] = 0
    notice = "\(subject.displayName) alone; a shows the former \(formerSlots?.count { $0 != nil } ?? 0) again"
    return selectionChanged()
  }

  mutating func selectionChanged() -> [ScreenCommand<Effect>] {
    depthSettings.activations = selectedActivations
    clampSelection()
    return page == .depth ? runExperiment() : []
  }
}
