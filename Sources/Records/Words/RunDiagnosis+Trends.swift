/// Where a metric goes: down, up, nowhere, away.
extension RunDiagnosis {
  /// A trend by rank counts from so many standard deviations on.
  private static let drift = 2.6
  /// A level is told when it holds for this share of the values, and for so many.
  private static let levelShare = 0.3
  private static let levelCount = 12

  mutating func judgeTrend(_ metric: RunHistory.Metric, smallerIsBetter: Bool) {
    guard metric.series.last?.value.isFinite == true, let trend = SeriesTrend(values(metric)), trend.parts.count >= 4
    else { return }
    let parts = trend.parts
    let sign = smallerIsBetter ? 1.0 : -1.0
    guard let best = parts.indices.min(by: { sign * parts[$0].mean < sign * parts[$1].mean }) else { return }
    if smallerIsBetter, diverges(metric, trend, best: best) { return }
    if isConstant(metric, trend) || hasLevel(metric, trend) { return }
    let quarter = max(1, parts.count / 4)
    let end = parts[(parts.count - quarter)...]
    let before = parts[max(0, parts.count - 2 * quarter)..<(parts.count - quarter)]
    let change = trend.difference(before, end)
    // A curve without noise shows changes that nobody cares for.
    guard abs(change.change) > 0.001 * abs(SeriesTrend.mean(end).mean), abs(change.errors) > Self.significance else {
      return
    }
    if sign * change.change < 0 {
      improves(metric, trend, before, end, change.change, smallerIsBetter ? "falling" : "rising")
    } else {
      worsens(metric, trend, before, end, sign, smallerIsBetter ? "rising" : "falling")
    }
  }

  private mutating func improves(
    _ metric: RunHistory.Metric,
    _ trend: SeriesTrend,
    _ before: ArraySlice<SeriesTrend.Part>,
    _ end: ArraySlice<SeriesTrend.Part>,
    _ change: Double,
    _ word: String
  ) {
    say(.improves, metric.name, "\(metric.name) is still \(word): \(averages(before, end)).")
    guard trend.noise > 2 * abs(change) else { return }
    say(
      .noisy,
      metric.name,
      "Values of \(metric.name) vary by ±\(Figure.text(trend.noise)), \(Figure.text(trend.noise / abs(change))) times the change of the average "
        + "in the last quarter (\(Figure.text(abs(change)))): a single value says little."
    )
  }

  /// A change for the worse is told when the whole second half goes that way.
  private mutating func worsens(
    _ metric: RunHistory.Metric,
    _ trend: SeriesTrend,
    _ before: ArraySlice<SeriesTrend.Part>,
    _ end: ArraySlice<SeriesTrend.Part>,
    _ sign: Double,
    _ word: String
  ) {
    let isTold = findings.contains { $0.kind == .overfits && $0.metric == metric.name }
    let half = trend.parts[trend.parts.count / 2].start
    let mean = SeriesTrend.mean(end).mean
    guard !isTold, sign * trend.drift(from: half) > Self.drift,
      abs(mean - SeriesTrend.mean(before).mean) > 0.01 * abs(mean)
    else { return }
    say(.worsens, metric.name, "\(metric.name) is \(word): \(averages(before, end)).")
  }

  private func averages(_ before: ArraySlice<SeriesTrend.Part>, _ end: ArraySlice<SeriesTrend.Part>) -> String {
    "it averaged \(Figure.text(SeriesTrend.mean(before).mean)) in steps \(steps(before)), "
      + "and \(Figure.text(SeriesTrend.mean(end).mean)) in steps \(steps(end))"
  }

  private mutating func diverges(_ metric: RunHistory.Metric, _ trend: SeriesTrend, best: Int) -> Bool {
    let parts = trend.parts
    guard best < parts.count - 1, let last = parts.last, parts[best].mean > 0 else { return false }
    let rise = trend.difference(parts[best...best], parts[(parts.count - 1)...])
    guard rise.errors > Self.significance, last.mean > 3 * parts[best].mean, last.mean > parts[0].mean * 0.8 else {
      return false
    }
    say(
      .diverges,
      metric.name,
      "\(metric.name) diverges: it averaged \(Figure.text(parts[best].mean)) near step \(Figure.count(parts[best].lastStep)), "
        + "and \(Figure.text(last.mean)) near step \(Figure.count(last.lastStep))."
    )
    return true
  }

  // MARK: Levels

  /// Values that are the same to the last digit.
  private mutating func isConstant(_ metric: RunHistory.Metric, _ trend: SeriesTrend) -> Bool {
    guard let last = trend.points.last else { return false }
    let start = (trend.points.lastIndex { $0.value != last.value } ?? -1) + 1
    let count = trend.count - start
    let value = Figure.text(last.value)
    if start == 0 {
      say(.plateau, metric.name, "\(metric.name) is \(value) at all \(Figure.count(count)) values.")
      return true
    }
    guard count >= Self.levelCount, Double(count) >= Self.levelShare * Double(trend.count) else { return false }
    say(
      .plateau,
      metric.name,
      "\(metric.name) has been \(value) since step \(Figure.count(trend.points[start].step)), at its last \(Figure.count(count)) "
        + "of \(Figure.count(trend.count)) values."
    )
    return true
  }

  /// Values around one level.
  private mutating func hasLevel(_ metric: RunHistory.Metric, _ trend: SeriesTrend) -> Bool {
    guard let start = plateau(trend) else { return false }
    let flat = trend.parts[start...]
    let level = SeriesTrend.mean(flat)
    let share = Double(level.count) / Double(trend.count)
    guard share >= Self.levelShare, level.count >= Self.levelCount else { return false }
    let scatter = trend.scatter(from: trend.parts[start].start)
    let value = Figure.text(level.mean)
    // The search may miss the first part or two by chance; what differs by less than single values do is no other level.
    let isWhole = start == 0 || (start <= 2 && abs(SeriesTrend.mean(trend.parts[..<start]).mean - level.mean) < scatter)
    if isWhole {
      let around = scatter > 0 ? "\(value) ± \(Figure.text(scatter))" : "it averages \(value)"
      say(
        .plateau,
        metric.name,
        "\(metric.name) shows no trend over all \(Figure.count(trend.count)) values: \(around)."
      )
    } else {
      say(
        .plateau,
        metric.name,
        "\(metric.name) has stayed at \(value) since about step \(Figure.count(trend.parts[start].firstStep)), "
          + "the last \(Figure.text((share * 100).rounded())) % of its values"
          + (scatter > 0 ? "; single values vary by ±\(Figure.text(scatter))." : ".")
      )
    }
    return true
  }

  /// The part from which on nothing changes beyond noise; nil when the end still moves.
  private func plateau(_ trend: SeriesTrend) -> Int? {
    let parts = trend.parts
    guard let low = parts.map(\.mean).min(), let high = parts.map(\.mean).max() else { return nil }
    var found: Int?
    var misses = 0
    for start in stride(from: parts.count - 3, through: 0, by: -1) {
      if isFlat(trend, from: start, span: high - low) {
        found = start
        misses = 0
      } else {
        // Stretches of one level may look like a trend by chance, neighbours of one together; each is judged as a whole.
        misses += 1
        if misses > max(1, parts.count / 4) { break }
      }
    }
    return found
  }

  private func isFlat(_ trend: SeriesTrend, from start: Int, span: Double) -> Bool {
    let parts = trend.parts
    let rest = parts[start...]
    let third = max(1, rest.count / 3)
    let ends = trend.difference(rest.prefix(third), rest.suffix(third))
    let halves = trend.difference(rest.prefix(rest.count / 2), rest.suffix(rest.count - rest.count / 2))
    let first = trend.difference(parts[start...start], parts[(start + 1)...])
    let level = abs(SeriesTrend.mean(rest).mean)
    // What falls ever more slowly has a trend at any time, and has stopped when nothing of it can be seen.
    let isStill = abs(ends.change) <= 0.001 * level && abs(ends.change) <= 0.01 * span
    guard isStill || abs(trend.drift(from: parts[start].start)) < Self.drift else { return false }
    let isSmall = abs(ends.change) <= 0.1 * level || abs(ends.change) <= 0.1 * span
    let isChance = abs(halves.errors) < 2.5 || abs(halves.change) < 0.01 * span
    return (isSmall || abs(ends.errors) < 2) && isChance
      && (abs(first.errors) < 3.5 || abs(first.change) < 0.01 * span)
  }

  private func steps(_ parts: ArraySlice<SeriesTrend.Part>) -> String {
    guard let first = parts.first, let last = parts.last else { return "" }
    return "\(Figure.count(first.firstStep)) to \(Figure.count(last.lastStep))"
  }
}
