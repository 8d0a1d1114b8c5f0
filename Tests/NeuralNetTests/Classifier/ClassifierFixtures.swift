import CKernels

@testable import NeuralNet

/// Small images with ink on a background, and networks for them.
struct ClassifierFixture {
  var architecture: Architecture
  var pixels: [UInt8]
  var labels: [UInt8]
  var parameters: [Float]

  init(
    side: Int = 5,
    hidden: [Int] = [17, 6],
    classes: Int = 4,
    images: Int = 13,
    activation: Activation = .relu,
    density: Double = 0.3,
    seed: UInt64 = 1
  ) {
    var random = RandomNumbers(seed: seed)
    architecture = Architecture(
      layerSizes: [side * side] + hidden + [classes],
      hiddenActivation: activation,
      outputActivation: .identity
    )
    pixels = (0..<images * side * side).map { _ in random.uniform() < density ? UInt8(random.below(255) + 1) : 0 }
    labels = (0..<images).map { _ in UInt8(random.below(classes)) }
    parameters = Network<Float>(architecture, initializer: .pytorch, using: &random).parameters
  }

  func trainer(
    _ settings: ClassifierSettings = ClassifierSettings(learningRate: 0.01, batchSize: 5, shuffles: false),
    threads: Int = 2,
    level: ck_level = ck_best_level(),
    isSparse: Bool = true
  ) -> ClassifierTrainer {
    ClassifierTrainer(
      architecture: architecture,
      parameters: parameters,
      settings: settings,
      pixels: pixels,
      labels: labels,
      normalisation: .mnist,
      threads: threads,
      level: level,
      isSparse: isSparse
    )
  }

  /// The same run by the general trainer in Double: the loss of each step, and the parameters at the end.
  func reference(_ settings: ClassifierSettings, steps: Int) -> (losses: [Double], parameters: [Double]) {
    let trainer = Trainer<Double>(
      network: Network(architecture, parameters: parameters.map(Double.init)),
      loss: .softmaxCrossEntropy,
      optimizer: settings.optimizer,
      learningRate: settings.learningRate,
      l1: settings.l1,
      l2: settings.l2,
      maximumBatchSize: settings.batchSize
    )
    var losses: [Double] = []
    var start = 0
    for _ in 0..<steps {
      let end = min(start + settings.batchSize, labels.count)
      let batch = self.batch(start..<end)
      losses.append(
        batch.inputs.withUnsafeBufferPointer { inputs in
          batch.targets.withUnsafeBufferPointer { targets in
            trainer.step(inputs: inputs, targets: targets, count: end - start)
          }
        }
      )
      start = end == labels.count ? 0 : end
    }
    return (losses, trainer.network.parameters)
  }

  /// Images as normalised inputs and one-hot targets.
  func batch(_ range: Range<Int>) -> (inputs: [Double], targets: [Double]) {
    let inputs = architecture.inputCount
    let values = pixels[range.lowerBound * inputs..<range.upperBound * inputs].map {
      (Double($0) / 255 - 0.1307) / 0.3081
    }
    let targets = range.flatMap { image in
      (0..<architecture.outputCount).map { Int(labels[image]) == $0 ? 1.0 : 0.0 }
    }
    return (values, targets)
  }
}

/// The instruction sets that this machine has.
let availableLevels: [ck_level] = [ck_level_portable, ck_level_avx2, ck_level_avx512].filter {
  $0.rawValue <= ck_best_level().rawValue
}

/// The largest difference between two lists of numbers; infinite if one is not a number or their lengths differ.
func largestDifference(_ a: [Float], _ b: [Double]) -> Double {
  guard a.count == b.count else { return .infinity }
  let differences = zip(a, b).map { abs(Double($0) - $1) }
  return differences.contains { $0.isNaN } ? .infinity : differences.max() ?? 0
}
