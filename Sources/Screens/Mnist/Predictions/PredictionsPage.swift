import Datasets
import NeuralNet
import Shell
import Training

/// the second page: test images as thumbnails with what the network says of them, one enlarged.
struct PredictionsPage: Sendable {
  var filter = PredictionFilter.all
  var order = PredictionOrder.worstFirst
  /// The images shown, in their order.
  private(set) var images: [Int] = []
  /// The place of the enlarged one among them.
  private(set) var selected = 0
  /// Whether the person has chosen it; until then it stays the first.
  private var isChosen = false
  private(set) var detail: PredictionDetail?

  mutating func hear(_ message: MnistScreen.Message, _ state: MnistState) {
    switch message {
    case .report: refresh(state)
    case .training(.started):
      images = []
      detail = nil
      isChosen = false
      selected = 0
    default: break
    }
  }

  /// Shows the images of a filter.
  mutating func show(_ new: PredictionFilter, _ state: MnistState) {
    filter = new
    selected = 0
    isChosen = false
    refresh(state)
  }

  /// Finds the images anew; the chosen one stays chosen while it is among them.
  mutating func refresh(_ state: MnistState) {
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

  /// The filter after one press: one class after another, then all.
  func nextLabel(_ state: MnistState, up: Bool) -> PredictionFilter {
    let count = state.classNames.count
    guard case .label(let label) = filter else { return .label(up ? 0 : count - 1) }
    let next = label + (up ? 1 : -1)
    return (0..<count).contains(next) ? .label(next) : .all
  }

  /// Chooses the image at a place among those that are shown.
  mutating func select(_ place: Int, _ state: MnistState) {
    guard !images.isEmpty else { return }
    selected = min(max(0, place), images.count - 1)
    isChosen = true
    look(state)
  }

  /// The next order.
  mutating func turnOrder(_ state: MnistState) {
    order = Ladder.cycle(order, in: PredictionOrder.allCases, up: true)
    show(filter, state)
  }

  /// The place of the first image of the page that the chosen one is on.
  func firstShown(_ grid: TileGrid) -> Int { grid.count > 0 ? selected / grid.count * grid.count : 0 }
}
