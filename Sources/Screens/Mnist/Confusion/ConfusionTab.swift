import Datasets
import Plots
import Terminal
import Training

/// The third tab: how often each class is called which, and precision and recall of each.
struct ConfusionTab: MnistTab {
  /// The cell that the keys are at.
  var truth = 0
  var prediction = 0
  /// The cell whose images the person wants to see; the screen takes it and shows them.
  private(set) var request: PredictionFilter?
  private var isChosen = false

  func hints(_ state: MnistState) -> [KeyHints.Hint] {
    // A network that predicts nothing fills no cell.
    state.report?.isFinite == false
      ? [.init("←↑↓→", "choose")]
      : [.init("←↑↓→", "choose"), .init("Enter", "its images"), .init("n", "next worst")]
  }

  var help: [HelpOverlay.Group] {
    [
      .init(
        "this tab",
        [
          .init("← ↑ ↓ →", "choose a cell"), .init("Enter", "show its images"),
          .init("n N", "the next worse, worse confusion"), .init("mouse", "click chooses, again shows its images"),
        ]
      )
    ]
  }

  /// Takes out what the person wants to see.
  mutating func takeRequest() -> PredictionFilter? {
    defer { request = nil }
    return request
  }

  mutating func hear(_ message: MnistScreen.Message, _ state: MnistState) -> [MnistScreen.Command] {
    // Until a cell is chosen, the worst confusion is.
    if case .report = message, !isChosen, let worst = state.report.map(Self.confusions)?.first {
      (truth, prediction) = (worst.truth, worst.prediction)
    }
    return []
  }

  mutating func handle(_ key: Key, _ state: MnistState, in region: Rect) -> [MnistScreen.Command]? {
    let count = state.classNames.count
    switch key {
    case .left: choose(truth, (prediction + count - 1) % count)
    case .right: choose(truth, (prediction + 1) % count)
    case .up: choose((truth + count - 1) % count, prediction)
    case .down: choose((truth + 1) % count, prediction)
    case .enter: if state.report?.isFinite == true { request = .cell(truth: truth, prediction: prediction) }
    case .character("n"): chooseWorst(state, by: 1)
    case .character("N"): chooseWorst(state, by: -1)
    default: return nil
    }
    return []
  }

  private mutating func choose(_ truth: Int, _ prediction: Int) {
    self.truth = truth
    self.prediction = prediction
    isChosen = true
  }

  private mutating func chooseWorst(_ state: MnistState, by direction: Int) {
    guard let report = state.report else { return }
    let worst = Self.confusions(report)
    guard !worst.isEmpty else { return }
    let now = worst.firstIndex { $0.truth == truth && $0.prediction == prediction }
    let next = now.map { ($0 + direction + worst.count) % worst.count } ?? 0
    choose(worst[next].truth, worst[next].prediction)
  }

  mutating func handle(_ mouse: Mouse, _ state: MnistState, in region: Rect) -> [MnistScreen.Command] {
    guard mouse.action == .press else { return [] }
    let layout = ConfusionLayout(region, classNames: state.classNames)
    guard let cell = layout.cell(at: mouse.position) else { return [] }
    if isChosen, cell == (truth, prediction), state.report?.isFinite == true {
      request = .cell(truth: truth, prediction: prediction)
    }
    choose(cell.truth, cell.prediction)
    return []
  }

  /// Pairs of different classes that are confused at all, the most frequent first.
  static func confusions(_ report: TestReport) -> [(truth: Int, prediction: Int, count: Int)] {
    var found: [(truth: Int, prediction: Int, count: Int)] = []
    for truth in 0..<report.classCount {
      for prediction in 0..<report.classCount where truth != prediction {
        let count = report.count(truth: truth, prediction: prediction)
        if count > 0 { found.append((truth, prediction, count)) }
      }
    }
    return found.sorted {
      ($1.count, $0.truth, $0.prediction) < ($0.count, $1.truth, $1.prediction)
    }
  }
}
