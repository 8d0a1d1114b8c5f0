import Plots
import Terminal
import TestSupport

@testable import Screens

/// A screen that asks nothing of a worker, driven by hand: keys, mouse and ticks in, frames out.
struct ScreenScript<S: Screen> where S.Message == Never, S.Effect == Never {
  var screen: S
  private(set) var size: Size

  init(_ screen: S, size: Size = Size(120, 40)) {
    self.screen = screen
    self.size = size
    resize(size)
  }

  mutating func resize(_ size: Size) {
    self.size = size
    _ = screen.update(.input(.resize(size)))
  }

  /// Presses keys and gives what the screen asked for.
  @discardableResult
  mutating func press(_ keys: Key...) -> [ScreenCommand<Never>] {
    keys.flatMap { screen.update(.input(.key($0))) }
  }

  /// Types characters and gives what the screen asked for.
  @discardableResult
  mutating func type(_ text: String) -> [ScreenCommand<Never>] {
    text.unicodeScalars.flatMap { screen.update(.input(.key(.character($0)))) }
  }

  mutating func mouse(_ action: Mouse.Action, _ place: Point) {
    _ = screen.update(.input(.mouse(Mouse(action, at: place))))
  }

  mutating func tick(milliseconds: Int) { _ = screen.update(.tick(.milliseconds(milliseconds))) }

  func frame(_ capabilities: Capabilities = .full) -> Buffer {
    var frame = screen.view(ViewContext(size: size, look: Look(theme: .dark, capabilities: capabilities)))
    frame.transliterate(to: capabilities.charset)
    return frame
  }

  func text(_ capabilities: Capabilities = .full) -> String { frame(capabilities).lines.joined(separator: "\n") }
}

extension Capabilities {
  /// Printable ASCII without colours.
  static let plain = Capabilities(charset: .ascii, colorDepth: .mono, hasMouse: false)
}

extension Rect {
  /// The cell in the middle.
  var middle: Point { Point(x + width / 2, y + height / 2) }
}
