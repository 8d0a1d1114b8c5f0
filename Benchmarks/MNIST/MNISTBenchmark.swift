import ArgumentParser
import Datasets
import NeuralNet
import Screens
import Shell

/// Trains the image classifier without a screen and prints a JSON line per epoch, as the PyTorch peer does.
@main
struct MNISTBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mnist-benchmark",
    abstract: "Measure training samples per second and accuracy of the image classifier.",
    discussion: "Data is looked for in --data, $DLVIZ_DATA and the cache."
  )

  @Option(help: "The directory of the IDX files.")
  var data: String?

  @Option(help: "Passes over the training images.")
  var epochs = 5

  @Option(help: "Threads; 0 for as many as there are processors, at most four.")
  var threads = 2

  @Option(help: "Units of the hidden layers, separated by commas.")
  var hidden = "128,64"

  @Option(help: "The hidden layers' activation.")
  var activation = "relu"

  @Option(help: "Images in a mini-batch.")
  var batchSize = 64

  @Option(help: "The update rule.")
  var optimizer = "adam"

  @Option(help: "The learning rate, the highest of the schedule.")
  var learningRate = 1e-3

  @Option(help: "constant, cosine or one-cycle.")
  var schedule = "constant"

  @Option(help: "The probability of leaving out a hidden unit.")
  var dropout = 0.0

  @Option(help: "L2 regularisation.")
  var l2 = 0.0

  @Option(help: "Distortions, for instance shift=1,rotate=10,scale=0.1,elastic=1,smoothness=4.")
  var augment = "none"

  @Option(help: "The seed of weights, order, dropout and distortions.")
  var seed: UInt64 = 42

  @Flag(help: "Take the images in their order.")
  var noShuffle = false

  @Option(help: "Stop after so many steps and print each loss.")
  var steps = 0

  @Option(help: "Start from a file of little-endian floats, the parameters in the network's layout.")
  var parameters: String?

  @Flag(help: "Keep the last 10,000 training images out and measure on them, not on the test images.")
  var validation = false

  @Option(help: "Train so many times with a screen and without, by turns, and print the ratio.")
  var screen = 0

  @Option(help: "Tell a run's messages so many times to a screen without training and print what a frame takes.")
  var frames = 0

  @Flag(help: "Time each kernel of a training step by itself, as a share of what the core can do.")
  var kernels = false

  func run() throws {
    if kernels {
      let sets = try ImageDatasets.load(.mnist, from: DatasetLocator(dataDirectory: data))
      return KernelTimes(sets.train).report()
    }
    if frames > 0 {
      let options = MnistOptions(locator: DatasetLocator(dataDirectory: data))
      return try FrameTimes(options: options, epochs: epochs, repetitions: frames).measure()
    }
    if screen > 0 {
      var options = MnistOptions(locator: DatasetLocator(dataDirectory: data))
      options.threads = threads > 0 ? threads : nil
      try ScreenTurns(options: options, epochs: epochs, repetitions: screen).measure()
      return
    }
    let sets = try ImageDatasets.load(.mnist, from: DatasetLocator(dataDirectory: data))
    let pixelCount = sets.train.pixelsPerImage
    let split = sets.train.count - (validation ? 10_000 : 0)
    let trainer = ClassifierTrainer(
      architecture: Architecture(
        layerSizes: [pixelCount] + (try hiddenSizes()) + [sets.train.classNames.count],
        hiddenActivation: try named(Activation.init(name:), activation, "activation"),
        outputActivation: .identity
      ),
      parameters: try parameters.map(Floats.read(path:)),
      settings: try settings(),
      pixels: Array(sets.train.pixels[..<(split * pixelCount)]),
      labels: Array(sets.train.labels[..<split]),
      threads: threads > 0 ? threads : nil
    )
    if steps > 0 {
      for step in 1...steps { print("{\"step\": \(step), \"loss\": \(trainer.step().loss)}") }
      return
    }
    let testPixels = validation ? Array(sets.train.pixels[(split * pixelCount)...]) : sets.test.pixels
    let testLabels = validation ? Array(sets.train.labels[split...]) : sets.test.labels
    for epoch in 1...epochs { measure(epoch, trainer, testPixels, testLabels) }
  }

  private func measure(_ epoch: Int, _ trainer: ClassifierTrainer, _ pixels: [UInt8], _ labels: [UInt8]) {
    let clock = ContinuousClock()
    var total = 0.0
    let training = clock.measure {
      for _ in 0..<trainer.stepsPerEpoch { total += Double(trainer.step().loss) }
    }
    var evaluation: ClassifierEvaluation?
    let evaluating = clock.measure { evaluation = trainer.evaluate(pixels: pixels, labels: labels) }
    let fields = [
      "\"epoch\": \(epoch)",
      "\"train_loss\": \(total / Double(trainer.stepsPerEpoch))",
      "\"test_accuracy\": \(evaluation?.accuracy ?? 0)",
      "\"test_loss\": \(evaluation?.meanLoss ?? 0)",
      "\"seconds\": \(training / .seconds(1))",
      "\"samples_per_second\": \(Double(trainer.imageCount) / (training / .seconds(1)))",
      "\"test_seconds\": \(evaluating / .seconds(1))",
    ]
    print("{\(fields.joined(separator: ", "))}")
  }

  private func settings() throws -> ClassifierSettings {
    ClassifierSettings(
      optimizer: try named(Optimizer.init(name:), optimizer, "optimizer"),
      learningRate: learningRate,
      schedule: try named(LearningRateSchedule.init(rawValue:), schedule, "schedule"),
      epochs: epochs,
      batchSize: batchSize,
      dropout: dropout,
      l2: l2,
      augmentation: try Augmentation(parsing: augment),
      shuffles: !noShuffle,
      seed: seed
    )
  }

  private func hiddenSizes() throws -> [Int] {
    try hidden.split(separator: ",").map { text in
      guard let size = Int(text), size > 0 else { throw ValidationError("expected a layer size, found '\(text)'") }
      return size
    }
  }

  private func named<Value>(_ make: (String) -> Value?, _ name: String, _ what: String) throws -> Value {
    guard let value = make(name) else { throw ValidationError("no \(what) is called '\(name)'") }
    return value
  }
}
