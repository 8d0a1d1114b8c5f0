/// What a metric measures, told from its name.
public enum MetricFamily: Hashable, Sendable {
  /// Smaller is better.
  case loss
  /// Larger is better.
  case score
  /// The learning rate.
  case rate
  /// Anything else.
  case other

  private static let losses: Set<String> = [
    "loss", "losses", "nll", "ppl", "perplexity", "error", "err", "mse", "mae", "rmse", "logloss", "bpb", "bpc", "elbo",
    "wer", "cer", "fid",
    "crossentropy", "binary", "mlogloss",
  ]
  private static let scores: Set<String> = [
    "acc", "accuracy", "auc", "f1", "bleu", "score", "reward", "iou", "miou", "map", "dice", "recall", "precision",
    "top1", "acc1", "rew",
  ]

  /// What a metric of that name measures.
  public init(_ name: String) {
    let words = Self.words(name)
    if words.contains("lr") || words.starts(with: ["learning", "rate"])
      || (words.contains("learning") && words.contains("rate"))
    {
      self = .rate
    } else if words.contains(where: Self.losses.contains) {
      self = .loss
    } else if words.contains(where: Self.scores.contains) {
      self = .score
    } else {
      self = .other
    }
  }

  /// Whether a metric is of data that are not trained on.
  public static func isValidation(_ name: String) -> Bool {
    words(name).contains { ["val", "valid", "validation", "validate", "eval", "test", "dev", "heldout"].contains($0) }
  }

  /// The words of a name but those that say on what data it was measured.
  public static func subject(_ name: String) -> [String] {
    words(name).filter {
      !["train", "training", "val", "valid", "validation", "validate", "eval", "test", "dev", "step", "batch", "inner"]
        .contains($0)
    }
  }

  private static func words(_ name: String) -> [String] {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
