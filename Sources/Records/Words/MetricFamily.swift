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
    "loss", "losses", "nll", "ppl", "perplexity", "error", "err", "mse", "mae", "rmse", "mape", "logloss", "bpb", "bpc",
    "elbo", "wer", "cer", "fid", "crossentropy", "binary", "mlogloss", "multiclass", "quantile", "huber",
  ]
  private static let scores: Set<String> = [
    "acc", "accuracy", "auc", "aucpr", "f1", "bleu", "score", "reward", "iou", "miou", "map", "ndcg", "dice", "recall",
    "precision", "top1", "top5", "acc1", "acc5", "rew", "r2",
  ]
  /// Words that make of a loss or a score how far it is spread, as cross-validation says beside it.
  private static let spreads: Set<String> = [
    "std", "stdev", "stddev", "stdv", "sd", "var", "variance", "stderr", "sem",
  ]
  private static let trainingWords: Set<String> = ["train", "training", "learn"]
  private static let validationWords: Set<String> = [
    "val", "valid", "validation", "validate", "validating", "eval", "evaluation", "test", "testing", "dev", "holdout",
    "heldout",
  ]
  /// Words that say how often something was measured, or for whom.
  private static let frameWords: Set<String> = ["step", "batch", "inner", "epoch"]

  /// What a metric of that name measures.
  public init(_ name: String) {
    let words = Self.words(name)
    if words.contains("lr") || words.starts(with: ["learning", "rate"])
      || (words.contains("learning") && words.contains("rate"))
    {
      self = .rate
    } else if words.contains(where: Self.spreads.contains) {
      self = .other
    } else if words.contains(where: Self.losses.contains) || Self.isDistance(words) {
      self = .loss
    } else if words.contains(where: Self.scores.contains) {
      self = .score
    } else {
      self = .other
    }
  }

  /// `l1` and `l2` are LightGBM's losses where data are named, else mostly penalties.
  private static func isDistance(_ words: [String]) -> Bool {
    (words.last == "l1" || words.last == "l2") && words.dropLast().contains { split(of: $0) != nil }
  }

  /// Whether a metric is of data that are not trained on.
  public static func isValidation(_ name: String) -> Bool {
    let words = words(name)
    return words.contains { split(of: $0) == .validation }
      || zip(words, words.dropFirst()).contains { isHeld($0) && $1 == "out" }
  }

  private static func isHeld(_ word: String) -> Bool { word == "held" || word == "hold" }

  /// The words of a name but those that say on what data it was measured.
  public static func subject(_ name: String) -> [String] {
    let words = words(name)
    return words.enumerated().filter { index, word in
      if frameWords.contains(word) || split(of: word) != nil { return false }
      let before = index > 0 ? words[index - 1] : ""
      // `validation_0`, `training's`, `held_out`.
      if word.allSatisfy(\.isNumber) || word == "s", split(of: before) != nil { return false }
      if word == "s", before.allSatisfy(\.isNumber), index > 1, split(of: words[index - 2]) != nil { return false }
      let after = index + 1 < words.count ? words[index + 1] : ""
      return !(isHeld(word) && after == "out") && !(isHeld(before) && word == "out")
    }.map(\.element)
  }

  /// The number of the data that a metric was measured on, as in `validation_1-logloss`; nil without one.
  static func setNumber(_ name: String) -> Int? {
    let words = words(name)
    for (word, next) in zip(words, words.dropFirst()) where split(of: word) == .validation {
      if let number = Int(next) { return number }
    }
    return nil
  }

  /// Those of some words that say what is measured.
  static func measures(_ words: Set<String>) -> Set<String> {
    words.filter { losses.contains($0) || scores.contains($0) || $0 == "l1" || $0 == "l2" }
  }

  private enum Split {
    case training, validation
  }

  /// On what data, by a word that may end in a number (`test1`).
  private static func split(of word: String) -> Split? {
    var stem = Substring(word)
    while stem.last?.isNumber == true { stem.removeLast() }
    let text = String(stem)
    return trainingWords.contains(text) ? .training : validationWords.contains(text) ? .validation : nil
  }

  /// Words are parted by anything but letters and digits, and `valLoss` has two.
  private static func words(_ name: String) -> [String] {
    name.split { !$0.isLetter && !$0.isNumber }.flatMap { word -> [String] in
      if let hump = word.dropFirst().firstIndex(where: \.isUppercase), word[word.index(before: hump)].isLowercase {
        let head = word[..<hump].lowercased()
        if split(of: head) != nil { return [head, word[hump...].lowercased()] }
      }
      return [word.lowercased()]
    }
  }
}
