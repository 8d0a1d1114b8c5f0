import Lessons
import NeuralNet
import Plots
import Terminal

/// The render loop: the one thread that owns the terminal.
///
/// It sleeps until a key, a message from a worker or a frame is due. A key is answered by a frame at once; what workers say is drawn at most
/// so many times a second; nothing is drawn or woken when nothing happens.
public final class AppLoop {
  /// Makes the screen of a destination; the closure wakes the loop from any thread.
  public typealias Factory = (Destination, _ wake: @escaping @Sendable () -> Void) -> any HostedScreen
  /// Writes a picture of a frame and says in words what came of it.
  public typealias PictureWriter = (Buffer, Look, _ screen: String, _ command: String?) -> String

  private let terminal: any Terminal
  private let wake: @Sendable () -> Void
  private let makeScreen: Factory
  private let writePicture: PictureWriter
  private let frameInterval: Duration
  private let now: () -> ContinuousClock.Instant
  /// Whether the program was asked from outside to end in order.
  private let isStopped: () -> Bool
  private let begin: ContinuousClock.Instant

  private let themeOfTerminal: (Color?) -> Theme
  private let remember: (Theme, Color?) -> Void
  private let rememberLesson: (LessonNews) -> Void
  /// What is said once, on the first screen.
  private let greeting: (Look) -> String?
  /// The theme that was chosen by a key.
  private var chosenTheme: Theme?
  /// A screen with the name that opened it.
  private typealias Shown = (destination: Destination, screen: any HostedScreen)
  private var stack: [Shown] = []
  /// Screens that were left, the last one last: they are still there when one comes back to them.
  private var left: [Shown] = []
  private static let leftCapacity = 4
  private var isDirty = true
  private var lastFrame: ContinuousClock.Instant?
  private var lastTick: ContinuousClock.Instant

  /// A loop on a terminal.
  /// - Parameters:
  ///   - wake: wakes the terminal from any thread.
  ///   - theme: the theme for a terminal by its background, which is nil where it has not said.
  ///   - remember: takes the theme that a person has chosen, and the background for which it was.
  ///   - rememberLesson: takes what was opened or done of the course.
  ///   - greeting: what to say on the first screen.
  ///   - framesPerSecond: how often what workers say is drawn, at most.
  ///   - now: the time.
  ///   - isStopped: whether the program was asked from outside to end; looked at whenever the loop wakes.
  public init(
    terminal: any Terminal,
    wake: @escaping @Sendable () -> Void,
    theme: @escaping (Color?) -> Theme,
    remember: @escaping (Theme, Color?) -> Void = { _, _ in },
    rememberLesson: @escaping (LessonNews) -> Void = { _ in },
    greeting: @escaping (Look) -> String? = { _ in nil },
    framesPerSecond: Int,
    now: @escaping () -> ContinuousClock.Instant = { .now },
    isStopped: @escaping () -> Bool = { false },
    writePicture: @escaping PictureWriter,
    makeScreen: @escaping Factory
  ) {
    self.terminal = terminal
    self.wake = wake
    themeOfTerminal = theme
    self.remember = remember
    self.rememberLesson = rememberLesson
    self.greeting = greeting
    frameInterval = .seconds(1) / max(1, framesPerSecond)
    self.now = now
    self.isStopped = isStopped
    begin = now()
    lastTick = begin
    self.writePicture = writePicture
    self.makeScreen = makeScreen
  }

  /// Shows a screen, and those that it opens, until the person leaves.
  public func run(_ destination: Destination) {
    open(destination)
    if let words = greeting(look) { stack.last?.screen.notify(words) }
    draw()
    while !stack.isEmpty {
      // A frame that the terminal is not ready for is drawn when it is, from what is there then.
      let isHeld = isWaitingForFrame && !terminal.isReady
      let inputs = terminal.waitForInput(until: isHeld ? nil : deadline, orReady: isHeld)
      if isStopped() { return quit() }
      Processors.claim { answer(inputs) }
    }
  }

  /// Does what keys ask for, hears what workers say, and draws what came of it.
  private func answer(_ inputs: [InputEvent]) {
    for input in inputs {
      handle(input)
      if stack.isEmpty { break }
    }
    let time = now()
    // What workers have to say is heard when it can be drawn: until then it gathers in their channels and wakes nobody again.
    if !inputs.isEmpty || isFrameDue(time) { hear(time) }
    if !inputs.isEmpty { isAnswerDue = true }
    if isDirty, !stack.isEmpty, isFrameDue(time) { draw() }
  }

  /// Frames have a rhythm; the time until the next beat is slept through.
  private var deadline: ContinuousClock.Instant? {
    var deadline: ContinuousClock.Instant?
    if let interval = stack.last?.screen.tickInterval {
      let tick = lastTick + max(interval, frameInterval)
      // A tick is told with a frame: one that is overdue waits for the frame's time rather than spinning until then.
      deadline = lastFrame.map { max(tick, $0 + frameInterval) } ?? tick
    }
    // Something woke the loop before a frame was due: draw it when it is.
    if isWaitingForFrame, let lastFrame {
      deadline = min(deadline ?? lastFrame + frameInterval, lastFrame + frameInterval)
    }
    return deadline
  }

  private var isWaitingForFrame = false
  /// Whether a person has done something that no frame has answered yet: that frame keeps no rhythm.
  private var isAnswerDue = false

  private func isFrameDue(_ time: ContinuousClock.Instant) -> Bool {
    guard terminal.isReady else {
      isWaitingForFrame = true
      return false
    }
    guard !isAnswerDue, let lastFrame, time - lastFrame < frameInterval else {
      isWaitingForFrame = false
      return true
    }
    isWaitingForFrame = true
    return false
  }

  private func hear(_ time: ContinuousClock.Instant) {
    guard let screen = stack.last?.screen else { return }
    let (changed, commands) = screen.receive()
    if changed { isDirty = true }
    follow(commands)
    if let interval = stack.last?.screen.tickInterval, time - lastTick >= interval {
      lastTick = time
      isDirty = true
      follow(stack.last?.screen.tick(time - begin) ?? [])
    }
  }

  private func handle(_ input: InputEvent) {
    isDirty = true
    switch input {
    case .key(.control("c")):
      quit()
    case .key(.control("z")):
      terminal.suspend()
      if let screen = stack.last?.screen { follow(screen.handle(.resize(terminal.size))) }
    case .key(.control("l")):
      if let screen = stack.last?.screen { follow(screen.handle(.resize(terminal.size))) }
    default:
      if let screen = stack.last?.screen { follow(screen.handle(input)) }
    }
  }

  private func follow(_ commands: [ProgramCommand]) {
    for command in commands {
      switch command {
      case .open(let destination): open(destination)
      case .back: close()
      case .quit: quit()
      case .changeTheme: changeTheme()
      case .changeGlyphs: changeGlyphs()
      case .writePicture:
        if let screen = stack.last?.screen {
          screen.notify(writePicture(frame(), look, screen.name, screen.reproducingCommand))
        }
      case .copy(let text): terminal.copy(text)
      case .remember(let news): rememberLesson(news)
      }
    }
  }

  private func open(_ destination: Destination) {
    stack.last?.screen.setCovered(true)
    isDirty = true
    if let index = left.firstIndex(where: { $0.destination == destination }) {
      // What was left goes on where it stood.
      let shown = left.remove(at: index)
      stack.append(shown)
      shown.screen.setCovered(false)
      return follow(shown.screen.handle(.resize(terminal.size)))
    }
    let screen = makeScreen(destination, wake)
    stack.append((destination, screen))
    follow(screen.start(size: terminal.size))
  }

  private func close() {
    guard let shown = stack.popLast() else { return }
    isDirty = true
    guard let below = stack.last?.screen else { return shown.screen.end() }
    shown.screen.setCovered(true)
    left.append(shown)
    if left.count > Self.leftCapacity { left.removeFirst().screen.end() }
    below.setCovered(false)
    follow(below.handle(.resize(terminal.size)))
  }

  private func quit() {
    for shown in left { shown.screen.end() }
    left = []
    while let shown = stack.popLast() { shown.screen.end() }
  }

  private func changeTheme() {
    let theme: Theme = theme.name == Theme.dark.name ? .light : .dark
    chosenTheme = theme
    remember(theme, terminal.capabilities.background)
  }

  /// A font without some of the glyphs cannot be detected, so a person goes through the charsets by hand.
  private func changeGlyphs() {
    terminal.capabilities.charset = terminal.capabilities.charset.next
    stack.last?.screen.notify("glyphs: \(terminal.capabilities.charset.words); ctrl-T for others")
  }

  private var theme: Theme { chosenTheme ?? themeOfTerminal(terminal.capabilities.background) }

  /// How frames look now.
  public var look: Look { Look(theme: theme, capabilities: terminal.capabilities) }

  private func frame() -> Buffer {
    var frame = stack.last?.screen.view(ViewContext(size: terminal.size, look: look)) ?? Buffer(size: terminal.size)
    frame.transliterate(to: look.charset)
    return frame
  }

  private func draw() {
    guard !stack.isEmpty else { return }
    terminal.draw(frame())
    isDirty = false
    isAnswerDue = false
    isWaitingForFrame = false
    lastFrame = now()
  }
}
