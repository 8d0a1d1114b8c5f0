import Plots
import Shell
import Terminal

extension MnistScreen {
  /// The keys of the third page.
  var confusionBindings: [Binding<MnistScreen>] {
    [
      Binding(
        common: .arrows,
        caps: "← ↑ ↓ →",
        hint: "choose",
        hintCaps: "←↑↓→",
        rank: 13,
        help: "choose a cell",
        group: Self.thisPage
      ) { screen, key in
        let count = screen.state.classNames.count
        let (truth, prediction) = (screen.confusion.truth, screen.confusion.prediction)
        switch key {
        case .left: screen.confusion.choose(truth, (prediction + count - 1) % count)
        case .right: screen.confusion.choose(truth, (prediction + 1) % count)
        case .up: screen.confusion.choose((truth + count - 1) % count, prediction)
        default: screen.confusion.choose((truth + 1) % count, prediction)
        }
        return []
      },
      Binding(
        common: .open,
        hint: "its images",
        rank: 14,
        help: "show its images",
        group: Self.thisPage,
        // A network that predicts nothing fills no cell.
        when: { $0.state.report?.isFinite == true }
      ) { screen, _ in screen.showChosenCell() },
      Binding(
        "nN",
        caps: "n N",
        hint: "next worst",
        hintCaps: "n",
        rank: 15,
        help: "the next, the previous confusion, most frequent first",
        group: Self.thisPage,
        when: { $0.state.report?.isFinite == true }
      ) { screen, key in
        screen.confusion.chooseWorst(screen.state, by: key == .character("n") ? 1 : -1)
        return []
      },
    ]
  }

  private mutating func showChosenCell() -> [Command] {
    showImages(of: .cell(truth: confusion.truth, prediction: confusion.prediction))
  }

  /// Takes in what the mouse did on the third page: a click chooses a cell, again shows its images.
  mutating func pointAtMatrix(_ mouse: Mouse, at panel: PanelID, in region: Rect) -> [Command] {
    guard mouse.action == .press, panel == .matrix,
      let cell = ConfusionLayout(matrix: region, classNames: state.classNames).cell(at: mouse.position)
    else { return [] }
    let isAgain = confusion.isChosen && cell == (confusion.truth, confusion.prediction)
    confusion.choose(cell.truth, cell.prediction)
    return isAgain && state.report?.isFinite == true ? showChosenCell() : []
  }
}
