import ArgumentParser
import Datasets
import NeuralNet
import Screens
import Training

/// How an image classifier is made and trained.
struct ClassifierOptions: ParsableArguments {
  @Option(help: "Which images: mnist, fashion-mnist, kmnist, or generated, digits that this program draws.")
  var dataset: DatasetChoice?
  @Option(
    help: ArgumentHelp("Where the image files are, itself or in a folder such as mnist.", valueName: "directory"),
    completion: .directory
  )
  var data: String?
  @Option(parsing: .unconditional, help: "Where every random number comes from.")
  var seed: UInt64 = 42
  @Option(parsing: .unconditional, help: "How many times every image is trained on.")
  var epochs = 5
  @Option(
    name: [.customLong("learning-rate"), .customLong("lr")],
    parsing: .unconditional,
    help: "The size of a step."
  )
  var learningRate = 0.001
  @Option(name: .customLong("batch-size"), parsing: .unconditional, help: "Images in a step.")
  var batchSize = 64
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Units of the hidden layers, such as 128,64; none for no hidden layer.", valueName: "sizes")
  )
  var hidden = HiddenLayers([128, 64])
  @Option(help: "The hidden layers' activation; the output is softmax.")
  var activation = Activation.relu
  @Option(help: "The update rule.")
  var optimizer = Optimizer.adam
  @Option(help: "How the learning rate changes during the run: constant, cosine or one-cycle.")
  var schedule = LearningRateSchedule.constant
  @Option(parsing: .unconditional, help: "The share of hidden units left out of each step, 0 or more and less than 1.")
  var dropout = 0.0
  @Option(parsing: .unconditional, help: "The strength of L1 regularisation.")
  var l1 = 0.0
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The strength of L2 regularisation, PyTorch's weight decay (default: 0; adamw 0.01 and muon 0.1, apart from the "
        + "gradient)."
    )
  )
  var l2: Double?
  @Option(
    help: ArgumentHelp(
      "Distort training images anew in every epoch: shift, rotate, scale, elastic, joined by commas, each with an amount "
        + "if wanted: shift=2 (pixels), rotate=12 (degrees), scale=0.1 (share), elastic=1 (pixels).",
      valueName: "kinds"
    ),
    transform: { try Augmentation(parsing: $0) }
  )
  var augment = Augmentation.none
  @Flag(name: .customLong("no-shuffle"), help: "Take the images in the files' order in every epoch.")
  var noShuffle = false
  @Option(parsing: .unconditional, help: "How many threads train; the figures are the same whatever it is.")
  var threads: Int?
  @Option(
    name: .customLong("init"),
    help: ArgumentHelp("Begin with the weights of a safetensors file.", valueName: "file"),
    completion: .file(extensions: ["safetensors"])
  )
  var initialWeights: String?
  @Option(
    help: ArgumentHelp("Write the weights to a safetensors file at the end.", valueName: "file"),
    completion: .file(extensions: ["safetensors"])
  )
  var save: String?

  func validate() throws {
    if data?.isEmpty == true { throw ValidationError("--data: expected a directory, found ''") }
    do {
      try ClassifierRunSettings.validate(training, hidden: hidden.sizes, activation: activation, threads: threads)
    } catch {
      throw ValidationError(
        "\(error.option): expected \(error.expected), found \(error.found)"
      )
    }
  }

  var training: ClassifierSettings {
    ClassifierSettings(
      optimizer: optimizer,
      learningRate: learningRate,
      schedule: schedule,
      epochs: epochs,
      batchSize: batchSize,
      dropout: dropout,
      l1: l1,
      l2: l2,
      augmentation: augment,
      shuffles: !noShuffle,
      seed: seed
    )
  }

  /// What the options say, with the weights of `--init` read and files named by `--data` looked for.
  func mnistOptions() throws -> MnistOptions {
    let kind = dataset?.kind ?? .mnist
    let locator = DatasetLocator(dataDirectory: data)
    // A directory that was named must have the set itself: another place's files would be a surprise.
    if data != nil, kind != .generated { _ = try DatasetLocator(dataDirectory: data, environment: [:]).find(kind) }
    var options = MnistOptions(kind: kind, locator: locator)
    options.training = training
    options.hidden = hidden.sizes
    options.activation = activation
    options.threads = threads
    options.drawsDigitsInstead = dataset == nil && data == nil
    if let save { options.saveFile = save }
    if let initialWeights {
      options.initialParameters = try NetworkFile.read(initialWeights, layerSizes: [784] + hidden.sizes + [10])
        .map { Float($0) }
      options.initialFile = initialWeights
    }
    return options
  }
}

/// An image set by its name.
struct DatasetChoice: ExpressibleByArgument {
  var kind: ImageDatasetKind

  init?(argument: String) {
    guard let kind = ImageDatasetKind(rawValue: argument.lowercased()), kind != .custom else { return nil }
    self.kind = kind
  }

  static var allValueStrings: [String] {
    (ImageDatasetKind.downloadable + [.generated]).map(\.rawValue)
  }
}

/// Units of hidden layers, or `none`.
struct HiddenLayers: ExpressibleByArgument {
  var sizes: [Int]

  init(_ sizes: [Int]) { self.sizes = sizes }

  init?(argument: String) {
    if argument.lowercased() == "none" {
      sizes = []
      return
    }
    guard let list = LayerList(argument: argument) else { return nil }
    sizes = list.sizes
  }

  var defaultValueDescription: String { sizes.map(String.init).joined(separator: ",") }
}

extension LearningRateSchedule: ExpressibleByArgument {}
