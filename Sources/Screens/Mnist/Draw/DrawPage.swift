import Datasets
import NeuralNet
import Shell
import Terminal
import Training

/// The fifth page: a sheet to draw on, what the network sees of it and says to it, and ways to keep or teach the drawing.
struct DrawPage: Sendable {
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
  var shelf = DrawnShelf()
  /// Which saved sample is on the sheet, whether it was put there or has just been saved; nil for any other drawing.
  var shownSample: Int?
  /// The sample that the next one follows.
  var lastSample: Int?
  /// Why the last drawing could not be saved or forgotten; nil once something else is drawn or saved.
  var unsaved: String?
  /// Whether the keyboard drew last, so that its cursor is shown.
  var showsCursor = true

  /// The page has come to the front.
  mutating func comeToFront(_ state: MnistState) {
    question = nil
    shelf.reload()
    judge(state)
  }

  /// - Parameter notice: what the screen says once.
  mutating func hear(_ message: MnistScreen.Message, _ state: MnistState, notice: inout String?) {
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
      if let words = follow(state) { notice = words }
    case .training(.started):
      awaited = (false, false)
      probabilitySince = nil
      verdict = nil
    default: break
    }
  }

  /// Asks the network of now about the drawing.
  mutating func judge(_ state: MnistState) {
    guard !pad.isEmpty, let network = state.network else {
      verdict = nil
      return
    }
    verdict = DrawnVerdict(network: network, image: pad.prepared, state.normalisation)
  }

  /// Moves the keyboard's pen.
  mutating func moveCursor(_ columns: Int, _ rows: Int) {
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
      if !state.run.hasBegun || state.network == nil { return "there is no network yet" }
      if state.run.isDiverged { return "this network is no longer finite: restart with r" }
      if !state.isNetworkFinite { return "this network is not finite: go further back with [ or restart with r" }
      return verdict == nil ? "this network takes images of another size" : nil
    }
  }

  /// Asks for the drawing's class; gives what stands against it.
  mutating func ask(_ new: Question, _ state: MnistState) -> String? {
    pad.end()
    pad.liftPen()
    judge(state)
    if let obstacle = obstacle(to: new, state) { return obstacle }
    question = new
    return nil
  }

  /// Leaves a question without an answer.
  mutating func giveUp() { question = nil }

  /// The settings with a lesson about the drawing; the run is paused for it.
  mutating func teach(_ label: Int, _ state: MnistState) -> ClassifierRunSettings {
    var settings = state.run.settings
    awaited = (true, state.run.state == .running || (awaited.isAwaited && awaited.hasPaused))
    settings.lessons.append(ClassifierLesson(image: pad.prepared, label: UInt8(label)))
    return settings
  }

  /// A lesson that was asked for and taken back is awaited no more.
  mutating func expectNoLesson() { awaited = (false, false) }

  /// What a lesson did, once the network shows it; remembers what training has left of it since.
  private mutating func follow(_ state: MnistState) -> String? {
    probabilitySince = nil
    let lessons = state.run.settings.lessons
    guard let outcome = state.lessons.last, lessons.indices.contains(state.lessons.count - 1),
      let network = state.network
    else { return nil }
    if outcome.step != state.run.shownStep {
      let lesson = lessons[state.lessons.count - 1]
      probabilitySince =
        DrawnVerdict(network: network, image: lesson.image, state.normalisation)?
        .probabilities[Int(lesson.label)]
    } else if awaited.isAwaited, lessons.count == state.lessons.count {
      defer { awaited = (false, false) }
      return Self.summary(outcome, state) + (awaited.hasPaused ? " · paused: training on washes it out" : "")
    }
    return nil
  }

  // MARK: Mouse

  /// Takes in what the mouse did on the page while nothing is asked.
  /// - Parameter isInside: whether it is over the sheet's panel.
  mutating func draw(_ mouse: Mouse, isInside: Bool, _ layout: DrawLayout, _ state: MnistState) {
    let place = layout.place(at: mouse.position)
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
  }

  private mutating func begin(at place: DrawPad.Place, tool: DrawPad.Tool?) {
    showsCursor = false
    pad.moveCursor(to: place)
    pad.begin(at: place, tool: tool)
  }
}
