import Datasets
import NeuralNet

/// A network in Float that learns to classify images, as fast as the processor goes.
public struct ClassifierRun: TrainingRun {
  /// All that the next steps depend on.
  public struct Checkpoint: Equatable, Sendable {
    fileprivate var trainer: ClassifierState
    fileprivate var lessonsLearned: Int
    fileprivate var beforeLessons: [ClassifierState]
    fileprivate var lastBatch: BatchFigures?
  }

  /// What the last mini-batch has shown of the layers; the trainer forgets it when another network is put into it.
  fileprivate struct BatchFigures: Equatable, Sendable {
    var gradients: [Float]
    var statistics: [LayerStatistics]
  }

  private var settings: ClassifierRunSettings
  private let trainer: ClassifierTrainer
  /// Lessons that the network has had; the settings may hold more while they are being taken over.
  private var lessonsLearned = 0
  /// The trainer before each lesson, newest last; of a long row only the last ones.
  private var beforeLessons: [ClassifierState] = []
  /// Whether the trainer's last mini-batch is the one that led to this network.
  private var isLastBatchThisNetworks = false
  /// The last mini-batch of a network that was gone back to; nil when it had none, or has trained on.
  private var restoredBatch: BatchFigures?

  /// A checkpoint with Adam's running values and the gradients is 1.8 MB with the default layers.
  public static var checkpointCapacity: Int { 24 }
  /// So many lessons can be taken back.
  public static let undoCapacity = 8

  /// A run before its first step.
  public init(_ configuration: ClassifierRunSettings) throws {
    try configuration.validate()
    settings = configuration
    trainer = ClassifierTrainer(
      architecture: configuration.architecture,
      parameters: configuration.initialParameters,
      settings: configuration.training,
      pixels: configuration.data.sets.train.pixels,
      labels: configuration.data.sets.train.labels,
      threads: configuration.threads
    )
    learnLessons()
  }

  /// ⌈images / batch size⌉.
  public var stepsPerEpoch: Int { trainer.stepsPerEpoch }

  /// Trains on the next batch; the last one of an epoch may be smaller.
  public mutating func step() -> StepMetrics {
    let step = trainer.step()
    isLastBatchThisNetworks = true
    restoredBatch = nil
    return StepMetrics(loss: Double(step.loss), sampleCount: step.count, correctCount: step.correct)
  }

  /// Takes over what can change on the way.
  public mutating func configure(_ configuration: ClassifierRunSettings) {
    settings = configuration
    trainer.settings = configuration.training
    if configuration.lessons.count < lessonsLearned { unlearnLessons() }
    learnLessons()
  }

  /// A copy of the network, its gradients and what it says of the watched images.
  public mutating func snapshot() -> ClassifierSnapshot {
    let batch = lastBatch
    return ClassifierSnapshot(
      network: trainer.network,
      isMeasured: batch != nil,
      gradients: batch?.gradients ?? Array(repeating: 0, count: settings.architecture.parameterCount),
      statistics: batch?.statistics ?? unmeasuredStatistics,
      sampleProbabilities: trainer.predict(
        pixels: settings.data.samplePixels,
        count: settings.data.sampleIndices.count
      ),
      learningRate: trainer.learningRate
    )
  }

  /// All that the next steps depend on.
  public func checkpoint() -> Checkpoint {
    Checkpoint(
      trainer: trainer.state,
      lessonsLearned: lessonsLearned,
      beforeLessons: beforeLessons,
      lastBatch: lastBatch
    )
  }

  private var lastBatch: BatchFigures? {
    guard isLastBatchThisNetworks else { return restoredBatch }
    return BatchFigures(gradients: trainer.lastGradients(), statistics: trainer.statistics())
  }

  /// The weights' sizes alone.
  private var unmeasuredStatistics: [LayerStatistics] {
    trainer.statistics().map { layer in
      var layer = layer
      layer.gradientRMS = 0
      layer.deadShare = nil
      return layer
    }
  }

  /// Goes back to a checkpoint.
  public mutating func restore(_ checkpoint: Checkpoint) {
    trainer.state = checkpoint.trainer
    lessonsLearned = checkpoint.lessonsLearned
    beforeLessons = checkpoint.beforeLessons
    restoredBatch = checkpoint.lastBatch
    isLastBatchThisNetworks = false
  }

  /// Loss and accuracy on all test images.
  public mutating func evaluate() -> EvaluationMetrics? {
    let test = settings.data.sets.test
    guard test.count > 0 else { return nil }
    let evaluation = trainer.evaluate(pixels: test.pixels, labels: test.labels)
    return EvaluationMetrics(loss: evaluation.meanLoss, accuracy: evaluation.accuracy)
  }

  /// Whether every weight is finite.
  public var isFinite: Bool { trainer.isFinite }

  // MARK: Lessons

  private mutating func learnLessons() {
    for lesson in settings.lessons.dropFirst(lessonsLearned) {
      beforeLessons.append(trainer.state)
      if beforeLessons.count > Self.undoCapacity { beforeLessons.removeFirst() }
      trainer.trainOn(image: lesson.image, label: lesson.label, steps: lesson.steps)
      lessonsLearned += 1
    }
  }

  /// Takes the weights back to before the lessons that the settings no longer hold; the place in the epoch stays.
  private mutating func unlearnLessons() {
    while lessonsLearned > settings.lessons.count {
      lessonsLearned -= 1
      guard var before = beforeLessons.popLast() else { continue }
      before.epoch = trainer.epoch
      before.stepInEpoch = trainer.stepInEpoch
      trainer.state = before
    }
  }
}
