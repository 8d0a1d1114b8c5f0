import NeuralNet

/// What a reader draws of a classifier between two steps.
public struct ClassifierSnapshot: Sendable {
  /// The network.
  public var network: Network<Float>
  /// Whether gradients and dead units have been measured: they are the last mini-batch's, and before the first step there is none.
  public var isMeasured: Bool
  /// The gradients of the last mini-batch, without regularisation, in the network's flat layout; zeros before the first step.
  public var gradients: [Float]
  /// The sizes of weights and gradients and the share of dead units, layer by layer.
  public var statistics: [LayerStatistics]
  /// The probabilities of each class for the data's watched images, shape (samples, classes).
  public var sampleProbabilities: [Float]
  /// How far the last whole epoch moved each layer's weights, ‖Δw‖/‖w‖ with ‖w‖ as it began; nil before one has ended.
  public var epochMoves: [Double]?
  /// η of the next step, after the schedule.
  public var learningRate: Double
  /// What each lesson that this network has had did to it, oldest first.
  public var lessons: [ClassifierLessonOutcome]

  /// Whether the weights, and what the network says of the watched images, are finite.
  public var isFinite: Bool {
    statistics.allSatisfy(\.weightRMS.isFinite) && sampleProbabilities.allSatisfy(\.isFinite)
  }
}
