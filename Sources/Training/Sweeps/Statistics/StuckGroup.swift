import Datasets

/// Runs that failed in the same way.
public struct StuckGroup: Hashable, Sendable {
  /// How a run of a truth table failed.
  public enum Way: Hashable, Sendable {
    /// The loss or a weight was no longer finite.
    case diverged
    /// The loss was still falling: more epochs may have solved it.
    case stillLearning
    /// Every output is near the same number, in tenths.
    case constant(tenths: Int)
    /// So many points are clearly right, clearly wrong, and neither: more than 0.2 from both 0 and 1.
    case pattern(right: Int, wrong: Int, between: Int)
  }

  /// How they failed.
  public var way: Way
  /// How many hidden units give 0 for every point, in every one of them.
  public var deadUnits: Int
  /// The runs, in order.
  public var runs: [Int]

  /// The failures of one setting in groups, the largest first.
  /// - Parameter epochs: those that its runs keep.
  public static func groups(of outcomes: [SweepOutcome], gate: LogicGate, epochs: [Int]) -> [StuckGroup] {
    var groups: [Key: [Int]] = [:]
    for outcome in outcomes.sorted(by: { $0.run < $1.run }) where outcome.solved == false {
      let way = way(outcome, keptEpochs: epochs, gate: gate)
      groups[Key(way: way, deadUnits: outcome.deadUnits), default: []].append(outcome.run)
    }
    return groups.map { StuckGroup(way: $0.key.way, deadUnits: $0.key.deadUnits, runs: $0.value) }.sorted {
      $0.runs.count == $1.runs.count ? $0.runs[0] < $1.runs[0] : $0.runs.count > $1.runs.count
    }
  }

  private struct Key: Hashable {
    var way: Way
    var deadUnits: Int
  }

  /// How a run failed.
  private static func way(_ outcome: SweepOutcome, keptEpochs epochs: [Int], gate: LogicGate) -> Way {
    if outcome.divergedAt != nil { return .diverged }
    // The kept epochs are dense at the end only where a run is short, so the time is told by where they stand.
    let curve = outcome.lossCurve
    if curve.count == epochs.count, let last = curve.last, last.isFinite,
      let index = epochs.lastIndex(where: { $0 <= outcome.epochs * 9 / 10 }), curve[index] - last > 0.02 * curve[index]
    {
      return .stillLearning
    }
    let outputs = outcome.outputs
    if let low = outputs.min(), let high = outputs.max(), high - low < 0.1 {
      let mean = outputs.reduce(Float(0)) { $0 + $1 } / Float(outputs.count)
      return .constant(tenths: Int((10 * mean).rounded()))
    }
    var (right, wrong, between) = (0, 0, 0)
    for (output, target) in zip(outputs, gate.outputs) {
      if output > 0.2 && output < 0.8 {
        between += 1
      } else if (output >= 0.5) == target {
        right += 1
      } else {
        wrong += 1
      }
    }
    return .pattern(right: right, wrong: wrong, between: between)
  }
}
