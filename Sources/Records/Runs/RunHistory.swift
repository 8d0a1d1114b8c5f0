/// Where a run keeps a metric; good as long as the run does not begin anew.
public struct MetricID: Hashable, Sendable {
  /// The metric's place in `RunHistory.metrics`.
  public let index: Int
}

/// What a reader keeps of a run, whatever trained it: facts, metrics by name, histograms, text; all in bounded memory.
public struct RunHistory: Hashable, Sendable {
  /// A metric and its name.
  public struct Metric: Hashable, Sendable {
    /// The name, as the run's source writes it.
    public let name: String
    /// The values.
    public internal(set) var series: MetricSeries
  }

  /// A value as it was appended, for a reader that must see every single one.
  public struct JournalEntry: Hashable, Sendable {
    /// Which metric.
    public var metric: MetricID
    /// The step.
    public var step: Int
    /// The value.
    public var value: Double
    /// The epoch beside it, NaN when unknown.
    public var epoch: Double
    /// The wall time beside it, NaN when unknown.
    public var time: Double
  }

  /// How many values of a metric the journal has had, and a number by which others in their place are known.
  private struct Telling: Hashable, Sendable {
    var count = 0
    var sum: UInt64 = 0

    mutating func add(_ entry: JournalEntry) {
      count += 1
      sum = (sum ^ UInt64(bitPattern: Int64(entry.step))) &* 0x100_0000_01B3
      sum = (sum ^ entry.value.bitPattern) &* 0x100_0000_01B3
    }
  }

  /// So many metrics have room for all points that a series may store, the others for half of them.
  private static let fewMetrics = 16

  /// The run's name: below what path it was found, or what its user called it.
  public var name: String
  /// Facts, in the order in which they came.
  public private(set) var facts: [RunFact] = []
  /// The metrics, in the order in which they came.
  public private(set) var metrics: [Metric] = []
  /// Histograms by name, in the order in which they came.
  public private(set) var histograms: [(name: String, series: HistogramSeries)] = []
  /// The run's text.
  public private(set) var text = TextLines()
  /// What a reader had to leave out or doubts, each once: rows wider than their header, losses that a filter hides.
  public private(set) var warnings: [String] = []
  /// Whether the run goes on.
  public var status = RunStatus.unknown
  /// When the run began, in seconds since 1970.
  public var startTime: Double?
  /// Counts the starts, so that a reader can tell a run that began anew.
  public private(set) var generation = 0

  /// Whether every value is also put into `journal`.
  public var keepsJournal = false
  /// Values since the last `takeJournal()`.
  private var journal: [JournalEntry] = []
  /// What the journal has had of each metric.
  private var tellings: [Telling] = []
  private var places: [String: Int] = [:]
  private var capacity: Int

  /// A history of nothing.
  /// - Parameter capacity: how many points each metric stores at most.
  public init(name: String = "", capacity: Int = 16_384) {
    self.name = name
    self.capacity = capacity
  }

  /// The values of a metric; nil when there is none of that name.
  public subscript(name: String) -> MetricSeries? { places[name].map { metrics[$0].series } }
  /// The values of a metric.
  public subscript(metric: MetricID) -> MetricSeries { metrics[metric.index].series }
  /// The place of a metric among the run's; nil when there is none of that name.
  public func place(of name: String) -> Int? { places[name] }
  /// The names of the metrics, in the order in which they came.
  public var metricNames: [String] { metrics.map(\.name) }
  /// The last step of any metric.
  public var lastStep: Int? { metrics.compactMap { $0.series.last?.step }.max() }
  /// Whether nothing is known of the run.
  public var isEmpty: Bool { metrics.isEmpty && facts.isEmpty && histograms.isEmpty && text.count == 0 }

  /// Finds a metric, or makes it.
  public mutating func metric(named name: String) -> MetricID {
    if let index = places[name] { return MetricID(index: index) }
    places[name] = metrics.count
    // A run of many metrics shows each smaller.
    let room = metrics.count < Self.fewMetrics ? capacity : max(64, capacity / 2)
    metrics.append(Metric(name: name, series: MetricSeries(capacity: room)))
    return MetricID(index: metrics.count - 1)
  }

  /// Adds a value.
  @inline(__always)
  public mutating func append(_ value: Double, at step: Int, to metric: MetricID) {
    metrics[metric.index].series.append(value, at: step)
    if keepsJournal { note(metric, step, value, .nan, .nan) }
  }

  /// Adds a value with what is known beside its step.
  public mutating func append(_ value: Double, at step: Int, epoch: Double?, time: Double?, to metric: MetricID) {
    metrics[metric.index].series.append(value, at: step, epoch: epoch, time: time)
    if keepsJournal { note(metric, step, value, epoch ?? .nan, time ?? .nan) }
  }

  /// Takes back the last value of a metric where it is of that step: another is to take its place.
  public mutating func withdraw(_ step: Int, of metric: MetricID) {
    guard step > Int.min, metrics[metric.index].series.last?.step == step else { return }
    metrics[metric.index].series.truncate(after: step - 1)
  }

  /// Adds many values.
  public mutating func append(_ stretch: MetricStretch, to metric: MetricID) {
    metrics[metric.index].series.append(stretch)
    guard keepsJournal else { return }
    for index in stretch.steps.indices {
      let (epoch, time) = (stretch.epochs?[index] ?? .nan, stretch.times?[index] ?? .nan)
      note(metric, stretch.steps[index], stretch.values[index], epoch, time)
    }
  }

  /// Adds a value to the metric of a name.
  public mutating func append(_ value: Double, at step: Int, named name: String) {
    append(value, at: step, to: metric(named: name))
  }

  /// Takes in a record.
  public mutating func append(_ record: RunRecord) {
    switch record {
    case .started(let facts, let time):
      restart()
      set(facts)
      startTime = time
      status = .running
    case .facts(let facts): set(facts)
    case .metrics(let record):
      for value in record.values {
        append(value.value, at: record.step, epoch: record.epoch, time: record.time, to: metric(named: value.name))
      }
    case .batch(let batch):
      for column in batch.columns { append(column.series, to: metric(named: column.name)) }
    case .histogram(let name, let step, let histogram): append(histogram, at: step, named: name)
    case .text(let line): text.append(line)
    case .branched(let step):
      guard step < Int.max else { return }
      for index in metrics.indices { metrics[index].series.branch(after: step) }
    case .status(let status): self.status = status
    }
  }

  /// Adds the values of a series that continues a metric.
  public mutating func append(_ series: MetricSeries, to metric: MetricID) {
    metrics[metric.index].series.append(series)
    guard keepsJournal else { return }
    for point in series.points { note(metric, point.step, point.value, .nan, .nan) }
  }

  /// Adds a histogram.
  public mutating func append(_ histogram: Histogram, at step: Int, named name: String) {
    if let index = histograms.firstIndex(where: { $0.name == name }) {
      histograms[index].series.append(histogram, at: step)
    } else {
      var series = HistogramSeries()
      series.append(histogram, at: step)
      histograms.append((name, series))
    }
  }

  /// Adds a line of text.
  public mutating func append(text line: String) { text.append(line) }

  /// Sets facts; those of the same name are replaced.
  public mutating func set(_ new: [RunFact]) {
    for fact in new {
      if let index = facts.firstIndex(where: { $0.name == fact.name }) {
        facts[index] = fact
      } else {
        facts.append(fact)
      }
    }
  }

  /// Says once what a reader had to leave out or doubts.
  public mutating func warn(_ warning: String) {
    if warnings.count < 32, !warnings.contains(warning) { warnings.append(warning) }
  }

  /// Forgets everything but the name.
  public mutating func restart() {
    let generation = generation
    let keepsJournal = keepsJournal
    self = RunHistory(name: name, capacity: capacity)
    self.generation = generation + 1
    self.keepsJournal = keepsJournal
  }

  /// The values since the last time, in the order in which they came.
  public mutating func takeJournal() -> [JournalEntry] {
    let taken = journal
    journal.removeAll(keepingCapacity: true)
    return taken
  }

  /// Takes the place of the same run, read before: what that one had told or has yet to tell is not told again, unless other values stand there now.
  public mutating func takePlace(of old: RunHistory) {
    generation = old.generation + 1
    guard keepsJournal else { return }
    let untold = old.journal.compactMap { entry in
      places[old.metrics[entry.metric.index].name].map { index in
        var entry = entry
        entry.metric = MetricID(index: index)
        return entry
      }
    }
    var told = metrics.map { metric in old.places[metric.name].map { old.telling(MetricID(index: $0)) } ?? Telling() }
    var left = told.map(\.count)
    var check = told.map { _ in Telling() }
    for entry in journal where left[entry.metric.index] > 0 {
      left[entry.metric.index] -= 1
      check[entry.metric.index].add(entry)
    }
    for index in told.indices where check[index] != told[index] { told[index].count = 0 }
    let new = journal.filter { entry in
      guard told[entry.metric.index].count > 0 else { return true }
      told[entry.metric.index].count -= 1
      return false
    }
    journal = untold + new
  }

  private mutating func note(_ metric: MetricID, _ step: Int, _ value: Double, _ epoch: Double, _ time: Double) {
    let entry = JournalEntry(metric: metric, step: step, value: value, epoch: epoch, time: time)
    journal.append(entry)
    while tellings.count <= metric.index { tellings.append(Telling()) }
    tellings[metric.index].add(entry)
  }

  private func telling(_ metric: MetricID) -> Telling {
    metric.index < tellings.count ? tellings[metric.index] : Telling()
  }

  /// Whether the metrics are the very ones of another history, which a copy shares until one of them changes: found out at once, and never true
  /// of others.
  public func isShared(with other: RunHistory) -> Bool {
    guard generation == other.generation, metrics.count == other.metrics.count else { return false }
    // Arrays that are in the same place while both live are one array.
    return metrics.withUnsafeBufferPointer { own in
      other.metrics.withUnsafeBufferPointer { own.baseAddress == $0.baseAddress }
    }
  }

  /// Whether two histories hold the same.
  public static func == (left: RunHistory, right: RunHistory) -> Bool {
    left.name == right.name && left.facts == right.facts && left.metrics == right.metrics && left.status == right.status
      && left.histograms.elementsEqual(right.histograms) { $0.name == $1.name && $0.series == $1.series }
      && left.text == right.text && left.warnings == right.warnings
  }

  /// Mixes what tells histories apart at little cost.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(metrics.count)
    hasher.combine(generation)
  }
}
