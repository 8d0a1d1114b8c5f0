import CKernels

/// Trains small networks of one shape and one setting side by side, each in a lane of the processor's vectors.
///
/// Every network gets the bits that ``Trainer`` would give it alone: both compute the same operations in the same order, and
/// none of them depends on the instruction set. A step takes all samples. It lives on one thread at a time.
public final class LaneTrainer {
  /// How many networks train side by side on this machine.
  public static let laneCount = Int(dlviz_lane_count(ck_best_level()))

  /// The most parameters that are worth a lane each: with more, eight networks no longer fit in the nearest cache.
  public static let maximumParameterCount = 2048

  /// The networks' shape and activations.
  public let architecture: Architecture
  /// How many of the lanes are asked for.
  public let networkCount: Int
  /// Steps done.
  public private(set) var stepCount = 0

  private let level: ck_level
  private let usesAdam: Bool
  private let learningRate: Double
  private let layout: LaneStorage

  /// Whether networks can be trained in lanes; others are for ``Trainer``, one at a time.
  public static func canTrain(_ architecture: Architecture, loss: Loss, optimizer: Optimizer, sampleCount: Int) -> Bool
  {
    LaneRule(hidden: architecture.hiddenActivation) != nil && LaneRule(hidden: architecture.outputActivation) != nil
      && LaneLoss(loss, output: architecture.outputActivation) != nil
      && LaneOptimizer(optimizer, learningRate: 0, l2: 0) != nil
      && architecture.parameterCount <= maximumParameterCount && (1...12).contains(sampleCount)
  }

  /// Networks before their first step.
  ///
  /// - Parameters:
  ///   - networks: Where each begins, 1 to ``laneCount``, all of one shape.
  ///   - loss: What is minimised.
  ///   - optimizer: The update rule.
  ///   - learningRate: η.
  ///   - l1: The strength of L1 regularisation.
  ///   - l2: The strength of L2 regularisation.
  ///   - inputs: (samples, inputs), row-major.
  ///   - targets: (samples, outputs), row-major.
  /// - Returns: nil where ``canTrain(_:loss:optimizer:sampleCount:)`` says no.
  public convenience init?(
    networks: [Network<Double>],
    loss: Loss,
    optimizer: Optimizer,
    learningRate: Double,
    l1: Double = 0,
    l2: Double = 0,
    inputs: [Double],
    targets: [Double]
  ) {
    self.init(
      networks: networks,
      loss: loss,
      optimizer: optimizer,
      learningRate: learningRate,
      l1: l1,
      l2: l2,
      inputs: inputs,
      targets: targets,
      level: ck_best_level()
    )
  }

  /// As the public initializer, with the instruction set chosen.
  init?(
    networks: [Network<Double>],
    loss: Loss,
    optimizer: Optimizer,
    learningRate: Double,
    l1: Double,
    l2: Double,
    inputs: [Double],
    targets: [Double],
    level: ck_level
  ) {
    let laneCount = Int(dlviz_lane_count(level))
    precondition((1...laneCount).contains(networks.count), "expected 1 to \(laneCount) networks")
    let architecture = networks[0].architecture
    precondition(networks.allSatisfy { $0.architecture == architecture }, "expected networks of one shape")
    let samples = inputs.count / architecture.inputCount
    precondition(
      targets.count == samples * architecture.outputCount,
      "expected a target for each of \(samples) samples"
    )
    guard Self.canTrain(architecture, loss: loss, optimizer: optimizer, sampleCount: samples),
      let hidden = LaneRule(hidden: architecture.hiddenActivation),
      let output = LaneRule(hidden: architecture.outputActivation),
      let laneLoss = LaneLoss(loss, output: architecture.outputActivation),
      let rule = LaneOptimizer(optimizer, learningRate: learningRate, l2: l2)
    else { return nil }
    self.architecture = architecture
    networkCount = networks.count
    self.learningRate = learningRate
    self.level = level
    layout = LaneStorage(architecture, samples: samples, lanes: laneCount)
    layout.load(networks, inputs: inputs, targets: targets)
    usesAdam = rule.kind == dlviz_lane_adam
    layout.lanes.hidden = hidden.kind
    layout.lanes.hidden_parameter = hidden.parameter
    layout.lanes.hidden_scale = hidden.scale
    layout.lanes.output = output.kind
    layout.lanes.output_parameter = output.parameter
    layout.lanes.output_scale = output.scale
    layout.lanes.loss = laneLoss.kind
    layout.lanes.delta = laneLoss.delta
    layout.lanes.optimizer = rule.kind
    layout.lanes.momentum = rule.momentum
    layout.lanes.keep = rule.keep
    layout.lanes.learning_rate = learningRate
    layout.lanes.l1 = l1
    layout.lanes.l2 = rule.l2
  }

  /// Trains every network for so many steps.
  public func train(steps: Int) {
    guard steps > 0 else { return }
    if usesAdam {
      let corrections = LaneOptimizer.adamCorrections(
        learningRate: learningRate,
        steps: stepCount + 1...stepCount + steps
      )
      dlviz_lanes_train(level, &layout.lanes, stepCount + 1, steps, corrections.rates, corrections.scales)
    } else {
      dlviz_lanes_train(level, &layout.lanes, stepCount + 1, steps, nil, nil)
    }
    stepCount += steps
  }

  /// The mean loss of a network before its last update, without regularisation; NaN before the first.
  public func loss(of network: Int) -> Double { layout.losses[network] }

  /// The largest loss of a network's steps since this was last asked for, −∞ where there was none.
  public func takePeak(of network: Int) -> Double {
    defer { layout.peaks[network] = -.infinity }
    return layout.peaks[network]
  }

  /// The last step before whose update the network had a sample on the wrong side of 0.5; nil if there was none.
  public func lastWrongStep(of network: Int) -> Int? {
    layout.lastWrong[network] == 0 ? nil : Int(layout.lastWrong[network])
  }

  /// The first step whose loss was not finite; nil if there was none.
  public func firstNonFiniteStep(of network: Int) -> Int? {
    layout.firstBad[network] == 0 ? nil : Int(layout.firstBad[network])
  }

  /// A network as it is now.
  public func network(_ network: Int) -> Network<Double> {
    let lanes = layout.laneCount
    return Network(
      architecture,
      parameters: (0..<architecture.parameterCount).map { layout.parameters[$0 * lanes + network] }
    )
  }
}
