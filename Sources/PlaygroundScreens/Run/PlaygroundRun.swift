import Playground
import Training

/// The playground's training in a session; a step is an epoch.
///
/// A step reports the training loss before it, which is the loss after the epochs so far: what the peer shows.
public struct PlaygroundRun: TrainingRun {
  /// The places of a map beside and above each other.
  static let gridSize = 48

  private var configuration: PlaygroundRunSettings
  // A class that belongs to the session's thread, as the run does.
  private var trainer: PlaygroundTrainer
  private var appliedEdits = 0

  /// A run before its first step.
  public init(_ configuration: PlaygroundRunSettings) throws {
    self.configuration = configuration
    trainer = try PlaygroundTrainer(configuration.experiment)
    apply(configuration.edits)
  }

  /// A step is an epoch.
  public var stepsPerEpoch: Int { 1 }

  /// Trains an epoch.
  public mutating func step() -> StepMetrics {
    let figures = trainer.evaluate()
    trainer.trainEpoch()
    let count = trainer.split.train.count
    return StepMetrics(
      loss: figures.trainLoss,
      sampleCount: count,
      correctCount: figures.trainAccuracy.map { Int(($0 * Double(count)).rounded()) }
    )
  }

  /// Takes over settings, weights and points set by hand.
  public mutating func configure(_ configuration: PlaygroundRunSettings) {
    let old = self.configuration
    self.configuration = configuration
    if configuration.experiment.edits != old.experiment.edits,
      let other = try? PlaygroundTrainer(configuration.experiment), other.shape == trainer.shape
    {
      var state = trainer.state
      state.begin()
      other.state = state
      trainer = other
    } else {
      trainer.configure(configuration.experiment)
    }
    apply(configuration.edits)
  }

  /// Sets what was edited since; going back in time takes edits away, and the checkpoint has the weights of then.
  private mutating func apply(_ edits: [WeightEdit]) {
    for edit in edits.dropFirst(appliedEdits) where edit.place < trainer.shape.parameterCount {
      trainer.set(edit.new, at: edit.place)
    }
    appliedEdits = edits.count
  }

  /// Weights, figures and maps now.
  public mutating func snapshot() -> PlaygroundSnapshot {
    PlaygroundSnapshot(
      settings: trainer.settings,
      weights: trainer.weights,
      figures: trainer.evaluate(),
      maps: trainer.outputs(at: PlaneGrid(columns: Self.gridSize, rows: Self.gridSize)),
      silentUnits: trainer.silentUnits,
      split: trainer.split
    )
  }

  /// All that the next steps depend on.
  public func checkpoint() -> PlaygroundTrainer.State { trainer.state }

  /// Goes back to a checkpoint.
  public mutating func restore(_ checkpoint: PlaygroundTrainer.State) { trainer.state = checkpoint }

  /// Loss and accuracy on the test points.
  public mutating func evaluate() -> EvaluationMetrics? {
    let figures = trainer.evaluate()
    return EvaluationMetrics(loss: figures.testLoss, accuracy: figures.testAccuracy)
  }

  /// Whether every weight and bias is finite.
  public var isFinite: Bool { trainer.isFinite }
}

/// What the screen draws of the network's inside.
public struct PlaygroundSnapshot: Sendable {
  /// The settings of then.
  public var settings: PlaygroundSettings
  /// The weights.
  public var weights: PlaygroundWeights
  /// Losses and accuracies.
  public var figures: PlaygroundFigures
  /// Every unit's output over the plane.
  public var maps: PlaneMaps
  /// Hidden units that give 0 at every training point.
  public var silentUnits: [UnitPlace]
  /// The points.
  public var split: PlaneSplit
}
