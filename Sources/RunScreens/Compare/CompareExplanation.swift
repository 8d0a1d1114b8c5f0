import Plots
import Shell
import Training

/// What `e` says: the sentences in full, and the formulas of the intervals and tests with the numbers of the best two settings in them.
struct CompareExplanation {
  let lines: [StyledText]

  init(_ table: SweepTable) {
    var lines = SweepWords(table).sentences.map { StyledText($0) }
    let ranked = table.ranked
    if let best = ranked.first {
      lines.append("")
      if let solved = best.solvedCount, let interval = best.solvedInterval {
        lines += Self.wilson(best.label, solved, best.runCount, interval)
      }
      if ranked.count > 1 { lines += Self.test(table, best, ranked[1]) }
    }
    self.lines = lines
  }

  private static func wilson(_ label: String, _ solved: Int, _ count: Int, _ interval: WilsonInterval) -> [StyledText] {
    [
      StyledText("The interval (Wilson, 1927), with p = \(solved)/\(count), n = \(count) and z = 1.96:", .title),
      "  (p + z²/2n ± z·√(p·(1 − p)/n + z²/4n²)) / (1 + z²/n)",
      StyledText(
        "  = \(SweepWords.percent(interval.lower)) to \(SweepWords.percent(interval.upper)) % for \(label)",
        .accent
      ),
      "",
    ]
  }

  private static func test(_ table: SweepTable, _ best: SweepGroup, _ other: SweepGroup) -> [StyledText] {
    let test = table.test(best, other)
    guard let probability = test.probability else { return [] }
    let p = SweepWords.probability(probability)
    switch table.ranking {
    case .solved:
      return [
        StyledText("\(best.label) against \(other.label), by Fisher's exact test:", .title),
        StyledText(
          "  \((best.solvedCount ?? 0) + (other.solvedCount ?? 0)) of \(best.runCount + other.runCount) runs solved it; if these were spread over the two settings at random,"
        ),
        StyledText(
          "  \(best.solvedCount ?? 0) and \(other.solvedCount ?? 0), or a split no more probable, would occur with \(p)"
        ),
      ]
    case .mean(let metric):
      guard let one = best.metrics[metric], let two = other.metrics[metric], let t = test.statistic,
        let freedom = test.freedom
      else { return [] }
      let number = { (value: Double) in SweepWords.significant(value, 4) }
      return [
        StyledText("\(best.label) against \(other.label), by Welch's t-test:", .title),
        "  t = (m₁ − m₂) / √(s₁²/n₁ + s₂²/n₂)",
        StyledText(
          "    = (\(number(one.mean)) − \(number(two.mean))) / √(\(number(one.standardDeviation))²/\(one.count) + "
            + "\(number(two.standardDeviation))²/\(two.count)) = \(number(t))"
        ),
        StyledText("  with \(SweepWords.fixed(freedom, 1)) degrees of freedom: \(p)", .accent),
      ]
    }
  }
}

extension CompareScreen {
  /// Whether a run has ended.
  public var canExplain: Bool { results.table.groups.contains { $0.runCount > 0 } }

  /// The sentences and the tests behind them; nil before a run has ended.
  public var explanation: Explanation? {
    guard canExplain else { return nil }
    return Explanation("explain: what can be concluded, and why", CompareExplanation(results.table).lines)
  }
}
