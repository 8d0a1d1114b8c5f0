import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension XorScreen {
  /// Takes in what happened.
  public mutating func update(_ event: ScreenEvent<TrainingEvent<PlaneRun>>) -> [ScreenCommand<Effect>] {
    switch event {
    case .input(.resize(let size)):
      self.size = size
      pointer = nil
      return []
    case .input(.key(let key)):
      notice = nil
      return handle(key)
    case .input(.mouse(let mouse)): return handle(mouse)
    case .message(let event):
      hear(event)
      return []
    case .tick:
      companion?.learnEpoch()
      return []
    case .notice(let text):
      notice = text
      return []
    case .covered(let isCovered):
      if isCovered, state == .running { return [.effect(.command(.pause))] }
      return []
    }
  }

  private mutating func hear(_ event: TrainingEvent<PlaneRun>) {
    history.append(event)
    switch event {
    case .started(let start):
      if start.configuration.data != settings.data { companion = nil }
      settings = start.configuration
      finish = nil
      network = nil
      trainerState = nil
      xLimits = AxisLimits()
      yLimits = AxisLimits()
    case .configured(let configuration): settings = configuration
    case .stateChanged(let new):
      state = new
      if new == .running { finish = nil }
    case .snapshot(let snapshot):
      network = snapshot.content.network
      trainerState = snapshot.content.state
      shownStep = snapshot.step
    case .diverged(let step):
      let cure =
        switch DivergenceCure(settings.optimizer, learningRate: settings.learningRate, l2: settings.l2) {
        case .learningRate: "press - to restart with a lower learning rate"
        case .l2(_, let limit): "L2 alone makes weights grow; try one below \(NumberFormat.compact.string(limit))"
        }
      notice = "diverged at epoch \(NumberFormat.grouped.string(epoch(ofStep: step))): \(cure)"
      focusedControl = .learningRate
    case .failed(let message): notice = message
    case .finished(let finish): self.finish = finish
    case .progress, .epochEnded, .branched: break
    }
    switch event {
    case .progress, .branched: adjustLimits()
    case .snapshot: diagnose()
    default: break
    }
  }

  func epoch(ofStep step: Int) -> Int { (step + history.stepsPerEpoch - 1) / history.stepsPerEpoch }

  /// The axes follow the data here rather than in the view, so that they have a memory and do not jitter.
  private mutating func adjustLimits() {
    guard !history.loss.isEmpty else { return }
    let last = max(history.loss.lastStep, history.ghosts.map(\.loss.lastStep).max() ?? 0)
    xLimits.update(0...Double(epoch(ofStep: last)))
    let floor = isLogarithmic ? Double.leastNormalMagnitude : -Double.infinity
    var low = Double.infinity
    var high = -Double.infinity
    func take(_ series: MetricSeries) {
      for bucket in series.buckets where bucket.maximum >= bucket.minimum {
        if bucket.minimum > floor { low = min(low, bucket.minimum) }
        high = max(high, bucket.maximum)
      }
    }
    take(history.loss)
    for ghost in history.ghosts { take(ghost.loss) }
    guard low <= high else { return }
    yLimits.update((isLogarithmic ? low : min(0, low))...high, scale: isLogarithmic ? .logarithmic : .linear)
  }

  private mutating func diagnose() {
    guard let network else { return }
    diagnosis = PlaneDiagnosis(
      network: network,
      settings: settings,
      loss: history.loss,
      state: state,
      atStep: shownStep
    )
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
      return [.back]
    case .character(" "):
      switch state {
      case .running: return command(.pause)
      case .diverged:
        notice = "this network is not finite any more: rewind with [ or restart with r"
        return []
      case .paused, .rewound, .finished: return command(.resume)
      }
    case .character("s"): return command(.step(history.stepsPerEpoch))
    case .character("S"): return command(.step(Self.largeStep * history.stepsPerEpoch))
    case .character("r"): return restart(settings)
    case .character("R"):
      var new = settings
      // The next seed in a fixed sequence: a session can be told again from its first seed.
      var random = RandomNumbers(seed: settings.seed)
      new.seed = random.next() % 100_000
      new.initialParameters = nil
      notice = "new seed \(new.seed)"
      return restart(new)
    case .tab: return focusControl(1)
    case .backTab: return focusControl(-1)
    case .up: return focusPanel(-1)
    case .down: return focusPanel(1)
    case .right, .character("+"), .character("="): return change(up: true)
    case .left, .character("-"), .character("_"): return change(up: false)
    case .character("["): return rewind(by: -1)
    case .character("]"): return rewind(by: 1)
    case .character("{"): return rewind(by: -10)
    case .character("}"): return rewind(by: 10)
    case .home: return rewind(to: 0)
    case .end: return isRewound ? command(.rewind(toStep: .max)) : []
    case .character("<"), .character(","): return change(pace: XorControl.changedPace(pace, up: false))
    case .character(">"), .character("."): return change(pace: XorControl.changedPace(pace, up: true))
    case .character("l"):
      isLogarithmic.toggle()
      yLimits = AxisLimits()
      adjustLimits()
      return []
    case .character("z"), .enter:
      isZoomed.toggle()
      return []
    case .character("e"):
      overlay.open(.explain)
      return []
    case .character("?"), .character("h"), .function(1):
      overlay.open(.help)
      return []
    case .character("p"):
      showsCompanion.toggle()
      if showsCompanion, companion == nil { companion = PerceptronCompanion(data: settings.data, seed: settings.seed) }
      return []
    case .character(let scalar) where ("1"..."4").contains(scalar):
      let row = Int(scalar.value) - 0x31
      selectedInput = selectedInput == row ? nil : row
      return []
    case .character("0"):
      selectedInput = nil
      return []
    default: return []
    }
  }

  private func command(_ command: TrainingCommand<PlaneSettings>) -> [ScreenCommand<Effect>] {
    [.effect(.command(command))]
  }

  private mutating func focusControl(_ direction: Int) -> [ScreenCommand<Effect>] {
    focusedControl = Ladder.cycle(focusedControl, in: XorControl.allCases, up: direction > 0)
    return []
  }

  private mutating func focusPanel(_ direction: Int) -> [ScreenCommand<Effect>] {
    focusedPanel = Ladder.cycle(focusedPanel, in: PanelKind.allCases, up: direction > 0)
    return []
  }

  private mutating func change(up: Bool) -> [ScreenCommand<Effect>] {
    if focusedControl == .pace { return change(pace: XorControl.changedPace(pace, up: up)) }
    let new = focusedControl.changed(settings, up: up)
    guard new != settings else {
      notice = focusedControl.limitWords(settings, up: up)
      return []
    }
    let value = focusedControl.value(new, pace: pace)
    if new.needsRestart(from: settings) {
      notice = "\(focusedControl.label) \(value) needs a new network: restarted"
    } else if case .diverged = state {
      notice = "\(focusedControl.label) \(value): restarted with a new network"
    } else {
      notice =
        "\(focusedControl.label) \(value) from epoch \(NumberFormat.grouped.string(epoch(ofStep: cursorStep)))"
        + (isRewound ? ", as a branch" : " on")
    }
    // The session answers with an event; until then the control shows what was chosen, so that the next press builds on it.
    settings = new
    return command(.configure(new))
  }

  private mutating func change(pace new: Double?) -> [ScreenCommand<Effect>] {
    let isSame = pace == new
    pace = new
    let words = new.map { "\(NumberFormat.grouped.string($0)) epochs/s" } ?? "max: as fast as it goes"
    notice = isSame ? "pace \(words), and no \(new == nil ? "faster" : "slower")" : "pace \(words)"
    if state != .running, !isSame { notice? += ", once it runs" }
    return command(.pace(epochsPerSecond: new))
  }

  private mutating func restart(_ new: PlaneSettings) -> [ScreenCommand<Effect>] {
    settings = new
    return command(.restart(new))
  }

  // MARK: The past

  /// Goes back or forward by hundredths of the run, never less than what one column of the past holds.
  private mutating func rewind(by hundredths: Int) -> [ScreenCommand<Effect>] {
    let newest: Int
    if case .rewound(_, let live) = state { newest = live } else { newest = history.loss.lastStep }
    guard newest > 0 else { return [] }
    let width = max(history.loss.width, history.stepsPerEpoch)
    let step = max(width, abs(hundredths) * newest / 100 / width * width)
    let target = cursorStep + (hundredths > 0 ? step : -step)
    if target >= newest { return isRewound ? command(.rewind(toStep: .max)) : [] }
    // Cut where buckets end, so that a branch loses nothing before it.
    return rewind(to: max(0, target / width * width))
  }

  private func rewind(to step: Int) -> [ScreenCommand<Effect>] {
    history.loss.isEmpty ? [] : command(.rewind(toStep: step))
  }

  // MARK: Mouse

  private mutating func handle(_ mouse: Mouse) -> [ScreenCommand<Effect>] {
    pointer = mouse.position
    if overlayTakes(mouse) { return [] }
    let layout = XorLayout(size, zoomed: isZoomed ? focusedPanel : nil)
    switch mouse.action {
    case .press:
      if layout.controls.contains(mouse.position) {
        if let index = controlLine.control(atColumn: mouse.position.x, in: layout.controls),
          let control = XorControl(rawValue: index)
        {
          focusedControl = control
        }
      } else if let panel = layout.panel(at: mouse.position) {
        focusedPanel = panel
        if panel == .truth, let row = truthRow(at: mouse.position, in: layout[.truth]) {
          selectedInput = selectedInput == row ? nil : row
        }
      }
      return []
    case .wheelUp, .wheelDown:
      let up = mouse.action == .wheelUp
      if layout.controls.contains(mouse.position) { return change(up: up) }
      if layout.panel(at: mouse.position) == .loss { return rewind(by: up ? -1 : 1) }
      return []
    default: return []
    }
  }
}
