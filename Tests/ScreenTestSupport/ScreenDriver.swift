import Plots
import Shell
import Terminal

/// A screen driven by hand, without a thread or a clock: keys, mouse and messages in, frames out.
public protocol ScreenDriver {
  associatedtype Message
  associatedtype Effect

  /// What the screen asked for since the last keys or mouse event, in order.
  var commands: [ScreenCommand<Effect>] { get set }
  /// The window.
  var size: Size { get }
  /// Passes an event on and gives what the screen asks for.
  mutating func send(_ event: ScreenEvent<Message>) -> [ScreenCommand<Effect>]
  func view(_ context: ViewContext) -> Buffer
}

extension ScreenDriver {
  /// The update.
  public mutating func update(_ event: ScreenEvent<Message>) { commands += send(event) }

  /// Takes in what the worker said.
  public mutating func hear(_ message: Message) { update(.message(message)) }

  /// Presses keys; `commands` are then theirs alone.
  @discardableResult
  public mutating func press(_ keys: Key...) -> [ScreenCommand<Effect>] {
    commands = []
    for key in keys { update(.input(.key(key))) }
    return commands
  }

  /// Types characters; `commands` are then theirs alone.
  @discardableResult
  public mutating func type(_ text: String) -> [ScreenCommand<Effect>] {
    commands = []
    for scalar in text.unicodeScalars { update(.input(.key(.character(scalar)))) }
    return commands
  }

  /// The mouse.
  @discardableResult
  public mutating func mouse(_ action: Mouse.Action, _ x: Int, _ y: Int) -> [ScreenCommand<Effect>] {
    commands = []
    update(.input(.mouse(Mouse(action, at: Point(x, y)))))
    return commands
  }

  /// The mouse.
  @discardableResult
  public mutating func mouse(_ action: Mouse.Action, _ place: Point) -> [ScreenCommand<Effect>] {
    mouse(action, place.x, place.y)
  }

  /// Takes in that time went by.
  public mutating func tick(milliseconds: Int) { update(.tick(.milliseconds(milliseconds))) }

  /// The frame.
  public func frame(_ capabilities: Capabilities = .full) -> Buffer {
    var frame = view(ViewContext(size: size, look: Look(theme: .dark, capabilities: capabilities)))
    frame.transliterate(to: capabilities.charset)
    return frame
  }

  /// The text.
  public func text(_ capabilities: Capabilities = .full) -> String { frame(capabilities).text }
}

extension Capabilities {
  /// Printable ASCII without colours.
  public static let plain = Capabilities(charset: .ascii, colorDepth: .mono, hasMouse: false)
}
