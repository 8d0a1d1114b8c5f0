import CKernels

/// Trains a network of dense layers to classify images, in `Float`, as fast as the processor goes.
///
/// Layers are dense, hidden ones with the architecture's hidden activation, the output is softmax with cross-entropy on
/// the last layer's z, whatever the architecture's output activation. Images are bytes, 0 being background; a pixel's
/// input is (byte/255 − mean) / standardDeviation.
///
/// Where the images are mostly background (MNIST: four fifths), the first layer does not multiply by it: with the
/// background's input c, z = b + c·Σₚ Wₚ + Σ over ink of (xₚ − c)·Wₚ, and in the gradient likewise, which is exact up to
/// rounding. Otherwise, all inputs are multiplied.
///
/// A trainer lives on one thread at a time and has threads of its own that help it. The same seed, settings and machine
/// give the same bits, whatever the number of threads.
public final class ClassifierTrainer {
  /// The layers' sizes and activations.
  public let architecture: Architecture

  /// How it trains; changes take effect with the next step. Another optimizer starts from zero.
  public var settings: ClassifierSettings {
    didSet { settingsChanged(from: oldValue) }
  }

  /// What the network is given for a byte.
  public let normalisation: PixelNormalisation

  /// The number of training images.
  public let imageCount: Int

  /// The number of whole passes over the images so far.
  public internal(set) var epoch = 0

  /// The number of mini-batches done of the current pass.
  public internal(set) var stepInEpoch = 0

  /// The number of updates since the start or since the optimizer changed.
  public internal(set) var optimizerSteps = 0

  /// Whether the first layer goes over ink only.
  public let isSparse: Bool

  let engine: ClassifierEngine
  let pixels: [UInt8]
  let labels: [UInt8]
  private let images: SparseImages?
  /// The order of the images in `orderedEpoch`.
  private var order: [Int32] = []
  private var orderedEpoch: (epoch: Int, seed: UInt64, shuffles: Bool)?
  var networkCache: Network<Float>?

  /// Where ink covers less than this share of the images, the first layer goes over ink only.
  static let sparseDensity = 0.5

  /// Makes a trainer.
  ///
  /// - Parameters:
  ///   - architecture: The layers; the first size is an image's pixels, the last the number of classes.
  ///   - parameters: Where to start, in the layout of ``Network/parameters``; nil draws them from the settings' seed as
  ///     PyTorch's `Linear` does, U(±1/√inputs) for weights and biases.
  ///   - settings: How to train.
  ///   - pixels: The training images, shape (count, inputs).
  ///   - labels: The class of each.
  ///   - normalisation: What the network is given for a byte.
  ///   - threads: How many threads work, the caller's included; nil is as many as there are processors, at most four.
  public convenience init(
    architecture: Architecture,
    parameters: [Float]? = nil,
    settings: ClassifierSettings = ClassifierSettings(),
    pixels: [UInt8],
    labels: [UInt8],
    normalisation: PixelNormalisation = .mnist,
    threads: Int? = nil
  ) {
    self.init(
      architecture: architecture,
      parameters: parameters,
      settings: settings,
      pixels: pixels,
      labels: labels,
      normalisation: normalisation,
      threads: threads,
      level: ck_best_level(),
      isSparse: nil
    )
  }

  /// As the public initializer, with the instruction set and the first layer's way chosen.
  init(
    architecture: Architecture,
    parameters: [Float]?,
    settings: ClassifierSettings,
    pixels: [UInt8],
    labels: [UInt8],
    normalisation: PixelNormalisation,
    threads: Int?,
    level: ck_level,
    isSparse: Bool?
  ) {
    let inputs = architecture.inputCount
    precondition(inputs <= 65536, "expected images of at most 65,536 pixels, found \(inputs)")
    precondition(
      pixels.count == labels.count * inputs,
      "expected \(labels.count * inputs) bytes for \(labels.count) images of \(inputs), found \(pixels.count)"
    )
    precondition(!labels.isEmpty, "expected images to train on, found none")
    precondition(
      labels.allSatisfy { $0 < architecture.outputCount },
      "expected labels below \(architecture.outputCount), found \(labels.max() ?? 0)"
    )
    self.architecture = architecture
    self.settings = settings
    self.pixels = pixels
    self.labels = labels
    self.normalisation = normalisation
    imageCount = labels.count
    engine = ClassifierEngine(
      architecture: architecture,
      normalisation: normalisation,
      threads: threads ?? WorkerPool.defaultThreads,
      level: level
    )
    let images = SparseImages(pixels: pixels, inputs: inputs, level: level, pool: engine.pool)
    let sparse = isSparse ?? (images.density < Self.sparseDensity)
    self.isSparse = sparse
    self.images = sparse ? images : nil
    if let parameters {
      setParameters(parameters)
    } else {
      var random = RandomNumbers(seed: settings.seed)
      setParameters(Network(architecture, initializer: .pytorch, using: &random).parameters)
    }
  }

  /// The number of mini-batches in a pass over the images.
  public var stepsPerEpoch: Int { (imageCount + settings.batchSize - 1) / settings.batchSize }

  /// The number of mini-batches since the start, in terms of the batch size as it is now.
  public var stepCount: Int { epoch * stepsPerEpoch + stepInEpoch }

  /// η of the next step, after the schedule.
  public var learningRate: Double {
    settings.schedule.learningRate(
      step: stepCount,
      of: settings.epochs * stepsPerEpoch,
      peak: settings.learningRate
    )
  }

  /// Trains on the next mini-batch: a forward pass, a backward pass and an update.
  @discardableResult
  public func step() -> ClassifierStep {
    prepareOrder()
    let start = stepInEpoch * settings.batchSize
    let end = Swift.min(start + settings.batchSize, imageCount)
    let dropout = DropoutPlan(
      probability: settings.dropout,
      key: mixedSeed(RandomPurpose.dropout.rawValue, settings.seed, UInt64(epoch), UInt64(stepInEpoch))
    )
    let result = order.withUnsafeBufferPointer { order in
      train(
        on: UnsafeBufferPointer(rebasing: order[start..<end]),
        before: UnsafeBufferPointer(rebasing: order[end..<Swift.min(end + end - start, imageCount)]),
        dropout: dropout,
        augmentation: settings.augmentation,
        learningRate: learningRate
      )
    }
    if end == imageCount {
      epoch += 1
      stepInEpoch = 0
    } else {
      stepInEpoch += 1
    }
    return result
  }

  private func train(
    on indices: UnsafeBufferPointer<Int32>,
    before next: UnsafeBufferPointer<Int32>,
    dropout: DropoutPlan?,
    augmentation: Augmentation,
    learningRate: Double
  ) -> ClassifierStep {
    let batch = prepareBatch(count: indices.count)
    optimizerSteps += 1
    networkCache = nil
    var plan = StepPlan(
      count: indices.count,
      settings,
      learningRate: learningRate,
      step: optimizerSteps,
      dropout: dropout,
      isSparse: isSparse
    )
    labels.withUnsafeBufferPointer { labels in
      if let images, augmentation.isNone {
        plan.isTransposed = batch.take(StepPlan.Batch(indices: indices, images: images, labels: labels))
        plan.next = StepPlan.Batch(indices: next, images: images, labels: labels)
        engine.step(plan, in: batch)
        return
      }
      batch.expectNothing()
      for (row, index) in indices.enumerated() { batch.images.labels[row] = labels[Int(index)] }
      pixels.withUnsafeBufferPointer { pixels in
        guard let pixels = pixels.baseAddress, let first = indices.baseAddress else { return }
        plan.source = StepPlan.Source(
          pixels: pixels,
          indices: first,
          augmentation: augmentation,
          seed: settings.seed,
          epoch: epoch
        )
        engine.step(plan, in: batch)
      }
    }
    return result(of: batch, count: indices.count)
  }

  /// Trains on one image again and again, without dropout or augmentation; the place in the epoch stays.
  ///
  /// - Parameters:
  ///   - image: The image's bytes.
  ///   - label: Its class.
  ///   - steps: How many updates.
  /// - Returns: What the last of them gave before its update; nil if there was none.
  @discardableResult
  public func trainOn(image: [UInt8], label: UInt8, steps: Int) -> ClassifierStep? {
    checkImages(image, count: 1)
    precondition(label < architecture.outputCount, "expected a label below \(architecture.outputCount), found \(label)")
    let batch = prepareBatch(count: 1)
    var result: ClassifierStep?
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: architecture.inputCount) { entries in
      guard let entries = entries.baseAddress else { return }
      for _ in 0..<steps {
        optimizerSteps += 1
        networkCache = nil
        batch.images.labels[0] = label
        batch.images.lengths[0] = Int32(
          truncatingIfNeeded: ck_compress(engine.level, image, image.count, entries)
        )
        batch.images.lists[0] = UnsafePointer(entries)
        batch.expectNothing()
        let plan = StepPlan(count: 1, settings, learningRate: learningRate, step: optimizerSteps, isSparse: true)
        engine.step(plan, in: batch)
        result = self.result(of: batch, count: 1)
      }
    }
    return result
  }

  private func result(of batch: BatchBuffers, count: Int) -> ClassifierStep {
    var loss = 0.0
    var correct = 0
    for row in 0..<count {
      loss += Double(batch.losses[row])
      correct += Int(batch.hits[row])
    }
    return ClassifierStep(loss: Float(loss / Double(count)), correct: correct, count: count)
  }

  /// Puts the images in the epoch's order.
  private func prepareOrder() {
    let wanted = (epoch: epoch, seed: settings.seed, shuffles: settings.shuffles)
    if let orderedEpoch, orderedEpoch == wanted { return }
    order = imageOrder(epoch: epoch)
    orderedEpoch = wanted
  }

  /// The order of the images in an epoch, drawn from the seed and the epoch.
  func imageOrder(epoch: Int) -> [Int32] {
    var order = (0..<Int32(imageCount)).map { $0 }
    guard settings.shuffles else { return order }
    var random = RandomNumbers(seed: mixedSeed(RandomPurpose.order.rawValue, settings.seed, UInt64(epoch)))
    random.shuffle(&order)
    return order
  }

  /// The batch's buffers, new ones if the old do not fit.
  private func prepareBatch(count: Int) -> BatchBuffers {
    let makesImages = !isSparse || !settings.augmentation.isNone
    if !settings.augmentation.isNone && engine.augmenters.isEmpty {
      let side = Int(Double(architecture.inputCount).squareRoot().rounded())
      precondition(
        side * side == architecture.inputCount,
        "expected square images, found \(architecture.inputCount) pixels"
      )
      engine.augmenters = (0..<engine.pool.count).map { _ in Augmenter(side: side, level: engine.level) }
    }
    if let batch = engine.batch, batch.capacity >= count, !makesImages || batch.makesImages { return batch }
    let batch = BatchBuffers(
      capacity: Swift.max(count, settings.batchSize),
      layers: engine.layers,
      keepsDerivatives: !engine.hidden.isFused,
      makesEntries: makesImages && isSparse,
      makesInputs: !isSparse
    )
    engine.batch = batch
    return batch
  }

  private func settingsChanged(from old: ClassifierSettings) {
    precondition(settings.batchSize > 0, "expected a batch of at least one image, found \(settings.batchSize)")
    if settings.optimizer != old.optimizer { resetOptimizer() }
    if settings.batchSize != old.batchSize {
      // Go on at the image reached, or at the next batch's.
      let image = stepInEpoch * old.batchSize
      stepInEpoch = (image + settings.batchSize - 1) / settings.batchSize
      if stepInEpoch >= stepsPerEpoch {
        epoch += 1
        stepInEpoch = 0
      }
    }
  }

  private func resetOptimizer() {
    optimizerSteps = 0
    for layer in engine.layers {
      layer.firstMoments.clear()
      layer.secondMoments.clear()
    }
  }

  func checkImages(_ pixels: [UInt8], count: Int) {
    precondition(
      pixels.count == count * architecture.inputCount,
      "expected \(count * architecture.inputCount) bytes for \(count) images, found \(pixels.count)"
    )
  }
}
