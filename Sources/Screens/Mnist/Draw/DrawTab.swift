import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

/// The fifth tab: a sheet to draw on, what the network sees of it and says to it, and ways to keep or teach the drawing.
struct DrawTab: MnistTab {
  /// What is to be done with the drawing once its class is known.
  enum Question: Hashable, Sendable {
    case save
    case teach
  }

  var pad = DrawPad()
  /// What the network says of the drawing; nil for an empty sheet or before there is a network.
  private(set) var verdict: DrawnVerdict?
  /// What the person is being asked the class for.
  private(set) var question: Question?
  /// Whether a lesson has been asked for that no picture of the network shows yet, and whether the run was paused for it.
  private(set) var awaited: (isAwaited: Bool, hasPaused: Bool) = (false, false)
  /// What the shown network gives the newest lesson's class for the lesson's image, once it has been trained on since; nil before.
  private(set) var probabilitySince: Double?
  /// The saved samples.
  private(set) var shelf = DrawnShelf()
  /// Which saved sample is on the sheet, whether it was put there or has just been saved; nil for any other drawing.
  var shownSample: Int?
  /// The sample that the next one follows.
  var lastSample: Int?
  /// Why the last drawing could not be saved or forgotten; nil once something else is drawn or saved.
  var unsaved: String?
  /// What the screen is to say once.
  var notice: String?
  /// Whether the sheet fills the tab.
  private(set) var isZoomed = false
  /// Whether the keyboard drew last, so that its cursor is shown.
  var showsCursor = true

  mutating func open(_ state: MnistState) -> [MnistScreen.Command] {
    question = nil
    shelf.reload()
    judge(state)
    return []
  }

  mutating func request(_ state: MnistState) -> [MnistScreen.Command] { shelf.request(state) }

  mutating func hear(_ message: MnistScreen.Message, _ state: MnistState) -> [MnistScreen.Command] {
    shelf.hear(message, state)
    switch message {
    case .samples:
      unsaved = nil
      let before = shownSample
      recognise()
      // The one after a forgotten sample has taken its number.
      if let before, shownSample == nil { lastSample = before - 1 }
    case .samplesUnreadable(let reason, _):
      notice = reason
      recognise()
    case .sampleUnsaved(let reason): unsaved = reason
    case .training(.snapshot):
      judge(state)
      follow(state)
    case .training(.started):
      awaited = (false, false)
      probabilitySince = nil
      verdict = nil
    default: break
    }
    return []
  }

  /// Asks the network of now about the drawing.
  mutating func judge(_ state: MnistState) {
    guard !pad.isEmpty, let network = state.network else {
      verdict = nil
      return
    }
    verdict = DrawnVerdict(network: network, image: pad.prepared, state.normalisation)
  }

  // MARK: Keys

  mutating func handle(_ key: Key, _ state: MnistState, in region: Rect) -> [MnistScreen.Command]? {
    if let question { return answer(question, key, state) }
    let before = pad
    switch key {
    case .left, .character("h"): moveCursor(-1, 0)
    case .right, .character("l"): moveCursor(1, 0)
    case .up, .character("k"): moveCursor(0, -1)
    case .down, .character("j"): moveCursor(0, 1)
    case .character("p"), .enter:
      showsCursor = true
      pad.togglePen()
    case .character("x"):
      pad.liftPen()
      pad.tool = pad.tool == .pen ? .eraser : .pen
    case .character("b"): pad.changeThickness(up: true)
    case .character("B"): pad.changeThickness(up: false)
    case .character("u"): pad.undo()
    case .character("n"), .delete, .backspace: pad.clear()
    case .character("o"): showSample(by: 1)
    case .character("O"): showSample(by: -1)
    case .character("a"): return ask(.save, state)
    case .character("D"): return forget(state)
    case .character("T"): return ask(.teach, state)
    case .character("U"): return takeBack(state)
    case .character("z"): isZoomed.toggle()
    case .escape where pad.isPenDown: pad.liftPen()
    case .escape where isZoomed, .character("q") where isZoomed: isZoomed = false
    default: return nil
    }
    if pad.prepared != before.prepared { look(state) }
    return []
  }

  private mutating func moveCursor(_ columns: Int, _ rows: Int) {
    showsCursor = true
    pad.moveCursor(columns: columns, rows: rows)
  }

  // MARK: Keeping and teaching

  /// Why the drawing cannot be kept or taught now; nil when it can.
  func obstacle(to question: Question, _ state: MnistState) -> String? {
    if pad.isEmpty { return "the sheet is empty: draw something first" }
    switch question {
    case .save:
      return state.options.drawnDirectory == nil
        ? "there is no place to keep drawings: neither $XDG_DATA_HOME nor $HOME is set" : nil
    case .teach:
      if state.settings == nil || state.network == nil { return "there is no network yet" }
      if case .diverged = state.runState { return "this network is not finite any more: restart with r" }
      if !state.isNetworkFinite { return "this network is not finite: go further back with [ or restart with r" }
      return verdict == nil ? "this network takes images of another size" : nil
    }
  }

  private mutating func tell(_ text: String) -> [MnistScreen.Command] {
    notice = text
    return []
  }

  /// Takes out what the screen is to say for the tab.
  mutating func takeNotice() -> String? {
    defer { notice = nil }
    return notice
  }

  private mutating func ask(_ new: Question, _ state: MnistState) -> [MnistScreen.Command] {
    pad.end()
    pad.liftPen()
    judge(state)
    if let obstacle = obstacle(to: new, state) { return tell(obstacle) }
    question = new
    return []
  }

  /// Takes the digit key that answers a question; other keys of the screen wait until it is answered.
  private mutating func answer(_ asked: Question, _ key: Key, _ state: MnistState) -> [MnistScreen.Command] {
    let label: Int
    switch key {
    case .character(let scalar) where ("0"..."9").contains(scalar): label = Int(scalar.value) - 0x30
    case .enter:
      guard let suggested = suggestedLabel else { return [] }
      label = suggested
    case .escape, .character("q"), .backspace, .delete:
      question = nil
      return []
    default: return []
    }
    guard state.classNames.indices.contains(label) else { return [] }
    question = nil
    if let obstacle = obstacle(to: asked, state) { return tell(obstacle) }
    switch asked {
    case .save:
      guard let directory = state.options.drawnDirectory else { return [] }
      let files = DrawnSampleFiles(state.kind, in: directory)
      return [.effect(.saveSample(image: pad.prepared, label: UInt8(label), files))]
    case .teach: return teach(label, state)
    }
  }

  private mutating func teach(_ label: Int, _ state: MnistState) -> [MnistScreen.Command] {
    guard var settings = state.settings else { return [] }
    let isRunning = state.runState == .running
    awaited = (true, isRunning || (awaited.isAwaited && awaited.hasPaused))
    settings.lessons.append(ClassifierLesson(image: pad.prepared, label: UInt8(label)))
    // A run that goes on would wash the lesson out before anybody has seen it.
    return (isRunning ? [.effect(.command(.pause))] : []) + [.effect(.command(.configure(settings)))]
  }

  /// Says what a lesson did when the network shows it, and what training has left of it since.
  private mutating func follow(_ state: MnistState) {
    probabilitySince = nil
    guard let outcome = state.lessons.last, let settings = state.settings,
      settings.lessons.indices.contains(state.lessons.count - 1), let network = state.network
    else { return }
    if outcome.step != state.shownStep {
      let lesson = settings.lessons[state.lessons.count - 1]
      probabilitySince =
        DrawnVerdict(network: network, image: lesson.image, state.normalisation)?
        .probabilities[Int(lesson.label)]
    } else if awaited.isAwaited, settings.lessons.count == state.lessons.count {
      notice =
        Self.summary(outcome, state) + (awaited.hasPaused ? " · paused: training on washes it out" : "")
      awaited = (false, false)
    }
  }

  /// Takes the newest lesson back: at its own step it is simply undone, from anywhere else the run goes back to that step first, since what was
  /// trained on top of a lesson cannot be told apart from it.
  private mutating func takeBack(_ state: MnistState) -> [MnistScreen.Command] {
    guard var settings = state.settings, !settings.lessons.isEmpty else {
      return tell(
        state.isRewound ? "nothing had been taught at this step of the past" : "nothing has been taught in this run"
      )
    }
    let index = settings.lessons.count - 1
    let outcome = state.lessons.indices.contains(index) ? state.lessons[index] : nil
    if outcome?.isUndoable == false {
      return tell("only the last \(ClassifierRun.undoCapacity) lessons can be taken back")
    }
    settings.lessons.removeLast()
    awaited = (false, false)
    var commands: [MnistScreen.Command] = []
    if let outcome, state.runState == .running || outcome.step != state.cursorStep {
      let step = NumberFormat.grouped.string(outcome.step)
      notice = "back at step \(step), without the lesson; what was trained after it is the old curve"
      commands = [.effect(.command(.pause)), .effect(.command(.rewind(toStep: outcome.step)))]
    } else {
      notice = "the last lesson is taken back: the weights are those before it"
    }
    return commands + [.effect(.command(.configure(settings)))]
  }

  // MARK: Mouse

  mutating func handle(_ mouse: Mouse, _ state: MnistState, in region: Rect) -> [MnistScreen.Command] {
    if question != nil {
      if mouse.action == .press { question = nil }
      return []
    }
    let layout = DrawLayout(region, isZoomed: isZoomed)
    if mouse.action == .press, layout.samples.contains(mouse.position) {
      pad.end()
      if let index = sampleGrid(layout).sample(at: mouse.position) { showSample(index) }
      look(state)
      return []
    }
    let place = layout.place(at: mouse.position)
    let isInside = layout.pad.contains(mouse.position)
    let before = pad
    switch mouse.action {
    case .press where isInside: begin(at: place, tool: nil)
    case .secondaryPress where isInside: begin(at: place, tool: .eraser)
    case .drag, .secondaryDrag: pad.drag(to: place)
    case .release:
      pad.drag(to: place)
      pad.end()
    case .move: pad.end()
    case .wheelUp where isInside: pad.changeThickness(up: true)
    case .wheelDown where isInside: pad.changeThickness(up: false)
    default: break
    }
    if pad.prepared != before.prepared { look(state) }
    return []
  }

  private mutating func begin(at place: DrawPad.Place, tool: DrawPad.Tool?) {
    showsCursor = false
    pad.moveCursor(to: place)
    pad.begin(at: place, tool: tool)
  }
}
