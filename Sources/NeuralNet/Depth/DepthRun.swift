/// The working storage of one ``DepthExperiment``, in `Float` as wide networks are.
struct DepthRun {
  private typealias Block = ScalarStorage<Float>

  private let experiment: DepthExperiment
  private let batch: Int
  private let size: Int

  init(_ experiment: DepthExperiment) {
    self.experiment = experiment
    batch = Float.padded(experiment.batchSize)
    size = experiment.width * batch
  }

  func run(_ progress: (Double) -> Bool) -> [DepthLayer]? {
    let width = experiment.width
    let shape = DenseShape(inputs: width, outputs: width, batch: batch)
    let steps = Double(2 * experiment.depth)
    var random = RandomNumbers(seed: experiment.seed)
    let inputs = normals(using: &random)
    var gradient = normals(using: &random)

    var weights: [Block] = []
    var preActivations: [Block] = []
    var activations = [inputs]
    let biases = Block(count: width)
    for layer in 0..<experiment.depth {
      let weight = Block(count: width * width)
      experiment.initializer.drawWeights(inputs: width, outputs: width, using: &random, into: weight.base)
      for n in 0..<width {
        biases.base[n] = Float(experiment.initializer.bias(inputs: width, outputs: width, using: &random))
      }
      let z = Block(count: size)
      let a = Block(count: size)
      Float.denseForward(
        shape,
        weights: weight.base,
        biases: biases.base,
        activations: activations[layer].base,
        into: z.base
      )
      experiment.activation.apply(count: size, z.base, into: a.base)
      weights.append(weight)
      preActivations.append(z)
      activations.append(a)
      guard progress(Double(layer + 1) / steps) else { return nil }
    }

    var layers: [DepthLayer] = []
    var before = Block(count: size)
    let derivatives = Block(count: size)
    let weightGradients = Block(count: width * width)
    // What was taken out of the gradient on its way.
    var exponent = 0
    for layer in (0..<experiment.depth).reversed() {
      let z = preActivations[layer]
      let a = activations[layer + 1]
      var gradientSize = rootMeanSquare(gradient)
      gradientSize.value *= Double(sign: .plus, exponent: exponent, significand: 1)
      derivatives.base.update(repeating: 1, count: size)
      experiment.activation.backpropagate(count: size, preActivations: z.base, activations: a.base, derivatives.base)
      for n in 0..<size { gradient.base[n] *= derivatives.base[n] }
      Float.denseWeightGradients(
        shape,
        deltas: gradient.base,
        activations: activations[layer].base,
        weights: weightGradients.base,
        biases: biases.base
      )
      var weightSize = rootMeanSquare(weightGradients.base, rows: 1, count: width * width, stride: width * width)
      weightSize.value *= Double(sign: .plus, exponent: exponent, significand: 1)
      layers.append(
        summary(z, a, derivatives, gradientSize: gradientSize, weightGradientSize: weightSize)
      )
      Float.denseInputGradients(shape, weights: weights[layer].base, deltas: gradient.base, into: before.base)
      swap(&gradient, &before)
      exponent += rescale(gradient)
      guard progress(Double(2 * experiment.depth - layer) / steps) else { return nil }
    }
    return layers.reversed()
  }

  /// A block of standard normal numbers, 0 in the padding.
  private func normals(using random: inout RandomNumbers) -> Block {
    let block = Block(count: size)
    for row in 0..<experiment.width {
      for sample in 0..<experiment.batchSize { block.base[row * batch + sample] = Float(random.normal()) }
    }
    return block
  }

  /// Brings a gradient whose greatest magnitude is 20 powers of two from 1 back near 1, and returns the power taken out.
  ///
  /// The backward pass is linear, so the figures stay exact, while products of 50 layers would leave Float's range.
  private func rescale(_ gradient: Block) -> Int {
    var largest: Float = 0
    for n in 0..<size { largest = max(largest, abs(gradient.base[n])) }
    guard largest > 0, largest.isFinite, abs(Int(largest.exponent)) > 20 else { return 0 }
    let exponent = Int(largest.exponent)
    let factor = Float(sign: .plus, exponent: -exponent, significand: 1)
    for n in 0..<size { gradient.base[n] *= factor }
    return exponent
  }

  private struct Size {
    var value: Double
    var isFinite: Bool
  }

  private func rootMeanSquare(_ block: Block) -> Size {
    rootMeanSquare(block.base, rows: experiment.width, count: experiment.batchSize, stride: batch)
  }

  /// The root mean square of the finite values in the first `count` of every row.
  private func rootMeanSquare(_ base: UnsafePointer<Float>, rows: Int, count: Int, stride: Int) -> Size {
    var sum = 0.0
    var finite = 0
    for row in 0..<rows {
      for n in row * stride..<row * stride + count where base[n].isFinite {
        sum += Double(base[n]) * Double(base[n])
        finite += 1
      }
    }
    return Size(value: finite == 0 ? 0 : (sum / Double(finite)).squareRoot(), isFinite: finite == rows * count)
  }

  private func summary(
    _ z: Block,
    _ a: Block,
    _ derivatives: Block,
    gradientSize: Size,
    weightGradientSize: Size
  ) -> DepthLayer {
    var sum = 0.0
    var squares = 0.0
    var finite = 0
    var lower = Float.infinity
    var upper = -Float.infinity
    var saturated = 0
    var blocked = 0
    var dead = 0
    let threshold = Float(experiment.saturationThreshold)
    for row in 0..<experiment.width {
      var passes = false
      var moves = false
      let first = a.base[row * batch]
      for n in row * batch..<row * batch + experiment.batchSize {
        let value = a.base[n]
        let derivative = derivatives.base[n]
        if abs(derivative) < threshold { saturated += 1 }
        if derivative != 0 { passes = true }
        if value != first { moves = true }
        guard value.isFinite else { continue }
        finite += 1
        sum += Double(value)
        squares += Double(value) * Double(value)
        lower = min(lower, value)
        upper = max(upper, value)
      }
      if !passes { blocked += 1 }
      if !passes, !moves { dead += 1 }
    }
    let all = experiment.width * experiment.batchSize
    let mean = finite == 0 ? 0 : sum / Double(finite)
    let variance = finite == 0 ? 0 : max(0, squares / Double(finite) - mean * mean)
    let range = finite == 0 ? 0...0 : lower...upper
    return DepthLayer(
      mean: mean,
      standardDeviation: variance.squareRoot(),
      preActivationSize: rootMeanSquare(z).value,
      range: Double(range.lowerBound)...Double(range.upperBound),
      histogram: histogram(a, over: range),
      saturated: Double(saturated) / Double(all),
      blocked: Double(blocked) / Double(experiment.width),
      dead: Double(dead) / Double(experiment.width),
      gradientSize: gradientSize.value,
      weightGradientSize: weightGradientSize.value,
      activationsOverflowed: finite < all,
      hasOverflowed: finite < all || !gradientSize.isFinite || !weightGradientSize.isFinite
    )
  }

  private func histogram(_ a: Block, over range: ClosedRange<Float>) -> [Int] {
    var counts = [Int](repeating: 0, count: experiment.binCount)
    let span = range.upperBound - range.lowerBound
    let scale = span > 0 ? Float(experiment.binCount) / span : 0
    for row in 0..<experiment.width {
      for n in row * batch..<row * batch + experiment.batchSize where a.base[n].isFinite {
        let place = (a.base[n] - range.lowerBound) * scale
        // A span near the type's limit overflows; then the place is no number to speak of.
        counts[place.isFinite ? min(experiment.binCount - 1, Int(place)) : 0] += 1
      }
    }
    return counts
  }
}
