/// Counts steps on that begin anew with each epoch, as `epoch, batch, loss` has them.
///
/// A step that falls back while the epoch rises is a batch of the new epoch; one that falls back with the epoch, or without any, is a run that began again.
struct EpochSteps {
  private var offset = 0
  private var lastStep: Int?
  private var lastEpoch = Double.nan

  /// The step over all epochs.
  /// - Parameters:
  ///   - isBatch: whether the step's name says that it is a batch, so that one batch an epoch is one step on.
  mutating func step(_ step: Int, epoch: Double?, isBatch: Bool) -> Int {
    guard let epoch, epoch == epoch.rounded() else {
      lastStep = nil
      offset = 0
      return step
    }
    defer {
      lastStep = step
      lastEpoch = epoch
    }
    if let lastStep, epoch > lastEpoch, step < lastStep || (isBatch && step == lastStep) {
      let (sum, overflows) = offset.addingReportingOverflow(step == 0 ? lastStep + 1 : lastStep)
      if !overflows { offset = sum }
    } else if epoch < lastEpoch {
      offset = 0
    }
    let (sum, overflows) = offset.addingReportingOverflow(step)
    return overflows ? step : sum
  }
}
