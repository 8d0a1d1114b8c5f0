import RealModule

/// How the learning rate changes during a run.
public enum LearningRateSchedule: String, Hashable, Sendable, CaseIterable {
  /// Always the learning rate that was set.
  case constant

  /// Down half a cosine wave to 0 (Loshchilov and Hutter, 2016).
  case cosine

  /// Up from 1/25 of the learning rate during the first three tenths, then down to 1/250,000 of it, both along half a
  /// cosine wave (Smith, 2018); PyTorch's `OneCycleLR` with its defaults.
  case oneCycle = "one-cycle"

  /// The learning rate of a step.
  ///
  /// - Parameters:
  ///   - step: The number of the step, from 0; steps after the last have its rate.
  ///   - total: The number of steps of the run.
  ///   - peak: The learning rate that was set.
  public func learningRate(step: Int, of total: Int, peak: Double) -> Double {
    let last = Swift.max(total, 1) - 1
    let step = Swift.min(Swift.max(step, 0), last)
    switch self {
    case .constant:
      return peak
    case .cosine:
      return halfWave(from: peak, to: 0, at: Double(step) / Double(Swift.max(total, 1)))
    case .oneCycle:
      let start = peak / 25
      let top = Swift.max(0.3 * Double(total) - 1, 0)
      if Double(step) <= top { return halfWave(from: start, to: peak, at: top > 0 ? Double(step) / top : 1) }
      return halfWave(from: peak, to: start / 1e4, at: (Double(step) - top) / (Double(last) - top))
    }
  }

  /// From one value to another along half a cosine wave, at a place in 0…1.
  private func halfWave(from start: Double, to end: Double, at place: Double) -> Double {
    end + (start - end) / 2 * (1 + Double.cos(.pi * place))
  }
}
