import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

/// The second tab: test images as thumbnails with what the network says of them, one enlarged.
struct PredictionsTab: MnistTab {
  var filter = PredictionFilter.all
  var order = PredictionOrder.worstFirst
  /// The images shown, in their order.
  private(set) var images: [Int] = []
  /// The place of the enlarged one among them.
  private(set) var selected = 0
  /// Whether the person has chosen it; until then it stays the first.
  private var isChosen = false
  private(set) var detail: PredictionDetail?
  var isZoomed = false

  func hints(_ state: MnistState) -> [KeyHints.Hint] {
    [.init("←↑↓→", "choose"), .init("v", "all/wrong"), .init("d", "class"), .init("o", "order"), .init("z", "zoom")]
  }

  var help: [HelpOverlay.Group] {
    [
      .init(
        "this tab",
        [
          .init("← ↑ ↓ →", "choose an image"), .init("PgUp PgDn", "a page back, forward"),
          .init("v", "all, or only the wrong ones"), .init("d D", "only one class: next, previous"),
          .init("a", "all again"), .init("o", "worst first, surest first, as stored"),
          .init("z, Enter", "zoom the chosen one"), .init("mouse", "click chooses, the wheel scrolls"),
        ]
      )
    ]
  }

  mutating func open(_ state: MnistState) -> [MnistScreen.Command] {
    refresh(state)
    return []
  }

  mutating func hear(_ message: MnistScreen.Message, _ state: MnistState) -> [MnistScreen.Command] {
    switch message {
    case .report: refresh(state)
    case .training(.started):
      images = []
      detail = nil
      isChosen = false
      selected = 0
    default: break
    }
    return []
  }

  /// Shows the images of a filter.
  mutating func show(_ new: PredictionFilter, _ state: MnistState) {
    filter = new
    selected = 0
    isChosen = false
    isZoomed = false
    refresh(state)
  }

  /// Finds the images anew; the chosen one stays chosen while it is among them.
  private mutating func refresh(_ state: MnistState) {
    guard let report = state.report, let test = state.data?.sets.test, report.count == test.count else {
      images = []
      detail = nil
      return
    }
    let chosen = isChosen && images.indices.contains(selected) ? images[selected] : nil
    images =
      switch order {
      case .worstFirst: report.byLoss.filter { filter.holds($0, report, test) }
      case .bestFirst: report.byLoss.reversed().filter { filter.holds($0, report, test) }
      case .asStored: (0..<report.count).filter { filter.holds($0, report, test) }
      }
    if let chosen, let place = images.firstIndex(of: chosen) {
      selected = place
    } else {
      selected = min(selected, max(0, images.count - 1))
    }
    look(state)
  }

  /// Looks closely at the chosen image with the network that the thumbnails are of, so that all figures are one moment's.
  private mutating func look(_ state: MnistState) {
    guard images.indices.contains(selected), let network = state.report?.network, let data = state.data
    else {
      detail = nil
      return
    }
    detail = PredictionDetail(network: network, test: data.sets.test, image: images[selected], data.normalisation)
  }

  mutating func handle(_ key: Key, _ state: MnistState, in region: Rect) -> [MnistScreen.Command]? {
    let grid = PredictionsLayout(region, isZoomed: isZoomed, classNames: state.classNames).grid
    switch key {
    case .left: select(selected - 1, state)
    case .right: select(selected + 1, state)
    case .up: select(selected - (isZoomed ? 1 : grid.columns), state)
    case .down: select(selected + (isZoomed ? 1 : grid.columns), state)
    case .pageUp: select(selected - max(1, grid.count), state)
    case .pageDown: select(selected + max(1, grid.count), state)
    case .character("v"): show(filter == .wrong ? .all : .wrong, state)
    case .character("a"): show(.all, state)
    case .character("d"): show(nextLabel(state, up: true), state)
    case .character("D"): show(nextLabel(state, up: false), state)
    case .character("o"):
      order = Ladder.cycle(order, in: PredictionOrder.allCases, up: true)
      show(filter, state)
    case .character("z"), .enter: isZoomed.toggle()
    case .escape where isZoomed, .character("q") where isZoomed: isZoomed = false
    default: return nil
    }
    return []
  }

  private func nextLabel(_ state: MnistState, up: Bool) -> PredictionFilter {
    let count = state.classNames.count
    guard case .label(let label) = filter else { return .label(up ? 0 : count - 1) }
    let next = label + (up ? 1 : -1)
    return (0..<count).contains(next) ? .label(next) : .all
  }

  private mutating func select(_ place: Int, _ state: MnistState) {
    guard !images.isEmpty else { return }
    selected = min(max(0, place), images.count - 1)
    isChosen = true
    look(state)
  }

  mutating func handle(_ mouse: Mouse, _ state: MnistState, in region: Rect) -> [MnistScreen.Command] {
    let grid = PredictionsLayout(region, isZoomed: isZoomed, classNames: state.classNames).grid
    switch mouse.action {
    case .wheelUp: select(selected - max(1, grid.columns), state)
    case .wheelDown: select(selected + max(1, grid.columns), state)
    case .press:
      guard !isZoomed, let index = grid.index(at: mouse.position) else { return [] }
      let place = firstShown(grid) + index
      if images.indices.contains(place) { select(place, state) }
    default: break
    }
    return []
  }

  /// The place of the first image of the page that the chosen one is on.
  func firstShown(_ grid: TileGrid) -> Int { grid.count > 0 ? selected / grid.count * grid.count : 0 }
}
