import Shell

/// The pages of the mnist screen, in the order of their keys.
public enum MnistPage: String, ScreenPage {
  case train, predictions, confusion, weights, draw, model

  /// What stands in the row of pages.
  public var title: String {
    switch self {
    case .train: "Train"
    case .predictions: "Predictions"
    case .confusion: "Confusion"
    case .weights: "Weights"
    case .draw: "Draw"
    case .model: "Model"
    }
  }

  /// What stands there in a narrow window.
  public var shortTitle: String {
    switch self {
    case .predictions: "Pred"
    case .confusion: "Conf"
    case .train, .weights, .draw, .model: title
    }
  }
}
