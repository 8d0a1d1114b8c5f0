import Plots
import Shell
import Terminal

/// The screen's own planes, AND, OR and XOR as they are learned, as the menu shows them.
public struct PerceptronPreview: MenuPreview {
  private var screen: PerceptronScreen

  /// A run before its first sample.
  public init() {
    screen = PerceptronScreen()
    // As in a window with room for all three planes, and with no key going to any of them.
    _ = screen.update(.input(.resize(Size(200, 60))))
    screen.shell.focus(.rule)
  }

  /// How often a tick is wanted; nil while nothing moves.
  public var tickInterval: Duration? { screen.tickInterval }
  /// Takes in that time went by.
  public mutating func tick(_ now: Duration) { _ = screen.update(.tick(now)) }

  /// Draws it in a region.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    for (slot, place) in region.split(3, aspect: 1).enumerated() {
      screen.drawPlane(slot: slot, in: place, of: &buffer, look: look)
    }
  }
}
