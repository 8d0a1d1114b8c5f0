import Plots
import Shell
import Terminal

/// A walk through a pass, as the menu shows it.
public struct BackpropPreview: MenuPreview {
  private var screen: BackpropScreen

  /// The course's walk at its beginning.
  public init() {
    screen = BackpropScreen()
    screen.shell.focus(.walk)
  }

  /// How often the picture moves.
  public var tickInterval: Duration? { .milliseconds(700) }

  /// Goes on by a step.
  public mutating func tick(_ now: Duration) { _ = screen.move(to: screen.playback.position + 1) }

  /// Draws the picture.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    let rows = region.rows(.share(1), .fixed(min(8, region.height / 2)))
    screen.draw(.graph, in: rows[0], of: &buffer, look: look)
    screen.draw(.operation, in: rows[1], of: &buffer, look: look)
  }
}
