import Records
import Testing

/// Many values at once are the same values one by one.
@Suite struct MetricStretchTests {
  private func series(
    _ steps: [Int],
    _ values: [Double],
    capacity: Int,
    pieces: Int,
    epochs: [Double]? = nil,
    isFollowed: Bool = false
  ) -> MetricSeries {
    var series = MetricSeries(capacity: capacity)
    for start in stride(from: 0, to: steps.count, by: pieces) {
      let range = start..<min(steps.count, start + pieces)
      steps.withUnsafeBufferPointer { steps in
        values.withUnsafeBufferPointer { values in
          func add(_ epochs: UnsafeBufferPointer<Double>?) {
            var stretch = MetricStretch(
              steps: UnsafeBufferPointer(rebasing: steps[range]),
              values: UnsafeBufferPointer(rebasing: values[range]),
              epochs: epochs
            )
            stretch.isFollowed = isFollowed && range.upperBound < steps.count
            series.append(stretch)
          }
          guard let epochs else { return add(nil) }
          epochs.withUnsafeBufferPointer { add(UnsafeBufferPointer(rebasing: $0[range])) }
        }
      }
    }
    return series
  }

  @Test(arguments: [1, 7, 100, 1000]) func whatFitsIsTheSame(_ pieces: Int) {
    let steps = Array(0..<600) + Array(500..<900)
    let values = steps.indices.map { $0 == 321 ? .nan : $0 == 700 ? .infinity : Double($0 % 13) }
    let epochs = steps.indices.map { $0 < 50 ? .nan : Double($0) }
    var expected = MetricSeries(capacity: 4096)
    for index in steps.indices {
      expected.append(values[index], at: steps[index], epoch: epochs[index].isNaN ? nil : epochs[index], time: nil)
    }
    let found = series(steps, values, capacity: 4096, pieces: pieces, epochs: epochs)
    #expect(found == expected)
    #expect(found.firstNonFinite?.step == expected.firstNonFinite?.step)
    #expect(found.lastBeforeNonFinite == expected.lastBeforeNonFinite)
    #expect(found.points.indices.map { found.epoch(at: $0) } == expected.points.indices.map { expected.epoch(at: $0) })
    #expect(found.branches.count == 1)
  }

  @Test(arguments: [1, 63, 2048, 100_000], [false, true]) func everySpikeStays(_ pieces: Int, _ isFollowed: Bool) {
    let steps = Array(0..<100_000)
    let values = steps.map { step -> Double in
      switch step {
      case 12_345: 50
      case 54_321: -50
      case 77_777: .nan
      case 88_888: .infinity
      default: Double(step % 10)
      }
    }
    let epochs = steps.map { Double($0) / 100 }
    let found = series(steps, values, capacity: 1024, pieces: pieces, epochs: epochs, isFollowed: isFollowed)
    #expect(found.count == 100_000)
    #expect(found.points.count <= 1024)
    #expect(found.maximum == MetricPoint(step: 12_345, value: 50))
    #expect(found.minimum == MetricPoint(step: 54_321, value: -50))
    #expect(found.first?.step == 0)
    #expect(found.last == MetricPoint(step: 99_999, value: 9))
    #expect((found.nanCount, found.infinityCount) == (1, 1))
    #expect(found.lastBeforeNonFinite == MetricPoint(step: 77_776, value: 6))
    #expect(found.points.contains { $0.step == 77_777 && $0.value.isNaN })
    #expect(found.points.contains { $0.step == 88_888 && $0.value == .infinity })
    for (index, point) in found.points.enumerated() {
      #expect(point.value.isNaN ? values[point.step].isNaN : point.value == values[point.step])
      #expect(found.epoch(at: index) == Double(Float(epochs[point.step])))
    }
    #expect(zip(found.points, found.points.dropFirst()).allSatisfy { $0.step < $1.step })
    // The average at the end is that of all values.
    var average = Smoothing(beta: 0.99)
    var last = 0.0
    for value in values where value.isFinite { last = average.append(value) }
    #expect(abs((found.smoothed(Smoothing(beta: 0.99)).last?.value ?? .nan) - last) < 0.2)
  }

  @Test func extremesAreFoundInEveryRange() {
    let steps = Array(0..<20_000)
    let values = steps.map { Double(($0 &* 2_654_435_761) & 0xFFFF) }
    let found = series(steps, values, capacity: 512, pieces: 3000)
    for begin in stride(from: 0, to: found.points.count, by: 37) {
      let range = begin..<min(found.points.count, begin + 150)
      let extremes = found.extremes(in: range)
      #expect(extremes.minimum.map { found.points[$0].value } == found.points[range].map(\.value).min())
      #expect(extremes.maximum.map { found.points[$0].value } == found.points[range].map(\.value).max())
    }
  }

  /// A few newest values stay exact however long the run is.
  @Test func newestStayExact() {
    let steps = Array(0..<50_000)
    var found = series(steps, steps.map(Double.init), capacity: 1024, pieces: 10_000)
    for step in 50_000..<50_100 { found.append(1, at: step) }
    #expect(found.points.suffix(100).map(\.step) == Array(50_000..<50_100))
  }
}
