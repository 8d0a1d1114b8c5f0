import Plots
import Terminal

/// One screen: a model value with a pure update and a pure view.
///
/// Nothing in it reads a clock, a file or a thread: what happens comes in as events, what is to be done goes out as commands. So every screen
/// runs without a terminal, on scripted keys and a hand-driven clock.
public protocol Screen {
  /// What the screen hears from its worker.
  associatedtype Message
  /// What the screen asks of its worker.
  associatedtype Effect

  /// A short name for files and titles: `xor`.
  var name: String { get }
  /// What to do before the first event.
  mutating func start() -> [ScreenCommand<Effect>]
  /// Takes in what happened.
  mutating func update(_ event: ScreenEvent<Message>) -> [ScreenCommand<Effect>]
  /// Draws the frame for a window.
  func view(_ context: ViewContext) -> Buffer
  /// How often the screen wants to hear a tick, nil when nothing on it moves by itself.
  var tickInterval: Duration? { get }
}

extension Screen {
  /// A screen that moves only when something happens.
  public var tickInterval: Duration? { nil }
  /// Nothing to begin with.
  public mutating func start() -> [ScreenCommand<Effect>] { [] }
}

/// What happens to a screen.
public enum ScreenEvent<Message> {
  /// A person did something; the first is always a resize that tells the window's size.
  case input(InputEvent)
  /// The worker said something.
  case message(Message)
  /// Time went by; the value counts from the program's start.
  case tick(Duration)
  /// Something the program did for the screen, in words.
  case notice(String)
  /// Another screen covers this one, or no longer does.
  case covered(Bool)
}

/// What a screen wants to be done.
public enum ScreenCommand<Effect> {
  /// Something for its worker.
  case effect(Effect)
  /// Show another screen above this one.
  case open(Destination)
  /// Back to the screen below, or out of the program.
  case back
  /// Out of the program.
  case quit
}

extension ScreenCommand: Equatable where Effect: Equatable {}
extension ScreenCommand: Sendable where Effect: Sendable {}

/// What a view must know beside its model.
public struct ViewContext: Hashable, Sendable {
  /// The window's size in cells.
  public var size: Size
  /// Theme, glyphs and colours.
  public var look: Look

  /// A context.
  public init(size: Size, look: Look) {
    self.size = size
    self.look = look
  }
}

/// Does what a screen asks for: owns threads, files and sessions.
public protocol ScreenWorker<Effect, Message>: AnyObject {
  /// What is asked of it.
  associatedtype Effect
  /// What it says.
  associatedtype Message
  /// Begins to do something; never waits for it.
  func perform(_ effect: Effect)
  /// What it has to say since the last time, in order.
  func receive() -> [Message]
  /// Ends everything it has begun.
  func end()
}

/// A worker for a screen that asks for nothing.
public final class IdleWorker: ScreenWorker {
  /// A worker with nothing to do.
  public init() {}
  /// Never called.
  public func perform(_ effect: Never) {}
  /// Nothing, ever.
  public func receive() -> [Never] { [] }
  /// Nothing to end.
  public func end() {}
}
