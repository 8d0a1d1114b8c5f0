import NeuralNet

extension NeuronSettings {
  /// Begins with parameters drawn anew: standard normal numbers of a seed, in their order.
  public mutating func drawStart(seed: UInt64) {
    var random = RandomNumbers(seed: seed)
    start = start.map { _ in random.normal() }
  }
}
