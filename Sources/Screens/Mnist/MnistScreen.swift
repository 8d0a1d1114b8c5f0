import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

/// `dlviz mnist`: a classifier learns images, seen from six sides, one a tab.
public struct MnistScreen: ClassicScreen, OverlaidScreen {
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
    /// The weights of a file, and what a pixel was fed as when they were trained, if it says so.
    case weights([Float], path: String, PixelNormalisation?)
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
    /// Find and read the images, or draw digits.
    case load(MnistOptions)
    /// Begin to train.
    case start(ClassifierRunSettings, pace: Double?)
    /// Something for the session.
    case command(TrainingCommand<ClassifierRunSettings>)
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

  /// What the screen and its tabs answer an event with.
  typealias Command = ScreenCommand<Effect>

  /// The tabs, in the order of their keys.
  public enum Tab: Int, CaseIterable, Hashable, Sendable {
    case train, predictions, confusion, weights, draw, model

    /// What stands in the row of tabs.
    public var title: String {
      switch self {
      case .train: "Train"
      case .predictions: "Predictions"
      case .confusion: "Confusion"
      case .weights: "Weights"
      case .draw: "Draw"
      case .model: "Model"
      }
    }

    /// What stands there in a narrow window.
    public var shortTitle: String {
      switch self {
      case .predictions: "Pred"
      case .confusion: "Conf"
      case .train, .weights, .draw, .model: title
      }
    }
  }

  /// Half an epoch a second: five epochs tell their story in ten seconds.
  public static let defaultPace = 0.5

  var state: MnistState
  var tab = Tab.train
  /// The tab that opened the one in front: back leads there.
  var opener: Tab?
  var train = TrainTab()
  var predictions = PredictionsTab()
  var confusion = ConfusionTab()
  var weights = WeightsTab()
  var draw = DrawTab()
  var model = ModelTab()

  /// The size .
  public var size = Size(80, 24)
  var focusedControl = MnistControl.learningRate
  /// The overlay .
  public var overlay = OverlayState()
  var notice: String?
  /// Why the last download failed, while a box says so.
  var fetchFailure: String?
  /// Whether loaded weights wait for what they say of the test images.
  var announcesWeights = false

  /// A screen before its first event.
  public init(_ options: MnistOptions = MnistOptions(), tab: Tab = .train) {
    state = MnistState(options)
    self.tab = tab
  }

  /// `mnist`.
  public var name: String { "mnist" }

  /// Looks for images.
  public mutating func start() -> [ScreenCommand<Effect>] { [.effect(.load(state.options))] }

  /// The network as it is now, nil before training has begun.
  public var currentNetwork: Network<Float>? { state.network }

  /// What is written into a file of its weights.
  public var weightsMetadata: [String: String] { state.metadata }

  /// Where the tab is drawn in the window.
  var body: Rect { MnistLayout(size).body }

  subscript(tab: Tab) -> any MnistTab {
    get {
      switch tab {
      case .train: train
      case .predictions: predictions
      case .confusion: confusion
      case .weights: weights
      case .draw: draw
      case .model: model
      }
    }
    set {
      switch newValue {
      case let new as TrainTab: train = new
      case let new as PredictionsTab: predictions = new
      case let new as ConfusionTab: confusion = new
      case let new as WeightsTab: weights = new
      case let new as DrawTab: draw = new
      case let new as ModelTab: model = new
      default: break
      }
    }
  }
}
