extension ClassifierTrainer {
  /// Per layer the sizes of weights and gradients and the share of dead units; cheap enough for every frame.
  public func statistics() -> [LayerStatistics] {
    engine.layers.indices.map { index in
      let layer = engine.layers[index]
      var squares: Float = 0
      var total = 0.0
      // Rows of floats at once, rows in Double: fast, and no digits are lost over a long sum.
      let width = layer.panels.padded
      for row in 0..<layer.inputs {
        squares = 0
        let values = layer.weights.base + row * width
        for n in 0..<width { squares += values[n] * values[n] }
        total += Double(squares)
      }
      let weights = Double(layer.inputs * layer.outputs)
      var gradients = 0.0
      for worker in 0..<engine.pool.count {
        gradients += engine.gradientSquares[index * engine.pool.count + worker]
      }
      return LayerStatistics(
        weightRMS: (total / weights).squareRoot(),
        gradientRMS: (gradients / weights).squareRoot(),
        deadShare: deadShare(layer: index)
      )
    }
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
