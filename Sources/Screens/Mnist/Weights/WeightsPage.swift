import NeuralNet
import Shell
import Training

/// The fourth page: the first layer's units as pictures, every layer's weights and gradients as histograms, and the last hidden layer's
/// activations on a plane.
struct WeightsPage: Sendable {
  /// The panels that can be in front, in the order of a key; in small windows the focused one is the only one that is drawn.
  static let views: [MnistScreen.PanelID] = [.units, .histograms, .projection]

  /// The unit that is enlarged.
  private(set) var selected = 0
  /// Whether all units' pictures share a scale, so that strong ones look stronger than weak ones.
  var sharesScale = false
  /// The layer whose histograms are the first seen; more than 0 only where not all have room.
  private var firstLayer = 0
  /// The class that stands out in the projection; nil for all.
  var highlighted: Int?
  /// The newest look into a network; its step says which.
  private(set) var inspection: NetworkInspection?
  /// Which of the networks of its step the look was into.
  private var inspectedRevision = 0
  /// The revision that the worker looks into; nil when it does not.
  private var inspectingRevision: Int?

  mutating func hear(_ message: MnistScreen.Message, _ state: MnistState) {
    switch message {
    case .inspection(let new):
      if new.generation == state.run.generation {
        inspection = new
        inspectedRevision = inspectingRevision ?? state.revision
      }
      inspectingRevision = nil
    case .training(.started):
      inspection = nil
      selected = min(selected, max(0, Self.unitCount(state) - 1))
    default: break
    }
  }

  /// Asks for a look into the network where none is into the one that is shown.
  mutating func request(_ state: MnistState) -> [MnistScreen.Command] {
    guard !isInspecting, let snapshot = state.run.snapshot, let data = state.data, state.run.hasBegun else { return [] }
    if let inspection, inspection.generation == state.run.generation {
      let age = state.run.shownStep - inspection.step
      guard !isCurrent(state) else { return [] }
      // A look costs a core some tens of milliseconds, so that while training runs there are eight an epoch, unthrottled one.
      let least = max(1, state.run.stepsPerEpoch / (state.run.pace == nil ? 1 : 8))
      guard state.run.state != .running || age < 0 || age >= least else { return [] }
    }
    inspectingRevision = state.revision
    return [
      .effect(
        .inspect(
          snapshot.network,
          gradients: snapshot.gradients,
          step: state.run.shownStep,
          generation: state.run.generation,
          data
        )
      )
    ]
  }

  /// Whether the worker is at a look.
  var isInspecting: Bool { inspectingRevision != nil }

  /// Whether the look is into the network that is shown.
  func isCurrent(_ state: MnistState) -> Bool {
    inspection?.step == state.run.shownStep && inspection?.generation == state.run.generation
      && inspectedRevision == state.revision
  }

  /// Units of the first layer.
  static func unitCount(_ state: MnistState) -> Int { state.network?.architecture.layers.first?.outputs ?? 0 }

  // MARK: Keys

  /// Moves what the arrows move in a view: the unit, the class that stands out, the layers that are seen.
  mutating func move(
    _ columns: Int,
    _ rows: Int,
    in view: MnistScreen.PanelID,
    _ layout: WeightsLayout,
    _ state: MnistState
  ) {
    switch view {
    case .histograms: scrollLayers(columns + rows, layout)
    case .projection: highlight(up: columns + rows > 0, state)
    default: select(selected + columns + rows * max(1, layout.grid.columns), state)
    }
  }

  /// Goes on or back by what a view shows at once.
  mutating func page(up: Bool, in view: MnistScreen.PanelID, _ layout: WeightsLayout, _ state: MnistState) {
    let direction = up ? -1 : 1
    switch view {
    case .histograms: scrollLayers(direction, layout)
    case .projection: highlight(up: !up, state)
    default: select(selected + direction * max(1, layout.grid.count), state)
    }
  }

  private mutating func scrollLayers(_ count: Int, _ layout: WeightsLayout) {
    firstLayer = shownLayers(layout).lowerBound + count
    firstLayer = shownLayers(layout).lowerBound
  }

  /// The layers whose histograms are seen.
  func shownLayers(_ layout: WeightsLayout) -> Range<Int> {
    let count = inspection?.layers.count ?? 0
    let shown = layout.shownLayers(of: count)
    let first = min(max(0, firstLayer), max(0, count - shown))
    return first..<min(count, first + shown)
  }

  /// Chooses a unit.
  mutating func select(_ unit: Int, _ state: MnistState) {
    selected = min(max(0, unit), max(0, Self.unitCount(state) - 1))
  }

  /// The next class, and after the last one all of them.
  mutating func highlight(up: Bool, _ state: MnistState) {
    let count = state.classNames.count
    guard let label = highlighted else {
      highlighted = up ? 0 : count - 1
      return
    }
    let next = label + (up ? 1 : -1)
    highlighted = (0..<count).contains(next) ? next : nil
  }

  /// The first unit of the page that the selected one is on.
  func firstShown(_ grid: TileGrid) -> Int { grid.count > 0 ? selected / grid.count * grid.count : 0 }
}
