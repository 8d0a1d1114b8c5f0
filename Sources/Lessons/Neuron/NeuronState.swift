import NeuralNet

/// A neuron in the middle of its training: the next sample makes the next state.
public struct NeuronState: Hashable, Sendable, Replayable {
  /// How it is trained from here on.
  public internal(set) var settings: NeuronSettings
  /// The parameters.
  public internal(set) var parameters: [Double]
  /// The epoch that the next sample belongs to, from 0.
  public private(set) var epoch = 0
  /// The sample that comes next, from 0.
  public private(set) var nextSample = 0
  /// The losses of the epoch's samples so far.
  public private(set) var lossSum = 0.0
  /// What the last sample did; nil before the first.
  public private(set) var lastStep: ChainRule?
  /// The last whole epoch's figures; nil before the first.
  public private(set) var lastEpoch: NeuronEpoch?

  private var optimizer: OptimizerState
  private var gradientSum: [Double]
  private var batchCount = 0

  /// The state before the first sample.
  public init(_ settings: NeuronSettings) {
    self.settings = settings
    parameters = settings.start
    optimizer = OptimizerState(settings.optimizer, parameterCount: settings.start.count)
    gradientSum = settings.start.map { _ in 0 }
  }

  /// Whether every parameter is finite.
  public var isFinite: Bool { parameters.allSatisfy(\.isFinite) }

  /// Shows the next sample, and changes the parameters where it ends a batch.
  public mutating func advance() {
    let count = settings.data.count
    let sample = settings.data.samples[nextSample]
    let pass = NeuronPass(settings, parameters: parameters, inputs: sample.inputs)
    let gradient = pass.gradient(settings, parameters: parameters, target: sample.target)
    let before = parameters
    lossSum += pass.loss(target: sample.target)
    for index in gradient.indices { gradientSum[index] += gradient[index] }
    batchCount += 1
    var used: [Double]?
    let isLast = nextSample == count - 1
    let size = batchCount
    if isLast || batchCount >= settings.batch.size(of: count) {
      let mean = gradientSum.map { $0 / Double(batchCount) }
      let followed = settings.gradients.pretended ?? mean
      optimizer.update(
        &parameters,
        gradients: followed,
        learningRate: settings.learningRate,
        decay: settings.optimizer.defaultL2
      )
      used = followed
      gradientSum = gradientSum.map { _ in 0 }
      batchCount = 0
    }
    lastStep = ChainRule(
      epoch: epoch,
      sample: nextSample,
      pass: pass,
      target: sample.target,
      lossSlope: 2 * (pass.prediction - sample.target),
      activationSlope: settings.architecture.outputActivation.derivative(atInput: pass.sum),
      gradient: gradient,
      usedGradient: used,
      batchSize: size,
      before: before,
      after: parameters
    )
    if isLast {
      lastEpoch = NeuronEpoch(epoch: epoch, lossSum: lossSum, parameters: parameters)
      lossSum = 0
      nextSample = 0
      epoch += 1
    } else {
      nextSample += 1
    }
  }

  /// Goes on with other settings; an optimizer that is another one begins without a memory.
  mutating func adopt(_ new: NeuronSettings) {
    if new.optimizer != settings.optimizer {
      optimizer = OptimizerState(new.optimizer, parameterCount: parameters.count)
    }
    settings = new
  }

  /// Σ (ŷ − y)² of these parameters over all samples.
  public var lossOfAll: Double {
    let activation = settings.architecture.outputActivation
    var total = 0.0
    eachSum { sum, target in
      let error = activation.value(at: sum) - target
      total += error * error
    }
    return total
  }

  /// f′(z) of the output neuron for every sample.
  public var slopes: [Double] {
    let activation = settings.architecture.outputActivation
    var slopes: [Double] = []
    slopes.reserveCapacity(settings.data.count)
    eachSum { sum, _ in slopes.append(activation.derivative(atInput: sum)) }
    return slopes
  }

  /// Goes through the output neuron's z and y of all samples; a table has thousands, and a screen asks again with every frame.
  private func eachSum(_ body: (_ sum: Double, _ target: Double) -> Void) {
    guard settings.isSingleNeuron else {
      for sample in settings.data.samples {
        body(NeuronPass(settings, parameters: parameters, inputs: sample.inputs).sum, sample.target)
      }
      return
    }
    let layer = settings.architecture.layers[0]
    for sample in settings.data.samples {
      var sum = 0.0
      for index in sample.inputs.indices { sum += parameters[layer.weightOffset + index] * sample.inputs[index] }
      body(sum + parameters[layer.biasOffset], sample.target)
    }
  }

  /// ŷ for an input of one value, as the trained network is used: with the output neuron behind the hidden ones.
  public func prediction(_ x: Double) -> Double { prediction([x]) }

  /// ŷ, as the trained network is used: with the output neuron behind the hidden ones.
  public func prediction(_ inputs: [Double]) -> Double {
    NeuronPass(settings, parameters: parameters, inputs: inputs, wiring: .correct).prediction
  }

  /// The gradient of the mean of (ŷ − y)² over all samples.
  public var gradientOfAll: [Double] {
    var sum = parameters.map { _ in 0.0 }
    for sample in settings.data.samples {
      let pass = NeuronPass(settings, parameters: parameters, inputs: sample.inputs)
      let gradient = pass.gradient(settings, parameters: parameters, target: sample.target)
      for index in sum.indices { sum[index] += gradient[index] }
    }
    return sum.map { $0 / Double(settings.data.count) }
  }
}
