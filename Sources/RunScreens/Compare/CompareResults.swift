import Training

/// What a sweep has come to so far, kept up to date setting by setting.
struct CompareResults {
  let sweep: Sweep
  let points: [SweepSettings]
  /// The epochs that the curves of each setting are kept at.
  let keptEpochs: [[Int]]
  /// The outcome of each run that has ended.
  private(set) var outcomes: [SweepOutcome?]
  /// The epochs of long runs that are under way.
  private(set) var progress: [Int: [SweepProgress]] = [:]
  private(set) var busy: Set<Int> = []
  private(set) var endedCount = 0
  private(set) var stoppedCount = 0
  /// Whether nothing is left to train.
  private(set) var isIdle = false
  private(set) var table: SweepTable
  /// Mean and spread of the loss curves of each setting, and of the test accuracy.
  private(set) var lossBands: [CurveBand]
  private(set) var accuracyBands: [CurveBand]
  /// Settings of which a run has ended since they were summed up.
  private var stale: Set<Int> = []

  init(_ sweep: Sweep) {
    self.sweep = sweep
    points = sweep.points
    keptEpochs = points.map { sweep.curveEpochs(of: $0.epochs) }
    outcomes = Array(repeating: nil, count: sweep.runCount)
    table = SweepTable(sweep, outcomes: [])
    let empty = CurveBand(epochs: [], curves: [])
    lossBands = Array(repeating: empty, count: points.count)
    accuracyBands = lossBands
  }

  /// Whether something has ended since the last ``refresh()``.
  var isStale: Bool { !stale.isEmpty }

  /// The runs of a setting.
  func runs(of point: Int) -> Range<Int> { point * sweep.seedCount..<(point + 1) * sweep.seedCount }

  /// The outcomes of a setting, in the order of their seeds.
  func outcomes(of point: Int) -> [SweepOutcome] { outcomes[runs(of: point)].compactMap(\.self) }

  /// The first outcomes of a setting.
  func firstOutcomes(of point: Int, count: Int) -> [SweepOutcome] {
    var found: [SweepOutcome] = []
    for run in runs(of: point) where found.count < count {
      if let outcome = outcomes[run] { found.append(outcome) }
    }
    return found
  }

  mutating func add(_ event: SweepEvent) {
    switch event {
    case .began(let runs):
      isIdle = false
      busy.formUnion(runs)
    case .progress(let new):
      progress[new.run, default: []].append(new)
      stale.insert(sweep.place(ofRun: new.run).point)
    case .finished(let new):
      for outcome in new {
        if outcomes[outcome.run] == nil { endedCount += 1 }
        outcomes[outcome.run] = outcome
        end(outcome.run)
      }
    case .stopped(let runs):
      stoppedCount += runs.count
      runs.forEach { end($0) }
    case .failed(let runs, _): runs.forEach { end($0) }
    case .idle: isIdle = true
    }
  }

  private mutating func end(_ run: Int) {
    busy.remove(run)
    progress[run] = nil
    stale.insert(sweep.place(ofRun: run).point)
  }

  /// Forgets runs that are to be trained again.
  mutating func forget(_ runs: some Sequence<Int>) {
    for run in runs {
      if outcomes[run] != nil { endedCount -= 1 }
      outcomes[run] = nil
      end(run)
    }
    isIdle = false
  }

  /// Sums up the settings that have changed.
  mutating func refresh() {
    guard !stale.isEmpty else { return }
    var groups = table.groups
    for point in stale {
      let ended = outcomes(of: point)
      groups[point] = SweepGroup(sweep, point: point, settings: points[point], outcomes: ended)
      let epochs = keptEpochs[point]
      lossBands[point] = CurveBand(
        epochs: epochs,
        curves: curves(of: point, ended, \.lossCurve) { Float($0.trainLoss) },
        spikes: ended.lazy.map(\.spikes)
      )
      let accuracies = curves(of: point, ended, \.accuracyCurve) { Float($0.testAccuracy ?? .nan) }
      accuracyBands[point] = CurveBand(epochs: epochs, curves: accuracies)
    }
    table = SweepTable(sweep, groups: groups)
    stale = []
  }

  /// The curves of a setting's runs, those under way as far as they are.
  private func curves(
    of point: Int,
    _ ended: [SweepOutcome],
    _ path: KeyPath<SweepOutcome, [Float]>,
    _ value: (SweepProgress) -> Float
  ) -> [[Float]] {
    let underWay = progress.filter { sweep.place(ofRun: $0.key).point == point }.sorted { $0.key < $1.key }
    let kept = Set(keptEpochs[point])
    return ended.map { $0[keyPath: path] } + underWay.map { $0.value.filter { kept.contains($0.epoch) }.map(value) }
  }

  /// The seconds of a core that an epoch of a setting takes; nil before a run has ended.
  func secondsPerEpoch(of point: Int) -> Double? {
    let epochs = points[point].epochs
    guard let seconds = table.groups[point].metrics[.seconds]?.mean, epochs > 0 else { return nil }
    return seconds / Double(epochs)
  }
}
