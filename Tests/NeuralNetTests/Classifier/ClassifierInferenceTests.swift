import CKernels
import RealModule
import Testing

@testable import NeuralNet

@Suite struct ClassifierInferenceTests {
  @Test("predictions are the network's", arguments: [Activation.relu, .gelu, .sigmoid])
  func predictions(activation: Activation) {
    let fixture = ClassifierFixture(images: 101, activation: activation)
    let trainer = fixture.trainer()
    let network = Network(fixture.architecture, parameters: fixture.parameters.map(Double.init))
    let probabilities = trainer.predict(pixels: fixture.pixels, count: 101)
    let scores = trainer.losses(pixels: fixture.pixels, labels: fixture.labels)
    let hidden = trainer.activations(ofLayer: 1, pixels: fixture.pixels, count: 101)
    var total = 0.0
    var correct = 0
    for image in 0..<101 {
      let pass = network.forward(fixture.batch(image..<image + 1).inputs)
      let exponentials = pass.layers[2].preActivations.map(Double.exp)
      let expected = exponentials.map { $0 / exponentials.reduce(0, +) }
      #expect(largestDifference(Array(probabilities[image * 4..<image * 4 + 4]), expected) < 1e-5)
      #expect(largestDifference(Array(hidden[image * 6..<image * 6 + 6]), pass.layers[1].activations) < 1e-5)
      let label = Int(fixture.labels[image])
      #expect(abs(Double(scores.losses[image]) + Double.log(expected[label])) < 1e-5)
      total -= Double.log(expected[label])
      if expected.max() == expected[label] { correct += 1 }
    }
    let evaluation = trainer.evaluate(pixels: fixture.pixels, labels: fixture.labels)
    #expect(evaluation.correct == correct && evaluation.count == 101)
    #expect(abs(evaluation.meanLoss - total / 101) < 1e-5)
  }

  @Test func evaluatingAfterDenseStepsUsesTheNewWeights() {
    let fixture = ClassifierFixture()
    let dense = fixture.trainer(isSparse: false)
    let sparse = fixture.trainer(isSparse: true)
    for _ in 0..<3 {
      dense.step()
      sparse.step()
      let first = dense.evaluate(pixels: fixture.pixels, labels: fixture.labels)
      let second = sparse.evaluate(pixels: fixture.pixels, labels: fixture.labels)
      #expect(abs(first.meanLoss - second.meanLoss) < 1e-4)
    }
  }

  @Test func noImagesAreFine() {
    let trainer = ClassifierFixture().trainer()
    #expect(trainer.evaluate(pixels: [], labels: []).accuracy == 0)
    #expect(trainer.predict(pixels: [], count: 0).isEmpty)
  }

  @Test func statisticsAreThoseOfParametersAndGradients() {
    var fixture = ClassifierFixture(hidden: [17])
    // A unit that no image can wake.
    let first = fixture.architecture.layers[0]
    for index in first.weightOffset..<first.weightOffset + first.inputs { fixture.parameters[index] = 0 }
    fixture.parameters[first.biasOffset] = -1
    let trainer = fixture.trainer()
    #expect(trainer.statistics()[0].deadShare == nil)
    trainer.step()
    let statistics = trainer.statistics()
    func rms(_ values: [Float], _ layer: Int) -> Double {
      let range = fixture.architecture.layers[layer].weightRange
      return (values[range].reduce(0) { $0 + Double($1) * Double($1) } / Double(range.count)).squareRoot()
    }
    for layer in 0..<2 {
      #expect(abs(statistics[layer].weightRMS - rms(trainer.parameters, layer)) < 1e-6)
      #expect(abs(statistics[layer].gradientRMS - rms(trainer.lastGradients(), layer)) < 1e-6)
    }
    #expect((statistics[0].deadShare ?? 0) >= 1.0 / 17)
    #expect(statistics[1].deadShare == nil)
  }

  @Test func divergenceShowsInTheLoss() {
    let fixture = ClassifierFixture()
    let trainer = fixture.trainer(ClassifierSettings(optimizer: .sgd, learningRate: 1e30, batchSize: 5))
    let losses = (0..<6).map { _ in trainer.step().loss }
    #expect(losses.contains { !$0.isFinite })
  }
}
