import NeuralNet
import TestSupport
import Testing

@Suite struct PerceptronTests {
  @Test(arguments: ["and", "or", "xor"])
  func followsTheReference(gate: String) throws {
    let golden = try Golden("perceptron")
    let run = try golden["gates"][gate]
    let inputs = try golden["inputs"].rows
    let targets = try run["targets"].numbers.map(Int.init)
    var perceptron = Perceptron(
      weights: try run["weights0"].numbers,
      bias: try golden["bias0"].number,
      learningRate: try golden["lr"].number
    )
    var trainer = PerceptronTrainer(perceptron, inputs: inputs, targets: targets)
    let errors = try run["errors_per_epoch"].numbers.map(Int.init)
    let trajectory = try run["w1_w2_b_after_each_epoch"].rows
    for (epoch, expected) in errors.enumerated() {
      #expect(perceptron.trainEpoch(inputs: inputs, targets: targets) == expected, "epoch \(epoch)")
      #expect(trainer.trainEpoch() == expected)
      #expect(trainer.current == perceptron)
      if epoch < trajectory.count { expectClose(perceptron.weights + [perceptron.bias], trajectory[epoch]) }
    }
    try #expect(inputs.map { perceptron.predict($0) } == run["predictions"].numbers.map(Int.init))
    #expect(trainer.errorsPerEpoch == errors)
    #expect(trainer.hasConverged == (gate != "xor"))
  }

  @Test func theThresholdOfZeroIsOne() {
    #expect(Perceptron(weights: [1, -1]).predict([2, 2]) == 1)
    #expect(Perceptron(weights: [1, -1], bias: -1e-12).predict([2, 2]) == 0)
  }

  @Test func anUpdateTellsWhatTheRuleDid() {
    var perceptron = Perceptron(weights: [0.25, -0.5], bias: 0.125, learningRate: 0.5)
    let update = perceptron.update(input: [1, 2], target: 1)
    #expect(update.weightedSum == -0.625)
    #expect(update.prediction == 0 && update.error == 1)
    #expect(update.weightChanges == [0.5, 1] && update.biasChange == 0.5)
    #expect(perceptron.weights == [0.75, 0.5] && perceptron.bias == 0.625)
    let none = perceptron.update(input: [1, 2], target: 1)
    #expect(none.error == 0 && none.weightChanges == [0, 0] && none.biasChange == 0)
    #expect(perceptron.weights == [0.75, 0.5])
  }

  @Test func learnsAllFourteenSeparableFunctionsAndNoOther() {
    let inputs: [[Double]] = [[0, 0], [0, 1], [1, 0], [1, 1]]
    var random = RandomNumbers(seed: 1)
    for table in 0..<16 {
      let targets = (0..<4).map { table >> $0 & 1 }
      var trainer = PerceptronTrainer(
        Perceptron(inputs: 2, using: &random),
        inputs: inputs,
        targets: targets
      )
      for _ in 0..<100 where !trainer.hasConverged { trainer.trainEpoch() }
      let isSeparable = targets != [0, 1, 1, 0] && targets != [1, 0, 0, 1]
      #expect(trainer.hasConverged == isSeparable, "\(targets)")
      #expect((trainer.pocketErrors == 0) == isSeparable, "\(targets)")
      #expect(trainer.result(.pocket).errorCount(inputs: inputs, targets: targets) == trainer.pocketErrors)
    }
  }

  @Test func theAveragedPerceptronIsTheMeanOverSamplesSeen() {
    var trainer = PerceptronTrainer(
      Perceptron(weights: [0, 0], learningRate: 1),
      inputs: [[1, 0], [0, 1]],
      targets: [0, 1]
    )
    #expect(trainer.averaged == trainer.current)
    trainer.step()  // 0 >= 0 says 1, target 0: w = (-1, 0), b = -1
    trainer.step()  // -1 says 0, target 1: w = (-1, 1), b = 0
    #expect(trainer.current.weights == [-1, 1] && trainer.current.bias == 0)
    #expect(trainer.result(.averaged).weights == [-1, 0.5] && trainer.averaged.bias == -0.5)
    #expect(trainer.epoch == 1 && trainer.errorsPerEpoch == [2])
  }
}
