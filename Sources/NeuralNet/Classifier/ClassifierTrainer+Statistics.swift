extension ClassifierTrainer {
  /// Per layer the sizes of weights and gradients and the share of dead units; cheap enough for every frame.
  public func statistics() -> [LayerStatistics] {
    engine.layers.indices.map { index in
      let layer = engine.layers[index]
      let total = sumOfSquares(layer)
      let weights = Double(layer.inputs * layer.outputs)
      let gradients = engine.gradientSquares(layer: index)
      return LayerStatistics(
        weightRMS: (total / weights).squareRoot(),
        gradientRMS: (gradients / weights).squareRoot(),
        deadShare: deadShare(layer: index)
      )
    }
  }

  /// Whether every weight is finite, by the sums of their squares; some ten microseconds with the default layers.
  public var isFinite: Bool { engine.layers.allSatisfy { sumOfSquares($0).isFinite } }

  /// Of the weights, not the biases. What stands between a panel's columns and its width is zero.
  private func sumOfSquares(_ layer: ClassifierLayer) -> Double {
    let width = SIMD16<Float>.scalarCount
    let count = layer.inputs * layer.panels.padded / width
    let values = UnsafeRawPointer(layer.weights.base).bindMemory(to: SIMD16<Float>.self, capacity: count)
    var total = 0.0
    var first = 0
    // Sixteen floats at once, and every so often into a Double: fast, and no digits are lost over a long sum.
    while first < count {
      var squares = SIMD16<Float>()
      let end = min(first + 64, count)
      for index in first..<end { squares += values[index] * values[index] }
      total += Double(squares.sum())
      first = end
    }
    return total
  }

  /// The share of a hidden layer's units that gave 0 or less for every image of the last mini-batch.
  private func deadShare(layer index: Int) -> Double? {
    guard architecture.hiddenActivation == .relu, index < engine.last, let batch = engine.batch,
      let plan = engine.lastPlan
    else { return nil }
    let layer = engine.layers[index]
    let stride = batch.strides[index]
    var dead = 0
    for unit in 0..<layer.outputs {
      var row = 0
      while row < plan.count && batch.activations[index].base[row * stride + unit] <= 0 { row += 1 }
      if row == plan.count { dead += 1 }
    }
    return Double(dead) / Double(layer.outputs)
  }
}
