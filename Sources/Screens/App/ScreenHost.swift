import Terminal

/// A screen with its worker, whatever its type; what the program's loop holds.
public protocol HostedScreen: AnyObject {
  /// The screen's short name.
  var name: String { get }
  /// How often the screen wants a tick.
  var tickInterval: Duration? { get }
  /// Starts the screen in a window.
  func start(size: Size) -> [ScreenTransition]
  /// Passes on what a person did.
  func handle(_ input: InputEvent) -> [ScreenTransition]
  /// Passes on what the worker has to say; true when there was something.
  func receive() -> (changed: Bool, transitions: [ScreenTransition])
  /// Passes on the time.
  func tick(_ now: Duration) -> [ScreenTransition]
  /// Passes on what the program did.
  func notify(_ notice: String)
  /// Tells that another screen covers this one, or no longer does.
  func setCovered(_ isCovered: Bool)
  /// The frame.
  func view(_ context: ViewContext) -> Buffer
  /// Ends the worker.
  func end()
}

/// Where a screen wants the program to go.
public enum ScreenTransition: Hashable, Sendable {
  /// Show another screen above this one.
  case open(Destination)
  /// Back to the screen below.
  case back
  /// Out of the program.
  case quit
}

/// Joins a screen's value and its worker.
public final class ScreenHost<S: Screen, Worker: ScreenWorker>: HostedScreen
where Worker.Effect == S.Effect, Worker.Message == S.Message {
  /// The screen now.
  public private(set) var screen: S
  private let worker: Worker

  /// A host.
  public init(_ screen: S, worker: Worker) {
    self.screen = screen
    self.worker = worker
  }

  /// The screen's short name.
  public var name: String { screen.name }
  /// How often the screen wants a tick.
  public var tickInterval: Duration? { screen.tickInterval }

  /// Starts the screen in a window.
  public func start(size: Size) -> [ScreenTransition] {
    perform(screen.update(.input(.resize(size)))) + perform(screen.start())
  }

  /// Passes on what a person did.
  public func handle(_ input: InputEvent) -> [ScreenTransition] { perform(screen.update(.input(input))) }

  /// Passes on what the worker has to say.
  public func receive() -> (changed: Bool, transitions: [ScreenTransition]) {
    let messages = worker.receive()
    var transitions: [ScreenTransition] = []
    for message in messages { transitions += perform(screen.update(.message(message))) }
    return (!messages.isEmpty, transitions)
  }

  /// Passes on the time.
  public func tick(_ now: Duration) -> [ScreenTransition] { perform(screen.update(.tick(now))) }
  /// Passes on what the program did.
  public func notify(_ notice: String) { _ = perform(screen.update(.notice(notice))) }
  /// Tells that another screen covers this one, or no longer does.
  public func setCovered(_ isCovered: Bool) { _ = perform(screen.update(.covered(isCovered))) }
  /// The frame.
  public func view(_ context: ViewContext) -> Buffer { screen.view(context) }
  /// Ends the worker.
  public func end() { worker.end() }

  private func perform(_ commands: [ScreenCommand<S.Effect>]) -> [ScreenTransition] {
    commands.compactMap { command in
      switch command {
      case .effect(let effect):
        worker.perform(effect)
        return nil
      case .open(let destination): return .open(destination)
      case .back: return .back
      case .quit: return .quit
      }
    }
  }
}
