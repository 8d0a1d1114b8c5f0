import NeuralNet
import Plots
import Training

extension DrawTab {
  func hints(_ state: MnistState) -> [KeyHints.Hint] {
    if question != nil {
      let enter = suggestedLabel.map {
        KeyHints.Hint(
          "Enter",
          knownLabel == nil ? "\(state.classNames[$0]), as it says" : "\(state.classNames[$0]), as saved"
        )
      }
      return [.init("0-9", "its class")] + (enter.map { [$0] } ?? []) + [.init("Esc", "cancel")]
    }
    let pen = KeyHints.Hint("p", pad.isPenDown ? "pen up" : "pen down")
    let move = KeyHints.Hint("←↑↓→", "move")
    let undo = pad.canUndo ? [KeyHints.Hint("u", "undo")] : []
    let unteach = state.settings?.lessons.isEmpty == false ? [KeyHints.Hint("U", "un-teach")] : []
    let samples =
      (shelf.count > 0 ? [KeyHints.Hint("o O", "samples")] : [])
      + (shownSample == nil ? [] : [KeyHints.Hint("D", "forget")])
    let tools: [KeyHints.Hint] = [
      .init("x", pad.tool == .pen ? "eraser" : "pen"), .init("b B", "width"), .init("z", isZoomed ? "smaller" : "zoom"),
    ]
    // On an empty sheet there is nothing yet to teach or to save.
    if pad.isEmpty { return [pen, move] + undo + samples + unteach + tools }
    return [pen] + undo + [.init("n", "new"), .init("T", "teach"), .init("a", "save"), move] + unteach + samples + tools
  }

  var help: [HelpOverlay.Group] {
    [
      .init(
        "drawing",
        [
          .init("mouse", "drag draws, the right button erases"), .init("wheel, b B", "wider, narrower"),
          .init("← ↑ ↓ →, hjkl", "move the cursor"), .init("p, Enter", "pen down, pen up"),
          .init("x", "pen or eraser"), .init("u", "take the last stroke back"), .init("n, Del", "a new sheet"),
          .init("z", "zoom the sheet"),
        ]
      ),
      .init(
        "the drawing",
        [
          .init("T", "teach it: a few steps on it alone"), .init("U", "take the last lesson back"),
          .init("a", "save as sample, or correct its class"), .init("o O, click", "next, previous sample on the sheet"),
          .init("D", "forget the sample on the sheet"),
        ]
      ),
    ]
  }
}
