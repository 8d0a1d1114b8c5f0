import Records

/// Values that were read one by one in any order, kept by metric until there are enough of one to be added together.
///
/// A class with memory of its own: what is said of every value is a few stores. A run that keeps a journal is given each value at once, in its order.
final class ValueGatherer {
  /// So many values of a metric are added together.
  private static let mostValues = 512

  private struct Column {
    let metric: LogMetric
    var count = 0
    var capacity = 0
    /// How many values there were, those that are gone too.
    var total = 0
    var hasTimes = false
    /// Made when the first value comes, freed by `deinit`.
    var steps: UnsafeMutablePointer<Int>?
    var values: UnsafeMutablePointer<Double>?
    var times: UnsafeMutablePointer<Double>?
  }

  private var columns: UnsafeMutablePointer<Column>
  private var capacity = 16
  private(set) var count = 0
  /// How many bytes were read, and how many follow, as far as is known.
  var bytesRead = 0
  var bytesBehind = 0

  init() { columns = .allocate(capacity: capacity) }

  deinit {
    for index in 0..<count {
      columns[index].steps?.deallocate()
      columns[index].values?.deallocate()
      columns[index].times?.deallocate()
    }
    columns.deinitialize(count: count)
    columns.deallocate()
  }

  /// The metric of a place.
  func metric(at index: Int) -> LogMetric { columns[index].metric }

  /// Adds a metric.
  /// - Returns: its place.
  func add(_ metric: LogMetric) -> Int {
    if count == capacity {
      let larger = UnsafeMutablePointer<Column>.allocate(capacity: 2 * capacity)
      larger.moveInitialize(from: columns, count: count)
      columns.deallocate()
      columns = larger
      capacity *= 2
    }
    (columns + count).initialize(to: Column(metric: metric))
    count += 1
    return count - 1
  }

  /// Takes in a value.
  /// - Parameter time: NaN when unknown.
  @inline(__always)
  func append(_ value: Double, at step: Int, time: Double, to index: Int, of run: inout RunHistory) {
    let column = columns + index
    if column.pointee.count == column.pointee.capacity || run.keepsJournal {
      makeRoom(value, at: step, time: time, to: index, of: &run)
      if run.keepsJournal { return }
    }
    let place = column.pointee.count
    guard let steps = column.pointee.steps, let values = column.pointee.values, let times = column.pointee.times else {
      return
    }
    steps[place] = step
    values[place] = value
    times[place] = time
    if !time.isNaN { column.pointee.hasTimes = true }
    column.pointee.count = place + 1
  }

  /// Adds all that is kept to the run.
  func flush(into run: inout RunHistory) { for index in 0..<count { flush(index, into: &run) } }

  @inline(never)
  private func makeRoom(_ value: Double, at step: Int, time: Double, to index: Int, of run: inout RunHistory) {
    // Metrics are known in the order in which they came.
    let id = columns[index].metric.id(in: &run)
    if run.keepsJournal { return run.append(value, at: step, epoch: nil, time: time, to: id) }
    flush(index, into: &run)
    guard columns[index].capacity < Self.mostValues else { return }
    columns[index].steps?.deallocate()
    columns[index].values?.deallocate()
    columns[index].times?.deallocate()
    let room = max(16, columns[index].capacity * 2)
    columns[index].steps = .allocate(capacity: room)
    columns[index].values = .allocate(capacity: room)
    columns[index].times = .allocate(capacity: room)
    columns[index].capacity = room
  }

  private func flush(_ index: Int, into run: inout RunHistory) {
    let column = columns[index]
    guard column.count > 0 else { return }
    columns[index].count = 0
    columns[index].hasTimes = false
    columns[index].total += column.count
    var stretch = MetricStretch(
      steps: UnsafeBufferPointer(start: column.steps, count: column.count),
      values: UnsafeBufferPointer(start: column.values, count: column.count),
      times: column.hasTimes ? UnsafeBufferPointer(start: column.times, count: column.count) : nil
    )
    // What follows has about as many values a byte as what came.
    let follow = Double(bytesBehind) * Double(columns[index].total) / Double(max(1, bytesRead))
    stretch.isFollowed = follow >= Double(NumberBlock.newestRows)
    run.append(stretch, to: column.metric.id(in: &run))
  }
}
