import CKernels
import NeuralNet

/// A network of the plane and its training, in doubles.
///
/// With the peer's settings it does what the peer does, to the last bit: derivatives are summed sample by sample, divided by their number
/// and taken off the weights after each batch; a batch that an epoch leaves unfilled goes on in the next; ReLU′(0) = 0; L1 sets a weight that
/// crosses zero by it to 0 for good. It belongs to one thread.
public final class PlaygroundTrainer {
  /// The settings that it trains with.
  public private(set) var settings: PlaygroundSettings
  /// The points.
  public let split: PlaneSplit
  /// Where the parameters lie.
  public let shape: PlaygroundShape
  /// Samples of the current epoch that are trained.
  public private(set) var position = 0

  private let level: ck_level
  private let layers: UnsafeMutablePointer<pk_layer>
  private let parameters: KernelMemory
  private let sums: KernelMemory
  private let first: KernelMemory
  private let second: KernelMemory
  private let scratch: KernelMemory
  private let dead: UnsafeMutablePointer<UInt8>
  private var network: pk_network
  private let train: FeatureTable
  private let test: FeatureTable
  private var ends: [Int32]
  /// Loss and rule as the kernels have them, found once: an epoch of a small network takes a few microseconds.
  private var loss: pk_loss
  private var update: pk_update
  /// The features of the places of the last map, which are mostly asked for again.
  private var gridTable: (grid: PlaneGrid, features: [PlaneFeature], table: FeatureTable)?

  /// Draws the points and the first weights.
  public convenience init(_ settings: PlaygroundSettings) throws(PlaygroundFault) {
    try self.init(settings, level: ck_best_level())
  }

  /// Draws the points and the first weights, for kernels of an instruction set.
  init(_ settings: PlaygroundSettings, level: ck_level) throws(PlaygroundFault) {
    try settings.validate()
    self.settings = settings
    self.level = level
    var random = SeededRandom(seed: settings.seed)
    split = PlaneSplit(settings, using: &random)
    shape = PlaygroundShape(sizes: settings.layerSizes)
    parameters = KernelMemory(count: shape.parameterCount)
    sums = KernelMemory(count: shape.parameterCount)
    first = KernelMemory(count: shape.parameterCount)
    second = KernelMemory(count: shape.parameterCount)
    dead = .allocate(capacity: shape.parameterCount + 1)
    dead.initialize(repeating: 0, count: shape.parameterCount + 1)
    layers = .allocate(capacity: shape.layerCount)
    for layer in 0..<shape.layerCount { (layers + layer).initialize(to: Self.layer(layer, settings, shape)) }
    scratch = KernelMemory(count: pk_scratch_count(shape.layerCount, layers))
    let features = settings.orderedFeatures
    train = FeatureTable(split.train, features: features, target: settings.target)
    test = FeatureTable(split.test, features: features, target: settings.target)
    ends = settings.batchSize.ends(in: split.train.count)
    loss = settings.effectiveLoss.kernel
    update = Self.update(settings)
    network = pk_network(
      layer_count: shape.layerCount,
      layers: layers,
      parameters: parameters.base,
      sums: sums.base,
      first: first.base,
      second: second.base,
      dead: dead,
      pending: 0,
      updates: 0,
      samples: 0,
      dropout_key: 0,
      scratch: scratch.base
    )
    Self.initialize(parameters, shape, settings, using: &random)
    network.dropout_key = UInt64(random.next() * 0x1p53)
  }

  deinit {
    layers.deallocate()
    dead.deallocate()
  }

  private static func layer(_ index: Int, _ settings: PlaygroundSettings, _ shape: PlaygroundShape) -> pk_layer {
    let isOutput = index == shape.layerCount - 1
    let (kind, parameter) =
      isOutput ? settings.outputActivation.kernel : settings.activation(ofHidden: index).kernel
    let isResidual = settings.isResidual && !isOutput && index > 0 && shape.sizes[index] == shape.sizes[index + 1]
    return pk_layer(
      inputs: Int32(shape.sizes[index]),
      units: Int32(shape.sizes[index + 1]),
      activation: kind,
      parameter: parameter,
      residual: isResidual ? 1 : 0,
      dropout: isOutput ? 0 : settings.dropout
    )
  }

  private static func initialize(
    _ parameters: KernelMemory,
    _ shape: PlaygroundShape,
    _ settings: PlaygroundSettings,
    using random: inout SeededRandom
  ) {
    if case .given(let weights) = settings.initialization {
      for (index, value) in weights.parameters.enumerated() { parameters.base[index] = value }
      return
    }
    var usual = RandomNumbers(seed: 0)
    if case .usual = settings.initialization { usual = RandomNumbers(seed: UInt64(random.next() * 0x1p53)) }
    for layer in 0..<shape.layerCount {
      let (inputs, units) = (shape.sizes[layer], shape.sizes[layer + 1])
      for unit in 0..<units {
        for input in 0..<inputs {
          parameters.base[shape.weight(layer: layer, unit: unit, input: input)] =
            switch settings.initialization {
            case .peer: random.next() - 0.5
            case .zero, .given: 0
            case .usual(let initializer): initializer.weight(inputs: inputs, outputs: units, using: &usual)
            }
        }
        parameters.base[shape.bias(layer: layer, unit: unit)] =
          switch settings.initialization {
          case .peer: 0.1
          case .zero, .given: 0
          case .usual(let initializer): initializer.bias(inputs: inputs, outputs: units, using: &usual)
          }
      }
    }
  }

  // MARK: Training

  /// Updates in an epoch; one more where samples are left over, and one where no update comes at all.
  public var stepsPerEpoch: Int { max(1, ends.count) }

  /// Trains to the end of the current epoch.
  public func trainEpoch() { train(to: split.train.count) }

  /// Trains to the next update, and to the epoch's end after its last.
  public func trainStep() {
    let last = ends.last.map(Int.init) ?? 0
    let next =
      position >= last ? split.train.count : ends.first { Int($0) > position }.map(Int.init) ?? split.train.count
    train(to: next >= last ? split.train.count : next)
  }

  private static func update(_ settings: PlaygroundSettings) -> pk_update {
    pk_update(
      rule: settings.optimizer.kernel,
      rate: settings.learningRate,
      momentum: 0.9,
      regularization: settings.regularization.kernel,
      strength: settings.regularizationRate
    )
  }

  private func train(to end: Int) {
    var samples = train.samples
    ends.withUnsafeBufferPointer { ends in
      // An empty array has no address, and none is read of it.
      guard let base = ends.baseAddress ?? UnsafePointer(bitPattern: 4) else { return }
      pk_train(level, &network, &samples, loss, &update, position, end, base, ends.count)
    }
    position = end == split.train.count ? 0 : end
  }

  /// Takes over settings that may change on the way: rates, the rule, regularisation, loss, dropout, activations and the batch's size.
  public func configure(_ settings: PlaygroundSettings) {
    self.settings = settings
    for layer in 0..<shape.layerCount { layers[layer] = Self.layer(layer, settings, shape) }
    ends = settings.batchSize.ends(in: split.train.count)
    loss = settings.effectiveLoss.kernel
    update = Self.update(settings)
  }

  // MARK: Reading

  /// Losses and accuracies of the network as it is now.
  public func evaluate() -> PlaygroundFigures {
    let (trainLoss, trainAccuracy) = evaluate(train)
    let (testLoss, testAccuracy) = evaluate(test)
    return PlaygroundFigures(
      trainLoss: trainLoss,
      testLoss: testLoss,
      trainAccuracy: trainAccuracy,
      testAccuracy: testAccuracy
    )
  }

  private func evaluate(_ table: FeatureTable) -> (loss: Double, accuracy: Double?) {
    var samples = table.samples
    var correct: Int64 = 0
    let sum = pk_evaluate(
      level,
      &network,
      &samples,
      loss,
      settings.threshold,
      &correct
    )
    let count = Double(table.count)
    // 0 / 0 of no samples is NaN, as in the peer.
    return (sum / count, settings.task == .regression || table.count == 0 ? nil : Double(correct) / count)
  }

  /// Every unit's output over the cells of a grid.
  public func outputs(at grid: PlaneGrid) -> PlaneMaps {
    let features = settings.orderedFeatures
    if gridTable?.grid != grid || gridTable?.features != features {
      gridTable = (grid, features, grid.table(features: features))
    }
    return PlaneMaps(grid: grid, values: gridTable.map { outputs(of: $0.table) } ?? [])
  }

  /// Every unit's output at every training point, unit after unit.
  func trainingOutputs() -> [[Double]] { outputs(of: train) }

  private func outputs(of table: FeatureTable) -> [[Double]] {
    var samples = table.samples
    let stride = table.count + pk_lanes
    let memory = KernelMemory(count: stride * shape.unitCount)
    pk_outputs(level, &network, &samples, memory.base, stride)
    return (0..<shape.unitCount).map { unit in
      Array(UnsafeBufferPointer(start: memory.base + unit * stride, count: table.count))
    }
  }

  /// The weights now.
  public var weights: PlaygroundWeights {
    let isDead = (0..<shape.parameterCount).map { dead[$0] != 0 }
    return PlaygroundWeights(
      shape: shape,
      parameters: Array(parameters.array.prefix(shape.parameterCount)),
      isDead: isDead
    )
  }

  /// Whether every weight and bias is finite.
  public var isFinite: Bool {
    var sum = 0.0
    for index in 0..<shape.parameterCount { sum += abs(parameters.base[index]) }
    return sum.isFinite
  }

  /// Sets a weight or bias by its place in ``PlaygroundShape``; a weight that L1 took out lives again.
  public func set(_ value: Double, at place: Int) {
    parameters.base[place] = value
    dead[place] = 0
  }

  // MARK: State

  /// All that the next steps depend on.
  public struct State: Hashable, Sendable {
    fileprivate var parameters: [Double]
    fileprivate var sums: [Double]
    fileprivate var first: [Double]
    fileprivate var second: [Double]
    fileprivate var dead: [UInt8]
    fileprivate var pending: Int64
    fileprivate var updates: Int64
    fileprivate var samples: Int64
    fileprivate var position: Int

    /// Goes to the beginning of an epoch, as where the points have become others.
    public mutating func begin() { position = 0 }

    /// Drops the derivatives that wait for an update.
    mutating func forgetSums() {
      sums = sums.map { _ in 0 }
      pending = 0
    }
  }

  /// All that the next steps depend on; setting it goes back there.
  public var state: State {
    get {
      State(
        parameters: parameters.array,
        sums: sums.array,
        first: first.array,
        second: second.array,
        dead: Array(UnsafeBufferPointer(start: dead, count: shape.parameterCount)),
        pending: network.pending,
        updates: network.updates,
        samples: network.samples,
        position: position
      )
    }
    set {
      parameters.array = newValue.parameters
      sums.array = newValue.sums
      first.array = newValue.first
      second.array = newValue.second
      for (index, flag) in newValue.dead.enumerated() { dead[index] = flag }
      network.pending = newValue.pending
      network.updates = newValue.updates
      network.samples = newValue.samples
      position = newValue.position
    }
  }
}
