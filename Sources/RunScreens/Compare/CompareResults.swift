import Training

/// What a sweep has come to so far, kept up to date setting by setting.
struct CompareResults {
  let sweep: Sweep
  /// The part of it that is trained here; nil where all of it is.
  let shard: SweepShard?
  /// How many runs there are when all that are trained here have ended.
  let wantedCount: Int
  let points: [SweepSettings]
  /// The epochs that the curves of each setting are kept at.
  let keptEpochs: [[Int]]
  /// The outcome of each run that has ended.
  private(set) var outcomes: RunOutcomes
  /// The epochs of long runs that are under way.
  private(set) var progress: [Int: [SweepProgress]] = [:]
  private(set) var busy: Set<Int> = []
  /// The runs that were stopped and have no outcome.
  private(set) var stopped: Set<Int> = []
  /// What of it is drawn.
  private(set) var shown: ShownRuns
  /// Whether nothing is left to train.
  private(set) var isIdle = false
  private(set) var table: SweepTable
  /// Mean and spread of the loss curves of each setting, and of the test accuracy.
  private(set) var lossBands: [CurveBand]
  private(set) var accuracyBands: [CurveBand]
  /// Settings of which a run has ended since they were summed up.
  private var stale: Set<Int> = []
  /// The setting that is summed up next, if it has changed.
  private var nextPoint = 0
  /// So many values of curves are gone through at a time, that a key pressed meanwhile is answered before anybody notices.
  static let portion = 500_000

  init(_ sweep: Sweep, shard: SweepShard? = nil) {
    self.sweep = sweep
    self.shard = shard
    wantedCount = shard.map { shard in (0..<sweep.runCount).count { shard.contains($0) } } ?? sweep.runCount
    points = sweep.points
    keptEpochs = points.map { sweep.curveEpochs(of: $0.epochs) }
    outcomes = RunOutcomes(runCount: sweep.runCount)
    shown = ShownRuns(seedCount: sweep.seedCount)
    table = SweepTable(sweep, outcomes: [])
    let empty = CurveBand(epochs: [], curves: [])
    lossBands = Array(repeating: empty, count: points.count)
    accuracyBands = lossBands
  }

  /// Whether something has ended since the last ``refresh(within:)``.
  var isStale: Bool { !stale.isEmpty }

  /// The runs of a setting.
  func runs(of point: Int) -> Range<Int> { point * sweep.seedCount..<(point + 1) * sweep.seedCount }

  /// The outcomes of a setting, in the order of their seeds.
  func outcomes(of point: Int) -> [SweepOutcome] { runs(of: point).compactMap { outcomes[$0] } }

  /// The outcomes of a setting that are drawn, in the order of their seeds.
  func shownOutcomes(of point: Int) -> [SweepOutcome] {
    shown.hasHiddenRuns(of: point)
      ? runs(of: point).compactMap { shown.contains($0) ? outcomes[$0] : nil } : outcomes(of: point)
  }

  /// The first outcomes of a setting that are drawn.
  func firstOutcomes(of point: Int, count: Int) -> [SweepOutcome] {
    var found: [SweepOutcome] = []
    for run in runs(of: point) where found.count < count && shown.contains(run) {
      if let outcome = outcomes[run] { found.append(outcome) }
    }
    return found
  }

  mutating func add(_ event: SweepEvent) {
    switch event {
    case .began(let runs):
      isIdle = false
      busy.formUnion(runs)
      stopped.subtract(runs)
      noteChange(of: runs)
    case .progress(let new):
      progress[new.run, default: []].append(new)
      stale.insert(sweep.place(ofRun: new.run).point)
    case .finished(let new):
      for outcome in new {
        outcomes.set(outcome)
        stopped.remove(outcome.run)
        end(outcome.run)
      }
    case .stopped(let runs):
      stopped.formUnion(runs)
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
      outcomes.forget(run)
      stopped.remove(run)
      end(run)
    }
    isIdle = false
  }

  /// Draws other runs; the settings of which other runs are drawn are to be summed up again.
  mutating func show(_ new: ShownRuns) {
    stale.formUnion(points.indices.filter { !new.hasSameRuns(as: shown, of: $0) })
    shown = new
  }

  /// How far a run is.
  func stage(of run: Int) -> RunStage {
    if outcomes.contains(run) { return .ended }
    if busy.contains(run) { return .underWay }
    if stopped.contains(run) { return .stopped }
    return isIdle || shard?.contains(run) == false ? .untrained : .waiting
  }

  private mutating func noteChange(of runs: [Int]) {
    // Runs that begin together are of one setting.
    if let first = runs.first { stale.insert(sweep.place(ofRun: first).point) }
  }

  /// Sums up settings that have changed, going on where the last call stopped, until about so many values of curves are gone through.
  /// - Returns: which.
  mutating func refresh(within limit: Int = .max) -> [Int] {
    var groups = table.groups
    var done: [Int] = []
    var passed = 0
    let waiting = stale.sorted()
    for point in waiting.filter({ $0 >= nextPoint }) + waiting.filter({ $0 < nextPoint }) where passed < limit {
      let ended = outcomes(of: point)
      groups[point] = SweepGroup(sweep, point: point, settings: points[point], outcomes: ended)
      sumUpCurves(of: point, shownOutcomes(of: point))
      passed += ended.count * keptEpochs[point].count
      stale.remove(point)
      done.append(point)
      nextPoint = point + 1
    }
    if !done.isEmpty { table = SweepTable(sweep, groups: groups) }
    return done
  }

  private mutating func sumUpCurves(of point: Int, _ ended: [SweepOutcome]) {
    let epochs = keptEpochs[point]
    let underWay = progress.filter { sweep.place(ofRun: $0.key).point == point && shown.contains($0.key) }.sorted {
      $0.key < $1.key
    }
    let kept = Set(epochs)
    /// The curves of the setting's runs, those under way as far as they are.
    func curves(_ curve: (SweepOutcome) -> [Float], _ value: (SweepProgress) -> Float) -> [[Float]] {
      ended.figures(curve) + underWay.map { $0.value.filter { kept.contains($0.epoch) }.map(value) }
    }
    lossBands[point] = CurveBand(
      epochs: epochs,
      curves: curves({ $0.lossCurve }, { Float($0.trainLoss) }),
      spikes: ended.figures { $0.spikes }
    )
    accuracyBands[point] = CurveBand(
      epochs: epochs,
      curves: curves({ $0.accuracyCurve }, { Float($0.testAccuracy ?? .nan) })
    )
  }

  /// The seconds of a core that an epoch of a setting takes; nil before a run has ended.
  func secondsPerEpoch(of point: Int) -> Double? {
    let epochs = points[point].epochs
    guard let seconds = table.groups[point].metrics[.seconds]?.mean, epochs > 0 else { return nil }
    return seconds / Double(epochs)
  }
}

/// How far a run is.
enum RunStage: CaseIterable, Sendable {
  /// It has an outcome.
  case ended
  /// A core trains it.
  case underWay
  /// It waits for a core.
  case waiting
  /// It was stopped before its end.
  case stopped
  /// It could not be trained, or is of no interest to this part of the sweep.
  case untrained
}

extension [SweepOutcome] {
  /// A figure of each. By place, since an iterator or a key path copies an outcome whole for it.
  func figures<Figure>(_ figure: (SweepOutcome) -> Figure) -> [Figure] { indices.map { figure(self[$0]) } }
}
