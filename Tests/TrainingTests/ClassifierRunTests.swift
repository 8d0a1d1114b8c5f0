import Datasets
import NeuralNet
import Testing
import Training

@Suite(.timeLimit(.minutes(2)))
struct ClassifierRunTests {
  private func losses(_ run: inout ClassifierRun, _ count: Int) -> [Double] {
    (0..<count).map { _ in run.step().loss }
  }

  @Test func watchesTheFirstImagesOfEachClassInTurn() {
    let data = TinyImages.data(test: 9)
    #expect(data.sampleIndices == [0, 1, 2, 3, 4, 5, 6, 7, 8])
    #expect(data.samplePixels == data.sets.test.pixels)
    #expect(TinyImages.data(test: 40).sampleIndices == Array(0..<12))
  }

  @Test func countsStepsEpochsAndRightImages() throws {
    var run = try ClassifierRun(TinyImages.settings())
    #expect(run.stepsPerEpoch == 3)
    let counts = (0..<6).map { _ in run.step().sampleCount }
    #expect(counts == [8, 8, 4, 8, 8, 4])
    let metrics = run.step()
    #expect((0...8).contains(try #require(metrics.correctCount)))
    let result = run.evaluate()
    let evaluation = try #require(result)
    #expect((evaluation.accuracy ?? -1) >= 0 && (evaluation.accuracy ?? 2) <= 1)
  }

  @Test func trainsOnTheFirstImagesOnly() throws {
    var settings = TinyImages.settings()
    settings.trainImages = 10
    var run = try ClassifierRun(settings)
    let counts = (0..<4).map { _ in run.step().sampleCount }
    #expect(counts == [8, 2, 8, 2])
    settings.trainImages = 1000
    #expect(settings.trainCount == 20)
    settings.trainImages = 0
    #expect(throws: SettingsError.self) { try ClassifierRun(settings) }
  }

  @Test func anEpochsMovesAreTheWayOfEachLayersWeights() throws {
    var run = try ClassifierRun(TinyImages.settings())
    _ = losses(&run, 2)
    let early = run.snapshot()
    #expect(early.epochMoves == nil)
    _ = losses(&run, 1)
    let middle = run.snapshot()
    let checkpoint = run.checkpoint()
    _ = losses(&run, 3)
    let end = run.snapshot()
    let moves = try #require(end.epochMoves)
    func norm(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    for (layer, move) in zip(end.network.architecture.layers, moves) {
      let before = layer.weightRange.map { Double(middle.network.parameters[$0]) }
      let change = layer.weightRange.map { Double(end.network.parameters[$0] - middle.network.parameters[$0]) }
      #expect(abs(move - norm(change) / norm(before)) < 1e-9)
    }
    // Gone back to, an epoch's moves are those of that time.
    run.restore(checkpoint)
    let back = run.snapshot()
    #expect(back.epochMoves == middle.epochMoves && back.epochMoves != moves)
  }

  @Test func learns() throws {
    var run = try ClassifierRun(TinyImages.settings())
    let before = run.evaluate()
    _ = losses(&run, 120)
    let after = run.evaluate()
    let ratio = (after?.loss ?? .nan) / (before?.loss ?? .nan)
    #expect(ratio < 0.25)
    #expect(after?.accuracy == 1)
  }

  @Test func sameSettingsGiveTheSameBits() throws {
    var settings = TinyImages.settings()
    settings.training.dropout = 0.3
    settings.training.augmentation = Augmentation(shift: 1, rotation: 10)
    var one = try ClassifierRun(settings)
    settings.threads = 2
    var two = try ClassifierRun(settings)
    let (first, second) = (losses(&one, 7), losses(&two, 7))
    #expect(first == second)
    let networks = (one.snapshot().network, two.snapshot().network)
    #expect(networks.0 == networks.1)
  }

  @Test(arguments: [Optimizer.adam, .sgd, .momentum(0.9)])
  func goesBackToACheckpointBitForBit(optimizer: Optimizer) throws {
    var settings = TinyImages.settings()
    settings.training.optimizer = optimizer
    settings.training.dropout = 0.2
    var run = try ClassifierRun(settings)
    _ = losses(&run, 4)
    let checkpoint = run.checkpoint()
    let first = losses(&run, 5)
    let network = run.snapshot().network
    run.restore(checkpoint)
    let second = losses(&run, 5)
    #expect(second == first)
    let again = run.snapshot().network
    #expect(again == network)
  }

  @Test func snapshotSaysWhatTheNetworkSays() throws {
    var run = try ClassifierRun(TinyImages.settings())
    _ = losses(&run, 3)
    let snapshot = run.snapshot()
    let data = TinyImages.data()
    #expect(snapshot.sampleProbabilities.count == data.sampleIndices.count * 3)
    #expect(snapshot.statistics.count == 3)
    #expect(snapshot.gradients.count == snapshot.network.parameters.count)
    for (position, image) in data.sampleIndices.enumerated() {
      // The network's output is identity: the softmax is computed here.
      let logits =
        snapshot.network.forward(data.sets.test.normalised(at: image, data.normalisation)).layers.last?.preActivations
        ?? []
      let best = logits.indices.max { logits[$0] < logits[$1] }
      let row = Array(snapshot.sampleProbabilities[(3 * position)..<(3 * position + 3)])
      #expect(abs(row.reduce(0, +) - 1) < 1e-5)
      #expect(row.indices.max { row[$0] < row[$1] } == best)
    }
  }

  // MARK: Lessons

  private func lesson(_ settings: ClassifierRunSettings, label: UInt8) -> ClassifierLesson {
    ClassifierLesson(image: Array(settings.data.sets.test.image(at: 0)), label: label, steps: 4)
  }

  @Test func aLessonMovesTheNetworkAndTakingItBackUndoesIt() throws {
    var settings = TinyImages.settings()
    var run = try ClassifierRun(settings)
    _ = losses(&run, 3)
    let before = run.snapshot().network
    settings.lessons = [lesson(settings, label: 2)]
    run.configure(settings)
    let taught = run.snapshot()
    #expect(taught.network != before)
    // Image 0 is the first watched one; its probability of class 2 has grown.
    settings.lessons = []
    run.configure(settings)
    let undone = run.snapshot()
    #expect(undone.network == before)
    #expect(taught.sampleProbabilities[2] > undone.sampleProbabilities[2])
  }

  @Test func goingBackPastALessonAndForwardGivesTheSameBits() {
    var plain = TinyImages.settings()
    plain.epochs = 9
    var taught = plain
    taught.lessons = [lesson(plain, label: 1)]
    let session = TrainingSession<ClassifierRun>(
      plain,
      options: SessionOptions(startsPaused: true),
      channel: EventChannel()
    )
    var snapshots: [Int: [Network<Float>]] = [:]
    var state = RunState.running
    func read(until isReached: (RunState) -> Bool) {
      while !isReached(state), let events = session.channel.receiveWaiting() {
        for event in events {
          if case .stateChanged(let new) = event { state = new }
          if case .snapshot(let snapshot) = event {
            snapshots[snapshot.step, default: []].append(snapshot.content.network)
          }
        }
      }
    }
    func act(_ command: TrainingCommand<ClassifierRunSettings>, until isReached: (RunState) -> Bool) {
      state = .running
      session.send(command)
      read(until: isReached)
    }
    act(.step(4)) { $0 == .paused }
    session.send(.configure(taught))
    act(.step(5)) { $0 == .paused }
    act(.rewind(toStep: 2)) { $0 == .rewound(step: 2, live: 9) }
    act(.rewind(toStep: 8)) { $0 == .rewound(step: 8, live: 9) }
    act(.rewind(toStep: 9)) { $0 == .paused }
    act(.rewind(toStep: 0)) { $0 == .rewound(step: 0, live: 9) }
    act(.rewind(toStep: 8)) { $0 == .rewound(step: 8, live: 9) }
    session.cancel()
    let atNine = snapshots[9] ?? []
    let atEight = snapshots[8] ?? []
    #expect(Set(atNine.map(\.parameters)).count == 1)
    #expect(atEight.count >= 2)
    #expect(Set(atEight.map(\.parameters)).count == 1)
  }

  @Test func aLessonIsPlainGradientDescentUntilItsClassIsLikely() throws {
    var settings = TinyImages.settings()
    var run = try ClassifierRun(settings)
    _ = losses(&run, 30)
    let before = run.snapshot()
    var lesson = ClassifierLesson(image: Array(settings.data.sets.test.image(at: 0)), label: 2)
    lesson.learningRate = 0.01
    settings.lessons = [lesson]
    run.configure(settings)
    let after = run.snapshot()
    let outcome = try #require(after.lessons.last)
    #expect(outcome.step == 30 && outcome.label == 2)
    #expect(outcome.probabilityBefore < 0.5 && outcome.probabilityAfter >= 0.5)
    // The same by another trainer: that many updates of plain gradient descent, and one fewer is not enough.
    func taught(_ updates: Int) -> ClassifierTrainer {
      let trainer = ClassifierTrainer(
        architecture: settings.architecture,
        parameters: before.network.parameters,
        settings: ClassifierSettings(optimizer: .sgd, learningRate: 0.01),
        pixels: lesson.image,
        labels: [2],
        normalisation: settings.data.normalisation,
        threads: 1
      )
      trainer.trainOn(image: lesson.image, label: 2, steps: updates)
      return trainer
    }
    for (mine, theirs) in zip(taught(outcome.updates).parameters, after.network.parameters) {
      #expect(abs(mine - theirs) < 1e-5)
    }
    #expect(outcome.updates > 1)
    #expect(taught(outcome.updates - 1).predict(pixels: lesson.image, count: 1)[2] < 0.5)
    // Test images are counted before and after; gradients and silent units stay those of the last mini-batch.
    #expect(outcome.accuracyBefore == 1)
    #expect((outcome.accuracyAfter ?? 2) <= 1)
    #expect(after.gradients == before.gradients)
    #expect(after.statistics.map(\.gradientRMS) == before.statistics.map(\.gradientRMS))
    #expect(after.statistics.map(\.deadShare) == before.statistics.map(\.deadShare))
    #expect(after.statistics.map(\.weightRMS) != before.statistics.map(\.weightRMS))
    // The optimizer goes on as if there had been no lesson.
    settings.lessons = []
    run.configure(settings)
    var plain = try ClassifierRun(settings)
    _ = losses(&plain, 30)
    let (mine, theirs) = (losses(&run, 3), losses(&plain, 3))
    #expect(mine == theirs)
  }

  @Test func aLessonOutlivesAChangeOfTheOptimizer() throws {
    var settings = TinyImages.settings()
    var run = try ClassifierRun(settings)
    _ = losses(&run, 3)
    let before = run.snapshot().network
    settings.lessons = [lesson(settings, label: 2)]
    run.configure(settings)
    settings.training.optimizer = .sgd
    run.configure(settings)
    settings.lessons = []
    run.configure(settings)
    let after = run.snapshot().network
    #expect(after == before)
    let areFinite = losses(&run, 2).allSatisfy { $0.isFinite }
    #expect(areFinite)
  }

  @Test func onlyTheLastLessonsAreUndoable() throws {
    var settings = TinyImages.settings()
    var run = try ClassifierRun(settings)
    settings.lessons = Array(repeating: lesson(settings, label: 1), count: ClassifierRun.undoCapacity + 2)
    run.configure(settings)
    let undoable = run.snapshot().lessons.map(\.isUndoable)
    #expect(undoable == [false, false] + Array(repeating: true, count: ClassifierRun.undoCapacity))
  }

  // MARK: Settings

  @Test func shapeDataAndSeedNeedARestartAndRatesDoNot() {
    let settings = TinyImages.settings()
    func changed(_ change: (inout ClassifierRunSettings) -> Void) -> Bool {
      var new = settings
      change(&new)
      return new.needsRestart(from: settings)
    }
    #expect(changed { $0.hidden = [3] })
    #expect(changed { $0.activation = .tanh })
    #expect(changed { $0.training.seed = 7 })
    #expect(changed { $0.training.batchSize = 4 })
    #expect(changed { $0.data = TinyImages.data() })
    #expect(!changed { $0.training.learningRate = 0.5 })
    #expect(!changed { $0.training.dropout = 0.5 })
    #expect(!changed { $0.training.optimizer = .sgd })
    #expect(!changed { $0.epochs = 9 })
    #expect(!changed { $0.lessons = [lesson(settings, label: 0)] })
  }

  @Test func settingsThatCannotBeAreRefusedWithBothValues() {
    func fault(_ change: (inout ClassifierRunSettings) -> Void) -> String {
      var settings = TinyImages.settings()
      change(&settings)
      do throws(SettingsError) {
        try settings.validate()
        return "none"
      } catch {
        return error.description
      }
    }
    #expect(fault { $0.training.dropout = 1 } == "dropout: expected 0 or more and less than 1, found 1.0")
    #expect(fault { $0.hidden = [0] } == "hidden: expected layers of 1 to 4,096 units, found 0")
    #expect(fault { $0.training.batchSize = 0 } == "batch size: expected 1 to 65,536, found 0")
    #expect(
      fault { $0.training.learningRate = .nan } == "learning rate: expected a finite number, 0 or more, found nan"
    )
    #expect(fault { $0.training.augmentation.shift = 99 } == "augment shift: expected 0 to 14.0, found 99.0")
    #expect(fault { $0.initialParameters = [1] } == "weights: expected 224 numbers, found 1")
    #expect(fault { $0.threads = 0 } == "threads: expected 1 to 64, found 0")
    #expect(fault { _ in } == "none")
  }

  @Test func aHugeLearningRateDivergesInWords() throws {
    var settings = TinyImages.settings()
    settings.training.optimizer = .sgd
    settings.training.learningRate = 1e30
    let session = TrainingSession<ClassifierRun>(
      settings,
      options: SessionOptions(endsWhenFinished: true),
      channel: EventChannel()
    )
    var diverged: Int?
    while let events = session.channel.receiveWaiting() {
      for case .diverged(let step) in events { diverged = step }
    }
    #expect((1...10).contains(try #require(diverged)))
  }
}
