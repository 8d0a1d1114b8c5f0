import Shell

/// The pages of the watch screen.
public enum WatchPage: String, ScreenPage {
  /// Curves, several charts at once.
  case charts
  /// Last, best, mean of every series.
  case table
  /// Hyperparameters, those that differ first.
  case settings
  /// Histograms over steps.
  case bands
  /// What the figures show.
  case words
  /// The log's own text.
  case log
  /// Processor, memory, graphics cards.
  case machine

  /// The name.
  public var title: String { rawValue }
}
