import Plots
import Shell
import TensorLab
import Terminal

/// A graph that is walked, as the menu shows it.
public struct AutogradPreview: MenuPreview {
  private var screen: AutogradScreen

  /// The graph of the first example.
  public init() {
    screen = AutogradScreen(AutogradProblem(AutogradExample.all[0]))
    screen.shell.focus(.step)
  }

  /// How often it moves.
  public var tickInterval: Duration? { .milliseconds(700) }

  /// Goes on by a step.
  public mutating func tick(_ now: Duration) {
    screen.playback.move(to: screen.playback.isAtEnd ? 0 : screen.playback.position + 1)
  }

  /// Draws a panel.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    let picture = AutogradPicture(screen.walk, detail: .boxes)
    let lines = AutogradPicture(screen.walk, detail: .lines)
    let shown = picture.size.width <= region.width && picture.size.height <= region.height ? picture : lines
    let origin = Point(-max(0, region.width - shown.size.width) / 2, -max(0, region.height - shown.size.height) / 2)
    AutogradPainter(picture: shown, position: screen.playback.position, origin: origin)
      .draw(in: region, of: &buffer, look: look)
  }
}
