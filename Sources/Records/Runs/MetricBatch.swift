/// The values of many steps by metric, gathered while their reader was busy: every spike stays, in bounded memory.
public struct MetricBatch: Hashable, Sendable {
  /// A metric and its values.
  public struct Column: Hashable, Sendable {
    /// The metric's name.
    public var name: String
    /// Its values.
    public var series: MetricSeries
  }

  /// The metrics, in the order in which they came first.
  public private(set) var columns: [Column] = []
  /// How many points each metric keeps.
  private let capacity: Int

  /// An empty batch.
  /// - Parameter capacity: how many points each metric keeps before it is thinned.
  public init(capacity: Int = 1 << 16) { self.capacity = capacity }

  /// Whether nothing was gathered.
  public var isEmpty: Bool { columns.isEmpty }
  /// The last step of any metric.
  public var lastStep: Int? { columns.compactMap { $0.series.last?.step }.max() }

  /// The values of a metric; nil when there is none of that name.
  public subscript(name: String) -> MetricSeries? { columns.first { $0.name == name }?.series }

  /// Adds a series that continues a metric, or makes it one.
  public mutating func append(_ series: MetricSeries, named name: String) {
    if let index = columns.firstIndex(where: { $0.name == name }) {
      columns[index].series.append(series)
    } else {
      columns.append(Column(name: name, series: series))
    }
  }

  /// The place of a metric's values, made when it is new; good as long as the batch lives.
  public mutating func column(named name: String) -> Int {
    if let index = columns.firstIndex(where: { $0.name == name }) { return index }
    columns.append(Column(name: name, series: MetricSeries(capacity: capacity, isIndexed: false)))
    return columns.count - 1
  }

  /// Adds a value to a metric whose place is known.
  @inline(__always)
  public mutating func append(_ value: Double, at step: Int, column: Int) {
    columns[column].series.append(value, at: step)
  }

  /// Adds the values that follow.
  public mutating func append(_ next: MetricBatch) {
    for column in next.columns { append(column.series, named: column.name) }
  }

  /// Forgets the values, keeps the places.
  public mutating func removeAll() {
    for index in columns.indices { columns[index].series.removeAll() }
  }
}

extension MetricSeries: Hashable {
  /// Mixes what tells series apart at little cost.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    hasher.combine(last?.step)
  }
}
