import Lessons
import NeuralNet
import TestSupport
import Testing

@Suite struct WalkTests {
  private func walk(_ name: String) throws -> Walk { Walk(try #require(BackpropPreset(name: name)).state) }

  @Test func courseFigures() throws {
    let golden = try Golden("backprop_walkthrough")
    let walk = try walk("course")
    let names = [
      ("z1", "z1"), ("a1", "a1"), ("z2", "z2"), ("a2", "a2"), ("loss", "loss"), ("dL_da2", "dL_da2"),
      ("delta2", "delta2_dL_dz2"), ("dL_dW2", "dL_dW2"), ("dL_db2", "dL_db2"), ("dL_da1", "dL_da1"),
      ("delta1", "delta1_dL_dz1"), ("dL_dW1", "dL_dW1"), ("dL_db1", "dL_db1"), ("new_W2", "new_W2"),
      ("new_b2", "new_b2"), ("new_W1", "new_W1"), ("new_b1", "new_b1"), ("new_prediction", "new_prediction"),
      ("new_loss", "new_loss"),
    ]
    #expect(walk.operations.map(\.name) == names.map(\.0))
    for (name, key) in names {
      let operation = try #require(walk[name])
      expectClose(operation.values, try golden[key].numbers, within: 1e-12, name)
      #expect(operation.shape.reduce(1, *) == operation.values.count)
    }
    #expect(walk["z1"]?.shape == [1, 2] && walk["dL_dW1"]?.shape == [2, 2] && walk["dL_dW2"]?.shape == [2, 1])
    #expect(walk["loss"]?.shape == [])
  }

  @Test(arguments: BackpropPreset.all.map(\.name))
  func gradientsAgreeWithFiniteDifferences(name: String) throws {
    let walk = try walk(name)
    var seen = 0
    for operation in walk.operations {
      guard let numeric = operation.numeric else { continue }
      seen += 1
      expectClose(operation.values, numeric, within: 1e-7, "\(name) \(operation.name)")
    }
    #expect(seen == 4 * walk.state.network.architecture.layers.count)
  }

  @Test(arguments: BackpropState.losses)
  func everyLossAndActivation(loss: Loss) throws {
    var random = RandomNumbers(seed: 7)
    for activation in Activation.all where activation.isTrainable {
      let architecture = Architecture(
        layerSizes: [3, 4, 2],
        hiddenActivation: activation,
        outputActivation: activation
      )
      let network = Network<Double>(architecture, initializer: .glorotUniform, using: &random)
      let state = try BackpropState(
        network,
        samples: [BackpropSample([0.3, -0.9, 0.6], [0.25, 0.75])],
        loss: loss,
        learningRate: 0.1
      )
      for operation in Walk(state).operations {
        guard let numeric = operation.numeric else { continue }
        expectClose(operation.values, numeric, within: 1e-6, "\(loss.name) \(activation.name) \(operation.name)")
      }
    }
  }

  @Test func theUpdateLowersTheLoss() throws {
    for preset in BackpropPreset.all {
      let walk = Walk(preset.state)
      #expect(walk.newLoss < walk.loss, "\(preset.name)")
    }
  }

  @Test func sigmaPrimeCancelsWithBCE() throws {
    let walk = try walk("bce")
    expectClose(try #require(walk["delta2"]).values, [walk.prediction[0] - 1], within: 1e-15)
    // Even where the unit is sure and wrong, and σ′ is 0 in double precision.
    let network = Network(.neuron(.sigmoid), parameters: [100.0, 0])
    let state = try BackpropState(network, samples: [BackpropSample([1], [0])], loss: .bce, learningRate: 1)
    #expect(Walk(state)["delta1"]?.values == [1])
  }

  @Test func perceptronStyleDeltaLacksTheFactor() throws {
    let walk = try walk("course")
    let delta = try #require(walk["delta2"]).values[0]
    expectClose(try #require(walk.perceptronStyleDelta), [-delta / 2], within: 1e-15)
    #expect(try self.walk("bce").perceptronStyleDelta == nil)
  }

  @Test func formulasWithNumbers() throws {
    let walk = try walk("course")
    func numbers(_ name: String) throws -> [String] { walk.numbers(of: try #require(walk[name])) }
    #expect(try numbers("z1") == ["0.5·0.1 + 0.8·0.2 + 0.01", "0.5·0.3 + 0.8·0.4 + 0.02"])
    #expect(try numbers("a1")[0] == "σ(0.22)")
    #expect(try numbers("loss") == ["(0.66362 − 1)²"])
    #expect(try numbers("dL_da2") == ["2·(0.66362 − 1)"])
    #expect(try numbers("delta2") == ["(−0.67277)·0.22323"])
    #expect(try numbers("dL_da1") == ["(−0.15018)·0.5", "(−0.15018)·0.6"])
    #expect(try numbers("dL_dW2")[1] == "0.62011·(−0.15018)")
    #expect(try numbers("new_b2") == ["0.03 − 0.5·(−0.15018)"])
    #expect(walk["z1"]?.formula == "z₁ = x·W₁ + b₁")
    #expect(walk["dL_dW2"]?.formula == "dL/dW₂ = a₁ᵀ·δ₂")
  }

  @Test func theTextHasEveryFigure() throws {
    let text = try walk("course").text.joined(separator: "\n")
    for figure in [
      "0.22", "0.49", "0.663617", "0.113154", "−0.150181", "0.692519", "0.0945448", "(1, 2)", "finite difference",
    ] {
      #expect(text.contains(figure), "\(figure)")
    }
  }

  @Test func theGraphKnowsWhatIsRead() throws {
    let walk = try walk("course")
    let sums = try #require(walk["z1"])
    #expect(walk.reads(sums).count == 2 + 4 + 2)
    #expect(walk.writes(sums) == [.unit(layer: 1, index: 0), .unit(layer: 1, index: 1)])
    let gradient = try #require(walk["dL_dW1"])
    #expect(walk.part(of: gradient, element: 1) == .weight(layer: 1, from: 0, to: 1))
    for operation in walk.operations {
      #expect(!walk.reads(operation).isEmpty && !walk.writes(operation).isEmpty)
      for index in operation.values.indices {
        #expect(walk.part(of: operation, element: index).map(walk.writes(operation).contains) == true)
      }
    }
  }

  @Test func faultsAreNamed() {
    let network = Network(.neuron(.sigmoid), parameters: [1.0, 0])
    func make(_ samples: [BackpropSample], _ loss: Loss = .mse, rate: Double = 1) throws {
      _ = try BackpropState(network, samples: samples, loss: loss, learningRate: rate)
    }
    #expect { try make([]) } throws: { "\($0)" == "samples: expected at least one, found none" }
    #expect { try make([BackpropSample([1, 2], [0])]) } throws: { "\($0)" == "inputs: expected 1 numbers, found 2" }
    #expect { try make([BackpropSample([1], [2])], .bce) } throws: { "\($0)".contains("probabilities from 0 to 1") }
    #expect { try make([BackpropSample([1], [1])], .softmaxCrossEntropy) } throws: {
      "\($0)".contains("at least 2 outputs")
    }
    #expect { try make([BackpropSample([1], [1])], .hinge) } throws: { "\($0)".hasPrefix("loss: expected mse, bce") }
    #expect { try make([BackpropSample([.nan], [1])]) } throws: { "\($0)".hasPrefix("numbers: expected") }
    #expect { try make([BackpropSample([1], [1])], rate: 0) } throws: { "\($0)".hasPrefix("learning rate") }
    var random = RandomNumbers(seed: 1)
    let large = Network<Double>(
      Architecture(layerSizes: [4, 9, 1], hiddenActivation: .relu, outputActivation: .identity),
      initializer: .heUniform,
      using: &random
    )
    #expect { _ = try BackpropState(large, samples: [BackpropSample([1, 2, 3, 4], [1])], learningRate: 1) } throws: {
      "\($0)".hasSuffix("found 4-9-1")
    }
  }
}
