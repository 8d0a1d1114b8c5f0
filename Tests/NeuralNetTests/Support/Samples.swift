import NeuralNet

/// Samples and targets as a trainer takes them.
struct Samples<Scalar: NetworkScalar> {
  var inputs: [Scalar]
  var targets: [Scalar]
  var count: Int

  static var xor: Samples {
    Samples(inputs: [0, 0, 0, 1, 1, 0, 1, 1], targets: [0, 1, 1, 0], count: 4)
  }
}

extension Trainer {
  @discardableResult
  func step(_ samples: Samples<Scalar>) -> Scalar {
    samples.inputs.withUnsafeBufferPointer { inputs in
      samples.targets.withUnsafeBufferPointer { step(inputs: inputs, targets: $0, count: samples.count) }
    }
  }

  func loss(_ samples: Samples<Scalar>) -> Scalar {
    samples.inputs.withUnsafeBufferPointer { inputs in
      samples.targets.withUnsafeBufferPointer { loss(inputs: inputs, targets: $0, count: samples.count) }
    }
  }

  func gradients(_ samples: Samples<Scalar>) -> (loss: Scalar, gradients: [Scalar]) {
    samples.inputs.withUnsafeBufferPointer { inputs in
      samples.targets.withUnsafeBufferPointer { gradients(inputs: inputs, targets: $0, count: samples.count) }
    }
  }
}

extension Network {
  /// A network with random parameters.
  static func random(
    _ sizes: [Int],
    hidden: Activation = .sigmoid,
    output: Activation = .sigmoid,
    initializer: Initializer = .glorotNormal,
    seed: UInt64 = 1
  ) -> Network {
    var random = RandomNumbers(seed: seed)
    return Network(
      Architecture(layerSizes: sizes, hiddenActivation: hidden, outputActivation: output),
      initializer: initializer,
      using: &random
    )
  }
}
