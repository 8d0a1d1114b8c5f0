import NeuralNet
import Plots

/// A neuron, or a network of one output and at most one hidden layer, and how it is trained.
public struct NeuronSettings: Hashable, Sendable {
  /// What it learns from.
  public var data: NeuronData
  /// Its shape: as many inputs as the data have, at most one hidden layer, one output.
  public var architecture: Architecture
  /// What the output neuron reads while training.
  public var wiring = NeuronWiring.correct
  /// The parameters that training begins with: per layer the weights, (outputs, inputs) row-major, then the biases.
  public var start: [Double]
  /// η.
  public var learningRate: Double
  /// When the weights change.
  public var batch: NeuronBatch
  /// How they change.
  public var optimizer: Optimizer
  /// What they follow.
  public var gradients: NeuronGradients
  /// How often every sample is shown.
  public var epochs: Int

  /// The optimizers that are about single numbers, as a neuron's are; Muon is about matrices.
  public static let optimizers = Optimizer.all.filter { $0 != .muon }
  /// The most epochs.
  public static let maximumEpochs = 100_000
  /// The largest magnitude of a start weight.
  public static let parameterLimit = 1e6
  /// The weight that the course's run begins with.
  ///
  /// The course prints it in four decimals, −0.8689, from which epoch 0 sums to 365.7751. The 365.7803 that it prints there comes from this
  /// one, with more of its digits; from epoch 10 on both runs print the same.
  public static let courseWeight = -0.868928
  /// The bias that the course's run begins with.
  public static let courseBias = -0.28509397937197534

  /// The course's first run: one ReLU neuron learns y = 2x + 1, sample by sample.
  public init(
    data: NeuronData = .line,
    architecture: Architecture = .neuron(.relu),
    start: [Double] = [courseWeight, courseBias],
    learningRate: Double = 0.01,
    batch: NeuronBatch = .sample,
    optimizer: Optimizer = .sgd,
    gradients: NeuronGradients = .actual,
    epochs: Int = 100
  ) {
    self.data = data
    self.architecture = architecture
    self.start = start
    self.learningRate = learningRate
    self.batch = batch
    self.optimizer = optimizer
    self.gradients = gradients
    self.epochs = epochs
  }

  /// Whether there is nothing but one neuron.
  public var isSingleNeuron: Bool { architecture.layers.count == 1 }

  /// The names of the parameters in their order, such as `w₁`, `b₁`, `w₂`, `b₂`.
  public var parameterNames: [String] { names { subscripted($0) } }

  /// The same in letters and digits, as JSON has them: `w`, `b`; `w1`, `b1`, `w2`, `b2`.
  public var plainParameterNames: [String] { names { "\($0)" } }

  private func names(_ index: (Int) -> String) -> [String] {
    let layers = architecture.layers
    // Weights are counted through the layers: two inputs and two hidden neurons have w₁ … w₄, their output w₅ and w₆.
    var (weights, biases) = (0, 0)
    let weightTotal = layers.reduce(0) { $0 + $1.weightCount }
    let biasTotal = layers.reduce(0) { $0 + $1.outputs }
    return layers.flatMap { layer in
      (0..<layer.weightCount).map { _ in
        weights += 1
        return weightTotal == 1 ? "w" : "w" + index(weights)
      }
        + (0..<layer.outputs).map { _ in
          biases += 1
          return biasTotal == 1 ? "b" : "b" + index(biases)
        }
    }
  }

  /// Checks that everything fits together.
  public func validate() throws(NeuronError) {
    guard !data.samples.isEmpty else { throw .setting(name: "data", expected: "at least one sample", found: "none") }
    let inputs = architecture.inputCount
    if let other = data.samples.first(where: { $0.inputs.count != inputs }) {
      throw .setting(name: "data", expected: "samples of \(inputs) inputs", found: "\(other.inputs.count)")
    }
    guard architecture.outputCount == 1, architecture.layers.count <= 2 else {
      throw .setting(
        name: "network",
        expected: "one output and at most one hidden layer",
        found: architecture.layerSizes.map(String.init).joined(separator: "-")
      )
    }
    guard wiring == .correct || (architecture.layers.count == 2 && architecture.layerSizes[1] == inputs) else {
      throw .setting(
        name: "wiring",
        expected: "as many hidden neurons as inputs, so that one can stand for the other",
        found: architecture.layerSizes.map(String.init).joined(separator: "-")
      )
    }
    let count = architecture.parameterCount
    guard start.count == count else {
      throw .setting(name: "start", expected: "\(count) parameters", found: "\(start.count)")
    }
    if let pretended = gradients.pretended, pretended.count != count {
      throw .setting(name: "gradients", expected: "\(count) numbers", found: "\(pretended.count)")
    }
    if let fault = start.first(where: { !(abs($0) <= Self.parameterLimit) }) {
      throw .setting(name: "start", expected: "numbers from -1e6 to 1e6", found: "\(fault)")
    }
    guard learningRate > 0, learningRate <= 1e6 else {
      throw .setting(name: "learning rate", expected: "more than 0 and at most 1e6", found: "\(learningRate)")
    }
    guard Self.optimizers.contains(optimizer) else {
      throw .setting(
        name: "optimizer",
        expected: "one of " + Self.optimizers.map(\.name).joined(separator: ", "),
        found: optimizer.name
      )
    }
    guard (0...Self.maximumEpochs).contains(epochs) else {
      throw .setting(name: "epochs", expected: "0 to \(Self.maximumEpochs)", found: "\(epochs)")
    }
    guard architecture.outputActivation.isTrainable, architecture.hiddenActivation.isTrainable else {
      throw .setting(name: "activation", expected: "one with a gradient", found: "step")
    }
  }
}

extension Architecture {
  /// One neuron with one input.
  public static func neuron(_ activation: Activation) -> Architecture {
    Architecture(layerSizes: [1, 1], hiddenActivation: .sigmoid, outputActivation: activation)
  }
}

extension NeuronSettings {
  /// Begins with parameters drawn anew: standard normal numbers of a seed, in their order.
  public mutating func drawStart(seed: UInt64) {
    var random = RandomNumbers(seed: seed)
    start = start.map { _ in random.normal() }
  }
}
