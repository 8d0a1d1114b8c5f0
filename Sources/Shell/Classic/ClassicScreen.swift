import Plots
import Terminal

/// A screen that makes its lines, keys and overlays for itself.
public protocol ClassicScreen {
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

extension ClassicScreen {
  /// A screen that moves only when something happens.
  public var tickInterval: Duration? { nil }
  /// Nothing to begin with.
  public mutating func start() -> [ScreenCommand<Effect>] { [] }
}
