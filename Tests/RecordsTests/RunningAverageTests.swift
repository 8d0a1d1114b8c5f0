import Testing

@testable import Records

@Suite struct RunningAverageTests {
  private func value(_ step: Int) -> Double { step == 1900 ? .nan : Double((step &* 7919) % 1009) }

  @Test func theAverageAtAStepIsThatOfAllValuesUntilIt() {
    var series = MetricSeries(capacity: 4096)
    var average = RunningAverage()
    #expect(average.value(atStep: 0) == nil)
    var expected = Smoothing()
    for step in 1...2000 {
      series.append(value(step), at: 2 * step)
      average.follow(series)
      let mean = expected.append(value(step))
      #expect(average.value(atStep: 2 * step) == mean && average.value(atStep: 2 * step + 1) == mean)
    }
    #expect(average.value(atStep: 1) == nil)
    #expect(average.value(atStep: 3800) == average.value(atStep: 3798), "a NaN changes no average")
  }

  /// However a series grows, thins, restarts or begins anew, what was followed piece by piece is what a look at the whole gives.
  @Test func followingIsLookingAtTheWhole() {
    var series = MetricSeries(capacity: 64)
    var average = RunningAverage()
    func check() {
      average.follow(series)
      #expect(average.series == series.smoothed(Smoothing()))
    }
    for step in 1...700 {
      series.append(value(3 * step), at: step)
      if step % 13 == 0 { check() }
    }
    var block = MetricSeries(capacity: 64)
    for step in 701...1500 { block.append(value(step), at: step) }
    series.append(block)
    check()
    for step in [1400, 1399, 600, 5] {
      series.branch(after: step)
      check()
      series.append(1, at: step + 1)
      check()
    }
    series.removeAll()
    check()
    series.append(.infinity, at: 7)
    check()
    #expect(average.value(atStep: 7) == nil)
  }

  @Test func theAverageOfAThinnedBeginningIsThatAfterTheBucket() throws {
    var series = MetricSeries(capacity: 64)
    for step in 1...2000 { series.append(Double(step), at: step) }
    let average = RunningAverage(of: series)
    var next = 1
    for (column, count) in series.outlines where count > 1 {
      let mean = try #require(average.value(atStep: column.last.step))
      for step in next..<(next + count) { #expect(average.value(atStep: step) == mean) }
      next += count
    }
    #expect(next > 1000)
  }
}
