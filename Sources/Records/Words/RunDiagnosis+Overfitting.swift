/// Validation against training.
extension RunDiagnosis {
  mutating func judgeOverfitting() {
    for validation in run.metrics where MetricFamily.isValidation(validation.name) {
      switch MetricFamily(validation.name) {
      case .loss: judgeOverfitting(validation, sign: 1)
      case .score: judgeOverfitting(validation, sign: -1)
      case .rate, .other: break
      }
    }
  }

  private mutating func judgeOverfitting(_ validation: RunHistory.Metric, sign: Double) {
    guard let training = training(of: validation.name) else { return }
    let points = values(validation)
    guard points.count >= 6, let best = points.min(by: { sign * $0.value < sign * $1.value }),
      let trend = SeriesTrend(points, least: 6)
    else { return }
    let after = points.filter { $0.step > best.step }
    guard after.count >= 3 else { return }
    let tail = after.suffix(max(3, after.count / 3))
    let end = Self.mean(tail)
    let loss = sign * (end - best.value)
    guard loss > 3 * trend.noise / Double(tail.count).squareRoot() + trend.noise, loss > 0.02 * abs(best.value)
    else { return }
    // Training must have gone on getting better.
    let train = values(training)
    let count = max(3, train.count / 10)
    let near = train.filter { $0.step <= best.step }.suffix(count)
    let late = train.suffix(count)
    guard near.count >= 3 || near.count == train.filter({ $0.step <= best.step }).count, !near.isEmpty, late.count >= 3,
      let lateFirst = late.first, lateFirst.step > best.step
    else { return }
    let (trainThen, trainNow) = (Self.mean(near), Self.mean(late))
    guard sign * trainNow < sign * trainThen else { return }
    // A set that was only numbered may be any data.
    let isSure = !MetricFamily.isValidation(training.name)
    say(
      .overfits,
      validation.name,
      "\(validation.name) was best at step \(Figure.count(best.step)) with \(Figure.text(best.value)) and is \(Figure.text(end)) now, while "
        + "\(training.name) \(sign > 0 ? "fell" : "rose") from \(Figure.text(trainThen)) to \(Figure.text(trainNow)): "
        + (isSure
          ? "the run has overfitted since then."
          : "if that is the data trained on, the run has overfitted since then.")
    )
  }

  /// The metric that says of the data trained on what another says of data that are not.
  private func training(of validation: String) -> RunHistory.Metric? {
    let family = MetricFamily(validation)
    let words = Set(MetricFamily.subject(validation))
    let candidates = run.metrics.filter {
      MetricFamily($0.name) == family && !MetricFamily.isValidation($0.name)
    }
    let nearest = candidates.map { metric in
      (metric, subject: Set(MetricFamily.subject(metric.name)))
    }.filter { _, subject in
      // Data may have a name of their own (`my_valid-logloss`), but what is measured is the same.
      !subject.isEmpty && (subject.isSubset(of: words) || words.isSubset(of: subject))
        && MetricFamily.measures(subject) == MetricFamily.measures(words)
    }.min { $0.subject.symmetricDifference(words).count < $1.subject.symmetricDifference(words).count }
    if let nearest { return nearest.0 }
    // XGBoost's scikit-learn estimators number what they evaluate on, and the data trained on come first by custom.
    guard let number = MetricFamily.setNumber(validation), number > 0 else { return nil }
    let measures = MetricFamily.subject(validation)
    return run.metrics.first {
      MetricFamily($0.name) == family && MetricFamily.setNumber($0.name) == 0
        && MetricFamily.subject($0.name) == measures
    }
  }
}
