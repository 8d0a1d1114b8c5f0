import NeuralNet
import Plots

/// A walk that goes both ways through operations and passes, whose every number can be changed, with undo.
public struct BackpropLesson: Sendable {
  /// The walk through this pass.
  public private(set) var walk: Walk
  /// The operation that is shown, from 0.
  public private(set) var index = 0

  private var timeline: Timeline<BackpropState>
  private var past: [(timeline: Timeline<BackpropState>, index: Int)] = []

  /// How many changes can be undone.
  public static var undoLimit: Int { 200 }

  /// A walk at its first operation.
  public init(_ state: BackpropState) {
    timeline = Timeline(state)
    walk = Walk(state)
  }

  /// What this pass began with.
  public var state: BackpropState { timeline.state }
  /// The operation that is shown.
  public var operation: WalkOperation { walk.operations[index] }
  /// How many passes there have been at most.
  public var passes: Int { timeline.end }
  /// Whether there is a change to undo.
  public var canUndo: Bool { !past.isEmpty }

  // MARK: Steps

  /// Goes on by a granule.
  public mutating func forward(_ granularity: BackpropGranularity = .operation) {
    let last = walk.operations.count - 1
    switch granularity {
    case .operation:
      if index < last { index += 1 } else { go(toPass: state.pass + 1, operation: 0) }
    case .layer:
      if index < last { index = walk.layerEnd(after: index) } else { go(toPass: state.pass + 1, operation: -1) }
    case .pass:
      if index < last { index = last } else { go(toPass: state.pass + 1, operation: last) }
    case .epoch:
      let count = state.samples.count
      let end = (state.pass / count + 1) * count - 1
      go(toPass: state.pass == end && index == last ? end + count : end, operation: last)
    }
  }

  /// Goes back to where the last granule ended, so that it takes a step forward back; at the very beginning nothing happens.
  public mutating func back(_ granularity: BackpropGranularity = .operation) {
    let first: Int
    switch granularity {
    case .operation:
      if index > 0 { return index -= 1 }
      first = state.pass
    case .layer:
      if let end = walk.layerEnd(before: index) { return index = end }
      first = state.pass
    case .pass: first = state.pass
    case .epoch: first = state.pass / state.samples.count * state.samples.count
    }
    if first > 0 { goToEnd(ofPass: first - 1) } else { rewind() }
  }

  /// Goes to the first operation of the first pass.
  public mutating func rewind() { go(toPass: 0, operation: 0) }

  /// Shows an operation of a pass.
  public mutating func show(pass: Int, operation: Int) {
    if pass != state.pass { go(toPass: max(0, pass), operation: 0) }
    show(operation)
  }

  /// Shows an operation of this pass.
  public mutating func show(_ operation: Int) { index = min(max(0, operation), walk.operations.count - 1) }

  /// Shows an operation; −1 for the end of the first layer's part.
  private mutating func go(toPass pass: Int, operation: Int) {
    timeline.seek(to: pass)
    walk = Walk(timeline.state)
    index = operation < 0 ? walk.layerEnd(after: -1) : operation
  }

  private mutating func goToEnd(ofPass pass: Int) { go(toPass: pass, operation: walk.operations.count - 1) }

  // MARK: Changes

  /// Every number that can be changed, in reading order.
  public var quantities: [BackpropQuantity] {
    let sample = state.sample
    let layers = state.network.architecture.layers
    return sample.inputs.indices.map { .input($0) }
      + layers.enumerated().flatMap { index, layer -> [BackpropQuantity] in
        (0..<layer.inputs).flatMap { from in
          (0..<layer.outputs).map { .weight(layer: index, from: from, to: $0) }
        } + (0..<layer.outputs).map { .bias(layer: index, to: $0) }
      } + sample.targets.indices.map { .target($0) } + [.learningRate]
  }

  /// The number as it is.
  public func value(_ quantity: BackpropQuantity) -> Double {
    switch quantity {
    case .input(let index): state.sample.inputs[index]
    case .target(let index): state.sample.targets[index]
    case .weight(let layer, let from, let to): state.network.weight(layer: layer, output: to, input: from)
    case .bias(let layer, let to): state.network.bias(layer: layer, output: to)
    case .learningRate: state.learningRate
    }
  }

  /// What the number is called: `w₁[1,2]`, `b₂`, `x₁`.
  public func name(_ quantity: BackpropQuantity) -> String {
    switch quantity {
    case .input(let index): state.sample.inputs.count == 1 ? "x" : "x" + subscripted(index + 1)
    case .target(let index): state.sample.targets.count == 1 ? "y" : "y" + subscripted(index + 1)
    case .weight(let layer, let from, let to): "W\(subscripted(layer + 1))[\(from + 1),\(to + 1)]"
    case .bias(let layer, let to): "b\(subscripted(layer + 1))[\(to + 1)]"
    case .learningRate: "η"
    }
  }

  /// Changes a number; everything follows, and what lay ahead is forgotten.
  /// - Throws: `BackpropError` for a value that the number cannot have; nothing has changed then.
  public mutating func set(_ quantity: BackpropQuantity, to value: Double) throws(BackpropError) {
    guard abs(value) <= BackpropState.limit else {
      throw BackpropError(name(quantity), expected: "a number from -1e6 to 1e6", found: "\(value)")
    }
    var new = state
    let sample = new.sampleIndex
    switch quantity {
    case .input(let index): new.samples[sample].inputs[index] = value
    case .target(let index):
      // One output's probability may change alone; several must still sum to 1, so the others share the rest.
      if new.loss == .softmaxCrossEntropy {
        guard (0...1).contains(value) else {
          throw BackpropError(name(quantity), expected: "a probability from 0 to 1", found: figure(value))
        }
        new.samples[sample].targets = Self.probabilities(new.sample.targets, index, value)
      } else {
        new.samples[sample].targets[index] = value
        try new.checkTargets(new.samples[sample].targets)
      }
    case .weight(let layer, let from, let to):
      new.network.parameters[new.network.weightIndex(layer: layer, output: to, input: from)] = value
    case .bias(let layer, let to): new.network.parameters[new.network.biasIndex(layer: layer, output: to)] = value
    case .learningRate:
      guard value > 0 else { throw BackpropError("learning rate", expected: "more than 0", found: figure(value)) }
      new.learningRate = value
    }
    replace(new)
  }

  private static func probabilities(_ old: [Double], _ index: Int, _ value: Double) -> [Double] {
    let rest = 1 - old[index]
    return old.indices.map { other in
      if other == index { return value }
      return rest > 0 ? old[other] / rest * (1 - value) : (1 - value) / Double(old.count - 1)
    }
  }

  /// Changes the activation of the hidden layers, and of the output where the loss leaves it free.
  /// - Throws: `BackpropError` for an activation without a gradient.
  public mutating func setActivation(_ activation: Activation) throws(BackpropError) {
    guard activation.isTrainable else {
      throw BackpropError("activation", expected: "one with a gradient", found: activation.name)
    }
    var new = state
    new.network.architecture.hiddenActivation = activation
    if new.network.architecture.layers.count == 1 { new.network.architecture.outputActivation = activation }
    new.fitOutput()
    replace(new)
  }

  /// Changes the loss; BCE makes the output a sigmoid, cross-entropy softmax, and a loss of the other kind makes it a sigmoid again.
  /// - Throws: `BackpropError` where targets or outputs do not fit.
  public mutating func setLoss(_ loss: Loss) throws(BackpropError) {
    var network = state.network
    if state.loss == .softmaxCrossEntropy, loss != .softmaxCrossEntropy {
      network.architecture.outputActivation = .sigmoid
    }
    var checked = try BackpropState(network, samples: state.samples, loss: loss, learningRate: state.learningRate)
    checked.takePlace(of: state)
    replace(checked)
  }

  /// Takes back the last change, with the walk as it was.
  /// - Returns: whether there was one.
  @discardableResult
  public mutating func undo() -> Bool {
    guard let last = past.popLast() else { return false }
    timeline = last.timeline
    walk = Walk(timeline.state)
    index = last.index
    return true
  }

  private mutating func replace(_ new: BackpropState) {
    past.append((timeline, index))
    if past.count > Self.undoLimit { past.removeFirst() }
    timeline.change { $0 = new }
    walk = Walk(new)
  }
}
