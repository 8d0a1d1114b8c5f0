import NeuralNet

/// A network before a pass: what a walk is made of. The next pass follows by one step of gradient descent.
public struct BackpropState: Equatable, Sendable, Replayable {
  /// The network; its output activation is identity where the loss is softmax cross-entropy, which brings softmax along.
  public internal(set) var network: Network<Double>
  /// The examples, one a pass, in turn.
  public internal(set) var samples: [BackpropSample]
  /// The loss: MSE, MAE, Huber, BCE or softmax cross-entropy.
  public internal(set) var loss: Loss
  /// η.
  public internal(set) var learningRate: Double
  /// Which pass it is, from 0.
  public private(set) var pass = 0

  /// The most units of the input, of a hidden layer, and of the output.
  public static let limits = (inputs: 4, hidden: 8, outputs: 3, hiddenLayers: 2)
  /// The losses that a walk can be made with.
  public static let losses: [Loss] = [.mse, .bce, .softmaxCrossEntropy, .mae, .huber(delta: 1)]
  /// The largest magnitude of a number that is put by hand.
  public static let limit = 1e6

  /// A network before its first pass; BCE takes a sigmoid output with it, softmax cross-entropy softmax.
  /// - Throws: `BackpropError` for what does not fit.
  public init(
    _ network: Network<Double>,
    samples: [BackpropSample],
    loss: Loss = .mse,
    learningRate: Double
  ) throws(BackpropError) {
    self.network = network
    self.samples = samples
    self.loss = loss
    self.learningRate = learningRate
    fitOutput()
    try validate()
  }

  /// The sample of this pass, from 0.
  public var sampleIndex: Int { pass % samples.count }
  /// The sample of this pass.
  public var sample: BackpropSample { samples[sampleIndex] }
  /// The epoch of this pass, from 0.
  public var epoch: Int { pass / samples.count }

  /// One step of gradient descent on this pass's sample.
  public mutating func advance() {
    let gradient = BackwardPass(self).gradient
    for index in gradient.indices { network.parameters[index] -= learningRate * gradient[index] }
    pass += 1
  }

  /// Goes on counting where another state was.
  mutating func takePlace(of other: BackpropState) { pass = other.pass }

  /// The output activation that the loss asks for.
  mutating func fitOutput() {
    switch loss {
    case .bce: network.architecture.outputActivation = .sigmoid
    case .softmaxCrossEntropy: network.architecture.outputActivation = .identity
    default: break
    }
  }

  private func validate() throws(BackpropError) {
    let sizes = network.architecture.layerSizes
    let shape = sizes.map(String.init).joined(separator: "-")
    let limits = Self.limits
    guard let inputs = sizes.first, let outputs = sizes.last, inputs <= limits.inputs, outputs <= limits.outputs,
      sizes.count - 2 <= limits.hiddenLayers, sizes.dropFirst().dropLast().allSatisfy({ $0 <= limits.hidden })
    else {
      throw BackpropError(
        "network",
        expected: "at most \(limits.inputs) inputs, \(limits.hiddenLayers) hidden layers of \(limits.hidden) units and "
          + "\(limits.outputs) outputs",
        found: shape
      )
    }
    guard Self.losses.contains(loss) else {
      throw BackpropError(
        "loss",
        expected: Self.losses.map(\.name).joined(separator: ", "),
        found: loss.name
      )
    }
    guard loss != .softmaxCrossEntropy || outputs > 1 else {
      throw BackpropError("loss", expected: "at least 2 outputs for cross-entropy", found: "1")
    }
    guard !samples.isEmpty else { throw BackpropError("samples", expected: "at least one", found: "none") }
    for sample in samples {
      guard sample.inputs.count == inputs else {
        throw BackpropError("inputs", expected: "\(inputs) numbers", found: "\(sample.inputs.count)")
      }
      guard sample.targets.count == outputs else {
        throw BackpropError("targets", expected: "\(outputs) numbers", found: "\(sample.targets.count)")
      }
      try checkTargets(sample.targets)
    }
    let numbers = network.parameters + samples.flatMap { $0.inputs + $0.targets }
    if let fault = numbers.first(where: { !(abs($0) <= Self.limit) }) {
      throw BackpropError("numbers", expected: "-1e6 to 1e6", found: "\(fault)")
    }
    guard learningRate > 0, learningRate <= Self.limit else {
      throw BackpropError("learning rate", expected: "more than 0 and at most 1e6", found: "\(learningRate)")
    }
    guard network.architecture.hiddenActivation.isTrainable, network.architecture.outputActivation.isTrainable else {
      throw BackpropError("activation", expected: "one with a gradient", found: "step")
    }
  }

  /// Targets are probabilities where the loss reads them so.
  func checkTargets(_ targets: [Double]) throws(BackpropError) {
    switch loss {
    case .bce:
      if let fault = targets.first(where: { !(0...1).contains($0) }) {
        throw BackpropError("targets", expected: "probabilities from 0 to 1 for BCE", found: figure(fault))
      }
    case .softmaxCrossEntropy:
      let sum = targets.reduce(0, +)
      guard targets.allSatisfy({ $0 >= 0 }), abs(sum - 1) < 1e-9 else {
        throw BackpropError(
          "targets",
          expected: "probabilities that sum to 1 for cross-entropy",
          found: targets.map { figure($0) }.joined(separator: ", ")
        )
      }
    default: break
    }
  }
}

extension BackpropState {
  /// The same lesson at its first pass, with weights drawn anew (Glorot, uniform) and biases at 0.
  public func redrawn(seed: UInt64) -> BackpropState {
    var random = RandomNumbers(seed: seed)
    var state = self
    state.network = Network(network.architecture, initializer: .glorotUniform, using: &random)
    state.pass = 0
    return state
  }
}
