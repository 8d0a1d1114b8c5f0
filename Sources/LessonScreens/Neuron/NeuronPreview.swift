import Plots
import Shell
import Terminal

/// A neuron that learns its line, as the menu shows it.
public struct NeuronPreview: MenuPreview {
  private var screen: NeuronScreen

  /// The course's run at its beginning.
  public init() {
    screen = NeuronScreen()
    screen.shell.focus(.words)
  }

  /// How often the picture moves.
  public var tickInterval: Duration? { .milliseconds(100) }

  /// Goes on by an epoch, and begins anew after the last one.
  public mutating func tick(_ now: Duration) {
    let place = screen.playback.isAtEnd ? 0 : screen.largeStep(from: screen.playback.position, forward: true)
    _ = screen.move(to: place)
  }

  /// Draws the picture.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    for (panel, place) in zip([NeuronScreen.PanelID.fit, .surface], region.split(2, aspect: 2)) {
      screen.draw(panel, in: place, of: &buffer, look: look)
    }
  }
}
