import Datasets
import NeuralNet
import Plots
import Shell
import Terminal

extension PerceptronScreen {
  /// Takes in what happened.
  public mutating func update(_ event: ScreenEvent<Never>) -> [ScreenCommand<Never>] {
    switch event {
    case .input(.resize(let size)):
      self.size = size
      pointer = nil
    case .input(.key(let key)):
      notice = nil
      return handle(key)
    case .input(.mouse(let mouse)): handle(mouse)
    case .tick(let now): tick(now)
    case .notice(let text): notice = text
    case .covered(let isCovered): if isCovered { pause() }
    }
    return []
  }

  var layout: PerceptronLayout {
    PerceptronLayout(
      size,
      page: page,
      slots: slots.count,
      focusedSlot: focusedSlot,
      zoomed: isZoomed ? focusedPanel : nil
    )
  }

  // MARK: The run

  /// Shows samples to all functions at once.
  mutating func advance(by samples: Int) {
    for _ in 0..<samples where !isDone {
      for index in runs.indices { runs[index].step(epochs: settings.epochs) }
      liveStep = runs.map(\.end).max() ?? 0
    }
    if isDone { pause() }
  }

  /// Shows every sample of every epoch.
  public mutating func runToEnd() { advance(by: PerceptronSettings.maximumEpochs * PerceptronRun.points.count) }

  private mutating func tick(_ now: Duration) {
    guard isPlaying else { return }
    guard let last = lastTick else {
      lastTick = now
      return
    }
    guard let pace else {
      lastTick = now
      return advance(by: PerceptronRun.points.count)
    }
    let period = Duration.seconds(1 / pace)
    let samples = Int((now - last) / period + 1e-6)
    guard samples > 0 else { return }
    // After a time away the run goes on from where it was, not from where it would be.
    let wasAway = Double(samples) > max(2, pace / 2)
    lastTick = wasAway ? now : last + period * samples
    advance(by: wasAway ? 1 : samples)
  }

  private mutating func pause() {
    isPlaying = false
    lastTick = nil
  }

  mutating func restart() {
    runs = Self.freshRuns(settings)
    liveStep = 0
    rewoundStep = nil
    isPlaying = true
    lastTick = nil
  }

  private mutating func togglePlaying() {
    if isPlaying, rewoundStep == nil { return pause() }
    rewoundStep = nil
    if isDone {
      if shownRuns.allSatisfy(\.hasConverged) {
        notice = "nothing will change any more: every epoch from here on is without an error; r restarts"
        return
      }
      guard settings.epochs < PerceptronSettings.maximumEpochs else {
        notice = "\(PerceptronSettings.maximumEpochs) epochs are the most; r restarts"
        return
      }
      settings.epochs = min(settings.epochs + 20, PerceptronSettings.maximumEpochs)
      notice = "trains on to epoch \(settings.epochs)"
    }
    isPlaying = true
    lastTick = nil
  }

  /// Shows samples by hand; in the past it goes forward through what was.
  private mutating func stepByHand(_ samples: Int) {
    pause()
    if let rewoundStep {
      let next = rewoundStep + samples
      self.rewoundStep = next >= liveStep ? nil : next
      return
    }
    if isDone {
      notice =
        shownRuns.allSatisfy(\.hasConverged)
        ? "nothing will change any more: [ goes back, r restarts" : "the epochs are over: space trains on, [ goes back"
      return
    }
    advance(by: samples)
  }

  private mutating func rewind(to step: Int) {
    guard liveStep > 0 else { return }
    if step < liveStep { pause() }
    rewoundStep = step >= liveStep ? nil : max(0, step)
  }

  // MARK: Keys

  private mutating func handle(_ key: Key) -> [ScreenCommand<Never>] {
    if overlayTakes(key) { return [] }
    let epoch = PerceptronRun.points.count
    switch key {
    case .character("q"), .escape:
      if isZoomed {
        isZoomed = false
      } else if page == .all {
        page = .gates
      } else if others != nil {
        showSideBySide()
      } else {
        return [.back]
      }
    case .character(" "): togglePlaying()
    case .character("s"): stepByHand(1)
    case .character("S"): stepByHand(epoch - ownStep(at: shownStep) % epoch)
    case .character("r"): restart()
    case .character("R"): restartWithNewSeed()
    case .tab: focusGate(1)
    case .backTab: focusGate(-1)
    case .up: page == .all ? moveSelection(0, -1) : focusPanel(-1)
    case .down: page == .all ? moveSelection(0, 1) : focusPanel(1)
    case .left: page == .all ? moveSelection(-1, 0) : change(up: false)
    case .right: page == .all ? moveSelection(1, 0) : change(up: true)
    case .character("+"), .character("="): change(up: true)
    case .character("-"), .character("_"): change(up: false)
    case .character("c"): focusControl(1)
    case .character("C"): focusControl(-1)
    case .character("p"): focusPanel(1)
    case .character("P"): focusPanel(-1)
    case .character("["): rewind(to: shownStep - 1)
    case .character("]"): rewind(to: shownStep + 1)
    case .character("{"): rewind(to: shownStep - epoch)
    case .character("}"): rewind(to: shownStep + epoch)
    case .home: rewind(to: 0)
    case .end: rewoundStep = nil
    case .character("<"), .character(","): pace = PerceptronControl.changedPace(pace, up: false)
    case .character(">"), .character("."): pace = PerceptronControl.changedPace(pace, up: true)
    case .character("a"):
      page = page == .all ? .gates : .all
      if page == .all { selectedGate = slots[focusedSlot] }
      isZoomed = false
    case .character("o"): page == .gates && others != nil ? showSideBySide() : showAlone(gate)
    case .enter: return [.open(Destination("xor", gate.name))]
    case .character("z"): isZoomed.toggle()
    case .character("e"): overlay.open(.explain)
    case .character("?"), .character("h"), .function(1): overlay.open(.help)
    case .character(let scalar) where ("1"..."4").contains(scalar): flip(Int(scalar.value) - 0x31)
    default: break
    }
    return []
  }

  private mutating func focusGate(_ direction: Int) {
    switch page {
    case .gates: focusedSlot = (focusedSlot + direction + slots.count) % slots.count
    case .all: selectedGate = Ladder.cycle(selectedGate, in: LogicGate.allCases, up: direction > 0)
    }
  }

  private mutating func focusControl(_ direction: Int) {
    focusedControl = Ladder.cycle(focusedControl, in: PerceptronControl.allCases, up: direction > 0)
  }

  private mutating func focusPanel(_ direction: Int) {
    focusedPanel = Ladder.cycle(focusedPanel, in: PanelKind.allCases, up: direction > 0)
  }

  private mutating func moveSelection(_ columns: Int, _ rows: Int) {
    let width = layout.gridColumns
    let count = LogicGate.allCases.count
    let index = Int(selectedGate.rawValue) + columns + rows * width
    if (0..<count).contains(index) { selectedGate = LogicGate.allCases[index] }
  }

  /// Shows one function and nothing beside it, until `o` or a way back brings the others again.
  private mutating func showAlone(_ gate: LogicGate) {
    if others == nil, slots != [gate] { others = (slots, focusedSlot) }
    slots = [gate]
    focusedSlot = 0
    page = .gates
    isZoomed = false
    let back = others.map { ": o shows \(Self.names($0.slots)) again" } ?? ""
    notice = "\(gate.title) alone" + back
  }

  private mutating func showSideBySide() {
    guard let others else { return }
    (slots, focusedSlot) = others
    self.others = nil
    isZoomed = false
    notice = "\(Self.names(slots)) again"
  }

  static func names(_ gates: [LogicGate]) -> String { gates.map(\.title).joined(separator: ", ") }

  private mutating func restartWithNewSeed() {
    // The next seed in a fixed sequence: a session can be told again from its first seed.
    var random = RandomNumbers(seed: settings.seed)
    settings.seed = random.next() % 100_000
    settings.start = .random
    notice = "new seed \(settings.seed)"
    restart()
  }

  private mutating func change(up: Bool) {
    if focusedControl == .pace {
      pace = PerceptronControl.changedPace(pace, up: up)
      return
    }
    let new = focusedControl.changed(settings, starts: starts, up: up)
    guard new != settings else {
      notice = "\(focusedControl.label) goes no \(up ? "higher" : "lower")"
      return
    }
    settings = new
    if focusedControl.restarts {
      notice = "\(focusedControl.label) \(focusedControl.value(new, pace: pace)): restarted"
      restart()
    }
  }

  /// Turns one target of the focused function over, which makes it another of the sixteen.
  ///
  /// Its run begins now; the others go on as they were, and what is paused stays paused.
  private mutating func flip(_ row: Int) {
    var outputs = gate.outputs
    outputs[row].toggle()
    guard let new = LogicGate(outputs: outputs) else { return }
    switch page {
    case .gates: slots[focusedSlot] = new
    case .all: selectedGate = new
    }
    notice =
      "target of (\(PlaneDiagnosis.name(PerceptronRun.points[row]))) is now \(outputs[row] ? 1 : 0): \(new.title)"
    guard page == .gates else { return }
    rewoundStep = nil
    runs[Int(new.rawValue)] = PerceptronRun(new, settings: settings, begin: liveStep)
  }

  // MARK: Mouse

  private mutating func handle(_ mouse: Mouse) {
    pointer = mouse.position
    if overlayTakes(mouse) { return }
    let layout = layout
    switch mouse.action {
    case .press:
      if layout.controls.contains(mouse.position) {
        if let index = controlLine.control(atColumn: mouse.position.x, in: layout.controls),
          let control = PerceptronControl(rawValue: index)
        {
          focusedControl = control
        }
        return
      }
      press(layout.place(at: mouse.position), at: mouse.position, layout)
    case .wheelUp, .wheelDown:
      let up = mouse.action == .wheelUp
      if layout.controls.contains(mouse.position) {
        change(up: up)
      } else if layout.place(at: mouse.position) != nil {
        rewind(to: shownStep + (up ? -1 : 1))
      }
    default: break
    }
  }

  private mutating func press(_ place: PerceptronLayout.Place?, at point: Point, _ layout: PerceptronLayout) {
    switch place {
    case .plane(let slot):
      if page == .gates { focusedSlot = slot }
      focusedPanel = .plane
    case .errors(let slot):
      if page == .gates { focusedSlot = slot }
      focusedPanel = .errors
    case .rule: focusedPanel = .rule
    case .truth:
      if focusedPanel == .truth, let row = truthRow(at: point, in: layout[.truth]) { flip(row) }
      focusedPanel = .truth
    case .cell(let code):
      let clicked = LogicGate.allCases[code]
      if clicked == selectedGate { showAlone(clicked) } else { selectedGate = clicked }
    case .words, nil: break
    }
  }
}
