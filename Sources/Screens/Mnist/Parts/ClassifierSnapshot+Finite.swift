import NeuralNet
import Training

extension ClassifierSnapshot {
  /// Whether the weights, and what the network says of the watched images, are finite.
  var isFinite: Bool { statistics.allSatisfy(\.weightRMS.isFinite) && sampleProbabilities.allSatisfy(\.isFinite) }
}
