/// The learning rate, and what its drops did.
extension RunDiagnosis {
  mutating func judgeRate(_ rate: RunHistory.Metric) {
    let points = rate.series.points.filter { $0.value.isFinite && $0.value > 0 }
    let drops = zip(points, points.dropFirst()).filter { $1.value <= $0.value * 0.55 }
    // A schedule that falls all the time has no drops to speak of.
    guard points.count >= 6, drops.count <= max(1, points.count / 20), drops.count <= 5, let drop = drops.last else {
      return
    }
    let at = drop.1.step
    guard let loss = run.metrics.first(where: { MetricFamily($0.name) == .loss && !MetricFamily.isValidation($0.name) })
    else { return }
    let values = values(loss)
    let before = values.filter { $0.step < at }.suffix(max(5, values.count / 10))
    let after = values.filter { $0.step >= at }
    guard before.count >= 5, after.count >= 5 else { return }
    let window = after.prefix(max(5, values.count / 10))
    say(
      .rateDropped,
      rate.name,
      "\(rate.name) went from \(Figure.text(drop.0.value)) to \(Figure.text(drop.1.value)) at step \(Figure.count(at)); \(loss.name) was "
        + "\(Figure.text(Self.mean(before))) on average over \(before.count) values before and \(Figure.text(Self.mean(window))) over \(window.count) after."
    )
  }
}
