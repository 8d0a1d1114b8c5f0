import CKernels
import RealModule
import Testing

@testable import NeuralNet

@Suite struct ClassifierTrainerTests {
  private let settings = ClassifierSettings(learningRate: 0.01, batchSize: 5, shuffles: false)

  @Test("every instruction set and both first layers agree with the general trainer", arguments: availableLevels)
  func agreesWithReference(level: ck_level) {
    let fixture = ClassifierFixture()
    let reference = fixture.reference(settings, steps: 7)
    for isSparse in [true, false] {
      let trainer = fixture.trainer(settings, level: level, isSparse: isSparse)
      let losses = (0..<7).map { _ in trainer.step().loss }
      #expect(largestDifference(losses, reference.losses) < 1e-5)
      #expect(largestDifference(trainer.parameters, reference.parameters) < 1e-4)
    }
  }

  @Test("every optimizer agrees with the general trainer", arguments: Optimizer.all)
  func optimizers(optimizer: Optimizer) {
    let fixture = ClassifierFixture()
    var settings = settings
    settings.optimizer = optimizer
    settings.l1 = 1e-3
    settings.l2 = 1e-2
    let reference = fixture.reference(settings, steps: 5)
    for level in availableLevels {
      let trainer = fixture.trainer(settings, level: level)
      let losses = (0..<5).map { _ in trainer.step().loss }
      #expect(largestDifference(losses, reference.losses) < 1e-4)
    }
  }

  @Test("every activation agrees with the general trainer", arguments: Activation.all)
  func activations(activation: Activation) {
    let fixture = ClassifierFixture(activation: activation)
    let reference = fixture.reference(settings, steps: 4)
    for level in availableLevels {
      let trainer = fixture.trainer(settings, level: level)
      let losses = (0..<4).map { _ in trainer.step().loss }
      #expect(largestDifference(losses, reference.losses) < 1e-4)
    }
  }

  @Test(
    "any sizes, depths and batches agree with the general trainer",
    arguments: [[], [1], [17], [70, 3], [130], [5, 4, 3, 4, 5, 4, 3, 4]]
  )
  func shapes(hidden: [Int]) {
    let fixture = ClassifierFixture(hidden: hidden, images: 37)
    for batchSize in [1, 36, 64] {
      var settings = settings
      settings.batchSize = batchSize
      let reference = fixture.reference(settings, steps: 3)
      for isSparse in [true, false] {
        let trainer = fixture.trainer(settings, isSparse: isSparse)
        let losses = (0..<3).map { _ in trainer.step().loss }
        #expect(largestDifference(losses, reference.losses) < 1e-4)
      }
    }
  }

  @Test func theNumberOfThreadsChangesNoBit() {
    let fixture = ClassifierFixture(hidden: [70, 33])
    var settings = ClassifierSettings(batchSize: 6, dropout: 0.3)
    settings.augmentation = Augmentation(shift: 1, rotation: 10, scale: 0.1, elastic: 0.5, elasticSmoothness: 2)
    let states = [1, 2, 3, 4].map { threads in
      let trainer = fixture.trainer(settings, threads: threads)
      for _ in 0..<5 { trainer.step() }
      return trainer.state
    }
    #expect(states.dropFirst().allSatisfy { $0 == states[0] })
  }

  @Test("who takes which piece of a step changes no bit", arguments: [Activation.relu, .tanh])
  func pieces(activation: Activation) {
    // Twenty images are three pieces, the last of four; the layers behind the first are five and three.
    let fixture = ClassifierFixture(hidden: [70, 33], images: 130, activation: activation)
    let settings = ClassifierSettings(learningRate: 0.01, batchSize: 20)
    let states = [(1, true), (1, false), (2, false), (3, false), (4, false), (4, true)].map { threads, alone in
      let trainer = fixture.trainer(settings, threads: threads)
      trainer.engine.threadChoice = ThreadChoice(always: alone)
      // Over the end of an epoch, where the next batch is not known.
      for _ in 0..<17 { trainer.step() }
      return trainer.state
    }
    #expect(states.dropFirst().allSatisfy { $0 == states[0] })
  }

  @Test func aBatchThatWasNotExpectedIsLookedUp() {
    let fixture = ClassifierFixture(images: 60)
    let settings = ClassifierSettings(learningRate: 0.01, batchSize: 10, shuffles: false)
    let trainer = fixture.trainer(settings)
    trainer.step()
    // Images 10 to 19 are expected; now it is 15 to 29.
    trainer.settings.batchSize = 15
    #expect(trainer.stepInEpoch == 1)
    let parameters = trainer.parameters
    let loss = trainer.step().loss
    let other = fixture.trainer(settings)
    other.parameters = parameters
    let losses = other.losses(pixels: Array(fixture.pixels[15 * 25..<30 * 25]), labels: Array(fixture.labels[15..<30]))
    #expect(abs(loss - losses.losses.reduce(0, +) / 15) < 1e-5)
  }

  @Test("going back to a state and on gives the same bits", arguments: Optimizer.all)
  func restoring(optimizer: Optimizer) {
    let fixture = ClassifierFixture()
    let settings = ClassifierSettings(optimizer: optimizer, learningRate: 0.01, batchSize: 5, dropout: 0.2)
    let trainer = fixture.trainer(settings)
    for _ in 0..<4 { trainer.step() }
    let state = trainer.state
    let first = (0..<4).map { _ in trainer.step() }
    let end = trainer.state
    trainer.state = state
    #expect(trainer.state == state)
    #expect((0..<4).map { _ in trainer.step() } == first)
    #expect(trainer.state == end)
    let other = fixture.trainer(settings, threads: 1)
    other.state = state
    for _ in 0..<4 { other.step() }
    #expect(other.state == end)
  }

  @Test func anEpochTakesEveryImageOnceInANewOrder() {
    let fixture = ClassifierFixture(images: 12)
    let trainer = fixture.trainer(ClassifierSettings(batchSize: 5))
    #expect(trainer.stepsPerEpoch == 3)
    #expect((0..<3).map { _ in trainer.step().count } == [5, 5, 2])
    #expect(trainer.epoch == 1 && trainer.stepInEpoch == 0)
    let first = trainer.imageOrder(epoch: 0)
    #expect(first.sorted() == Array(0..<12))
    #expect(first != trainer.imageOrder(epoch: 1))
    #expect(first == fixture.trainer(ClassifierSettings(batchSize: 3)).imageOrder(epoch: 0))
  }

  @Test func gradientsOfTheLastStepAreTheGeneralTrainers() {
    let fixture = ClassifierFixture()
    for isSparse in [true, false] {
      let trainer = fixture.trainer(settings, isSparse: isSparse)
      let before = trainer.parameters
      #expect(trainer.lastGradients().allSatisfy { $0 == 0 })
      trainer.step()
      let after = trainer.state
      let gradients = trainer.lastGradients()
      #expect(trainer.state == after)
      let reference = Trainer<Double>(
        network: Network(fixture.architecture, parameters: before.map(Double.init)),
        loss: .softmaxCrossEntropy,
        optimizer: .sgd,
        learningRate: 1,
        maximumBatchSize: 5
      )
      let batch = fixture.batch(0..<5)
      let expected = batch.inputs.withUnsafeBufferPointer { inputs in
        batch.targets.withUnsafeBufferPointer { reference.gradients(inputs: inputs, targets: $0, count: 5).gradients }
      }
      #expect(largestDifference(gradients, expected) < 1e-6)
    }
  }

  @Test func inputGradientIsTheLimitOfDifferences() {
    let fixture = ClassifierFixture(activation: .tanh)
    let trainer = fixture.trainer()
    let image = Array(fixture.pixels[..<25])
    let gradient = trainer.inputGradient(pixels: image, label: 2)
    let network = Network(fixture.architecture, parameters: fixture.parameters.map(Double.init))
    func loss(_ inputs: [Double]) -> Double {
      let logits = network.forward(inputs).layers[2].preActivations
      return Double.log(logits.map(Double.exp).reduce(0, +)) - logits[2]
    }
    let inputs = image.map { Double(PixelNormalisation.mnist.value($0)) }
    for pixel in inputs.indices {
      var (up, down) = (inputs, inputs)
      up[pixel] += 1e-5
      down[pixel] -= 1e-5
      #expect(abs((loss(up) - loss(down)) / 2e-5 - Double(gradient[pixel])) < 1e-5)
    }
  }

  @Test func changingSettingsWhileRunning() {
    let fixture = ClassifierFixture()
    let trainer = fixture.trainer()
    trainer.step()
    trainer.settings.learningRate = 0
    let before = trainer.parameters
    trainer.step()
    #expect(trainer.parameters == before)
    #expect(trainer.optimizerSteps == 2)
    trainer.settings.optimizer = .momentum(0.9)
    #expect(trainer.optimizerSteps == 0)
    #expect(trainer.state.firstMoments.allSatisfy { $0 == 0 })
    #expect(trainer.state.secondMoments.isEmpty)
    // Two batches of five are done; batches of four go on at the third, image 12.
    trainer.settings.batchSize = 4
    #expect(trainer.stepInEpoch == 3)
    #expect(trainer.step().count == 1)
  }

  @Test func teachingLowersTheLossOfThatImage() {
    let fixture = ClassifierFixture()
    let trainer = fixture.trainer()
    trainer.step()
    let image = Array(fixture.pixels[..<25])
    let before = trainer.losses(pixels: image, labels: [3]).losses[0]
    let last = trainer.trainOn(image: image, label: 3, steps: 5)
    #expect(last?.count == 1)
    #expect(trainer.losses(pixels: image, labels: [3]).losses[0] < before)
    #expect(trainer.stepInEpoch == 1 && trainer.optimizerSteps == 6)
    // The next mini-batch is as good as before.
    #expect(trainer.step().count == 5)
  }
}
