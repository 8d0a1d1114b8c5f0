/// The groups of a sweep, with what is needed to rank and compare them.
public struct SweepTable: Hashable, Sendable {
  /// What the groups are ranked by.
  public enum Ranking: Hashable, Sendable {
    /// The share solved, more is better.
    case solved
    /// The mean of a figure; more is better for accuracies, less for losses.
    case mean(SweepGroup.Metric)
  }

  /// The sweep.
  public let sweep: Sweep
  /// A group for every setting, in the sweep's order; those without an ended run too.
  public let groups: [SweepGroup]
  /// What the groups are ranked by.
  public let ranking: Ranking

  /// The table of outcomes; those of one run twice are a programmer's mistake.
  public init(_ sweep: Sweep, outcomes: [SweepOutcome]) {
    var byPoint: [[SweepOutcome]] = Array(repeating: [], count: sweep.pointCount)
    for outcome in outcomes { byPoint[sweep.place(ofRun: outcome.run).point].append(outcome) }
    self.init(
      sweep,
      groups: zip(sweep.points, byPoint).enumerated().map { point, pair in
        SweepGroup(sweep, point: point, settings: pair.0, outcomes: pair.1)
      }
    )
  }

  /// The table of a group for every setting, in the sweep's order.
  public init(_ sweep: Sweep, groups: [SweepGroup]) {
    self.sweep = sweep
    self.groups = groups
    // Saved runs do not say whether they solved their task.
    if sweep.subject.isSolvable, sweep.savedPoints == nil {
      ranking = .solved
    } else if groups.contains(where: { $0.metrics[.testAccuracy] != nil }) {
      ranking = .mean(.testAccuracy)
    } else if sweep.subject == .playground, groups.contains(where: { $0.metrics[.testLoss] != nil }) {
      ranking = .mean(.testLoss)
    } else {
      ranking = .mean(.trainLoss)
    }
  }

  /// The groups that have ended runs, best first; of equals the earlier one first.
  public var ranked: [SweepGroup] {
    groups.filter { $0.runCount > 0 && score($0) != nil }.sorted { one, other in
      let (a, b) = (score(one) ?? 0, score(other) ?? 0)
      return a == b ? one.point < other.point : a > b
    }
  }

  /// What a group is ranked by, more being better.
  func score(_ group: SweepGroup) -> Double? {
    switch ranking {
    case .solved: group.solvedShare
    case .mean(let metric) where metric.isLoss: group.metrics[metric].map { -$0.mean }
    case .mean(let metric): group.metrics[metric]?.mean
    }
  }

  /// The test of whether two groups differ in what they are ranked by.
  public func test(_ one: SweepGroup, _ other: SweepGroup) -> DifferenceTest {
    switch ranking {
    case .solved:
      DifferenceTest(shares: (one.solvedCount ?? 0, one.runCount), (other.solvedCount ?? 0, other.runCount))
    case .mean(let metric):
      DifferenceTest(
        means: one.metrics[metric] ?? SampleSummary([]),
        other.metrics[metric] ?? SampleSummary([])
      )
    }
  }
}
