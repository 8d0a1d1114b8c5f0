import NeuralNet
import Plots
import Shell
import Terminal

/// f and f′ of the usual activations, as the menu shows them.
public struct ActivationsPreview: MenuPreview {
  private let screen = ActivationsScreen()

  /// The screen as it begins.
  public init() {}

  /// Draws it in a region.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    let rows = region.rows(.share(1), .fixed(1))
    for (panel, place) in zip([ActivationsScreen.PanelID.values, .slopes], rows[0].split(2, aspect: 2)) {
      screen.drawCurves(panel, in: place, of: &buffer, look: look)
    }
    StyledText.legend(
      screen.selection.map {
        (ActivationsScreen.mark($0), screen.activations[$0].displayName, screen.role($0))
      }
    ).draw(in: rows[1], of: &buffer, look: look, alignment: .center)
  }
}
