import Datasets
import NeuralNet
import Training

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Runs many images through a given network on one thread, apart from training; lives on one queue.
final class NetworkAnalyst {
  private var trainer: ClassifierTrainer?
  private var data: ClassifierData?

  /// A trainer that never trains but has the fast passes, with the network's weights in it.
  func passes(through network: Network<Float>, data: ClassifierData) -> ClassifierTrainer {
    if let trainer, self.data == data, trainer.architecture == network.architecture {
      trainer.parameters = network.parameters
      return trainer
    }
    let one = data.sets.test.prefix(1)
    let new = ClassifierTrainer(
      architecture: network.architecture,
      parameters: network.parameters,
      pixels: one.pixels,
      labels: one.labels,
      normalisation: data.normalisation,
      threads: 1
    )
    trainer = new
    self.data = data
    return new
  }

  /// Computes what a screen asks for; nil for what is not a matter of computing.
  func answer(_ effect: MnistScreen.Effect) -> MnistScreen.Message? {
    switch effect {
    case .report(let network, let step, let generation, let data):
      .report(report(on: data.sets.test, by: network, step: step, generation: generation, data: data))
    case .judgeSamples(let samples, let network, let step, let generation, let data):
      .judgedSamples(report(on: samples, by: network, step: step, generation: generation, data: data))
    case .inspect(let network, let gradients, let step, let generation, let data):
      .inspection(
        NetworkInspection(
          network: network,
          gradients: gradients,
          step: step,
          generation: generation,
          test: data.sets.test,
          passes: passes(through: network, data: data)
        )
      )
    case .run, .load, .fetch, .saveWeights, .loadWeights, .saveSample, .forgetSample, .readSamples: nil
    }
  }

  /// What the network says of every image of a set.
  func report(
    on test: ImageDataset,
    by network: Network<Float>,
    step: Int,
    generation: Int,
    data: ClassifierData
  ) -> TestReport {
    let passes = passes(through: network, data: data)
    let probabilities = passes.predict(pixels: test.pixels, count: test.count)
    // −log p, from the probabilities: one pass through the network instead of two.
    let losses = test.labels.indices.map { image in
      -log(max(probabilities[image * test.classNames.count + Int(test.labels[image])], .leastNormalMagnitude))
    }
    return TestReport(
      step: step,
      generation: generation,
      network: network,
      probabilities: probabilities,
      losses: losses,
      test: test
    )
  }
}
