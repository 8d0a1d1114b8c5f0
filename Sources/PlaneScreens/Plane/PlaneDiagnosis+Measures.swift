import Datasets
import NeuralNet
import Records
import Training

extension PlaneDiagnosis {
  static func hiddenUnits(
    of network: Network<Double>,
    _ passes: [ForwardPass<Double>],
    _ activation: Activation
  ) -> [HiddenUnit] {
    let layers = network.architecture.layers
    guard layers.count > 1 else { return [] }
    return (0..<layers[0].outputs).map { unit in
      let preActivations = passes.map { $0.layers[0].preActivations[unit] }
      let outgoing = (0..<layers[1].outputs).map { network.weight(layer: 1, output: $0, input: unit) }
      return HiddenUnit(
        activations: passes.map { $0.layers[0].activations[unit] },
        derivatives: preActivations.map { activation.derivative(atInput: $0) },
        preActivations: preActivations,
        outgoingWeight: outgoing.max { abs($0) < abs($1) } ?? 0
      )
    }
  }

  /// Why the next steps change nothing that could be seen, nil when they do.
  func causeOfRest(_ network: Network<Double>, _ passes: [ForwardPass<Double>], _ settings: PlaneSettings) -> Cause? {
    if settings.learningRate == 0 { return .noLearningRate }
    guard settings.l1 == 0, settings.l2 == 0 else { return nil }
    // A million such steps would not move a weight of 1 in its sixth digit; rules that divide by √v still make steps of smaller gradients.
    let least = settings.optimizer.keepsSecondMoments ? 1e-20 : 1e-12
    guard gradientNorm < least, settings.learningRate * gradientNorm < least else { return nil }
    let wrong = isRight.indices.filter { !isRight[$0] }
    let isSaturated = wrong.allSatisfy { row in
      Activation.sigmoid.derivative(atInput: passes[row].logits[0]) < 1e-6
    }
    if !wrong.isEmpty, isSaturated { return .saturatedOutput }
    if !hidden.isEmpty, deadUnits.count == hidden.count { return .deadUnits }
    return .balance
  }

  /// Pairs of first-layer units whose every weight, in and out, agrees to a thousandth of the layer's greatest.
  static func twins(in network: Network<Double>) -> [(Int, Int)] {
    let layers = network.architecture.layers
    guard layers.count > 1 else { return [] }
    let units = layers[0].outputs
    let vectors = (0..<units).map { unit in
      (0..<layers[0].inputs).map { network.weight(layer: 0, output: unit, input: $0) }
        + [network.bias(layer: 0, output: unit)]
        + (0..<layers[1].outputs).map { network.weight(layer: 1, output: $0, input: unit) }
    }
    let scale = vectors.joined().reduce(0) { max($0, abs($1)) }
    guard scale > 0, scale.isFinite else { return [] }
    var pairs: [(Int, Int)] = []
    for first in 0..<units {
      for second in (first + 1)..<max(units, first + 1)
      where zip(vectors[first], vectors[second]).allSatisfy({ abs($0 - $1) < 1e-3 * scale }) {
        pairs.append((first, second))
      }
    }
    return pairs
  }

  static func gradientNorms(
    _ network: Network<Double>,
    settings: PlaneSettings,
    points: [[Double]],
    targets: [Double]
  ) -> [Double] {
    let trainer = Trainer(
      network: network,
      loss: settings.loss,
      optimizer: .sgd,
      learningRate: 0,
      maximumBatchSize: points.count
    )
    let gradients = Array(points.joined()).withUnsafeBufferPointer { inputs in
      targets.withUnsafeBufferPointer { targets in
        trainer.gradients(inputs: inputs, targets: targets, count: targets.count).gradients
      }
    }
    return network.architecture.layers.map { layer in
      (gradients[layer.weightRange] + gradients[layer.biasRange]).reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
  }

  /// How much the loss has changed in the last fifth of the run, as a share of what it was; of steps that differ by chance, its moving average.
  static func recentChange(_ loss: MetricSeries, atStep step: Int, isNoisy: Bool) -> Double? {
    guard step >= 10, let first = loss.first?.step else { return nil }
    let steps = [max(first, step * 4 / 5), step]
    let average = isNoisy ? RunningAverage(of: loss) : nil
    let values = steps.map { (isNoisy ? average?.value(atStep: $0) : loss.outline(atStep: $0)?.last.value) ?? .nan }
    guard values[0] > 0, values[1].isFinite else { return nil }
    return (values[1] - values[0]) / values[0]
  }
}
