import Plots
import Shell
import Terminal

extension MnistScreen {
  /// The thumbnails as they stand now.
  private var thumbnails: TileGrid {
    let region = shell.isZoomed && shell.panel == .list ? body : layout(in: body)[PanelID.list]
    return PredictionsPage.grid(in: region, classNames: state.classNames)
  }

  /// The keys of the second page.
  var predictionsBindings: [Binding<MnistScreen>] {
    [
      Binding(
        common: .arrows,
        caps: "← ↑ ↓ →",
        hint: "choose",
        hintCaps: "←↑↓→",
        rank: 13,
        help: "choose an image",
        group: Self.thisPage
      ) { screen, key in
        // One image alone has no rows.
        let columns = screen.shell.isZoomed && screen.shell.panel == .image ? 1 : screen.thumbnails.columns
        return screen.moveImage(by: [.left: -1, .right: 1, .up: -columns, .down: columns][key] ?? 0)
      },
      Binding([.pageUp, .pageDown], help: "a page back, forward", group: Self.thisPage) { screen, key in
        screen.moveImage(by: max(1, screen.thumbnails.count) * (key == .pageUp ? -1 : 1))
      },
      Binding("v", hint: "all/wrong", rank: 14, help: "all, or only the wrong ones", group: Self.thisPage) {
        screen,
        _ in
        screen.predictions.show(screen.predictions.filter == .wrong ? .all : .wrong, screen.state)
        return []
      },
      Binding(
        "dD",
        caps: "d D",
        hint: "class",
        hintCaps: "d",
        rank: 15,
        help: "only one class: next, previous",
        group: Self.thisPage
      ) { screen, key in
        let filter = screen.predictions.nextLabel(screen.state, up: key == .character("d"))
        screen.predictions.show(filter, screen.state)
        return []
      },
      Binding("a", help: "all again", group: Self.thisPage) { screen, _ in
        screen.predictions.show(.all, screen.state)
        return []
      },
      Binding("O", hint: "order", rank: 16, help: "worst first, surest first, as stored", group: Self.thisPage) {
        screen,
        _ in
        screen.predictions.turnOrder(screen.state)
        return []
      },
      Binding(
        common: .open,
        hint: shell.isZoomed ? nil : "large",
        rank: 17,
        help: "the chosen image over the whole window, and back",
        group: Self.thisPage
      ) { screen, _ in
        let isLarge = screen.shell.isZoomed && screen.shell.panel == .image
        screen.shell.focus(isLarge ? .list : .image)
        screen.shell.setZoomed(!isLarge)
        return []
      },
    ]
  }

  private mutating func moveImage(by count: Int) -> [Command] {
    predictions.select(predictions.selected + count, state)
    return []
  }

  /// Takes in what the mouse did on the second page.
  mutating func pointAtImages(_ mouse: Mouse) {
    let grid = thumbnails
    switch mouse.action {
    case .wheelUp: predictions.select(predictions.selected - max(1, grid.columns), state)
    case .wheelDown: predictions.select(predictions.selected + max(1, grid.columns), state)
    case .press:
      guard shell.panel == .list, let index = grid.index(at: mouse.position) else { return }
      let place = predictions.firstShown(grid) + index
      if predictions.images.indices.contains(place) { predictions.select(place, state) }
    default: break
    }
  }
}
