import Datasets
import NeuralNet
import Playground

/// Trains the runs of a sweep, one by one or side by side; every outcome is that of the run alone, whatever trains beside it.
public struct SweepTrainer: Sendable {
  /// What is trained.
  public let sweep: Sweep
  /// The images, for a sweep that learns them.
  public let images: ClassifierData?
  private let points: [SweepSettings]
  /// The kept epochs by the number of all; finding them takes as long as many a small run.
  private let curveEpochs: [Int: [Int]]

  /// A trainer of a sweep's runs.
  /// - Throws: when the settings cannot be, or images are missing.
  public init(_ sweep: Sweep, images: ClassifierData? = nil) throws(SettingsError) {
    try sweep.validate()
    guard sweep.subject != .mnist || images != nil else {
      throw SettingsError(setting: "data", expected: "images to learn", found: "none")
    }
    if let table = sweep.settings.table, table.points.isEmpty {
      throw SettingsError(setting: "data", expected: "points to learn", found: "none")
    }
    self.sweep = sweep
    self.images = images
    points = sweep.points
    curveEpochs = Dictionary(uniqueKeysWithValues: Set(points.map(\.epochs)).map { ($0, sweep.curveEpochs(of: $0)) })
  }

  /// The settings of a run.
  public func settings(ofRun run: Int) -> SweepSettings { points[sweep.place(ofRun: run).point] }

  /// Groups runs so that each group is one piece of work for a core, in the order in which they are best begun.
  ///
  /// Small networks of one setting fill the lanes of a vector. Of large ones the largest of a seed come first, so that no core
  /// begins a long run when the others are about to end.
  public func units(of runs: [Int]) -> [[Int]] {
    var byPoint: [[Int]] = points.map { _ in [] }
    for run in runs { byPoint[sweep.place(ofRun: run).point].append(run) }
    let sizes = points.map { sweep.subject == .mnist ? $0.parameterCount : 0 }
    let order = points.indices.filter { !byPoint[$0].isEmpty }.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    var chunks = order.map { point -> [[Int]] in
      let runs = byPoint[point]
      let width = trainsInLanes(points[point]) ? LaneTrainer.laneCount : 1
      return stride(from: 0, to: runs.count, by: width).map { Array(runs[$0..<min($0 + width, runs.count)]) }
    }
    // A chunk of every setting in turn, so that all fill evenly.
    var units: [[Int]] = []
    var round = 0
    while !chunks.isEmpty {
      chunks.removeAll { $0.count <= round }
      units += chunks.map { $0[round] }
      round += 1
    }
    return units
  }

  /// Whether a setting's runs are trained side by side.
  public func trainsInLanes(_ settings: SweepSettings) -> Bool {
    guard sweep.subject == .xor else { return false }
    let plane = settings.planeSettings(seed: 0)
    return plane.isFullBatch
      && LaneTrainer.canTrain(
        plane.architecture,
        loss: plane.loss,
        optimizer: plane.optimizer,
        sampleCount: plane.data.count
      )
  }

  /// Trains the runs of a unit.
  /// - Parameters:
  ///   - runs: runs of one setting, as ``units(of:)`` groups them.
  ///   - threads: how many threads a run of images may use.
  ///   - isStopped: asked now and then whether a run need not go on; one that need not has no outcome.
  ///   - progress: told the epochs of long runs.
  public func train(
    _ runs: [Int],
    threads: Int = 1,
    isStopped: (Int) -> Bool = { _ in false },
    progress: (SweepProgress) -> Void = { _ in }
  ) throws -> [SweepOutcome] {
    guard let first = runs.first else { return [] }
    let settings = settings(ofRun: first)
    let kept = curveEpochs[settings.epochs] ?? []
    switch sweep.subject {
    case .xor:
      if trainsInLanes(settings) {
        return try PlaneSweep(sweep, settings, kept: kept).trainInLanes(runs, isStopped: isStopped)
      }
      return try runs.compactMap { try PlaneSweep(sweep, settings, kept: kept).trainAlone($0, isStopped: isStopped) }
    case .playground:
      return try runs.compactMap {
        try PlaygroundSweep(sweep, settings, kept: kept).train($0, isStopped: isStopped, progress: progress)
      }
    case .perceptron: return runs.map { PerceptronSweep(sweep, settings, kept: kept).train($0) }
    case .neuron: return runs.compactMap { NeuronSweep(sweep, settings, kept: kept).train($0, isStopped: isStopped) }
    case .mnist:
      guard let images else { return [] }
      return try runs.compactMap {
        try ClassifierSweep(sweep, settings, kept: kept, images: images, threads: threads)
          .train($0, isStopped: isStopped, progress: progress)
      }
    }
  }
}

/// The figures of an epoch of a run that is under way.
public struct SweepProgress: Hashable, Sendable {
  /// The run's number in its sweep.
  public var run: Int
  /// Epochs done.
  public var epoch: Int
  /// The epoch's mean training loss.
  public var trainLoss: Double
  /// The share of test samples that are right.
  public var testAccuracy: Double?
  /// How long the run has trained.
  public var seconds: Double

  /// The figures of an epoch.
  public init(run: Int, epoch: Int, trainLoss: Double, testAccuracy: Double?, seconds: Double) {
    self.run = run
    self.epoch = epoch
    self.trainLoss = trainLoss
    self.testAccuracy = testAccuracy
    self.seconds = seconds
  }
}
