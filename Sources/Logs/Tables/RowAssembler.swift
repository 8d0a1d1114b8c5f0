import Records

/// Gathers what a row, an object or a line says of one step, and decides which step that is.
///
/// The step is the field of the best name; without one it is the epoch where epochs are whole; without that, rows are counted.
struct RowAssembler {
  private(set) var values: [(metric: LogMetric, value: Double)] = []
  private var step: Int?
  private var stepRank = Int.max
  private var iteration: Int?
  private(set) var epoch: Double?
  private(set) var time: Double?

  private var rows = 0
  private var lastStep: Int?
  private var lastEpoch = -Double.infinity
  private var epochsAreWhole = true
  /// Whether train rows said the same step twice, as `iter` and as `step`; rows without `iter` then say an epoch in `step` (mmengine).
  private var stepsAreIterations = false
  private var lastIteration = 0
  private var steps = EpochSteps()
  /// Whether the row is about other data than those that are learned, whose batches are no steps.
  var isEvaluation = false

  var isEmpty: Bool { values.isEmpty }

  /// Begins the next row.
  mutating func begin() {
    values.removeAll(keepingCapacity: true)
    step = nil
    stepRank = .max
    iteration = nil
    epoch = nil
    time = nil
    isEvaluation = false
  }

  mutating func set(step value: Int, rank: Int) {
    if rank == 2 { iteration = value }
    guard rank < stepRank else { return }
    step = value
    stepRank = rank
  }

  mutating func set(epoch value: Double) { epoch = value }
  mutating func set(time value: Double) { time = value }

  /// Puts others in the place of the metrics gathered.
  mutating func rename(_ other: (LogMetric) -> LogMetric) {
    for index in values.indices { values[index].metric = other(values[index].metric) }
  }

  /// Adds a number under the role of its name.
  @inline(__always)
  mutating func add(_ metric: LogMetric, _ value: Double) {
    switch metric.role {
    case .metric: values.append((metric, value))
    case .step(let rank):
      if value.isFinite, rank < 3 || value == value.rounded() { set(step: FieldRole.step(value), rank: rank) }
    case .epoch: if value.isFinite { epoch = value }
    case .time:
      if let wall = FieldRole.wallTime(value) { time = wall } else { values.append((metric, value)) }
    }
  }

  /// Puts the row into the run.
  mutating func emit(into run: inout RunHistory) {
    guard !values.isEmpty else { return }
    let step = takeStep()
    if let time, run.startTime == nil { run.startTime = time }
    for (metric, value) in values {
      run.append(value, at: step, epoch: epoch, time: time, to: metric.id(in: &run))
    }
  }

  /// The step of the row that was gathered.
  mutating func takeStep() -> Int {
    defer { if let epoch { lastEpoch = epoch } }
    if let epoch, epoch != epoch.rounded() { epochsAreWhole = false }
    if let step {
      if let iteration, epoch != nil {
        stepsAreIterations = iteration == step && stepRank < 2
        lastIteration = iteration
      } else if stepsAreIterations, Double(step) <= lastEpoch, step < lastIteration {
        epoch = Double(step)
        lastStep = lastIteration
        return lastIteration
      }
      if isEvaluation, stepRank >= 2, epoch != nil, let lastStep { return lastStep }
      let whole = steps.step(step, epoch: epoch, isBatch: stepRank >= 2)
      lastStep = whole
      return whole
    }
    if let lastStep, rows == 0 { return lastStep }
    guard let epoch else {
      rows += 1
      lastStep = rows - 1
      return rows - 1
    }
    if epochsAreWhole, epoch.magnitude < 0x1p62 { return Int(epoch) }
    // Rows of one epoch belong together: training and validation.
    if epoch > lastEpoch || rows == 0 { rows += 1 }
    return rows
  }
}
