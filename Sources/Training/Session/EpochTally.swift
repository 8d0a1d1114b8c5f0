/// Adds up the figures of an epoch.
struct EpochTally {
  private var lossSum = 0.0
  private var sampleCount = 0
  private var correctCount: Int?
  private var samplesSinceReport = 0
  private var secondsAtReport = 0.0

  @inline(__always)
  mutating func append(_ metrics: StepMetrics) {
    lossSum += metrics.loss * Double(metrics.sampleCount)
    sampleCount += metrics.sampleCount
    samplesSinceReport += metrics.sampleCount
    if let correct = metrics.correctCount { correctCount = (correctCount ?? 0) + correct }
  }

  mutating func report(epoch: Int, step: Int, seconds: Double, evaluation: EvaluationMetrics?) -> EpochReport {
    let samples = Double(max(1, sampleCount))
    let elapsed = seconds - secondsAtReport
    defer {
      samplesSinceReport = 0
      secondsAtReport = seconds
    }
    return EpochReport(
      epoch: epoch,
      step: step,
      trainLoss: lossSum / samples,
      trainAccuracy: correctCount.map { Double($0) / samples },
      testLoss: evaluation?.loss,
      testAccuracy: evaluation?.accuracy,
      seconds: seconds,
      samplesPerSecond: elapsed > 0 ? Double(samplesSinceReport) / elapsed : nil
    )
  }

  mutating func endEpoch() {
    lossSum = 0
    sampleCount = 0
    correctCount = correctCount.map { _ in 0 }
  }
}
