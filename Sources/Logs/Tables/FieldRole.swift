/// What a column, a JSON member or a word of a text line stands for, told from its name.
enum FieldRole: Equatable {
  /// The step; of several the one of the lowest rank counts.
  case step(rank: Int)
  case epoch
  /// Wall time, where the value looks like one.
  case time
  case metric

  private static let stepNames: [String: Int] = [
    "step": 0, "_step": 0, "global_step": 0, "globalstep": 0, "global step": 0, "trainer/global_step": 0,
    "train_step": 0, "training_step": 0, "current_steps": 0, "current_step": 0,
    "train step": 0, "training step": 0, "steps": 1, "total_steps": 1, "num_updates": 1, "total_timesteps": 1,
    "time/total_timesteps": 1,
    "num_timesteps": 1, "timesteps": 1, "timestep": 1, "env_step": 1, "env_steps": 1, "iter": 2, "iters": 2,
    "iteration": 2,
    "iterations": 2, "itr": 2,
    "current_iteration": 2, "round": 2, "boosting_round": 2, "update": 3, "updates": 3, "time/iterations": 3,
    "batch": 4, "batches": 4,
  ]
  private static let epochNames: Set<String> = [
    "epoch", "epochs", "ep", "epoch_num", "current_epoch", "train/epoch", "trainer/epoch", "epoch_idx", "epoch_id",
  ]
  /// Fields whose text says of what data the numbers beside it are.
  private static let partNames: Set<String> = [
    "mode", "split", "phase", "subset", "stage", "partition", "set", "dataset",
  ]
  private static let parts: Set<String> = [
    "train", "training", "val", "valid", "validation", "validate", "eval", "evaluation", "test", "testing", "dev",
    "holdout",
  ]

  /// Whether a field is one of those that say of what data the numbers beside it are.
  static func isPart(_ name: String) -> Bool { partNames.contains(name.lowercased()) }

  /// What stands in such a field, where it is a word for a part of the data; nil for anything else.
  static func part(_ cell: Bytes) -> String? {
    guard cell.count <= 24 else { return nil }
    let text = cell.text.trimmingBlanks
    let word = text.first == "\"" && text.last == "\"" && text.count > 1 ? String(text.dropFirst().dropLast()) : text
    return parts.contains(word.lowercased()) ? word : nil
  }

  /// Whether a part of the data is that which is learned.
  static func isTraining(_ part: String) -> Bool { part.lowercased().hasPrefix("train") }

  private static let timeNames: Set<String> = [
    "time", "timestamp", "wall_time", "wall time", "walltime", "datetime", "date", "ts", "_timestamp", "@timestamp",
    "asctime", "created_at",
    "date_time", "unix_time",
  ]

  init(_ name: String) {
    let name = name.lowercased()
    if let rank = Self.stepNames[name] ?? (name.hasSuffix("num_updates") ? 1 : nil) {
      self = .step(rank: rank)
    } else if Self.epochNames.contains(name) {
      self = .epoch
    } else if Self.timeNames.contains(name) {
      self = .time
    } else {
      self = .metric
    }
  }

  /// From here on a number of 64 bits does not tell each step from the next.
  static let firstInexactStep = 1 << 53

  /// The step that a finite number stands for; one beyond 2^62 is 2^62, so that it can be counted on from there.
  static func step(_ value: Double) -> Int { Int(max(-0x1p62, min(0x1p62, value.rounded(.down)))) }

  /// Seconds since 1970 that a number in a field of time stands for; nil for a duration.
  static func wallTime(_ value: Double) -> Double? {
    switch value {
    case 1e8..<1e11: value
    case 1e11..<1e14: value / 1000
    case 1e14..<1e17: value / 1e6
    case 1e17..<1e20: value / 1e9
    default: nil
    }
  }
}
