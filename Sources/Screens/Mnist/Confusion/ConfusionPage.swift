/// The third tab: how often each class is called which, and precision and recall of each.
struct ConfusionPage: Sendable {
  /// The cell that the keys are at.
  var truth = 0
  var prediction = 0
  /// Whether the person has chosen it; until then it is the worst confusion.
  private(set) var isChosen = false

  mutating func hear(_ message: MnistScreen.Message, _ state: MnistState) {
    // Until a cell is chosen, the worst confusion is.
    if case .report = message, !isChosen, let worst = state.report.map(Self.confusions)?.first {
      (truth, prediction) = (worst.truth, worst.prediction)
    }
  }

  /// Chooses a cell.
  mutating func choose(_ truth: Int, _ prediction: Int) {
    self.truth = truth
    self.prediction = prediction
    isChosen = true
  }

  /// Goes to the next confusion, the most frequent first.
  mutating func chooseWorst(_ state: MnistState, by direction: Int) {
    guard let report = state.report else { return }
    let worst = Self.confusions(report)
    guard !worst.isEmpty else { return }
    let now = worst.firstIndex { $0.truth == truth && $0.prediction == prediction }
    let next = now.map { ($0 + direction + worst.count) % worst.count } ?? 0
    choose(worst[next].truth, worst[next].prediction)
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
