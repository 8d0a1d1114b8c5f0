import Training

/// A run whose numbers are a hash chain: any step done twice, left out or done with other settings changes every later bit.
struct ToyRun: TrainingRun {
  struct Settings: RunSettings {
    var epochs = 10
    var seed: UInt64 = 1
    var rate: UInt64 = 3
    var stepsPerEpoch = 1
    /// The loss is NaN from this step on.
    var badStep: Int?
    /// A weight is infinite from this step on, though the loss stays finite.
    var badWeightStep: Int?
    var convergesAtStep: Int?

    mutating func forgetWeights() {}
    func needsRestart(from current: Settings) -> Bool { seed != current.seed || stepsPerEpoch != current.stepsPerEpoch }
  }

  struct BadSettings: Error, CustomStringConvertible {
    var description: String { "expected a seed above 0, found 0" }
  }

  struct Checkpoint: Hashable, Sendable {
    var state: UInt64
    var step: Int
  }

  var settings: Settings
  var state: UInt64
  var count = 0

  init(_ configuration: Settings) throws {
    guard configuration.seed > 0 else { throw BadSettings() }
    settings = configuration
    state = configuration.seed
  }

  var stepsPerEpoch: Int { settings.stepsPerEpoch }

  mutating func step() -> StepMetrics {
    state = (state &* 6_364_136_223_846_793_005 &+ settings.rate) ^ (state >> 29)
    count += 1
    if let bad = settings.badStep, count >= bad { return StepMetrics(loss: .nan, sampleCount: 4) }
    return StepMetrics(loss: Double(state >> 11) * 0x1p-53, sampleCount: 4)
  }

  mutating func configure(_ configuration: Settings) { settings = configuration }
  mutating func snapshot() -> UInt64 { state }
  func checkpoint() -> Checkpoint { Checkpoint(state: state, step: count) }
  mutating func restore(_ checkpoint: Checkpoint) {
    state = checkpoint.state
    count = checkpoint.step
  }
  var hasConverged: Bool { settings.convergesAtStep.map { count >= $0 } ?? false }
  var isFinite: Bool { settings.badWeightStep.map { count < $0 } ?? true }
  static var checkpointCapacity: Int { 8 }

  /// The losses that training gives, worked out without a session.
  static func losses(_ settings: Settings, steps: Int) -> [Double] {
    guard var run = try? ToyRun(settings) else { return [] }
    return (0..<steps).map { _ in run.step().loss }
  }
}
