import Datasets
import NeuralNet
import Plots
import Shell
import Terminal

extension PerceptronScreen {
  /// Is told that another screen covers this one, or no longer does.
  public mutating func covered(_ isCovered: Bool) -> [Command] {
    if isCovered { pause() }
    return []
  }

  /// Is told which panel has the focus.
  public mutating func focused(_ panel: PanelID) {
    switch panel {
    case .plane(let slot), .errors(let slot): focusedSlot = slot
    case .rule, .truth, .grid, .words: break
    }
  }

  /// Goes back by one of the screen's own levels.
  public mutating func backWithin() -> [Command]? {
    if page == .all {
      page = .gates
    } else if others != nil {
      showSideBySide()
    } else {
      return nil
    }
    return []
  }

  // MARK: The run

  /// Shows samples to all functions at once.
  mutating func advance(by samples: Int) {
    for _ in 0..<samples where !isDone {
      for index in runs.indices { runs[index].step(epochs: options.epochs) }
      liveStep = runs.map(\.end).max() ?? 0
    }
    if isDone { pause() }
  }

  /// Shows every sample of every epoch.
  public mutating func runToEnd() { advance(by: PerceptronSettings.maximumEpochs * PerceptronRun.points.count) }

  /// Takes in that time went by.
  public mutating func tick(_ now: Duration) -> [Command] {
    play(now)
    return []
  }

  private mutating func play(_ now: Duration) {
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
    runs = Self.freshRuns(options)
    liveStep = 0
    rewoundStep = nil
    isPlaying = true
    lastTick = nil
  }

  mutating func togglePlaying() {
    if isPlaying, rewoundStep == nil { return pause() }
    rewoundStep = nil
    if isDone {
      if shownRuns.allSatisfy(\.hasConverged) {
        shell.notice = "converged: no epoch from here on has an error; r restarts"
        return
      }
      guard options.epochs < PerceptronSettings.maximumEpochs else {
        shell.notice = "\(PerceptronSettings.maximumEpochs) epochs are the limit; r restarts"
        return
      }
      options.epochs = min(options.epochs + 20, PerceptronSettings.maximumEpochs)
      shell.notice = "training continues to epoch \(options.epochs)"
    }
    isPlaying = true
    lastTick = nil
  }

  /// Shows samples by hand; in the past it goes forward through what was.
  mutating func stepByHand(_ samples: Int) {
    pause()
    if let rewoundStep {
      let next = rewoundStep + samples
      self.rewoundStep = next >= liveStep ? nil : next
      return
    }
    if isDone {
      shell.notice =
        shownRuns.allSatisfy(\.hasConverged)
        ? "converged: [ goes back, r restarts" : "all epochs are done: space continues, [ goes back"
      return
    }
    advance(by: samples)
  }

  mutating func rewind(to step: Int) {
    guard liveStep > 0 else { return }
    if step < liveStep { pause() }
    rewoundStep = step >= liveStep ? nil : max(0, step)
  }

  mutating func focusGate(_ direction: Int) {
    focusedSlot = (focusedSlot + direction + slots.count) % slots.count
    if case .errors = shell.panel {
      shell.focus(.errors(slot: focusedSlot))
    } else {
      shell.focus(.plane(slot: focusedSlot))
    }
  }

  mutating func moveSelection(_ columns: Int, _ rows: Int) {
    let width = Self.gridColumns(in: panels[.grid])
    let count = LogicGate.allCases.count
    let index = Int(selectedGate.rawValue) + columns + rows * width
    if (0..<count).contains(index) { selectedGate = LogicGate.allCases[index] }
  }

  /// Shows one function and nothing beside it, until `o` or a way back brings the others again.
  mutating func showAlone(_ gate: LogicGate) {
    if others == nil, slots != [gate] { others = (slots, focusedSlot) }
    slots = [gate]
    focusedSlot = 0
    page = .gates
    shell.setZoomed(false)
    let back = others.map { ": x shows \(Self.names($0.slots)) again" } ?? ""
    shell.notice = "\(gate.title) alone" + back
  }

  mutating func showSideBySide() {
    guard let others else { return }
    (slots, focusedSlot) = others
    self.others = nil
    shell.setZoomed(false)
    shell.notice = "\(Self.names(slots)) again"
  }

  static func names(_ gates: [LogicGate]) -> String { gates.map(\.title).joined(separator: ", ") }

  mutating func restartWithNewSeed() {
    // The next seed in a fixed sequence: a session can be told again from its first seed.
    var random = RandomNumbers(seed: options.seed)
    options.seed = random.next() % 100_000
    options.start = .random
    shell.notice = "new seed \(options.seed)"
    restart()
  }

  /// Turns one target of the focused function over, which makes it another of the sixteen.
  ///
  /// Its run begins now; the others go on as they were, and what is paused stays paused.
  mutating func flip(_ row: Int) {
    var outputs = gate.outputs
    outputs[row].toggle()
    guard let new = LogicGate(outputs: outputs) else { return }
    switch page {
    case .gates: slots[focusedSlot] = new
    case .all: selectedGate = new
    }
    shell.notice =
      "target of (\(PlaneDiagnosis.name(PerceptronRun.points[row]))) is now \(outputs[row] ? 1 : 0): \(new.title)"
    guard page == .gates else { return }
    rewoundStep = nil
    runs[Int(new.rawValue)] = PerceptronRun(new, settings: options, begin: liveStep)
  }

  // MARK: Mouse

  /// Takes in what the mouse did over a panel.
  public mutating func point(_ mouse: Mouse, at panel: PanelID, in region: Rect) -> [Command] {
    switch mouse.action {
    case .press:
      switch panel {
      case .truth:
        // The first click focuses the table, the next turns the row's target over.
        let wasFocused = truthWasFocused
        truthWasFocused = true
        if wasFocused, let row = truthRow(at: mouse.position, in: region) { flip(row) }
        return []
      case .grid:
        guard let code = Self.cells(in: region).firstIndex(where: { $0.contains(mouse.position) }) else { break }
        let clicked = LogicGate.allCases[code]
        if clicked == selectedGate { showAlone(clicked) } else { selectedGate = clicked }
      case .plane, .errors, .rule, .words: break
      }
      truthWasFocused = false
    case .wheelUp, .wheelDown: rewind(to: shownStep + (mouse.action == .wheelUp ? -1 : 1))
    default: break
    }
    return []
  }
}
