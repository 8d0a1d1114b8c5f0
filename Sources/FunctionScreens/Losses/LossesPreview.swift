import NeuralNet
import Plots
import Shell
import Terminal

/// The losses and their derivatives, as the menu shows them.
public struct LossesPreview: MenuPreview {
  private let screen: LossesScreen

  /// The screen as it begins, with no panel focused.
  public init() {
    var screen = LossesScreen()
    screen.shell.focus(.table)
    self.screen = screen
  }

  /// Draws it in a region.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    let rows = region.rows(.share(1), .fixed(1))
    for (panel, place) in zip([LossesScreen.PanelID.value, .derivative], rows[0].split(2, aspect: 2)) {
      screen.draw(panel, in: place, of: &buffer, look: look)
    }
    StyledText.legend(
      screen.shownLosses.map { (LossesScreen.mark($0.slot), $0.loss.displayName, .series($0.slot)) }
    ).draw(in: rows[1], of: &buffer, look: look, alignment: .center)
  }
}
