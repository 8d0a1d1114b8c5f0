import Datasets
import NeuralNet

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// One image looked at closely: what every layer makes of it, and which pixels matter.
struct PredictionDetail: Sendable {
  let image: Int
  let label: Int
  let probabilities: [Double]
  /// The activations of each hidden layer.
  let hidden: [[Float]]
  /// Each class's z, before the softmax.
  let logits: [Float]
  /// ∂loss/∂pixel, shape (height, width): where it is negative, more ink would make the true class more probable.
  let inputGradient: [Double]
  /// The image's cross-entropy.
  let loss: Double

  /// - Complexity: O(parameters).
  init(network: Network<Float>, test: ImageDataset, image: Int, _ normalisation: PixelNormalisation) {
    self.image = image
    label = Int(test.labels[image])
    let pass = network.forward(test.normalised(at: image, normalisation))
    let last = pass.layers.count - 1
    logits = pass.layers[last].preActivations
    let top = logits.max() ?? 0
    let powers = logits.map { exp(Double($0 - top)) }
    let sum = powers.reduce(0, +)
    probabilities = powers.map { $0 / sum }
    hidden = pass.layers.dropLast().map(\.activations)
    loss = log(sum) - Double(logits[label] - top)

    // Softmax with cross-entropy: ∂loss/∂z = p − y; then back through each layer's weights and activation.
    var gradient = powers.map { Float($0 / sum) }
    gradient[label] -= 1
    for (index, layout) in network.architecture.layers.enumerated().reversed() {
      var before = [Float](repeating: 0, count: layout.inputs)
      network.parameters.withUnsafeBufferPointer { parameters in
        for output in 0..<layout.outputs where gradient[output] != 0 {
          let row = layout.weightOffset + output * layout.inputs
          for input in 0..<layout.inputs { before[input] += gradient[output] * parameters[row + input] }
        }
      }
      if index > 0 {
        let inputs = pass.layers[index - 1].preActivations
        for unit in before.indices {
          before[unit] *= network.architecture.hiddenActivation.derivative(atInput: inputs[unit])
        }
      }
      gradient = before
    }
    inputGradient = gradient.map { Double($0) }
  }

  /// Whether all that the network makes of the image is finite; else it predicts nothing.
  var isFinite: Bool { loss.isFinite && probabilities.allSatisfy(\.isFinite) && inputGradient.allSatisfy(\.isFinite) }

  /// The most probable class, of finite probabilities.
  var prediction: Int { probabilities.indices.max { probabilities[$0] < probabilities[$1] } ?? 0 }
}
