import RealModule

extension ClassifierTrainer {
  /// Classifies labelled images with the network as it is.
  ///
  /// - Parameters:
  ///   - pixels: The images, shape (count, inputs).
  ///   - labels: The class of each.
  public func evaluate(pixels: [UInt8], labels: [UInt8]) -> ClassifierEvaluation {
    let scores = losses(pixels: pixels, labels: labels)
    var total = 0.0
    for loss in scores.losses { total += Double(loss) }
    return ClassifierEvaluation(
      correct: scores.hits.reduce(0) { $0 + ($1 ? 1 : 0) },
      count: labels.count,
      meanLoss: labels.isEmpty ? 0 : total / Double(labels.count)
    )
  }

  /// The cross-entropy of each image, and whether it is classified correctly.
  ///
  /// - Parameters:
  ///   - pixels: The images, shape (count, inputs).
  ///   - labels: The class of each.
  public func losses(pixels: [UInt8], labels: [UInt8]) -> (losses: [Float], hits: [Bool]) {
    checkImages(pixels, count: labels.count)
    precondition(
      labels.allSatisfy { $0 < architecture.outputCount },
      "expected labels below \(architecture.outputCount), found \(labels.max() ?? 0)"
    )
    var losses = [Float](repeating: 0, count: labels.count)
    var hits = [Bool](repeating: false, count: labels.count)
    pixels.withUnsafeBufferPointer { pixels in
      labels.withUnsafeBufferPointer { labels in
        losses.withUnsafeMutableBufferPointer { losses in
          hits.withUnsafeMutableBufferPointer { hits in
            guard let images = pixels.baseAddress, let classes = labels.baseAddress,
              let lossBase = losses.baseAddress, let hitBase = hits.baseAddress
            else { return }
            engine.infer(pixels: images, labels: classes, count: labels.count, lastLayer: engine.last) {
              start,
              count,
              scratch in
              for row in 0..<count {
                lossBase[start + row] = scratch.losses[row]
                hitBase[start + row] = scratch.hits[row] != 0
              }
            }
          }
        }
      }
    }
    return (losses, hits)
  }

  /// The probability of each class for some images, shape (count, classes).
  ///
  /// - Parameters:
  ///   - pixels: The images, shape (count, inputs).
  ///   - count: How many there are.
  public func predict(pixels: [UInt8], count: Int) -> [Float] {
    outputs(ofLayer: engine.last, pixels: pixels, count: count)
  }

  /// The activations of a hidden layer for some images, shape (count, units); of the last layer the probabilities.
  ///
  /// - Parameters:
  ///   - layer: 0 is the first hidden layer.
  ///   - pixels: The images, shape (count, inputs).
  ///   - count: How many there are.
  public func activations(ofLayer layer: Int, pixels: [UInt8], count: Int) -> [Float] {
    precondition(layer >= 0 && layer <= engine.last, "no layer \(layer) among \(engine.last + 1)")
    return outputs(ofLayer: layer, pixels: pixels, count: count)
  }

  private func outputs(ofLayer layer: Int, pixels: [UInt8], count: Int) -> [Float] {
    checkImages(pixels, count: count)
    let units = engine.layers[layer].outputs
    var outputs = [Float](repeating: 0, count: count * units)
    pixels.withUnsafeBufferPointer { pixels in
      outputs.withUnsafeMutableBufferPointer { outputs in
        guard let images = pixels.baseAddress, let target = outputs.baseAddress else { return }
        engine.infer(pixels: images, labels: nil, count: count, lastLayer: layer) { start, count, scratch in
          for row in 0..<count {
            (target + (start + row) * units).update(
              from: scratch.activations[layer].base + row * scratch.strides[layer],
              count: units
            )
          }
        }
      }
    }
    return outputs
  }

  /// Every layer's z and f(z) for one image; the last layer's are the logits twice.
  ///
  /// - Parameter pixels: The image's bytes.
  public func forward(pixels: [UInt8]) -> ForwardPass<Float> {
    checkImages(pixels, count: 1)
    var network = self.network
    network.architecture.outputActivation = .identity
    return network.forward(pixels.map { normalisation.value($0) })
  }

  /// The gradient of an image's cross-entropy by its inputs: which pixels matter, and in which direction.
  ///
  /// - Parameters:
  ///   - pixels: The image's bytes.
  ///   - label: Its class.
  public func inputGradient(pixels: [UInt8], label: UInt8) -> [Float] {
    precondition(label < architecture.outputCount, "expected a label below \(architecture.outputCount), found \(label)")
    let network = self.network
    let pass = forward(pixels: pixels)
    let logits = pass.layers[engine.last].preActivations
    let top = logits.max() ?? 0
    let exponentials = logits.map { Float.exp($0 - top) }
    let sum = exponentials.reduce(0, +)
    var gradient = exponentials.map { $0 / sum }
    gradient[Int(label)] -= 1
    for index in architecture.layers.indices.reversed() {
      let layout = architecture.layers[index]
      var before = [Float](repeating: 0, count: layout.inputs)
      for output in 0..<layout.outputs where gradient[output] != 0 {
        let row = layout.weightOffset + output * layout.inputs
        for input in 0..<layout.inputs { before[input] += gradient[output] * network.parameters[row + input] }
      }
      if index > 0 {
        let inputs = pass.layers[index - 1].preActivations
        for n in before.indices {
          before[n] *= architecture.hiddenActivation.derivative(atInput: inputs[n])
        }
      }
      gradient = before
    }
    return gradient
  }
}
