import Datasets
import NeuralNet

/// A network in Float that learns to classify images, as fast as the processor goes.
public struct ClassifierRun: TrainingRun {
  /// All that the next steps depend on.
  public struct Checkpoint: Equatable, Sendable {
    fileprivate var trainer: ClassifierState
    fileprivate var lessons: [LearnedLesson]
    fileprivate var lastBatch: BatchFigures?
    fileprivate var moves: EpochMoves
  }

  /// How far an epoch moves the weights.
  fileprivate struct EpochMoves: Equatable, Sendable {
    /// The parameters with which the epoch began that goes on.
    var start: [Float]
    /// What ``ClassifierSnapshot/epochMoves`` is.
    var shares: [Double]?

    /// Takes in the parameters with which an epoch has ended.
    mutating func end(with parameters: [Float], _ architecture: Architecture) {
      shares = architecture.layers.map { layer in
        var moved = 0.0
        var before = 0.0
        for index in layer.weightRange {
          let change = Double(parameters[index] - start[index])
          moved += change * change
          before += Double(start[index]) * Double(start[index])
        }
        return before > 0 ? (moved / before).squareRoot() : 0
      }
      start = parameters
    }
  }

  /// What the last mini-batch has shown of the layers; the trainer forgets it when another network is put into it, or a lesson taught.
  fileprivate struct BatchFigures: Equatable, Sendable {
    var gradients: [Float]
    var statistics: [LayerStatistics]
  }

  /// A lesson that the network has had.
  fileprivate struct LearnedLesson: Equatable, Sendable {
    var outcome: ClassifierLessonOutcome
    /// What the network and the optimizer were before it; nil for all but the last few.
    var before: ClassifierState?
    /// Which optimizer the running values in `before` are of.
    var optimizer: Optimizer
  }

  private var settings: ClassifierRunSettings
  private let trainer: ClassifierTrainer
  /// Lessons that the network has had, newest last; the settings may hold more while they are being taken over.
  private var lessons: [LearnedLesson] = []
  /// Whether the trainer's last mini-batch is the one that led to this network.
  private var isLastBatchThisNetworks = false
  /// The last mini-batch of a network that was gone back to or taught; nil when it had none, or has trained on.
  private var restoredBatch: BatchFigures?
  private var moves: EpochMoves

  /// A checkpoint with Adam's running values and the gradients is 1.8 MB with the default layers.
  public static var checkpointCapacity: Int { 24 }
  /// A checkpoint costs as much as five steps; this many are trained again in about 30 ms.
  public static var checkpointStride: Int { 256 }
  /// So many lessons can be taken back.
  public static let undoCapacity = 8

  /// A run before its first step.
  public init(_ configuration: ClassifierRunSettings) throws {
    try configuration.validate()
    settings = configuration
    let images = configuration.data.sets.train.prefix(configuration.trainCount)
    trainer = ClassifierTrainer(
      architecture: configuration.architecture,
      parameters: configuration.initialParameters,
      settings: configuration.training,
      pixels: images.pixels,
      labels: images.labels,
      normalisation: configuration.data.normalisation,
      threads: configuration.threads
    )
    moves = EpochMoves(start: trainer.parameters)
    learnLessons()
  }

  /// ⌈images / batch size⌉.
  public var stepsPerEpoch: Int { trainer.stepsPerEpoch }

  /// Trains on the next batch; the last one of an epoch may be smaller.
  public mutating func step() -> StepMetrics {
    let step = trainer.step()
    isLastBatchThisNetworks = true
    restoredBatch = nil
    if trainer.stepInEpoch == 0 { moves.end(with: trainer.parameters, settings.architecture) }
    return StepMetrics(loss: Double(step.loss), sampleCount: step.count, correctCount: step.correct)
  }

  /// Takes over what can change on the way.
  public mutating func configure(_ configuration: ClassifierRunSettings) {
    settings = configuration
    trainer.settings = configuration.training
    if configuration.lessons.count < lessons.count { unlearnLessons() }
    learnLessons()
  }

  /// A copy of the network, the last mini-batch's gradients, and what the network says of the watched images.
  public mutating func snapshot() -> ClassifierSnapshot {
    measureLastLesson()
    let batch = lastBatch
    return ClassifierSnapshot(
      network: trainer.network,
      isMeasured: batch != nil,
      gradients: batch?.gradients ?? Array(repeating: 0, count: settings.architecture.parameterCount),
      statistics: statistics(of: batch),
      sampleProbabilities: trainer.predict(
        pixels: settings.data.samplePixels,
        count: settings.data.sampleIndices.count
      ),
      epochMoves: moves.shares,
      learningRate: trainer.learningRate,
      lessons: lessons.map(\.outcome)
    )
  }

  /// All that the next steps depend on.
  public func checkpoint() -> Checkpoint {
    Checkpoint(trainer: trainer.state, lessons: lessons, lastBatch: lastBatch, moves: moves)
  }

  private var lastBatch: BatchFigures? {
    guard isLastBatchThisNetworks else { return restoredBatch }
    return BatchFigures(gradients: trainer.lastGradients(), statistics: trainer.statistics())
  }

  /// The weights' sizes as they are, and what a mini-batch has shown of the gradients and units.
  private func statistics(of batch: BatchFigures?) -> [LayerStatistics] {
    trainer.statistics().enumerated().map { index, layer in
      var layer = layer
      layer.gradientRMS = batch?.statistics[index].gradientRMS ?? 0
      layer.deadShare = batch?.statistics[index].deadShare
      return layer
    }
  }

  /// Goes back to a checkpoint.
  public mutating func restore(_ checkpoint: Checkpoint) {
    trainer.state = checkpoint.trainer
    lessons = checkpoint.lessons
    restoredBatch = checkpoint.lastBatch
    moves = checkpoint.moves
    isLastBatchThisNetworks = false
  }

  /// Loss and accuracy on all test images; no accuracy where the loss is not finite: no class is then the most probable.
  public mutating func evaluate() -> EvaluationMetrics? {
    let test = settings.data.sets.test
    guard test.count > 0 else { return nil }
    let evaluation = trainer.evaluate(pixels: test.pixels, labels: test.labels)
    return EvaluationMetrics(
      loss: evaluation.meanLoss,
      accuracy: evaluation.meanLoss.isFinite ? evaluation.accuracy : nil
    )
  }

  /// Whether every weight is finite.
  public var isFinite: Bool { trainer.isFinite }

  // MARK: Lessons

  private mutating func learnLessons() {
    for lesson in settings.lessons.dropFirst(lessons.count) {
      lessons.append(learn(lesson))
      if lessons.count > Self.undoCapacity {
        lessons[lessons.count - 1 - Self.undoCapacity].before = nil
        lessons[lessons.count - 1 - Self.undoCapacity].outcome.isUndoable = false
      }
    }
  }

  private mutating func learn(_ lesson: ClassifierLesson) -> LearnedLesson {
    restoredBatch = lastBatch
    isLastBatchThisNetworks = false
    let before = trainer.state
    let first = probability(of: lesson)
    var probability = first
    var updates = 0
    // A way of its own, without the optimizer's running values; setting another optimizer clears them.
    trainer.settings = ClassifierSettings(
      optimizer: .sgd,
      learningRate: lesson.learningRate,
      batchSize: settings.training.batchSize,
      shuffles: settings.training.shuffles,
      seed: settings.training.seed
    )
    repeat {
      trainer.trainOn(image: lesson.image, label: lesson.label, steps: 1)
      updates += 1
      probability = self.probability(of: lesson)
    } while updates < lesson.steps && probability < lesson.goal
    var after = before
    after.parameters = trainer.parameters
    trainer.settings = settings.training
    trainer.state = after
    let outcome = ClassifierLessonOutcome(
      step: trainer.stepCount,
      label: lesson.label,
      updates: updates,
      probabilityBefore: first,
      probabilityAfter: probability,
      isUndoable: true
    )
    return LearnedLesson(outcome: outcome, before: before, optimizer: settings.training.optimizer)
  }

  private func probability(of lesson: ClassifierLesson) -> Double {
    Double(trainer.predict(pixels: lesson.image, count: 1)[Int(lesson.label)])
  }

  /// Counts what the newest lesson cost on all test images, once, as long as nothing has been trained since.
  ///
  /// Here and not in `learn(_:)`, so that a past that is trained again does not count what nobody sees.
  private mutating func measureLastLesson() {
    guard let last = lessons.last, let before = last.before, last.outcome.accuracyAfter == nil,
      last.outcome.step == trainer.stepCount
    else { return }
    let after = trainer.parameters
    trainer.parameters = before.parameters
    let accuracyBefore = evaluate()?.accuracy
    trainer.parameters = after
    lessons[lessons.count - 1].outcome.accuracyBefore = accuracyBefore
    lessons[lessons.count - 1].outcome.accuracyAfter = evaluate()?.accuracy
  }

  /// Takes the network back to before the lessons that the settings no longer hold; the place in the epoch stays.
  ///
  /// Exact at the step at which they were taught. What has been trained since cannot be told apart from them, and goes too: a reader that
  /// wants only the lesson gone goes back to its step first.
  private mutating func unlearnLessons() {
    while lessons.count > settings.lessons.count {
      guard let lesson = lessons.popLast(), var before = lesson.before else { continue }
      before.epoch = trainer.epoch
      before.stepInEpoch = trainer.stepInEpoch
      if lesson.optimizer != settings.training.optimizer {
        // Another optimizer's running values are of no use to this one.
        before.firstMoments = []
        before.secondMoments = []
        before.optimizerSteps = 0
      }
      trainer.state = before
    }
  }
}
