import NeuralNet
import Plots
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
      if settings == depthSettings { depthState = .running(fraction) }
    case .report(let settings, let report):
      guard settings == depthSettings else { return }
      if isStale { reports = [] }
      isStale = false
      reportedWidth = settings.width
      reports.append(report)
      clampSelection()
    case .finished(let settings, let seconds):
      if settings == depthSettings { depthState = .finished(seconds) }
    case .failed(let settings, let error):
      if settings == depthSettings { depthState = .failed("\(error)") }
    }
  }

  /// Asks for the experiment of the settings; while it runs, the old reports stay.
  mutating func runExperiment() -> [ScreenCommand<Effect>] {
    isStale = true
    guard !depthSettings.activations.isEmpty else {
      reports = []
      depthState = .idle
      return [.effect(.cancel)]
    }
    depthState = .running(0)
    return [.effect(.run(depthSettings))]
  }

  // MARK: Keys

  private mutating func handle(_ key: Key) -> [ScreenCommand<Effect>] {
    if let overlay, let answer = handle(key, over: overlay) { return answer }
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
    case .up: return move(-1)
    case .down: return move(1)
    case .pageUp: return move(-5)
    case .pageDown: return move(5)
    case .character("p"): return focusPanel(up: true)
    case .character("P"): return focusPanel(up: false)
    case .character("z"), .enter:
      isZoomed.toggle()
      return []
    case .character("e"): return open(.explain)
    case .character("?"), .character("h"), .function(1): return open(.help)
    case .character(" "): return toggle(row)
    case .character("a"): return showAlone()
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

  /// Keys while something lies over the panels; nil lets the key through to them.
  private mutating func handle(_ key: Key, over kind: OverlayKind) -> [ScreenCommand<Effect>]? {
    switch key {
    case .escape, .character("q"), .character("?"), .enter: overlay = nil
    case .character("e"):
      overlay = kind == .explain ? nil : .explain
      overlayScroll = 0
    case .down: overlayScroll += 1
    case .up: overlayScroll = max(0, overlayScroll - 1)
    case .pageDown: overlayScroll += 10
    case .pageUp: overlayScroll = max(0, overlayScroll - 10)
    default:
      // What is explained can be watched while it is changed; any key closes the help.
      guard kind == .help else { return nil }
      overlay = nil
    }
    return []
  }

  private mutating func open(_ kind: OverlayKind) -> [ScreenCommand<Effect>] {
    overlay = kind
    overlayScroll = 0
    return []
  }

  private mutating func show(_ page: Page) -> [ScreenCommand<Effect>] {
    self.page = page
    isZoomed = false
    focusedPanel = page == .curves ? .values : .histograms
    focusedControl = ActivationsControl.controls(page)[0]
    if page == .depth, isStale || depthState == .idle { return runExperiment() }
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
  private mutating func move(_ rows: Int) -> [ScreenCommand<Effect>] {
    if page == .depth { return selectLayer(selectedLayer + rows) }
    row = min(max(0, row + rows), activations.count - 1)
    return []
  }

  private mutating func selectLayer(_ layer: Int) -> [ScreenCommand<Effect>] {
    selectedLayer = layer
    clampSelection()
    return []
  }

  private mutating func clampSelection() {
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
    if slots[index] == nil {
      // The first free slot: the others keep their colours.
      let taken = Set(slots.compactMap { $0 })
      slots[index] = (0...slots.count).first { !taken.contains($0) }
    } else {
      slots[index] = nil
    }
    return selectionChanged()
  }

  private mutating func showAlone() -> [ScreenCommand<Effect>] {
    slots = Array(repeating: nil, count: slots.count)
    slots[row] = 0
    notice = "\(subject.displayName) alone; space or 1-9 A-E add others"
    return selectionChanged()
  }

  private mutating func selectionChanged() -> [ScreenCommand<Effect>] {
    depthSettings.activations = selectedActivations
    clampSelection()
    isStale = true
    return page == .depth ? runExperiment() : []
  }

  // MARK: Settings

  private mutating func change(up: Bool) -> [ScreenCommand<Effect>] {
    let before = depthSettings
    switch focusedControl {
    case .x: return moveCursor(to: step(cursor, up: up))
    case .threshold, .depthThreshold:
      threshold = Ladder.step125(threshold, up: up, in: 1e-6...0.5)
      depthSettings.saturationThreshold = threshold
      profiles = activations.map { ActivationProfile($0, threshold: threshold) }
      isStale = true
    case .slope, .alpha: return changeParameter(up: up)
    case .width: depthSettings.width = ActivationsControl.step(before.width, in: ActivationsControl.widths, up: up)
    case .depth: depthSettings.depth = ActivationsControl.step(before.depth, in: ActivationsControl.depths, up: up)
    case .batchSize:
      depthSettings.batchSize = ActivationsControl.step(before.batchSize, in: ActivationsControl.batchSizes, up: up)
    case .initializer: depthSettings.initializer = Ladder.cycle(before.initializer, in: Initializer.all, up: up)
    case .seed: depthSettings.seed = up ? before.seed &+ 1 : before.seed &- 1
    }
    clampSelection()
    guard depthSettings != before else {
      notice = "\(focusedControl.label) goes no \(up ? "higher" : "lower")"
      return []
    }
    return page == .depth ? runExperiment() : []
  }

  /// Changes leaky ReLU's slope or ELU's α, and shows that activation.
  private mutating func changeParameter(up: Bool) -> [ScreenCommand<Effect>] {
    for index in activations.indices {
      let old = activations[index]
      switch (old, focusedControl) {
      case (.leakyReLU(let slope), .slope):
        activations[index] = .leakyReLU(slope: Ladder.step125(slope, up: up, in: 0.001...1))
      case (.elu(let alpha), .alpha):
        activations[index] = .elu(alpha: Ladder.step125(alpha, up: up, in: 0.01...10))
      default: continue
      }
      row = index
      guard activations[index] != old else {
        notice = "\(focusedControl.label) goes no \(up ? "higher" : "lower")"
        return []
      }
      profiles[index] = ActivationProfile(activations[index], threshold: threshold)
      if slots[index] == nil { notice = "\(activations[index].displayName) is not selected: space shows it for good" }
    }
    return selectionChanged()
  }

  private mutating func newSeed() -> [ScreenCommand<Effect>] {
    guard page == .depth else { return [] }
    // The next seed in a fixed sequence: a session can be told again from its first seed.
    var random = RandomNumbers(seed: depthSettings.seed)
    depthSettings.seed = random.next() % 100_000
    notice = "new seed \(depthSettings.seed)"
    return runExperiment()
  }

  private mutating func reset() -> [ScreenCommand<Effect>] {
    guard page == .curves else { return runExperiment() }
    xRange = Self.defaultRange
    cursor = min(max(cursor, xRange.lowerBound), xRange.upperBound)
    isLogarithmic = false
    notice = "x range \(rangeWords)"
    return []
  }

  // MARK: The x range

  /// One press moves the cursor by a hundredth of the range, to a round number.
  var cursorStep: Double { Self.roundStep((xRange.upperBound - xRange.lowerBound) / 100) }

  /// The nearest step of 1, 2 or 5 times a power of ten that is not below a value.
  private static func roundStep(_ value: Double) -> Double {
    Ladder.step125(value * (1 - 1e-6), up: true, in: 1e-9...1e9)
  }

  private func step(_ value: Double, up: Bool) -> Double {
    let step = cursorStep
    let index = (value / step).rounded() + (up ? 1 : -1)
    // Dividing by the inverse keeps 3 × 0.1 at 0.3.
    return step < 1 ? index / (1 / step).rounded() : index * step
  }

  mutating func moveCursor(to x: Double) -> [ScreenCommand<Effect>] {
    cursor = min(max(x, -Self.farthest), Self.farthest)
    // The range follows a cursor that leaves it.
    let width = xRange.upperBound - xRange.lowerBound
    if cursor > xRange.upperBound { xRange = cursor - width...cursor }
    if cursor < xRange.lowerBound { xRange = cursor...cursor + width }
    return []
  }

  /// How far from 0 the range may reach.
  static let farthest = 1000.0

  mutating func pan(_ fraction: Double) -> [ScreenCommand<Effect>] {
    let width = xRange.upperBound - xRange.lowerBound
    let shift = min(max(fraction * width, -Self.farthest - xRange.lowerBound), Self.farthest - xRange.upperBound)
    xRange = xRange.lowerBound + shift...xRange.upperBound + shift
    cursor = min(max(cursor, xRange.lowerBound), xRange.upperBound)
    notice = "x range \(rangeWords)"
    return []
  }

  /// Halves or doubles the range about a place that stays where it is.
  mutating func zoomRange(into: Bool, around x: Double) -> [ScreenCommand<Effect>] {
    let width = xRange.upperBound - xRange.lowerBound
    let new = min(max(into ? width / 2 : width * 2, 0.01), 2 * Self.farthest)
    let share = (x - xRange.lowerBound) / width
    let low = min(max(x - share * new, -Self.farthest), Self.farthest - new)
    xRange = low...low + new
    cursor = min(max(cursor, xRange.lowerBound), xRange.upperBound)
    notice = new == width ? "x range goes no \(into ? "closer" : "wider")" : "x range \(rangeWords)"
    return []
  }

  var rangeWords: String {
    "\(NumberFormat.compact.string(xRange.lowerBound)) to \(NumberFormat.compact.string(xRange.upperBound))"
  }

  // MARK: Mouse

  var layout: ActivationsLayout {
    ActivationsLayout(size, page: page, focused: focusedPanel, isZoomed: isZoomed)
  }

  private mutating func handle(_ mouse: Mouse) -> [ScreenCommand<Effect>] {
    let layout = layout
    let panel = layout.panel(at: mouse.position)
    hovered = overlay == nil ? x(at: mouse.position, layout) : nil
    switch mouse.action {
    case .press, .drag:
      if overlay != nil {
        if mouse.action == .press { overlay = nil }
        return []
      }
      if layout.controls.contains(mouse.position) { return pressControl(at: mouse.position, layout) }
      guard let panel else { return [] }
      focusedPanel = panel
      if let hovered { cursor = hovered }
      if let layer = layer(at: mouse.position, layout) { return selectLayer(layer) }
      if panel == .table, mouse.action == .press, let index = tableRow(at: mouse.position, layout) {
        // A second press on the row selects or deselects it.
        if index == row { return toggle(index) }
        row = index
      }
    case .wheelUp, .wheelDown:
      let up = mouse.action == .wheelUp
      if overlay != nil {
        overlayScroll = max(0, overlayScroll + (up ? -1 : 1))
      } else if layout.controls.contains(mouse.position) {
        return change(up: up)
      } else if let hovered {
        return zoomRange(into: up, around: hovered)
      } else if panel == .table {
        return move(up ? -1 : 1)
      } else if panel == .histograms {
        return selectLayer(selectedLayer + (up ? -1 : 1))
      }
    case .move, .release, .secondaryPress, .secondaryDrag: break
    }
    return []
  }

  private mutating func pressControl(at point: Point, _ layout: ActivationsLayout) -> [ScreenCommand<Effect>] {
    let controls = ActivationsControl.controls(page)
    if let index = controlLine.control(atColumn: point.x, in: layout.controls), controls.indices.contains(index) {
      focusedControl = controls[index]
    }
    return []
  }
}
