import NeuralNet

/// All that an experiment is made of: two equal settings give the same points, weights and losses.
public struct PlaygroundSettings: Hashable, Sendable {
  /// Where the points come from.
  public var dataset = PlaneDataset.circle
  /// The peer's slider, 0 to 50 there.
  public var noise = 0.0
  /// The share of the points that is trained on, in percent.
  public var trainPercent = 50.0
  /// How many points; nil for the data set's own number.
  public var sampleCount: Int?
  /// The text that points and first weights are drawn from.
  public var seed = "0.42"
  /// What the network is given.
  public var features: Set<PlaneFeature> = [.x, .y]
  /// The hidden layers.
  public var hidden: [HiddenLayer] = [HiddenLayer(units: 4), HiddenLayer(units: 2)]
  /// The activation of the hidden layers that have none of their own.
  public var activation = Activation.tanh
  /// The output's activation; nil for the one that fits the task and the loss.
  public var output: OutputActivation?
  /// What is minimised; nil for the one that fits: half the squared error, or cross-entropy of three classes and more.
  public var loss: PlaygroundLoss?
  /// What keeps weights small.
  public var regularization = WeightPenalty.none
  /// How strongly.
  public var regularizationRate = 0.0
  /// The share of hidden units left out of each training sample.
  public var dropout = 0.0
  /// The update rule.
  public var optimizer = PlaygroundOptimizer.sgd
  /// The size of a step.
  public var learningRate = 0.03
  /// After which sample an update comes: each whose number, counted from 1 in each epoch, this divides.
  public var batchSize = BatchSize.samples(10)
  /// How weights begin.
  public var initialization = PlaygroundInitialization.peer
  /// Whether a hidden layer as wide as its input adds that to its output.
  public var isResidual = false
  /// Points set or removed by hand, after the split.
  public var edits = PointEdits()
  /// Whether test points are shown.
  public var showsTestData = false
  /// Whether outputs are shown as classes.
  public var isDiscrete = false
  /// How many epochs a run is asked for.
  public var epochs = 500

  /// The peer's first experiment.
  public init() {}

  /// What labels mean.
  public var task: PlaneTask { dataset.task }
  /// The chosen features, in the peer's order.
  public var orderedFeatures: [PlaneFeature] { PlaneFeature.allCases.filter(features.contains) }

  /// The output's activation in this run.
  public var outputActivation: OutputActivation {
    if let output { return output }
    switch (loss, task) {
    case (.crossEntropy, _), (nil, .classes): return .softmax
    case (.bce, _): return .sigmoid
    case (.hinge, _), (_, .regression): return .linear
    case (_, .classes): return .softmax
    case (_, .twoClasses): return .tanh
    }
  }

  /// The loss of this run.
  public var effectiveLoss: PlaygroundLoss {
    if let loss { return loss }
    return outputActivation == .softmax ? .crossEntropy : .halfSquare
  }

  /// How many outputs the network has.
  public var outputCount: Int { outputActivation == .softmax ? task.classCount ?? 1 : 1 }

  /// Units of all layers, features and outputs included.
  public var layerSizes: [Int] { [orderedFeatures.count] + hidden.map(\.units) + [outputCount] }

  /// The number that is trained towards a label.
  public func target(of label: Double) -> Double {
    switch (task, outputActivation) {
    case (.twoClasses, .sigmoid), (.twoClasses, .softmax): label > 0 ? 1 : 0
    default: label
    }
  }

  /// Above which output a sample counts as of the upper of two classes.
  public var threshold: Double { outputActivation == .sigmoid ? 0.5 : 0 }

  /// A hidden layer's activation.
  public func activation(ofHidden index: Int) -> Activation { hidden[index].activation ?? activation }
}

/// A hidden layer.
public struct HiddenLayer: Hashable, Sendable {
  /// How many units.
  public var units: Int
  /// Its activation; nil for the network's.
  public var activation: Activation?

  /// Makes a layer.
  public init(units: Int, activation: Activation? = nil) {
    self.units = units
    self.activation = activation
  }
}

/// After which samples an update comes.
public enum BatchSize: Hashable, Sendable {
  /// After each sample whose number this divides; a number of a link need not be whole.
  case samples(Double)
  /// After all of them.
  case full

  /// The numbers of the samples, counted from 1, after which an update comes.
  ///
  /// What follows the last of them waits for the next epoch's first, as in the peer.
  func ends(in count: Int) -> [Int32] {
    switch self {
    case .full: return count > 0 ? [Int32(count)] : []
    case .samples(let size):
      guard size.isFinite, size != 0 else { return [] }
      // A remainder by a negative number or a fraction is JavaScript's, which is C's.
      return (1...max(1, count)).filter { $0 <= count && Double($0).truncatingRemainder(dividingBy: size) == 0 }
        .map(Int32.init)
    }
  }
}

/// Points set or removed by hand.
public struct PointEdits: Hashable, Sendable {
  /// Points to train on.
  public var added: [PlanePoint] = []
  /// Points not to train on.
  public var removed: Set<PlanePoint> = []

  /// No edits.
  public init() {}

  /// Whether there are none.
  public var isEmpty: Bool { added.isEmpty && removed.isEmpty }
}
