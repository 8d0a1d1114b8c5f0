import NeuralNet

/// A neuron's training that steps forward and back, sample by sample, with every epoch's figures.
public struct NeuronRun: Sendable {
  /// How it began.
  public private(set) var settings: NeuronSettings
  /// The figures of all epochs up to the farthest sample that was shown.
  public private(set) var epochs: [NeuronEpoch] = []
  private var timeline: Timeline<NeuronState>

  /// A run before its first sample.
  public init(_ settings: NeuronSettings) {
    self.settings = settings
    timeline = Timeline(NeuronState(settings))
  }

  /// What is looked at.
  public var state: NeuronState { timeline.state }
  /// How many samples have been shown before it.
  public var position: Int { timeline.position }
  /// How many samples have been shown at most.
  public var end: Int { timeline.end }
  /// Whether an earlier moment than the newest is looked at.
  public var isRewound: Bool { timeline.isRewound }
  /// Whether the last epoch is over.
  public var isFinished: Bool { state.epoch >= state.settings.epochs }
  /// Whether a parameter is no longer finite.
  public var hasDiverged: Bool { !state.isFinite }

  /// The figures of the epochs that lie before what is looked at.
  public var shownEpochs: ArraySlice<NeuronEpoch> { epochs.prefix(state.epoch) }

  /// Shows the next sample, unless all is done or lost.
  /// - Returns: whether there was one.
  @discardableResult
  public mutating func step() -> Bool {
    guard !isFinished, !hasDiverged else { return false }
    timeline.forward()
    if let last = state.lastEpoch, last.epoch == epochs.count { epochs.append(last) }
    return true
  }

  /// Goes on to the end of the epoch.
  /// - Returns: its figures; nil where there is none left.
  @discardableResult
  public mutating func stepEpoch() -> NeuronEpoch? {
    let epoch = state.epoch
    while state.epoch == epoch { guard step() else { return nil } }
    return state.lastEpoch
  }

  /// Takes the last sample back.
  public mutating func back() { timeline.back() }

  /// Goes to a moment: so many samples shown, at most as many as the run has.
  public mutating func seek(to position: Int) {
    if position <= end { return timeline.seek(to: position) }
    timeline.seek(to: end)
    while self.position < position { guard step() else { return } }
  }

  /// Goes back to the beginning of an epoch.
  public mutating func seek(toEpoch epoch: Int) { seek(to: epoch * settings.data.count) }

  /// Trains to the end, or until a parameter is no longer finite.
  public mutating func runToEnd() { while step() {} }

  /// Changes settings from this moment on; what lay ahead is forgotten.
  ///
  /// The data and the network stay the same; for others a new run begins.
  public mutating func change(_ body: (inout NeuronSettings) -> Void) {
    var new = state.settings
    body(&new)
    guard new.data == settings.data, new.architecture.layerSizes == settings.architecture.layerSizes else {
      self = NeuronRun(new)
      return
    }
    timeline.change { $0.adopt(new) }
    epochs.removeLast(max(0, epochs.count - state.epoch))
    settings = new
  }

  /// Puts parameters by hand; what lay ahead is forgotten.
  public mutating func setParameter(_ index: Int, to value: Double) {
    guard state.parameters.indices.contains(index) else { return }
    timeline.change { $0.parameters[index] = value }
    epochs.removeLast(max(0, epochs.count - state.epoch))
  }

  /// The parameters at the beginning and after every epoch up to what is looked at: the path on the loss surface.
  public var path: [[Double]] { [settings.start] + shownEpochs.map(\.parameters) }
}
