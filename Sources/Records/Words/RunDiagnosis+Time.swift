/// How fast a run goes, and how long it will take.
extension RunDiagnosis {
  mutating func judgeStall() {
    guard case .stalled(let since) = run.status, let now, now > since else { return }
    let usual = rhythm?.interval.map { "; something came every \(Figure.duration($0)) before" } ?? ""
    say(.stalled, "", "Nothing has been logged for \(Figure.duration(now - since))\(usual).")
  }

  mutating func judgeSpeed() {
    var pace = rhythm?.secondsPerStep
    var lastStep = run.lastStep
    if let metric = run.metrics.filter({ $0.series.hasTimes }).max(by: { $0.series.count < $1.series.count }),
      let recorded = recordedPace(metric.series)
    {
      pace = recorded.late
      lastStep = recorded.last
      if recorded.early > 0, recorded.late > 1.4 * recorded.early,
        recorded.late * Double(recorded.last - recorded.since) > 5
      {
        say(
          .slower,
          "",
          "A step has taken \(Figure.duration(recorded.late)) since about step \(Figure.count(recorded.since)); "
            + "in the first half it took \(Figure.duration(recorded.early))."
        )
      }
    }
    guard run.status == .running, let pace, pace > 0, let lastStep, let end = knownEnd(lastStep), end > lastStep else {
      return
    }
    say(
      .timeLeft,
      "",
      "About \(Figure.duration(Double(end - lastStep) * pace)) remain: step \(Figure.count(lastStep)) of \(Figure.count(end)), "
        + "\(Figure.duration(pace)) per step."
    )
  }

  /// Seconds per step in the first half and in the last quarter, by the times that stand in the log.
  private func recordedPace(_ series: MetricSeries) -> (early: Double, late: Double, since: Int, last: Int)? {
    let marks = series.points.indices.compactMap { index in
      series.time(at: index).map { (step: series.points[index].step, time: $0) }
    }
    guard marks.count >= 16, let first = marks.first, let last = marks.last, last.step > first.step,
      last.time > first.time
    else { return nil }
    func pace(_ from: Int, _ to: Int) -> Double {
      (marks[to].time - marks[from].time) / Double(max(1, marks[to].step - marks[from].step))
    }
    let quarter = marks.count - 1 - marks.count / 4
    return (pace(0, marks.count / 2), pace(quarter, marks.count - 1), marks[quarter].step, last.step)
  }

  // MARK: The end

  /// The last step, where the run's facts or its text say it.
  private func knownEnd(_ lastStep: Int) -> Int? {
    func number(_ name: String) -> Int? {
      run.facts.first { $0.name == name || $0.name.hasSuffix("/" + name) || $0.name.hasSuffix("." + name) }.flatMap {
        Int($0.text)
      }
    }
    for name in ["max_steps", "total_steps", "num_training_steps", "max_iters", "train_iters"] {
      if let steps = number(name), steps > 0 { return steps }
    }
    if let epochs = number("epochs"), let steps = number("steps_per_epoch") {
      let (product, overflows) = epochs.multipliedReportingOverflow(by: steps)
      if !overflows { return product }
    }
    return writtenEnd(lastStep)
  }

  /// The last step by counters such as `step 160/600` or `Epoch 3/10 … 180/300` in the newest lines.
  private func writtenEnd(_ lastStep: Int) -> Int? {
    var epoch: StepCounter?
    var inner: Int?
    for line in run.text.lines.suffix(40).reversed() {
      for counter in StepCounter.all(in: line) {
        // Steps may count from 0 where the text counts from 1.
        if counter.done == lastStep { return counter.total }
        if counter.done == lastStep + 1 { return counter.total - 1 }
        if counter.isEpoch { epoch = epoch ?? counter } else { inner = inner ?? counter.total }
      }
      if let epoch, let inner {
        // Steps that were counted on over epochs.
        let (end, overflows) = epoch.total.multipliedReportingOverflow(by: inner)
        guard !overflows, lastStep > (epoch.done - 1) * inner - inner, lastStep <= epoch.done * inner else {
          return nil
        }
        return end
      }
    }
    return nil
  }
}
