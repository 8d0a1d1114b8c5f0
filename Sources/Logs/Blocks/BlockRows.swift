import Records

/// The rows of a block: where each stands, and what is known beside.
struct BlockRows {
  var steps: [Int]
  /// NaN where unknown; nil when none is known.
  var epochs: [Double]?
  /// NaN where unknown; nil when none is known.
  var times: [Double]?
  /// Whether many more rows follow.
  var isFollowed = false

  /// Adds a column to a metric.
  /// - Parameter hasGaps: whether some of its values may be `CellValue.missing`.
  func append(
    _ values: UnsafeMutableBufferPointer<Double>,
    hasGaps: Bool,
    to metric: MetricID,
    of run: inout RunHistory
  ) {
    guard hasGaps else {
      return append(UnsafeBufferPointer(values), to: metric, of: &run)
    }
    let kept = values.indices.filter { !CellValue.isMissing(values[$0]) }
    guard !kept.isEmpty else { return }
    let rows = BlockRows(
      steps: kept.map { steps[$0] },
      epochs: epochs.map { epochs in kept.map { epochs[$0] } },
      times: times.map { times in kept.map { times[$0] } },
      isFollowed: isFollowed
    )
    kept.map { values[$0] }.withUnsafeBufferPointer { rows.append($0, to: metric, of: &run) }
  }

  private func append(_ values: UnsafeBufferPointer<Double>, to metric: MetricID, of run: inout RunHistory) {
    steps.withUnsafeBufferPointer { steps in
      withBuffer(epochs) { epochs in
        withBuffer(times) { times in
          var stretch = MetricStretch(steps: steps, values: values, epochs: epochs, times: times)
          stretch.isFollowed = isFollowed
          run.append(stretch, to: metric)
        }
      }
    }
  }

  private func withBuffer(_ array: [Double]?, _ use: (UnsafeBufferPointer<Double>?) -> Void) {
    guard let array else { return use(nil) }
    array.withUnsafeBufferPointer { use($0) }
  }
}
