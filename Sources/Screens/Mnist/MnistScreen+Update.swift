import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension MnistScreen {
  /// Takes in what happened.
  public mutating func update(_ event: ScreenEvent<Message>) -> [ScreenCommand<Effect>] {
    switch event {
    case .input(.resize(let size)):
      self.size = size
      return []
    case .input(.key(let key)):
      let hadNotice = notice != nil
      notice = nil
      // The first Esc is for the message, not for the program.
      if key == .escape, hadNotice, !overlay.isOpen { return [] }
      return handle(key)
    case .input(.paste): return []
    case .input(.mouse(let mouse)): return handle(mouse)
    case .message(let message): return hear(message)
    case .tick: return []
    case .notice(let text):
      notice = text
      return []
    case .covered(let isCovered):
      return isCovered && state.runState == .running ? command(.pause) : []
    }
  }

  private mutating func hear(_ message: Message) -> [Command] {
    // Nothing more of the old state is kept: a second owner would make the history's arrays copy themselves.
    let oldSettings = state.settings
    state.hear(message)
    var commands: [Command] = []
    switch message {
    case .loaded(let data):
      let settings = startSettings(data, after: oldSettings)
      commands +=
        oldSettings == nil
        ? [.effect(.start(settings, pace: state.pace))] : command(.restart(settings))
    case .fetched:
      notice = "\(state.options.kind.title) is here: loading it"
      var options = state.options
      options.drawsDigitsInstead = false
      commands.append(.effect(.load(options)))
    case .fetchFailed(let reason):
      fetchFailure = reason
      notice = nil
      overlay.open(.message)
    case .phase(.failed(let reason)):
      // Digits that are there already go on being trained on.
      if oldSettings != nil {
        state.phase = .ready
        notice = reason
      }
    case .weights(let parameters, let path, let normalisation):
      guard var settings = state.settings else { break }
      if let normalisation, normalisation != settings.data.normalisation {
        settings.data = ClassifierData(settings.data.sets, normalisation: normalisation)
        state.data = settings.data
      }
      settings.initialParameters = parameters
      settings.lessons = []
      notice = "weights of \(path): looking at the test images with them"
      announcesWeights = true
      commands += command(.restartPaused(settings))
    case .wroteWeights(let path): notice = "wrote \(path)"
    case .report(let report):
      if announcesWeights, report.generation == state.history.generation, report.step == 0, let file = state.weightsFile
      {
        announcesWeights = false
        notice =
          report.isFinite
          ? "weights of \(file): \(NumberFormat.percent(2).string(report.accuracy)) of "
            + "\(NumberFormat.grouped.string(report.count)) test images are right; space trains on"
          : "weights of \(file): too large, what they give is not finite; r restarts, R with others"
      }
    case .notice(let text), .sampleUnsaved(let text): notice = text
    case .training(.diverged(let step)):
      notice = Self.divergedWords(step)
      focusedControl = .learningRate
    case .training(.failed(let reason)): notice = reason
    case .training, .phase, .preview, .fetching, .inspection: break
    case .samples, .samplesUnreadable, .judgedSamples: break
    }
    for tab in Tab.allCases { commands += self[tab].hear(message, state) }
    if let text = draw.takeNotice() { notice = text }
    commands += self[tab].request(state)
    if case .training = message { commands += reportIfNeeded() }
    if case .report = message { commands += reportIfNeeded() }
    return commands
  }

  /// The settings for new images: those of the run on the old ones, or what the program was started with.
  private func startSettings(_ data: ClassifierData, after old: ClassifierRunSettings?) -> ClassifierRunSettings {
    guard var settings = old else { return state.options.settings(data) }
    settings.data = data
    settings.lessons = []
    return settings
  }

  /// Asks for a report on all test images where it is looked at and the last one has become old.
  ///
  /// A report costs a core some 50 ms, so that while training runs there is one an epoch, at a slow pace four.
  mutating func reportIfNeeded() -> [Command] {
    guard !state.isReporting, let data = state.data, let network = state.network, state.settings != nil else {
      return []
    }
    let wantsEvery = tab == .predictions || tab == .confusion
    let age = state.shownStep - (state.report?.step ?? -state.history.stepsPerEpoch)
    guard !state.isReportCurrent else { return [] }
    if state.runState == .running {
      guard wantsEvery else { return [] }
      let least = state.pace == nil ? state.history.stepsPerEpoch : max(1, state.history.stepsPerEpoch / 4)
      guard age < 0 || age >= least else { return [] }
    }
    state.reportingRevision = state.revision
    return [
      .effect(.report(network, step: state.shownStep, generation: state.history.generation, data))
    ]
  }

  func command(_ command: TrainingCommand<ClassifierRunSettings>) -> [Command] { [.effect(.command(command))] }

  // MARK: Keys

  private mutating func handle(_ key: Key) -> [Command] {
    if overlayTakes(key) { return [] }
    if let answer = self[tab].handle(key, state, in: body) {
      // A question that keys answer must be seen.
      if draw.question != nil { overlay.close() }
      return adopted(answer) + showRequest()
    }
    switch key {
    case .character("q"), .escape:
      guard let opener else { return [.back] }
      return open(opener)
    case .character(let scalar) where ("1"..."6").contains(scalar):
      return Tab(rawValue: Int(scalar.value) - 0x31).map { open($0) } ?? []
    case .tab: return open(Ladder.cycle(tab, in: Tab.allCases, up: true))
    case .backTab: return open(Ladder.cycle(tab, in: Tab.allCases, up: false))
    case .character("?"), .character("h"), .function(1):
      overlay.open(.help)
      return []
    case .character("e"):
      overlay.open(.explain)
      return []
    case .character("f"): return fetch()
    case .character("g") where state.hasNoImages: return drawDigits()
    case .down, .character("c"): return focusControl(1)
    case .up, .character("C"): return focusControl(-1)
    case .right, .character("+"), .character("="): return change(up: true)
    case .left, .character("-"), .character("_"): return change(up: false)
    case .character("<"), .character(","): return change(pace: MnistControl.changedPace(state.pace, up: false))
    case .character(">"), .character("."): return change(pace: MnistControl.changedPace(state.pace, up: true))
    default: return steer(key)
    }
  }

  /// Keys that steer the run; without one they do nothing.
  private mutating func steer(_ key: Key) -> [Command] {
    guard let settings = state.settings else { return [] }
    if case .diverged(let step) = state.runState, [" ", "s", "S"].contains(where: { key == .character($0) }) {
      notice = Self.divergedWords(step)
      return []
    }
    switch key {
    case .character(" "): return command(state.runState == .running ? .pause : .resume)
    case .character("s"): return command(.step(1))
    case .character("S"): return command(.step(state.history.stepsPerEpoch))
    case .character("r"): return restart(settings)
    case .character("R"):
      var new = settings
      // The next seed in a fixed sequence: a session can be told again from its first seed.
      var random = RandomNumbers(seed: settings.training.seed)
      new.training.seed = random.next() % 100_000
      new.initialParameters = nil
      notice = "new seed \(new.training.seed)"
      return restart(new)
    case .character("["): return rewind(by: -1)
    case .character("]"): return rewind(by: 1)
    case .character("{"): return rewind(by: -10)
    case .character("}"): return rewind(by: 10)
    case .home: return state.history.loss.isEmpty ? [] : command(.rewind(toStep: 0))
    case .end: return state.isRewound ? command(.rewind(toStep: .max)) : []
    default: return []
    }
  }

  /// What happened to a run that cannot go on, and the keys that help.
  private static func divergedWords(_ step: Int) -> String {
    "diverged at step \(NumberFormat.grouped.string(step)): - restarts at a lower rate, [ rewinds, r restarts"
  }

  /// Brings a tab to the front.
  mutating func open(_ new: Tab) -> [Command] {
    opener = nil
    guard new != tab else { return [] }
    tab = new
    return self[tab].open(state) + self[tab].request(state) + reportIfNeeded()
  }

  /// Keeps what a tab wants said, and the settings that it sends, until the session answers: the next press builds on them.
  private mutating func adopted(_ commands: [Command]) -> [Command] {
    if let text = draw.takeNotice() { notice = text }
    for case .effect(.command(.configure(let new))) in commands { state.choose(new) }
    return commands
  }

  /// Shows the images of a cell that was opened on the third tab.
  private mutating func showRequest() -> [Command] {
    guard let filter = confusion.takeRequest() else { return [] }
    predictions.show(filter, state)
    let opener = tab
    let commands = open(.predictions)
    self.opener = opener
    return commands
  }

  private mutating func focusControl(_ direction: Int) -> [Command] {
    focusedControl = Ladder.cycle(focusedControl, in: MnistControl.allCases, up: direction > 0)
    return []
  }

  private mutating func change(up: Bool) -> [Command] {
    if focusedControl == .pace { return change(pace: MnistControl.changedPace(state.pace, up: up)) }
    guard let settings = state.settings else {
      notice = "settings can be changed when the images are there"
      return []
    }
    var new = focusedControl.changed(settings, up: up)
    guard new != settings else {
      notice = "\(focusedControl.label) goes no \(up ? "higher" : "lower")"
      return []
    }
    let needsRestart = new.needsRestart(from: settings)
    if needsRestart { new.lessons = [] }
    // The session answers with an event; until then the control shows what was chosen, so that the next press builds on it.
    state.choose(new)
    let value = focusedControl.value(state)
    if needsRestart {
      let isNewShape = new.architecture != settings.architecture
      notice = "\(focusedControl.label) \(value): \(isNewShape ? "a new network, " : "")the run starts again"
    } else if case .diverged = state.runState {
      notice = "\(focusedControl.label) \(value): restarted with a new network"
    } else {
      notice =
        "\(focusedControl.label) \(value) from step \(NumberFormat.grouped.string(state.cursorStep + 1))"
        + (state.isRewound ? ", as a branch" : " on")
    }
    return command(.configure(new))
  }

  private mutating func change(pace new: Double?) -> [Command] {
    state.pace = new
    notice = new.map { "pace \(NumberFormat.compact.string($0)) epochs a second" } ?? "as fast as it goes"
    return state.settings == nil ? [] : command(.pace(epochsPerSecond: new))
  }

  private mutating func restart(_ new: ClassifierRunSettings) -> [Command] {
    var new = new
    new.lessons = []
    state.settings = new
    return command(.restart(new))
  }

  private mutating func fetch() -> [Command] {
    if state.fetch != nil {
      notice = "a download is under way"
      return []
    }
    let kind = state.options.kind
    guard ImageDatasetKind.downloadable.contains(kind) else {
      notice = "\(kind.title) need no download; `dlviz mnist --dataset mnist` shows the real ones"
      return []
    }
    guard state.data == nil || state.isGenerated else {
      notice = "\(kind.title) is here already"
      return []
    }
    fetchFailure = nil
    notice = "fetching \(kind.title) in the background"
    return [.effect(.fetch(state.options))]
  }

  /// Draws digits in place of images that cannot be read.
  private mutating func drawDigits() -> [Command] {
    var options = state.options
    options.kind = .generated
    state.phase = .generating(0)
    return [.effect(.load(options))]
  }

  // MARK: The past

  /// Goes back or forward by hundredths of the run.
  private mutating func rewind(by hundredths: Int) -> [Command] {
    let newest = state.newestStep
    guard newest > 0 else { return [] }
    let width = state.history.loss.width
    let step = max(width, abs(hundredths) * newest / 100 / width * width)
    let target = state.cursorStep + (hundredths > 0 ? step : -step)
    if target >= newest { return state.isRewound ? command(.rewind(toStep: .max)) : [] }
    // Cut where buckets end, so that a branch loses nothing before it.
    return command(.rewind(toStep: max(0, target / width * width)))
  }

  // MARK: Mouse

  private mutating func handle(_ mouse: Mouse) -> [Command] {
    let layout = MnistLayout(size)
    if overlayTakes(mouse) { return [] }
    if mouse.action == .press, let index = tabLine.page(at: mouse.position, in: layout.tabs),
      let new = Tab(rawValue: index)
    {
      return open(new)
    }
    if layout.controls.contains(mouse.position) {
      switch mouse.action {
      case .press:
        if let index = controlLine.control(atColumn: mouse.position.x, in: layout.controls),
          let control = MnistControl(rawValue: index)
        {
          focusedControl = control
        }
      case .wheelUp: return change(up: true)
      case .wheelDown: return change(up: false)
      default: break
      }
      return []
    }
    return adopted(self[tab].handle(mouse, state, in: layout.body)) + showRequest()
  }
}
