import Datasets
import NeuralNet

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a network says of a drawing.
struct DrawnVerdict: Equatable, Sendable {
  /// The probability of each class.
  let probabilities: [Double]
  /// Each class's z, before the softmax.
  let logits: [Float]

  /// - Parameters:
  ///   - image: the prepared drawing, 28×28 bytes.
  ///   - normalisation: what the network is given for a byte.
  /// - Returns: nil for a network that takes images of another size, or whose z are not finite.
  init?(network: Network<Float>, image: [UInt8], _ normalisation: PixelNormalisation) {
    guard network.architecture.inputCount == image.count else { return nil }
    // By the kernels: this runs at every step of the mouse, many a frame.
    let evaluation = Evaluation<Float>(network.architecture, capacity: 1)
    network.evaluate(inputs: image.map { normalisation.value($0) }, into: evaluation)
    let last = network.architecture.layers.count - 1
    logits = (0..<network.architecture.outputCount).map { evaluation[layer: last, unit: $0, sample: 0] }
    guard logits.allSatisfy(\.isFinite) else { return nil }
    let top = logits.max() ?? 0
    let powers = logits.map { exp(Double($0 - top)) }
    let sum = powers.reduce(0, +)
    probabilities = powers.map { $0 / sum }
  }

  /// The classes, the most probable first.
  var ranking: [Int] {
    probabilities.indices.sorted { left, right in
      probabilities[left] == probabilities[right] ? left < right : probabilities[left] > probabilities[right]
    }
  }

  /// The most probable class.
  var prediction: Int { ranking.first ?? 0 }
}
