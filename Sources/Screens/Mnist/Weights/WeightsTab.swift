import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

/// The fourth tab: the first layer's units as pictures, every layer's weights and gradients as histograms, and the last hidden layer's
/// activations on a plane.
struct WeightsTab: MnistTab {
  /// The panels that can be in front, in the order of a key.
  enum Side: CaseIterable, Hashable, Sendable {
    case units
    case histograms
    case projection
  }

  /// The panel that keys go to; in small windows the only one that is drawn.
  private(set) var side = Side.units
  /// Whether that panel fills the tab.
  private(set) var isZoomed = false
  /// The unit that is enlarged.
  private(set) var selected = 0
  /// Whether all units' pictures share a scale, so that strong ones look stronger than weak ones.
  private(set) var sharesScale = false
  /// The layer whose histograms are the first seen; more than 0 only where not all have room.
  private var firstLayer = 0
  /// The class that stands out in the projection; nil for all.
  private(set) var highlighted: Int?
  /// The newest look into a network; its step says which.
  private(set) var inspection: NetworkInspection?
  /// Which of the networks of its step the look was into.
  private var inspectedRevision = 0
  /// The revision that the worker looks into; nil when it does not.
  private var inspectingRevision: Int?

  mutating func hear(_ message: MnistScreen.Message, _ state: MnistState) -> [MnistScreen.Command] {
    switch message {
    case .inspection(let new):
      if new.generation == state.history.generation {
        inspection = new
        inspectedRevision = inspectingRevision ?? state.revision
      }
      inspectingRevision = nil
    case .training(.started):
      inspection = nil
      selected = min(selected, max(0, Self.unitCount(state) - 1))
    default: break
    }
    return []
  }

  mutating func request(_ state: MnistState) -> [MnistScreen.Command] {
    guard !isInspecting, let snapshot = state.snapshot, let data = state.data, state.settings != nil else { return [] }
    if let inspection, inspection.generation == state.history.generation {
      let age = state.shownStep - inspection.step
      guard !isCurrent(state) else { return [] }
      // A look costs a core some tens of milliseconds, so that while training runs there are eight an epoch, unthrottled one.
      let least = max(1, state.history.stepsPerEpoch / (state.pace == nil ? 1 : 8))
      guard state.runState != .running || age < 0 || age >= least else { return [] }
    }
    inspectingRevision = state.revision
    return [
      .effect(
        .inspect(
          snapshot.network,
          gradients: snapshot.gradients,
          step: state.shownStep,
          generation: state.history.generation,
          data
        )
      )
    ]
  }

  /// Whether the worker is at a look.
  var isInspecting: Bool { inspectingRevision != nil }

  /// Whether the look is into the network that is shown.
  func isCurrent(_ state: MnistState) -> Bool {
    inspection?.step == state.shownStep && inspection?.generation == state.history.generation
      && inspectedRevision == state.revision
  }

  func layout(in region: Rect, _ state: MnistState) -> WeightsLayout {
    WeightsLayout(region, side: side, isZoomed: isZoomed, unitCount: Self.unitCount(state))
  }

  /// Units of the first layer.
  static func unitCount(_ state: MnistState) -> Int { state.network?.architecture.layers.first?.outputs ?? 0 }

  // MARK: Keys

  mutating func handle(_ key: Key, _ state: MnistState, in region: Rect) -> [MnistScreen.Command]? {
    let layout = layout(in: region, state)
    switch key {
    case .character("v"): side = Ladder.cycle(side, in: Side.allCases, up: true)
    case .character("V"): side = Ladder.cycle(side, in: Side.allCases, up: false)
    case .character("z"), .enter: isZoomed.toggle()
    case .escape where isZoomed, .character("q") where isZoomed: isZoomed = false
    case .character("x"): sharesScale.toggle()
    case .character("d"): highlight(up: true, state)
    case .character("D"): highlight(up: false, state)
    case .character("a"): highlighted = nil
    case .left: move(-1, 0, layout, state)
    case .right: move(1, 0, layout, state)
    case .up: move(0, -1, layout, state)
    case .down: move(0, 1, layout, state)
    case .pageUp: page(up: true, side, layout, state)
    case .pageDown: page(up: false, side, layout, state)
    default: return nil
    }
    return []
  }

  private mutating func move(_ columns: Int, _ rows: Int, _ layout: WeightsLayout, _ state: MnistState) {
    switch side {
    case .units: select(selected + columns + rows * max(1, layout.grid.columns), state)
    case .projection: highlight(up: columns + rows > 0, state)
    case .histograms: scrollLayers(columns + rows, layout)
    }
  }

  private mutating func page(up: Bool, _ side: Side?, _ layout: WeightsLayout, _ state: MnistState) {
    let direction = up ? -1 : 1
    switch side {
    case .units: select(selected + direction * max(1, layout.grid.count), state)
    case .histograms: scrollLayers(direction, layout)
    case .projection: highlight(up: !up, state)
    case nil: break
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

  private mutating func select(_ unit: Int, _ state: MnistState) {
    selected = min(max(0, unit), max(0, Self.unitCount(state) - 1))
  }

  /// The next class, and after the last one all of them.
  private mutating func highlight(up: Bool, _ state: MnistState) {
    let count = state.classNames.count
    guard let label = highlighted else {
      highlighted = up ? 0 : count - 1
      return
    }
    let next = label + (up ? 1 : -1)
    highlighted = (0..<count).contains(next) ? next : nil
  }

  // MARK: Mouse

  mutating func handle(_ mouse: Mouse, _ state: MnistState, in region: Rect) -> [MnistScreen.Command] {
    let layout = layout(in: region, state)
    let sideUnderMouse = layout.side(at: mouse.position)
    switch mouse.action {
    case .press:
      if let sideUnderMouse { side = sideUnderMouse }
      if let index = layout.grid.index(at: mouse.position), layout.units.contains(mouse.position) {
        let unit = firstShown(layout.grid) + index
        if unit < Self.unitCount(state) { selected = unit }
      }
    case .wheelUp: page(up: true, sideUnderMouse, layout, state)
    case .wheelDown: page(up: false, sideUnderMouse, layout, state)
    default: break
    }
    return []
  }

  /// The first unit of the page that the selected one is on.
  func firstShown(_ grid: TileGrid) -> Int { grid.count > 0 ? selected / grid.count * grid.count : 0 }
}
