/// What the figures of a run show, in sentences; nothing is said that they do not support.
public struct RunDiagnosis: Sendable {
  /// A difference counts from so many standard errors on.
  private static let significance = 4.0

  private let run: RunHistory
  private let now: Double?
  private var findings: [RunFinding] = []

  /// All findings of a run, the gravest first.
  /// - Parameter now: the time, in seconds since 1970, for what depends on it.
  public static func findings(of run: RunHistory, now: Double? = nil) -> [RunFinding] {
    var diagnosis = RunDiagnosis(run: run, now: now)
    diagnosis.judge()
    return diagnosis.findings.enumerated().sorted { ($0.element.kind, $0.offset) < ($1.element.kind, $1.offset) }.map(
      \.element
    )
  }

  private init(run: RunHistory, now: Double?) {
    self.run = run
    self.now = now
  }

  private mutating func judge() {
    judgeStall()
    for metric in run.metrics where !metric.name.hasPrefix("system/") { judgeFiniteness(metric) }
    judgeHiddenNaN()
    for metric in run.metrics {
      switch MetricFamily(metric.name) {
      case .loss: judgeTrend(metric, smallerIsBetter: true)
      case .score: judgeTrend(metric, smallerIsBetter: false)
      case .rate: judgeRate(metric)
      case .other: break
      }
    }
    judgeOverfitting()
    judgeSpeed()
  }

  private mutating func say(_ kind: RunFinding.Kind, _ metric: String, _ text: String) {
    findings.append(RunFinding(kind: kind, metric: metric, text: text))
  }

  // MARK: What is not finite

  private mutating func judgeFiniteness(_ metric: RunHistory.Metric) {
    let series = metric.series
    guard let bad = series.firstNonFinite, let last = series.last else { return }
    let word = bad.value.isNaN ? "NaN" : "infinite"
    let before =
      series.lastBeforeNonFinite.map {
        "; the last finite value was \(Figure.text($0.value)) at step \(Figure.count($0.step))"
      } ?? ""
    let start = series.index(atOrAfter: bad.step)
    let isForGood = series.points[start...].allSatisfy { !$0.value.isFinite } && !last.value.isFinite
    if isForGood {
      say(.nonFinite, metric.name, "\(metric.name) has been \(word) since step \(Figure.count(bad.step))\(before).")
    } else {
      let bads = series.nanCount + series.infinityCount
      let times = bads == 1 ? "once" : "\(Figure.count(bads)) times"
      say(
        .nonFinite,
        metric.name,
        "\(metric.name) was not finite \(times) in \(Figure.count(series.count)) values, first \(word) at step \(Figure.count(bad.step))\(before)."
      )
    }
  }

  /// transformers' logging_nan_inf_filter prints a loss of 0 where the loss is NaN.
  private mutating func judgeHiddenNaN() {
    guard let norm = run.metrics.first(where: { $0.name.hasSuffix("grad_norm") && $0.series.nanCount > 0 }),
      let bad = norm.series.firstNonFinite
    else { return }
    for metric in run.metrics where MetricFamily(metric.name) == .loss && !MetricFamily.isValidation(metric.name) {
      let after = metric.series.points[metric.series.index(atOrAfter: bad.step)...]
      let zeros = after.filter { $0.value == 0 }.count
      guard zeros >= 2, zeros == after.count else { continue }
      say(
        .hidden,
        metric.name,
        "\(metric.name) is 0 in all \(Figure.count(zeros)) values since step \(Figure.count(bad.step)), where \(norm.name) is NaN: "
          + "the logger writes 0 for a loss that is not finite."
      )
    }
  }

  // MARK: Trends

  private mutating func judgeTrend(_ metric: RunHistory.Metric, smallerIsBetter: Bool) {
    guard metric.series.last?.value.isFinite == true, let trend = SeriesTrend(metric.series), trend.parts.count >= 4
    else { return }
    let parts = trend.parts
    let sign = smallerIsBetter ? 1.0 : -1.0
    let quarter = max(1, parts.count / 4)
    let end = parts[(parts.count - quarter)...]
    guard let best = parts.indices.min(by: { sign * parts[$0].mean < sign * parts[$1].mean }) else { return }

    if smallerIsBetter, diverges(metric, trend, best: best) { return }
    if let start = plateau(trend) {
      let flat = parts[start...]
      let level = SeriesTrend.mean(flat)
      let share = Double(level.count) / Double(trend.count)
      if share >= 0.3, level.count >= 12 {
        say(
          .plateau,
          metric.name,
          "\(metric.name) has stayed at \(Figure.text(level.mean)) since about step \(Figure.count(parts[start].firstStep)), "
            + "the last \(Figure.text((share * 100).rounded())) % of its values; single values vary by ±\(Figure.text(trend.noise))."
        )
        return
      }
    }
    let before = parts[max(0, parts.count - 2 * quarter)..<(parts.count - quarter)]
    let change = trend.difference(before, end)
    guard sign * change.errors < -Self.significance else { return }
    let word = smallerIsBetter ? "falling" : "rising"
    say(
      .improves,
      metric.name,
      "\(metric.name) is still \(word): it averaged \(Figure.text(SeriesTrend.mean(before).mean)) in steps \(steps(before)), "
        + "and \(Figure.text(SeriesTrend.mean(end).mean)) in steps \(steps(end))."
    )
    if trend.noise > 2 * abs(change.change) {
      say(
        .noisy,
        metric.name,
        "Values of \(metric.name) vary by ±\(Figure.text(trend.noise)), \(Figure.text(trend.noise / abs(change.change))) times the change of the average "
          + "in the last quarter (\(Figure.text(abs(change.change)))): a single value says little."
      )
    }
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

  /// The part from which on nothing changes beyond noise; nil when the end still moves.
  private func plateau(_ trend: SeriesTrend) -> Int? {
    let parts = trend.parts
    guard let low = parts.map(\.mean).min(), let high = parts.map(\.mean).max() else { return nil }
    var found: Int?
    for start in stride(from: parts.count - 3, through: 0, by: -1) {
      let rest = parts[start...]
      let middle = start + rest.count / 2
      let halves = trend.difference(parts[start..<middle], parts[middle...])
      let first = trend.difference(parts[start...start], parts[(start + 1)...])
      let isFlat = abs(halves.errors) < 2.5 || abs(halves.change) < 0.01 * (high - low)
      guard isFlat, abs(first.errors) < 3.5 || abs(first.change) < 0.01 * (high - low) else { break }
      found = start
    }
    return found
  }

  private func steps(_ parts: ArraySlice<SeriesTrend.Part>) -> String {
    guard let first = parts.first, let last = parts.last else { return "" }
    return "\(Figure.count(first.firstStep)) to \(Figure.count(last.lastStep))"
  }

  // MARK: Validation against training

  private mutating func judgeOverfitting() {
    for validation in run.metrics
    where MetricFamily(validation.name) == .loss && MetricFamily.isValidation(validation.name) {
      let subject = MetricFamily.subject(validation.name)
      guard
        let training = run.metrics.first(where: {
          MetricFamily($0.name) == .loss && !MetricFamily.isValidation($0.name)
            && MetricFamily.subject($0.name) == subject
        })
      else { continue }
      judge(validation, against: training)
    }
  }

  private mutating func judge(_ validation: RunHistory.Metric, against training: RunHistory.Metric) {
    let points = validation.series.points.filter { $0.value.isFinite }
    guard points.count >= 6, let best = points.min(by: { $0.value < $1.value }),
      let trend = SeriesTrend(validation.series, least: 6)
    else { return }
    let after = points.filter { $0.step > best.step }
    guard after.count >= 3 else { return }
    let tail = after.suffix(max(3, after.count / 3))
    let end = tail.reduce(0) { $0 + $1.value } / Double(tail.count)
    guard end - best.value > 3 * trend.noise / Double(tail.count).squareRoot() + trend.noise, end > best.value * 1.02
    else { return }
    // Training must have gone on falling.
    let train = training.series.points.filter { $0.value.isFinite }
    let near = train.filter { $0.step <= best.step }.suffix(max(3, train.count / 10))
    let late = train.suffix(max(3, train.count / 10))
    guard near.count >= 3, late.count >= 3, let lateFirst = late.first, lateFirst.step > best.step else { return }
    let trainThen = near.reduce(0) { $0 + $1.value } / Double(near.count)
    let trainNow = late.reduce(0) { $0 + $1.value } / Double(late.count)
    guard trainNow < trainThen else { return }
    say(
      .overfits,
      validation.name,
      "\(validation.name) was best at step \(Figure.count(best.step)) with \(Figure.text(best.value)) and is \(Figure.text(end)) now, while "
        + "\(training.name) fell from \(Figure.text(trainThen)) to \(Figure.text(trainNow)): the run has overfitted since then."
    )
  }

  // MARK: The learning rate

  private mutating func judgeRate(_ rate: RunHistory.Metric) {
    let points = rate.series.points.filter { $0.value.isFinite && $0.value > 0 }
    let drops = zip(points, points.dropFirst()).filter { $1.value <= $0.value * 0.55 }
    // A schedule that falls all the time has no drops to speak of.
    guard points.count >= 6, drops.count <= max(1, points.count / 20), drops.count <= 5, let drop = drops.last else {
      return
    }
    let at = drop.1.step
    guard let loss = run.metrics.first(where: { MetricFamily($0.name) == .loss && !MetricFamily.isValidation($0.name) })
    else { return }
    let values = loss.series.points.filter { $0.value.isFinite }
    let before = values.filter { $0.step < at }.suffix(max(5, values.count / 10))
    let after = values.filter { $0.step >= at }
    guard before.count >= 5, after.count >= 5 else { return }
    let then = before.reduce(0) { $0 + $1.value } / Double(before.count)
    let window = after.prefix(max(5, values.count / 10))
    let since = window.reduce(0) { $0 + $1.value } / Double(window.count)
    say(
      .rateDropped,
      rate.name,
      "\(rate.name) went from \(Figure.text(drop.0.value)) to \(Figure.text(drop.1.value)) at step \(Figure.count(at)); \(loss.name) was "
        + "\(Figure.text(then)) on average over \(before.count) values before and \(Figure.text(since)) over \(window.count) after."
    )
  }

  // MARK: Time

  private mutating func judgeStall() {
    guard case .stalled(let since) = run.status, let now, now > since else { return }
    say(.stalled, "", "Nothing has been logged for \(Figure.duration(now - since)).")
  }

  private mutating func judgeSpeed() {
    guard let metric = run.metrics.filter({ $0.series.hasTimes }).max(by: { $0.series.count < $1.series.count }) else {
      return
    }
    let series = metric.series
    let marks = series.points.indices.compactMap { index in
      series.time(at: index).map { (step: series.points[index].step, time: $0) }
    }
    guard marks.count >= 16, let first = marks.first, let last = marks.last, last.step > first.step,
      last.time > first.time
    else { return }
    func pace(_ from: Int, _ to: Int) -> Double {
      (marks[to].time - marks[from].time) / Double(max(1, marks[to].step - marks[from].step))
    }
    let half = marks.count / 2
    let early = pace(0, half)
    let late = pace(marks.count - 1 - marks.count / 4, marks.count - 1)
    if early > 0, late > 1.4 * early, late * Double(last.step - marks[marks.count - 1 - marks.count / 4].step) > 5 {
      say(
        .slower,
        "",
        "A step has taken \(Figure.duration(late)) since about step \(Figure.count(marks[marks.count - 1 - marks.count / 4].step)); "
          + "in the first half it took \(Figure.duration(early))."
      )
    }
    guard run.status == .running, let end = knownEnd, end > last.step else { return }
    let left = Double(end - last.step) * late
    say(
      .timeLeft,
      "",
      "About \(Figure.duration(left)) remain: step \(Figure.count(last.step)) of \(Figure.count(end)), \(Figure.duration(late)) per step."
    )
  }

  /// The last step, where the run's facts say it.
  private var knownEnd: Int? {
    for name in ["max_steps", "total_steps", "num_training_steps", "max_iters", "train_iters"] {
      if let fact = run.facts.first(where: { $0.name == name }), let steps = Int(fact.text), steps > 0 { return steps }
    }
    func number(_ name: String) -> Int? { run.facts.first { $0.name == name }.flatMap { Int($0.text) } }
    if let epochs = number("epochs"), let steps = number("steps_per_epoch") { return epochs * steps }
    return nil
  }
}
