import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

/// The first tab: the curves, watched digits, progress and the layers' health.
struct TrainTab: MnistTab {
  /// The panels, in reading order.
  enum PanelKind: Int, CaseIterable, Hashable, Sendable {
    case loss, accuracy, digits, layers
  }

  var focusedPanel = PanelKind.loss
  var isZoomed = false
  var isLogarithmic = false
  var pointer: Point?
  var lossLimits = AxisLimits()
  var accuracyLimits = AxisLimits()

  func hints(_ state: MnistState) -> [KeyHints.Hint] {
    isZoomed ? [.init("z", "all"), .init("p", "panel")] : [.init("l", "log"), .init("z", "zoom")]
  }

  var help: [HelpOverlay.Group] {
    [
      .init(
        "this tab",
        [
          .init("l", "linear or log loss"), .init("p", "focus another panel"), .init("z, Enter", "zoom it"),
          .init("mouse", "click focuses, moving reads values"),
        ]
      )
    ]
  }

  mutating func handle(_ key: Key, _ state: MnistState, in region: Rect) -> [MnistScreen.Command]? {
    switch key {
    case .character("l"):
      isLogarithmic.toggle()
      lossLimits = AxisLimits()
      adjustLimits(state)
    case .character("p"): focusedPanel = Ladder.cycle(focusedPanel, in: PanelKind.allCases, up: true)
    case .character("P"): focusedPanel = Ladder.cycle(focusedPanel, in: PanelKind.allCases, up: false)
    case .character("z"), .enter: isZoomed.toggle()
    case .escape where isZoomed, .character("q") where isZoomed: isZoomed = false
    default: return nil
    }
    return []
  }

  mutating func handle(_ mouse: Mouse, _ state: MnistState, in region: Rect) -> [MnistScreen.Command] {
    pointer = mouse.position
    guard mouse.action == .press, !isZoomed else { return [] }
    let layout = TrainLayout(region, zoomed: nil, classNames: state.classNames)
    if let panel = PanelKind.allCases.first(where: { layout[$0].contains(mouse.position) }) { focusedPanel = panel }
    return []
  }

  mutating func hear(_ message: MnistScreen.Message, _ state: MnistState) -> [MnistScreen.Command] {
    switch message {
    case .training(.started):
      lossLimits = AxisLimits()
      accuracyLimits = AxisLimits()
    case .training(.progress), .training(.epochEnded), .training(.branched): adjustLimits(state)
    case .training(.snapshot) where !state.lessons.isEmpty: adjustLimits(state)
    default: break
    }
    return []
  }

  /// The axes follow the data here rather than in the view, so that they have a memory and do not jitter.
  private mutating func adjustLimits(_ state: MnistState) {
    let series = [state.history.loss] + state.history.ghosts.map(\.loss)
    var low = Double.infinity
    var high = -Double.infinity
    for bucket in series.flatMap(\.buckets) where bucket.maximum >= bucket.minimum {
      if bucket.minimum > 0 || !isLogarithmic { low = min(low, bucket.minimum) }
      high = max(high, bucket.maximum)
    }
    if low <= high {
      lossLimits.update((isLogarithmic ? low : min(0, low))...high, scale: isLogarithmic ? .logarithmic : .linear)
    }
    adjustAccuracyLimits(state)
  }

  /// The first tenth of a run rises from a guess; once it is past, the axis shows what comes after it.
  private mutating func adjustAccuracyLimits(_ state: MnistState) {
    let measured = state.history.epochs.compactMap(\.testAccuracy) + state.lessons.compactMap(\.accuracyAfter)
    var low = measured.min() ?? 1
    if let accuracy = state.history.accuracy, !accuracy.isEmpty {
      for bucket in accuracy.buckets.dropFirst(accuracy.buckets.count / 10) where bucket.smoothed.isFinite {
        low = min(low, bucket.smoothed)
      }
    }
    accuracyLimits.update((100 * low)...100)
  }

  func draw(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    let layout = TrainLayout(region, zoomed: isZoomed ? focusedPanel : nil, classNames: state.classNames)
    drawProgress(state, in: layout.progress, of: &buffer, look: look)
    for kind in PanelKind.allCases where !layout[kind].isEmpty {
      switch kind {
      case .loss: drawLoss(state, in: layout[kind], of: &buffer, look: look)
      case .accuracy: drawAccuracy(state, in: layout[kind], of: &buffer, look: look)
      case .digits: drawDigits(state, in: layout[kind], of: &buffer, look: look)
      case .layers: drawLayers(state, in: layout[kind], of: &buffer, look: look)
      }
    }
  }

  func panel(_ kind: PanelKind, _ title: String, figure: String = "", role: Role = .accent, footer: String = "")
    -> Panel
  {
    Panel(title: title, figure: figure, figureRole: role, footer: footer, isFocused: focusedPanel == kind)
  }
}
