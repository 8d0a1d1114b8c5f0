import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

/// `dlviz mnist`: a classifier learns images, seen from six sides, one a page.
public struct MnistScreen: RunTextScreen {
  /// A classifier's run.
  public typealias Run = ClassifierRun
  /// Six pages.
  public typealias Page = MnistPage

  /// What the screen hears.
  public enum Message: Sendable {
    /// Something from the session.
    case training(TrainingEvent<ClassifierRun>)
    /// Loading or drawing goes on.
    case phase(MnistDataPhase)
    /// The first images, to look at while the rest is drawn.
    case preview(ClassifierData)
    /// The images are there.
    case loaded(ClassifierData)
    /// A download goes on.
    case fetching(FetchProgress)
    /// A download is done: its images are loaded next.
    case fetched
    /// A download failed; why, in words.
    case fetchFailed(String)
    /// What a network says of every test image.
    case report(TestReport)
    /// What a look into a network has shown.
    case inspection(NetworkInspection)
    /// The weights of a file, and what a pixel was fed as and which activation there was when they were trained, if it says so.
    case weights([Float], path: String, PixelNormalisation?, Activation?)
    /// The weights were written; the path that was free.
    case wroteWeights(path: String)
    /// The saved samples as they are now.
    case samples(ImageDataset, DrawnSampleFiles)
    /// The saved samples cannot be read; why, in words.
    case samplesUnreadable(String, DrawnSampleFiles)
    /// A drawing could not be saved, or not forgotten; why, in words.
    case sampleUnsaved(String)
    /// What a network says of every saved sample.
    case judgedSamples(TestReport)
    /// Something was done, or could not be, in words.
    case notice(String)
  }

  /// What the screen asks for.
  public enum Effect: Equatable, Sendable {
    /// Something for the session.
    case run(RunEffect<ClassifierRunSettings>)
    /// Find and read the images, or draw digits.
    case load(MnistOptions)
    /// Run every test image through a network.
    case report(Network<Float>, step: Int, generation: Int, ClassifierData)
    /// Look into a network, on every test image.
    case inspect(Network<Float>, gradients: [Float], step: Int, generation: Int, ClassifierData)
    /// Download the images.
    case fetch(MnistOptions)
    /// Write the weights, beside what is there under the same name.
    case saveWeights(Network<Float>, path: String, metadata: [String: String])
    /// Read the weights that were written last under a name.
    case loadWeights(path: String, layerSizes: [Int])
    /// Keep a drawing among the saved samples.
    case saveSample(image: [UInt8], label: UInt8, DrawnSampleFiles)
    /// Take a drawing out of the saved samples.
    case forgetSample(image: [UInt8], DrawnSampleFiles)
    /// Read the saved samples.
    case readSamples(DrawnSampleFiles)
    /// Run every saved sample through a network.
    case judgeSamples(ImageDataset, Network<Float>, step: Int, generation: Int, ClassifierData)
  }

  /// The panels of all pages, in reading order.
  public enum PanelID: Hashable, Sendable {
    case loss, accuracy, digits, layers, progress
    case list, image
    case matrix, classes, worst
    case units, unit, histograms, projection
    case pad, seen, bars, words, samples, question
    case shapes, way, settings, files
    case noImages
  }

  /// Half an epoch a second: five epochs tell their story in ten seconds.
  public static let defaultPace = 0.5

  /// The shell's state.
  public var shell: ShellState<MnistPage, PanelID>
  /// What all pages share.
  var state: MnistState
  var train = TrainPage()
  var predictions = PredictionsPage()
  var confusion = ConfusionPage()
  var weights = WeightsPage()
  var draw = DrawPage()
  var model = ModelPage()
  /// Why the last download failed, while a box says so.
  var fetchFailure: String?
  /// Whether loaded weights wait for what they say of the test images.
  var announcesWeights = false
  /// The lines of settings and keys as an earlier frame made them.
  var lineMemo = PageLineMemo()

  /// A screen before its first event.
  /// - Parameter data: the images, where they are there before the screen is.
  public init(_ options: MnistOptions = MnistOptions(), page: MnistPage = .train, data: ClassifierData? = nil) {
    state = MnistState(options, data: data)
    shell = ShellState(page: page, panel: .loss)
  }

  /// The run; changed in its place, since a copy of its curves would cost every message their length.
  public var run: RunModel<ClassifierRun> {
    _read { yield state.run }
    _modify { yield &state.run }
  }

  /// `mnist`.
  public var name: String { "mnist" }

  /// The network as it is now, nil before training has begun.
  public var currentNetwork: Network<Float>? { state.network }

  /// What is written into a file of its weights.
  public var weightsMetadata: [String: String] { state.metadata }

  // MARK: The run

  /// A run's effect as one of the screen's.
  public static func effect(_ effect: RunEffect<ClassifierRunSettings>) -> Effect { .run(effect) }

  /// What the session says as one of the screen's messages.
  public static func message(_ event: TrainingEvent<ClassifierRun>) -> Message { .training(event) }

  /// What `s` and `S` do.
  public var strides: RunStrides {
    RunStrides(small: (1, "one step (a mini-batch)", "step"), large: (run.stepsPerEpoch, "one epoch", "epoch"))
  }

  /// The paces that keys step through.
  public var paces: [Double] { [0.05, 0.1, 0.2, 0.5, 1, 2, 5] }

  /// Whether the loss's axis is on the page in front.
  public var showsLossAxis: Bool { shell.page == .train }

  /// A new run has been taught nothing.
  public func restarting(_ settings: ClassifierRunSettings) -> ClassifierRunSettings {
    var settings = settings
    settings.lessons = []
    return settings
  }

  /// Looks for images.
  public mutating func start() -> [Command] { [.effect(.load(state.options))] }
}
