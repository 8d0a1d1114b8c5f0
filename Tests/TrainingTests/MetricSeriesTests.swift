import Testing

@testable import Training

struct MetricSeriesTests {
  @Test(arguments: [2, 3, 8, 64])
  func everyStepIsCountedAndEverySpikeKept(capacity: Int) {
    var series = MetricSeries(capacity: capacity)
    var values: [Double] = []
    for step in 1...1000 {
      let value = step == 777 ? -5 : step == 333 ? 900 : Double(step % 7)
      values.append(value)
      series.append(value, smoothed: value)
      #expect(series.buckets.count <= capacity)
    }
    #expect(series.stepCount == 1000)
    for index in series.buckets.indices {
      let steps = series.steps(ofBucket: index)
      let slice = values[(steps.lowerBound - 1)...(steps.upperBound - 1)]
      let bucket = series.buckets[index]
      #expect(bucket.first == slice.first && bucket.last == slice.last)
      #expect(bucket.minimum == slice.min() && bucket.maximum == slice.max())
      #expect(bucket.count == slice.count)
    }
  }

  /// Cuts a series anywhere, at any widths, and puts it together again: the same buckets as in one go, but for their width.
  @Test func joiningSeriesIsAppendingTheirSteps() {
    for first in [1, 5, 8] {
      for cut in [1, 3, 4, 17, 40] {
        var head = MetricSeries(capacity: 4)
        head.removeAll(startingAt: first)
        var tail = MetricSeries(capacity: 6)
        tail.removeAll(startingAt: first + cut)
        for step in 0..<80 {
          let value = Double((step * 37) % 101)
          if step < cut { head.append(value, smoothed: value) } else { tail.append(value, smoothed: value) }
        }
        head.append(tail)
        #expect(head.stepCount == 80)
        for index in head.buckets.indices {
          let steps = head.steps(ofBucket: index)
          let slice = steps.map { Double((($0 - first) * 37) % 101) }
          #expect(head.buckets[index].minimum == slice.min(), "first \(first) cut \(cut)")
          #expect(head.buckets[index].maximum == slice.max())
          #expect(head.bucketIndex(ofStep: steps.lowerBound) == index)
          #expect(head.bucketIndex(ofStep: steps.upperBound) == index)
        }
      }
    }
  }

  @Test func truncatingForgetsWhatComesAfter() {
    var series = MetricSeries(capacity: 8)
    for step in 1...32 { series.append(Double(step), smoothed: 0) }
    #expect(series.width == 4)
    series.truncate(after: 16)
    #expect(series.lastStep == 16)
    series.append(17, smoothed: 0)
    #expect(series.bucket(atStep: 17)?.first == 17)
  }

  @Test func aCutWithinABucketLeavesNoGap() {
    var series = MetricSeries(capacity: 8)
    for step in 1...32 { series.append(Double(step), smoothed: 0) }
    series.truncate(after: 18)
    #expect(series.lastStep == 18)
    #expect(series.bucket(atStep: 18)?.count == 2)
    for step in 19...21 { series.append(Double(step), smoothed: 0) }
    #expect(series.bucket(atStep: 18)?.count == 4)
    #expect(series.bucket(atStep: 21)?.first == 21)
    #expect(series.buckets.reduce(0) { $0 + $1.count } == 21)
  }

  @Test("what a range of buckets holds is the same from groups and one by one", arguments: [5, 16, 100])
  func gatheringRanges(capacity: Int) {
    func check(_ series: MetricSeries) {
      #expect(series.groups.reduce(0) { $0 + $1.count } == series.stepCount)
      for length in [1, 3, 8, 9, 20, 100] {
        for start in series.buckets.indices {
          let range = start..<min(start + length, series.buckets.count)
          var expected = series.buckets[start]
          for bucket in series.buckets[range].dropFirst() { expected.append(bucket) }
          #expect(series.gathered(range) == expected)
        }
      }
    }
    var series = MetricSeries(capacity: capacity)
    series.removeAll(startingAt: 3)
    for step in 0..<150 {
      series.append(step == 40 ? .infinity : Double(step * 37 % 101), smoothed: Double(step))
      if step % 11 == 0 { check(series) }
    }
    var next = MetricSeries(capacity: 64)
    next.removeAll(startingAt: series.lastStep + 1)
    for step in 0..<70 { next.append(Double(step % 13) - 200, smoothed: 1) }
    series.append(next)
    check(series)
    for step in [200, 170, 161, 90, 17, 4, 2] {
      series.truncate(after: step)
      check(series)
    }
    series.append(7, smoothed: 7)
    check(series)
  }

  @Test func valuesThatAreNotFiniteAreCountedNotMixedIn() {
    var series = MetricSeries(capacity: 2)
    for value in [1, .nan, .infinity, 3] { series.append(value, smoothed: 0) }
    let all = series.buckets.reduce(0) { $0 + $1.nonFiniteCount }
    #expect(all == 2)
    #expect(series.buckets.map(\.minimum).min() == 1)
    #expect(series.buckets.map(\.maximum).max() == 3)
  }

  @Test func smoothingOfAConstantIsTheConstantFromTheFirstValue() {
    var smoothing = Smoothing(beta: 0.9)
    for _ in 0..<200 { #expect(abs(smoothing.append(4) - 4) < 1e-12) }
    #expect(abs(smoothing.append(.nan) - 4) < 1e-12)
  }

  @Test func smoothingFollowsItsFormula() {
    var smoothing = Smoothing(beta: 0.5)
    _ = smoothing.append(2)
    // m₂ = 0.5·(0.5·2) + 0.5·8 = 4.5, divided by 1 − 0.25.
    #expect(abs(smoothing.append(8) - 6) < 1e-15)
  }
}
