import Datasets

/// Which test images the second page shows.
enum PredictionFilter: Hashable, Sendable {
  case all
  case wrong
  /// Those of one class.
  case label(Int)
  /// Those of one class that are called one class.
  case cell(truth: Int, prediction: Int)

  /// What it says in a panel's title.
  func title(_ classNames: [String]) -> String {
    switch self {
    case .all: "all"
    case .wrong: "wrong"
    case .label(let label): "only \(classNames[label])"
    case .cell(let truth, let prediction) where truth == prediction: "\(classNames[truth]) called right"
    case .cell(let truth, let prediction): "\(classNames[truth]) called \(classNames[prediction])"
    }
  }

  /// Whether an image is shown.
  func holds(_ image: Int, _ report: TestReport, _ test: ImageDataset) -> Bool {
    let truth = Int(test.labels[image])
    let prediction = report.predictions[image].map { Int($0) }
    return switch self {
    case .all: true
    case .wrong: prediction != nil && truth != prediction
    case .label(let label): truth == label
    case .cell(let wantedTruth, let wantedPrediction): truth == wantedTruth && prediction == wantedPrediction
    }
  }
}

/// In which order the second page shows them.
enum PredictionOrder: String, CaseIterable, Hashable, Sendable {
  case worstFirst = "worst first"
  case bestFirst = "surest first"
  case asStored = "as stored"
}
