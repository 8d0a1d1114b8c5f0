import Lessons
import NeuralNet

/// Trains one neuron, as `dlviz neuron` does.
struct NeuronSweep {
  private let sweep: Sweep
  private let settings: SweepSettings
  /// The epochs whose figures are kept.
  private let kept: [Int]
  /// Epochs between two questions whether a run is stopped: some milliseconds of training.
  private static let epochsBetweenQuestions = 1000

  init(_ sweep: Sweep, _ settings: SweepSettings, kept: [Int]) {
    self.kept = kept
    self.sweep = sweep
    self.settings = settings
  }

  /// Trains a run to its end; nil where it was stopped.
  func train(_ run: Int, isStopped: (Int) -> Bool) -> SweepOutcome? {
    let clock = ContinuousClock()
    let begin = clock.now
    let seed = sweep.place(ofRun: run).seed
    let neuron = settings.neuronSettings(seed: seed)
    var state = NeuronState(neuron)
    let count = neuron.data.count
    // The course counts epochs from 0, a sweep those that are done.
    var losses = [Float(state.lossOfAll / Double(count))]
    while state.epoch < neuron.epochs, state.isFinite {
      state.advance()
      guard let epoch = state.lastEpoch, state.nextSample == 0 else { continue }
      losses.append(Float(epoch.meanLoss(of: count)))
      if state.epoch % Self.epochsBetweenQuestions == 0, isStopped(run) { return nil }
    }
    let seconds = (clock.now - begin).seconds
    let shown = state.epoch * count + state.nextSample
    return SweepOutcome(
      run: run,
      seed: seed,
      epochs: state.epoch,
      trainLoss: state.isFinite ? state.lastEpoch?.meanLoss(of: count) ?? Double(losses[0]) : .nan,
      divergedAt: state.isFinite ? nil : shown,
      seconds: seconds,
      samplesPerSecond: seconds > 0 ? Double(shown) / seconds : nil,
      lossCurve: kept.map { $0 < losses.count ? losses[$0] : .nan },
      deadUnits: isDead(state) ? 1 : 0
    )
  }

  /// Whether the neuron gives 0 for every sample with a gradient of 0: a ReLU that no sample wakes.
  private func isDead(_ state: NeuronState) -> Bool {
    state.isFinite && state.settings.architecture.outputActivation == .relu
      && state.settings.data.samples.allSatisfy { state.prediction($0.inputs) == 0 }
  }
}
