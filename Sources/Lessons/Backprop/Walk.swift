import NeuralNet

/// A pass as the ordered list of its operations: forward, loss, backward, update, and the check that the loss fell.
///
/// A batch is one sample, so vectors have the shape (1, units), and weights are (inputs, outputs) as x·W wants them; PyTorch stores them
/// the other way round.
public struct Walk: Sendable {
  /// What the pass begins with.
  public let state: BackpropState
  /// What the next pass begins with.
  public let next: BackpropState
  /// The operations in order.
  public let operations: [WalkOperation]

  let pass: BackwardPass
  let newPass: BackwardPass

  /// Walks through a pass.
  public init(_ state: BackpropState) {
    self.state = state
    var after = state
    after.advance()
    next = after
    pass = BackwardPass(state)
    // The loss is compared on the same sample.
    var same = state
    same.network = after.network
    newPass = BackwardPass(same)
    operations = WalkBuilder(state, pass: pass, next: after, newPass: newPass).operations
  }

  /// The loss of this pass.
  public var loss: Double { pass.loss }
  /// The loss on the same sample after the update.
  public var newLoss: Double { newPass.loss }
  /// ŷ.
  public var prediction: [Double] { pass.layers[pass.layers.count - 1].outputs }
  /// ŷ on the same sample after the update.
  public var newPrediction: [Double] { newPass.layers[newPass.layers.count - 1].outputs }
  /// dL by every parameter in the network's own order.
  public var gradient: [Double] { pass.gradient }

  /// The operation of a name.
  public subscript(name: String) -> WalkOperation? { operations.first { $0.name == name } }

  /// What some courses put for the output's δ, (y − ŷ)·f′(z), as the perceptron's rule has y − ŷ: without the loss's own factor and with the
  /// other sign, so that updates add it. Nil where the loss is not MSE.
  public var perceptronStyleDelta: [Double]? {
    guard state.loss == .mse else { return nil }
    let last = pass.layers[pass.layers.count - 1]
    let activation = state.network.architecture.outputActivation
    return last.outputs.indices.map {
      (state.sample.targets[$0] - last.outputs[$0]) * activation.derivative(atInput: last.sums[$0])
    }
  }

  /// Where an operation's granule ends that begins after another one: the index of the last operation of the next layer's part.
  public func layerEnd(after index: Int) -> Int {
    guard index + 1 < operations.count else { return operations.count - 1 }
    var end = index + 1
    while end + 1 < operations.count, isSamePart(operations[end], operations[end + 1]) { end += 1 }
    return end
  }

  /// The index of the last operation of the layer's part before the one that an operation belongs to; nil where there is none.
  public func layerEnd(before index: Int) -> Int? {
    var start = index
    while start > 0, isSamePart(operations[start - 1], operations[start]) { start -= 1 }
    return start > 0 ? start - 1 : nil
  }

  private func isSamePart(_ left: WalkOperation, _ right: WalkOperation) -> Bool {
    left.phase == right.phase && left.layerNumber == right.layerNumber
  }
}
