import Plots
import Shell
import TensorLab
import Terminal

/// A matrix product cell by cell, as the menu shows it.
public struct TensorsPreview: MenuPreview {
  private var screen = TensorsScreen()

  /// The first example, with no panel focused.
  public init() { screen.shell.focus(.words) }

  /// How often it moves.
  public var tickInterval: Duration? { .milliseconds(900) }

  /// Goes on by a step.
  public mutating func tick(_ now: Duration) {
    let count = screen.result?.count ?? 1
    screen.cell = (screen.cell + 1) % max(1, count)
  }

  /// Draws a panel.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    let rows = region.rows(.share(1), .fixed(1))
    let places = rows[0].columns(.share(1), .share(1), .share(1))
    for (panel, place) in zip([TensorsScreen.PanelID.first, .second, .result], places) {
      screen.draw(panel, in: place, of: &buffer, look: look)
    }
    if let words = TensorsWords(screen).lines(width: rows[1].width).first {
      words.spelled(for: look).draw(in: rows[1], of: &buffer, look: look, alignment: .center)
    }
  }
}
