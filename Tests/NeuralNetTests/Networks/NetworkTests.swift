import NeuralNet
import TestSupport
import Testing

@Suite struct NetworkTests {
  @Test func parametersStandWeightThenBiasLayerByLayer() {
    let architecture = Architecture(layerSizes: [2, 4, 1], hiddenActivation: .sigmoid, outputActivation: .sigmoid)
    #expect(architecture.parameterCount == 17)
    #expect(architecture.layers.map(\.weightOffset) == [0, 12])
    #expect(architecture.layers.map(\.biasOffset) == [8, 16])
    let network = Network(architecture, parameters: (0..<17).map(Double.init))
    #expect(network.weight(layer: 0, output: 2, input: 1) == 5)
    #expect(network.bias(layer: 0, output: 3) == 11)
    #expect(network.weight(layer: 1, output: 0, input: 3) == 15)
    #expect(network.bias(layer: 1, output: 0) == 16)
  }

  @Test func forwardPassAgreesWithTheWalkThrough() throws {
    let golden = try Golden("backprop_walkthrough")
    let parameters =
      try golden["W1_in_by_out"].transposed + golden["b1"].numbers + golden["W2_in_by_out"].transposed
      + golden["b2"].numbers
    let network = Network(
      Architecture(layerSizes: [2, 2, 1], hiddenActivation: .sigmoid, outputActivation: .sigmoid),
      parameters: parameters
    )
    let pass = network.forward(try golden["x"].numbers)
    expectClose(pass.layers[0].preActivations, try golden["z1"].numbers)
    expectClose(pass.layers[0].activations, try golden["a1"].numbers)
    expectClose(pass.logits, try golden["z2"].numbers)
    expectClose(pass.output, try golden["a2"].numbers)
  }

  @Test(arguments: Activation.all)
  func evaluationOfManySamplesAgreesWithOneAtATime(activation: Activation) {
    let network = Network<Double>.random([3, 5, 4, 2], hidden: activation, output: .tanh)
    let evaluation = Evaluation<Double>(network.architecture, capacity: 9)
    var random = RandomNumbers(seed: 3)
    for count in [1, 4, 7, 9, 2] {
      let inputs = (0..<count * 3).map { _ in 3 * random.normal() }
      network.evaluate(inputs: inputs, into: evaluation)
      #expect(evaluation.count == count)
      for sample in 0..<count {
        let pass = network.forward(Array(inputs[sample * 3..<sample * 3 + 3]))
        for layer in 0..<3 {
          let found = pass.layers[layer].activations.indices.map { evaluation[layer: layer, unit: $0, sample: sample] }
          expectClose(found, pass.layers[layer].activations, within: 1e-14, "layer \(layer) sample \(sample)")
        }
      }
      #expect(evaluation.values(layer: 1, unit: 2) == evaluation.withValues(layer: 1, unit: 2) { Array($0) })
    }
  }

  @Test func evaluationOfFloatsAgreesWithOneAtATime() {
    for activation in Activation.all {
      let network = Network<Float>.random([2, 6, 1], hidden: activation)
      let evaluation = Evaluation<Float>(network.architecture, capacity: 5)
      let inputs: [Float] = [0.5, -1, 4, 2, -3, 0, 0.1, 0.2, -60, 70]
      network.evaluate(inputs: inputs, into: evaluation)
      for sample in 0..<5 {
        let pass = network.forward([inputs[2 * sample], inputs[2 * sample + 1]])
        expectClose(evaluation[layer: 1, unit: 0, sample: sample], pass.output[0], within: 1e-5, "\(activation)")
      }
    }
  }

  /// Wide enough layers go through BLAS: they must give what the small kernels and the plain loops give.
  @Test func largeLayersAgreeWithOneSampleAtATime() {
    let network = Network<Double>.random([40, 32, 20], hidden: .tanh, output: .identity)
    let evaluation = Evaluation<Double>(network.architecture, capacity: 64)
    var random = RandomNumbers(seed: 5)
    let inputs = (0..<64 * 40).map { _ in random.normal() }
    network.evaluate(inputs: inputs, into: evaluation)
    for sample in [0, 17, 63] {
      let pass = network.forward(Array(inputs[sample * 40..<sample * 40 + 40]))
      expectClose((0..<20).map { evaluation[layer: 1, unit: $0, sample: sample] }, pass.output, within: 1e-13)
    }
  }
}
