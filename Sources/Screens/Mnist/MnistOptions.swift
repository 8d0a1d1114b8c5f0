import Datasets
import NeuralNet
import Training

/// What the mnist screen is started with, before there is data.
public struct MnistOptions: Equatable, Sendable {
  /// Which images.
  public var kind: ImageDatasetKind
  /// Where they are looked for.
  public var locator: DatasetLocator
  /// The path that `--data` names; nil where it names none.
  public var dataPath: String?
  /// Files that were named, whatever their format; nil looks for the set's own.
  public var source: ImageSource?
  /// What the network is given for a pixel; nil is what is usual for the images.
  public var normalisation: PixelNormalisation?
  /// The command line, for the files that weights are written to; nil where there is none.
  public var commandLine: String?
  /// How the network trains.
  public var training: ClassifierSettings
  /// Units of each hidden layer.
  public var hidden: [Int]
  /// The hidden layers' activation.
  public var activation: Activation
  /// How many threads train; nil is as many as there are processors, at most four.
  public var threads: Int?
  /// How many of the training images are trained on; nil is all.
  public var trainImages: Int?
  /// The weights to begin with; nil draws them from the seed.
  public var initialParameters: [Float]?
  /// The file that these are from; nil when they are from none.
  public var initialFile: String?
  /// Whether nothing says which activation those weights had.
  public var isActivationAssumed = false
  /// Epochs a second; nil is unthrottled.
  public var pace: Double?
  /// Where the weights are written by a key.
  public var saveFile: String
  /// Where drawings are kept as samples; nil where there is no home directory.
  public var drawnDirectory: String?
  /// How many training images are drawn where there are no files.
  public var generatedTrainCount = 60_000
  /// How many test images are drawn where there are no files.
  public var generatedTestCount = 10_000
  /// Whether digits are drawn where no files are found.
  public var drawsDigitsInstead: Bool

  /// The course's run on MNIST, five epochs in about ten seconds.
  public init(kind: ImageDatasetKind = .mnist, locator: DatasetLocator = DatasetLocator()) {
    self.kind = kind
    self.locator = locator
    training = ClassifierSettings()
    hidden = ClassifierRunSettings.usualHidden
    activation = .relu
    threads = nil
    initialParameters = nil
    initialFile = nil
    pace = MnistScreen.defaultPace
    saveFile = "dlviz-mnist.safetensors"
    drawnDirectory = DrawnSampleFiles.defaultRoot()
    drawsDigitsInstead = kind == .mnist
  }

  /// Images of the right kind of which there are none yet: settings are about these until the others are there.
  var noImages: ClassifierData {
    let none = ImageDataset(name: kind.title, kind: kind, pixels: [], labels: [], provenance: "")
    return ClassifierData(
      ImageDatasets(train: none, test: none),
      normalisation: normalisation ?? kind.normalisation ?? .mnist
    )
  }

  /// What is written into a file of weights: what one must know to use them, and where they come from.
  public func metadata(_ data: ClassifierData?) -> [String: String] {
    var metadata: [String: String] = [NetworkFile.Key.seed: "\(training.seed)"]
    if let normalisation = data?.normalisation ?? normalisation {
      metadata[NetworkFile.Key.inputScale] = normalisation.text
    }
    if let kind = data?.sets.kind { metadata[NetworkFile.Key.dataset] = kind.rawValue }
    metadata[NetworkFile.Key.command] = commandLine
    return metadata
  }

  /// The run's settings on some images.
  public func settings(_ data: ClassifierData) -> ClassifierRunSettings {
    var settings = ClassifierRunSettings(data: data, training: training)
    settings.hidden = hidden
    settings.activation = activation
    settings.threads = threads
    settings.trainImages = trainImages
    settings.initialParameters = initialParameters
    return settings
  }
}
