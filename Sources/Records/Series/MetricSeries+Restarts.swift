extension MetricSeries {
  /// So many branches are kept, the newest.
  static var branchCapacity: Int { 8 }

  /// Takes the points from a step on out of the curve and keeps them as a branch.
  ///
  /// A restart in the thinned beginning is exact about the points that are stored; of the others none is left on either side.
  /// - Parameter joinsSingles: whether a single value may go on the branch before, as where each step is logged twice.
  mutating func restart(at step: Int, joinsSingles: Bool = true) {
    let cut = index(atOrAfter: step)
    restartCount += 1
    revision += 1
    keepBranch(points[cut...], joinsSingles: joinsSingles)
    forget(from: cut)
  }

  /// Takes the points after a step out of the curve and keeps them as a branch.
  public mutating func branch(after step: Int) {
    guard step < Int.max, lastStep > step, !points.isEmpty else { return }
    restart(at: step + 1, joinsSingles: false)
  }

  /// Forgets the points after a step without keeping them as a branch.
  public mutating func truncate(after step: Int) {
    guard step < Int.max else { return }
    let cut = index(atOrAfter: step + 1)
    guard cut < points.count else { return }
    revision += 1
    count -= min(count, points.count - cut)
    forget(from: cut)
  }

  private mutating func forget(from cut: Int) {
    points.removeLast(points.count - cut)
    if !epochs.isEmpty { epochs.removeLast(epochs.count - cut) }
    if !times.isEmpty { times.removeLast(times.count - cut) }
    lastStep = points.last?.step ?? Int.min
    extremes.truncate(toPoints: cut)
    while firstExactIndex > cut, var bucket = buckets.popLast() {
      let begin = firstExactIndex - bucket.stored
      firstExactIndex = begin
      guard begin < cut else { continue }
      // Of a bucket that is cut only what is stored is known.
      bucket = Bucket(stored: cut - begin, count: 0, finiteCount: 0, mean: 0)
      for point in points[begin..<cut] {
        bucket.add(count: 1, finiteCount: point.value.isFinite ? 1 : 0, mean: point.value)
      }
      buckets.append(bucket)
      firstExactIndex = cut
    }
  }

  private mutating func keepBranch(_ replaced: ArraySlice<MetricPoint>, joinsSingles: Bool) {
    guard let first = replaced.first else { return }
    // Steps that are each logged twice, one after the other, make one branch and not one a step.
    if joinsSingles, replaced.count == 1, let end = branches.last?.points.last, end.step < first.step,
      branches[branches.count - 1].points.count < capacity / 8
    {
      branches[branches.count - 1].points.append(first)
      return
    }
    let room = capacity / 8
    if replaced.count > room {
      // An outline: the extremes of equal parts.
      var outline = MetricSeries(capacity: max(64, room))
      for point in replaced { outline.append(point.value, at: point.step) }
      branches.append(MetricBranch(points: outline.points))
    } else {
      branches.append(MetricBranch(points: Array(replaced)))
    }
    if branches.count > Self.branchCapacity { branches.removeFirst() }
  }
}
