import ArgumentParser
import Datasets
import NeuralNet
import Screens
import Shell
import Training

/// How an image classifier is made and trained.
struct ClassifierOptions: ParsableArguments {
  @Option(
    help: """
      The images: mnist, fashion-mnist, kmnist, qmnist, emnist-balanced, -byclass, -bymerge, -letters, -digits or -mnist, or generated, \
      digits that this program draws.
      """
  )
  var dataset: DatasetChoice?
  @Option(
    help: ArgumentHelp(
      """
      Where the images are: a folder with MNIST's four files or those of the sets above, also in torchvision's layout (MNIST/raw), \
      Keras's mnist.npz, a CSV file with a label column, or one folder of PNG files per class.
      """,
      valueName: "path"
    ),
    completion: .file()
  )
  var data: String?
  @Option(parsing: .unconditional, help: "The seed of every random number.")
  var seed = ClassifierParameters.seed.defaultValue
  @Option(parsing: .unconditional, help: "The number of passes over the training images.")
  var epochs = ClassifierParameters.epochs.defaultValue
  @Option(
    name: [.customLong("learning-rate"), .customLong("lr")],
    parsing: .unconditional,
    help: "The size of a step."
  )
  var learningRate = ClassifierParameters.learningRate.defaultValue
  @Option(name: .customLong("batch-size"), parsing: .unconditional, help: "Images per step.")
  var batchSize = ClassifierParameters.batchSize.defaultValue
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Units in the hidden layers, such as 128,64, or none (default: those of --init, else 128,64).",
      valueName: "sizes"
    )
  )
  var hidden: HiddenLayers?
  @Option(
    help: "The hidden layers' activation; the output is softmax (default: that of the --init file, else relu)."
  )
  var activation: Activation?
  @Option(
    name: .customLong("input-scale"),
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      How a pixel v from 0 to 255 is scaled: mnist, fashion-mnist or kmnist for (v/255 − mean)/SD of those sets, unit for v/255, \
      symmetric for −1 to 1, bytes for v, or MEAN,SD (default: that of the --init file, else the set's own).
      """,
      valueName: "scale"
    ),
    completion: .list(PixelNormalisation.allNames),
    transform: { try InputScale($0) }
  )
  var inputScale: InputScale?
  @Option(help: "The update rule.")
  var optimizer = ClassifierParameters.optimizer.defaultValue
  @Option(help: "How the learning rate changes during the run: constant, cosine or one-cycle.")
  var schedule = ClassifierParameters.schedule.defaultValue
  @Option(parsing: .unconditional, help: "The fraction of hidden units dropped in each step, 0 or more and below 1.")
  var dropout = ClassifierParameters.dropout.defaultValue
  @OptionGroup var regularisation: RegularisationOptions
  @Option(
    help: ArgumentHelp(
      "Distort the training images anew in every epoch: shift, rotate, scale, elastic, separated by commas, each with an "
        + "optional amount: shift=2 (pixels), rotate=12 (degrees), scale=0.1 (fraction), elastic=1 (pixels).",
      valueName: "kinds"
    ),
    transform: { try Augmentation(parsing: $0) }
  )
  var augment = ClassifierParameters.augmentation.defaultValue
  @Option(
    name: .customLong("train-images"),
    parsing: .unconditional,
    help: ArgumentHelp(
      "Train on only the first N images, or all; all test images are kept (default: all).",
      valueName: "N"
    )
  )
  var trainImages: ImageCount?
  @Flag(name: .customLong("no-shuffle"), help: "Keep the order of the files in every epoch.")
  var noShuffle = false
  @Option(parsing: .unconditional, help: "How many threads train; the results do not depend on it.")
  var threads: Int?
  @Option(
    name: .customLong("init"),
    help: ArgumentHelp(
      "Begin with the weights of a safetensors file; its layers may have any names.",
      valueName: "file"
    ),
    completion: .file(extensions: ["safetensors"])
  )
  var initialWeights: String?
  @Option(
    help: ArgumentHelp(
      "The order of that file's layers, such as first,second,out, if neither shapes nor numbers in their names give it.",
      valueName: "names"
    )
  )
  var layers: String?
  @OptionGroup var save: SaveOptions

  func validate() throws {
    if data?.isEmpty == true { throw ValidationError("--data: expected a directory, found ''") }
    if layers != nil, initialWeights == nil { throw ValidationError("--layers: expected with --init, found without") }
    try validated {
      try ClassifierParameters.epochs.check(epochs)
      try ClassifierParameters.learningRate.check(learningRate)
      try ClassifierParameters.batchSize.check(batchSize)
      try ClassifierParameters.dropout.check(dropout)
      try ClassifierParameters.l1.check(regularisation.l1)
      try ClassifierParameters.l2.check(training.l2)
      try ClassifierParameters.trainImages.check(trainImages?.count)
    }
    do {
      try ClassifierRunSettings.validate(
        training,
        hidden: hidden?.sizes ?? ClassifierRunSettings.usualHidden,
        activation: activation ?? ClassifierParameters.activation.defaultValue,
        threads: threads
      )
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
      l1: regularisation.l1,
      l2: regularisation.l2,
      augmentation: augment,
      shuffles: !noShuffle,
      seed: seed
    )
  }

  /// What the options say, with the weights of `--init` read and files named by `--data` looked for.
  func mnistOptions() throws -> MnistOptions {
    var kind = dataset?.kind ?? .mnist
    var source: ImageSource?
    // What was named must have the images itself: another place's files would be a surprise.
    if let data, kind != .generated {
      let found = try ImageSource.find(data, kind: dataset?.kind)
      (source, kind) = (found, found.kind)
    }
    var options = MnistOptions(kind: kind, locator: DatasetLocator(dataDirectory: data))
    options.source = source
    options.dataPath = data
    options.training = training
    options.hidden = hidden?.sizes ?? ClassifierRunSettings.usualHidden
    options.activation = activation ?? ClassifierParameters.activation.defaultValue
    options.normalisation = inputScale?.normalisation
    options.threads = threads
    options.trainImages = trainImages?.count
    options.drawsDigitsInstead = dataset == nil && data == nil
    options.commandLine = ShellWords.commandLine()
    if let path = save.path { options.saveFile = path }
    if let initialWeights { try begin(&options, with: initialWeights) }
    return options
  }

  /// Reads the weights to begin with.
  private func begin(_ options: inout MnistOptions, with path: String) throws {
    // Images of one's own say only when they are read how many pixels and classes they have.
    var (inputs, outputs) = (28 * 28, options.kind.classNames.count)
    if options.kind == .custom, let source = options.source {
      let test = try ImageDatasets.load(source).test
      (inputs, outputs) = (test.pixelsPerImage, test.classNames.count)
    }
    let order = layers?.split(separator: ",").map { String($0.filter { $0 != " " }) }
    let stored = try NetworkFile.network(path, order: order, expecting: (inputs, outputs))
    try stored.check([inputs] + (hidden?.sizes ?? stored.hidden) + [outputs], path: path)
    for note in stored.notes + stored.doubts { StandardError.print("\(path): \(note)") }
    if !stored.unused.isEmpty {
      let names = stored.unused.prefix(8).joined(separator: ", ")
      let more = stored.unused.count > 8 ? " and \(stored.unused.count - 8) more" : ""
      StandardError.print("\(path): ignored: \(names)\(more)")
    }
    options.hidden = stored.hidden
    options.activation = activation ?? stored.activation ?? .relu
    options.isActivationAssumed = activation == nil && stored.activation == nil
    options.normalisation = inputScale?.normalisation ?? stored.normalisation
    options.initialParameters = try stored.floats(path: path)
    options.initialFile = path
  }
}

/// What pixels are fed as, by name or numbers.
struct InputScale {
  var normalisation: PixelNormalisation

  init(_ text: String) throws {
    guard let normalisation = PixelNormalisation(parsing: text) else {
      let names = PixelNormalisation.allNames.joined(separator: ", ")
      throw ValidationError(
        "expected \(names), or MEAN,SD, two numbers of which the second is above 0, found '\(text)'"
      )
    }
    self.normalisation = normalisation
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
    (ImageDatasetKind.named + [.generated]).map(\.rawValue)
  }
}

/// A number of images, or `all`.
struct ImageCount: ExpressibleByArgument {
  /// So many; nil for all.
  var count: Int?

  init?(argument: String) {
    guard let count = ClassifierParameters.trainImages.parse(argument) else { return nil }
    self.count = count
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
