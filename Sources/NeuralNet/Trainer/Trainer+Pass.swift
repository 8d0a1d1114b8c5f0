import RealModule

extension Trainer {
  /// The forward pass and the loss, and the backward pass into the gradient storage if asked.
  @inline(__always)
  func performPass(
    inputs: UnsafeBufferPointer<Scalar>,
    targets: UnsafeBufferPointer<Scalar>,
    count: Int,
    backward: Bool
  ) -> Scalar {
    precondition(count > 0 && count <= maximumBatchSize, "expected 1 to \(maximumBatchSize) samples, found \(count)")
    let last = layers.count - 1
    let features = layers[0].inputs
    let outputs = layers[last].outputs
    precondition(inputs.count >= count * features, "expected \(count * features) inputs, found \(inputs.count)")
    precondition(targets.count >= count * outputs, "expected \(count * outputs) targets, found \(targets.count)")
    guard let samples = inputs.baseAddress, let wanted = targets.baseAddress else { return .nan }
    batchCount = count
    let batch = Scalar.padded(count)
    transpose(samples, count: count, features: features, batch: batch, into: inputBlock.base)
    transpose(wanted, count: count, features: outputs, batch: batch, into: targetBlock.base)
    let settings = settings
    forward(settings, batch: batch)
    let loss = outputDeltas(settings, count: count, batch: batch)
    if backward { self.backward(settings.hiddenActivation, batch: batch) }
    return loss
  }

  @inline(__always)
  private func forward(_ settings: Settings, batch: Int) {
    let parameters = UnsafePointer(parameterStorage.base)
    var input = UnsafePointer(inputBlock.base)
    for index in layers.indices {
      let layer = layers[index]
      let z = preActivationBlock.base + unitsBefore[index] * batch
      let a = activationBlock.base + unitsBefore[index] * batch
      Scalar.denseForward(
        DenseShape(inputs: layer.inputs, outputs: layer.outputs, batch: batch),
        weights: parameters + layer.weightOffset,
        biases: parameters + layer.biasOffset,
        activations: input,
        into: z
      )
      let activation = index == layers.count - 1 ? settings.outputActivation : settings.hiddenActivation
      activation.apply(count: layer.outputs * batch, z, into: a)
      input = UnsafePointer(a)
    }
  }

  /// From the output layer's δ = dL/dz back to every layer's δ and the parameters' gradients.
  @inline(__always)
  private func backward(_ hiddenActivation: Activation, batch: Int) {
    let parameters = UnsafePointer(parameterStorage.base)
    let gradients = gradientStorage.base
    var index = layers.count - 1
    while index >= 0 {
      let layer = layers[index]
      let shape = DenseShape(inputs: layer.inputs, outputs: layer.outputs, batch: batch)
      let deltas = UnsafePointer(deltaBlock.base + unitsBefore[index] * batch)
      let before = index - 1
      let input = index == 0 ? inputBlock.base : activationBlock.base + unitsBefore[before] * batch
      Scalar.denseWeightGradients(
        shape,
        deltas: deltas,
        activations: input,
        weights: gradients + layer.weightOffset,
        biases: gradients + layer.biasOffset
      )
      if index > 0 {
        let deltasBefore = deltaBlock.base + unitsBefore[before] * batch
        Scalar.denseInputGradients(
          shape,
          weights: parameters + layer.weightOffset,
          deltas: deltas,
          into: deltasBefore
        )
        hiddenActivation.backpropagate(
          count: layer.inputs * batch,
          preActivations: preActivationBlock.base + unitsBefore[before] * batch,
          activations: input,
          deltasBefore
        )
      }
      index -= 1
    }
  }

  /// Writes δ = dL/dz of the output layer, 0 in the padding, and returns the loss.
  @inline(__always)
  private func outputDeltas(_ settings: Settings, count: Int, batch: Int) -> Scalar {
    let last = layers.count - 1
    let outputs = layers[last].outputs
    let offset = unitsBefore[last] * batch
    let z = UnsafePointer(preActivationBlock.base + offset)
    let a = UnsafePointer(activationBlock.base + offset)
    let y = UnsafePointer(targetBlock.base)
    let deltas = deltaBlock.base + offset
    let total: Scalar
    switch settings.loss {
    case .softmaxCrossEntropy:
      total = softmaxDeltas(count: count, batch: batch, outputs: outputs, z, y, deltas) / Scalar(count)
    case .bce where settings.outputActivation == .sigmoid, .bceWithLogits:
      total = elementDeltas(.bceWithLogits, count: count, batch: batch, outputs: outputs, z, y, deltas)
    case .mse, .mae, .huber, .bce, .hinge:
      total = elementDeltas(settings.loss, count: count, batch: batch, outputs: outputs, a, y, deltas)
      settings.outputActivation.backpropagate(
        count: outputs * batch,
        preActivations: z,
        activations: a,
        deltas
      )
    }
    for output in 0..<outputs {
      for sample in count..<batch { deltas[output * batch + sample] = 0 }
    }
    return total
  }

  /// The mean of an element-wise loss and its derivatives by what the loss reads.
  @inline(__always)
  private func elementDeltas(
    _ loss: Loss,
    count: Int,
    batch: Int,
    outputs: Int,
    _ predictions: UnsafePointer<Scalar>,
    _ targets: UnsafePointer<Scalar>,
    _ deltas: UnsafeMutablePointer<Scalar>
  ) -> Scalar {
    let share = 1 / Scalar(count * outputs)
    var total: Scalar = 0
    if loss == .mse {
      for output in 0..<outputs {
        for n in output * batch..<output * batch + count {
          let difference = predictions[n] - targets[n]
          total += difference * difference
          deltas[n] = 2 * share * difference
        }
      }
    } else {
      for output in 0..<outputs {
        for n in output * batch..<output * batch + count {
          total += loss.value(prediction: predictions[n], target: targets[n])
          deltas[n] = share * loss.derivative(prediction: predictions[n], target: targets[n])
        }
      }
    }
    return total * share
  }

  /// The sum over samples of softmax cross-entropy, and its mean's derivative by the logits, (p − y) / count.
  @inline(__always)
  private func softmaxDeltas(
    count: Int,
    batch: Int,
    outputs: Int,
    _ logits: UnsafePointer<Scalar>,
    _ targets: UnsafePointer<Scalar>,
    _ deltas: UnsafeMutablePointer<Scalar>
  ) -> Scalar {
    let share = 1 / Scalar(count)
    var total: Scalar = 0
    for sample in 0..<count {
      var largest = logits[sample]
      for output in 1..<Swift.max(outputs, 1) { largest = Swift.max(largest, logits[output * batch + sample]) }
      var sum: Scalar = 0
      var mass: Scalar = 0
      for output in 0..<outputs {
        let n = output * batch + sample
        let exponential = Scalar.exp(logits[n] - largest)
        deltas[n] = exponential
        sum += exponential
        mass += targets[n]
      }
      let logSum = Scalar.log(sum)
      for output in 0..<outputs {
        let n = output * batch + sample
        if targets[n] != 0 { total -= targets[n] * (logits[n] - largest - logSum) }
        deltas[n] = share * (deltas[n] / sum * mass - targets[n])
      }
    }
    return total
  }
}
