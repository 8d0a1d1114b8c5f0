/// What is not finite, or hides that it is not.
extension RunDiagnosis {
  mutating func judgeFiniteness(_ metric: RunHistory.Metric) {
    let series = metric.series
    guard let bad = series.firstNonFinite, let last = series.last else { return }
    let start = series.index(atOrAfter: bad.step)
    let isForGood = series.points[start...].allSatisfy { !$0.value.isFinite } && !last.value.isFinite
    let step = Figure.count(bad.step)
    if isForGood {
      let before =
        series.lastBeforeNonFinite.map {
          "; the last finite value was \(Figure.text($0.value)) at step \(Figure.count($0.step))"
        } ?? ""
      let word = bad.value.isNaN ? "NaN" : "infinite"
      say(.nonFinite, metric.name, "\(metric.name) has been \(word) since step \(step)\(before).")
    } else {
      let before =
        series.lastBeforeNonFinite.map {
          "; the value before was \(Figure.text($0.value)) at step \(Figure.count($0.step))"
        } ?? ""
      let kinds = [(series.nanCount, "NaN"), (series.infinityCount, "infinite")].filter { $0.0 > 0 }
      let words = kinds.map { "\($0.1) at \(Figure.count($0.0))" }.joined(separator: " and ")
      let place = kinds.count == 1 && kinds[0].0 == 1 ? "step \(step)" : "first at step \(step)"
      say(
        .nonFinite,
        metric.name,
        "\(metric.name) was \(words) of \(Figure.count(series.count)) values (\(place))\(before)."
      )
    }
  }

  /// transformers' logging_nan_inf_filter prints a loss of 0 where the loss is NaN. Those zeros are judged no further.
  mutating func judgeHiddenNaN() {
    guard let norm = run.metrics.first(where: { $0.name.hasSuffix("grad_norm") && $0.series.nanCount > 0 }),
      let bad = norm.series.firstNonFinite
    else { return }
    for metric in run.metrics where MetricFamily(metric.name) == .loss && !MetricFamily.isValidation(metric.name) {
      let after = metric.series.points[metric.series.index(atOrAfter: bad.step)...]
      let zeros = after.filter { $0.value == 0 }.count
      guard zeros >= 2, zeros == after.count else { continue }
      hidden[metric.name] = bad.step
      say(
        .hidden,
        metric.name,
        "\(metric.name) is 0 in all \(Figure.count(zeros)) values since step \(Figure.count(bad.step)), where \(norm.name) is NaN: "
          + "the logger writes 0 for a loss that is not finite."
      )
    }
  }
}
