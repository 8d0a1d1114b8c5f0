import NeuralNet
import TestSupport
import Testing

/// Whole training runs against NumPy's and PyTorch's.
@Suite struct ReferenceRunTests {
  private func parameters(_ golden: Golden) throws -> [Double] {
    try golden["W1_in_by_out"].transposed + golden["b1"].numbers + golden["W2_in_by_out"].transposed
      + golden["b2"].numbers
  }

  /// The course's run to its last epoch: 2-4-1, sigmoid, MSE, learning rate 2.0 without the factor 2 of the gradient.
  @Test func xorFollowsTheCourse() throws {
    let golden = try Golden("xor_mlp")
    let network = Network(
      Architecture(layerSizes: [2, 4, 1], hiddenActivation: .sigmoid, outputActivation: .sigmoid),
      parameters: try parameters(golden["init"])
    )
    let trainer = Trainer(
      network: network,
      loss: .mse,
      optimizer: .sgd,
      learningRate: try golden["equivalent_lr_on_the_true_mse_gradient"].number,
      maximumBatchSize: 4
    )
    let expected = Dictionary(
      uniqueKeysWithValues: try golden["loss_before_epoch"].rows.map { (Int($0[0]), $0[1]) }
    )
    let samples = Samples<Double>.xor
    for epoch in 0..<Int(try golden["epochs"].number) {
      let loss = trainer.step(samples)
      if let expected = expected[epoch] { expectClose(loss, expected, "epoch \(epoch)") }
    }
    expectClose(trainer.loss(samples), try golden["final_loss"].number)
    expectClose(trainer.predictions, try golden["final_predictions"].numbers)
    expectClose(trainer.network.parameters, try parameters(golden["final"]))
  }

  @Test func backpropagationFollowsTheWalkThrough() throws {
    let golden = try Golden("backprop_walkthrough")
    let network = Network(
      Architecture(layerSizes: [2, 2, 1], hiddenActivation: .sigmoid, outputActivation: .sigmoid),
      parameters: try parameters(golden)
    )
    let trainer = Trainer(
      network: network,
      loss: .mse,
      optimizer: .sgd,
      learningRate: try golden["lr"].number,
      maximumBatchSize: 1
    )
    let samples = Samples(inputs: try golden["x"].numbers, targets: [try golden["y_true"].number], count: 1)
    let (loss, gradients) = trainer.gradients(samples)
    expectClose(loss, try golden["loss"].number)
    expectClose(
      gradients,
      try golden["dL_dW1"].transposed + golden["dL_db1"].numbers + golden["dL_dW2"].transposed
        + golden["dL_db2"].numbers
    )
    expectClose(trainer.deltas(layer: 1), try golden["delta2_dL_dz2"].numbers)
    expectClose(trainer.deltas(layer: 0), try golden["delta1_dL_dz1"].numbers)
    expectClose(trainer.preActivations(layer: 0), try golden["z1"].numbers)
    expectClose(trainer.activations(layer: 0), try golden["a1"].numbers)
    trainer.step(samples)
    expectClose(
      trainer.network.parameters,
      try golden["new_W1"].transposed + golden["new_b1"].numbers + golden["new_W2"].transposed
        + golden["new_b2"].numbers
    )
    expectClose(trainer.loss(samples), try golden["new_loss"].number)
    expectClose(trainer.predictions, [try golden["new_prediction"].number])
  }

  private static let runs: [(String, Optimizer, Double, Double)] = [
    ("sgd", .sgd, 0.1, 0), ("momentum", .momentum(0.9), 0.1, 0), ("nesterov", .nesterov(0.9), 0.1, 0),
    ("rmsprop", .rmsprop, 0.01, 0), ("adagrad", .adagrad, 0.1, 0), ("adam", .adam, 0.01, 0),
    ("adamw", .adamw, 0.01, 0.1), ("sgd_l2", .sgd, 0.1, 0.05),
  ]

  @Test(arguments: runs)
  func optimizersFollowPyTorchs(name: String, optimizer: Optimizer, learningRate: Double, l2: Double) throws {
    let golden = try Golden("optimizers")
    let run = try golden["runs"][name]
    let network = Network(
      Architecture(layerSizes: [2, 3, 2], hiddenActivation: .tanh, outputActivation: .identity),
      parameters: try parameters(golden["init"])
    )
    let trainer = Trainer(
      network: network,
      loss: .softmaxCrossEntropy,
      optimizer: optimizer,
      learningRate: learningRate,
      l2: l2,
      maximumBatchSize: 5
    )
    let samples = Samples(
      inputs: try golden["x"].numbers,
      targets: try golden["target"].numbers.flatMap { $0 == 0 ? [1, 0] : [0, 1] },
      count: 5
    )
    var losses: [Double] = []
    for step in 1...25 {
      losses.append(trainer.step(samples))
      if step == 1 { expectClose(trainer.network.parameters, try flat(run["after_1_step"]), "\(name) 1") }
    }
    expectClose(losses, try run["loss_before_step"].numbers, "\(name) losses")
    expectClose(trainer.network.parameters, try flat(run["after_25_steps"]), "\(name) 25")
  }

  private func flat(_ tensors: Golden) throws -> [Double] {
    try tensors[0].transposed + tensors[1].numbers + tensors[2].transposed + tensors[3].numbers
  }

  @Test(arguments: [("relu", Activation.relu), ("identity", .identity), ("sigmoid", .sigmoid)])
  func aSingleNeuronFollowsTheReference(name: String, activation: Activation) throws {
    let golden = try Golden("single_neuron")
    let rows = try golden["trajectory"][name]
    let trainer = Trainer(
      network: Network(
        Architecture(layerSizes: [1, 1], hiddenActivation: .identity, outputActivation: activation),
        parameters: [try golden["weight0"].number, try golden["bias0"].number]
      ),
      loss: .mse,
      optimizer: .sgd,
      learningRate: try golden["lr"].number,
      maximumBatchSize: 1
    )
    var row = 0
    for epoch in 0..<100 {
      var total = 0.0
      for x in -5...5 {
        total += trainer.step(Samples(inputs: [Double(x)], targets: [Double(2 * x + 1)], count: 1))
      }
      if epoch % 10 == 0 || epoch == 99 {
        expectClose(total, try rows[row]["loss"].number, "\(name) epoch \(epoch)")
        expectClose(
          trainer.network.parameters,
          [try rows[row]["weight"].number, try rows[row]["bias"].number],
          "\(name) epoch \(epoch)"
        )
        row += 1
      }
    }
    #expect(row == 11)
  }

  /// The course's learning rate of 0.1 on summed errors without the 2 is 0.25 on the mean over five samples.
  @Test func theThresholdNetworkFollowsTheReference() throws {
    let golden = try Golden("threshold_network")
    let run = try golden["correct"]
    let samples = Samples(inputs: try golden["x"].numbers, targets: try golden["y"].numbers, count: 5)
    let trainer = Trainer(
      network: Network(
        Architecture(layerSizes: [1, 1, 1], hiddenActivation: .sigmoid, outputActivation: .sigmoid),
        parameters: try run["init_w1_b1_w2_b2"].numbers
      ),
      loss: .mse,
      optimizer: .sgd,
      learningRate: 0.25,
      maximumBatchSize: 5
    )
    var losses: [Double] = []
    for epoch in 0..<5000 {
      let loss = trainer.step(samples)
      if epoch % 1000 == 0 { losses.append(loss) }
    }
    expectClose(losses, try run["loss_every_1000"].numbers)
    expectClose(trainer.network.parameters, try run["final_w1_b1_w2_b2"].numbers)
    expectClose(
      try run["test_x"].numbers.flatMap { trainer.network.forward([$0]).output },
      try run["test_prediction"].numbers
    )
  }
}
