import Records
import Testing

@Suite struct MetricSeriesTests {
  @Test func keepsEveryPointWhileTheyFit() {
    var series = MetricSeries()
    for step in 0..<1000 { series.append(Double(step) * 0.5, at: step * 3) }
    #expect(series.count == 1000)
    #expect(series.points.count == 1000)
    #expect(series.first == MetricPoint(step: 0, value: 0))
    #expect(series.last == MetricPoint(step: 2997, value: 499.5))
    #expect(series.minimum?.step == 0)
    #expect(series.maximum?.step == 2997)
    #expect(series.index(nearest: 301) == 100)
    #expect(series.index(nearest: 302) == 101)
  }

  @Test func keepsSpikesFirstAndLastOfAMillion() {
    var series = MetricSeries(capacity: 4096)
    for step in 0..<1_000_000 {
      let value = step == 123_457 ? 50 : step == 654_321 ? -50 : Double(step % 10)
      series.append(value, at: step)
    }
    #expect(series.count == 1_000_000)
    #expect(series.points.count <= 4096)
    #expect(series.maximum == MetricPoint(step: 123_457, value: 50))
    #expect(series.minimum == MetricPoint(step: 654_321, value: -50))
    #expect(series.first?.step == 0)
    #expect(series.last == MetricPoint(step: 999_999, value: 9))
    #expect(series.points.allSatisfy { $0.step == 123_457 || $0.step == 654_321 || $0.value == Double($0.step % 10) })
    let steps = series.points.map(\.step)
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 })
  }

  /// The thinned beginning has the same number of points for each part of the run, not fewer the older it is.
  @Test func thinsEvenly() {
    var series = MetricSeries(capacity: 1024)
    for step in 0..<100_000 { series.append(Double((step &* 2_654_435_761) & 0xFFFF), at: step) }
    let exact = series.points[series.firstExactIndex].step
    let quarter = exact / 4
    let counts = (0..<4).map { part in
      series.index(atOrAfter: (part + 1) * quarter) - series.index(atOrAfter: part * quarter)
    }
    #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 10, "\(counts)")
  }

  @Test func countsWhatIsNotFinite() {
    var series = MetricSeries()
    for (step, value) in [1, .nan, 2, .infinity, -Double.infinity, .nan, 3].enumerated() {
      series.append(value, at: step)
    }
    #expect(series.nanCount == 2)
    #expect(series.infinityCount == 2)
    #expect(series.firstNonFinite?.step == 1)
    #expect(series.lastBeforeNonFinite == MetricPoint(step: 0, value: 1))
    #expect(series.minimum?.value == 1)
    #expect(series.maximum?.value == 3)
    #expect(series.column(of: 1..<7)?.nonFinite?.step == 1)
  }

  @Test func aLoneNaNSurvivesThinning() {
    var series = MetricSeries(capacity: 256)
    for step in 0..<100_000 { series.append(step == 777 ? .nan : 1, at: step) }
    #expect(series.points.contains { $0.step == 777 && $0.value.isNaN })
  }

  @Test func aRestartKeepsTheLaterValuesAndTheBranch() {
    var series = MetricSeries()
    for step in 0..<20 { series.append(Double(step), at: step) }
    for step in 10..<30 { series.append(-Double(step), at: step) }
    #expect(series.points.map(\.step) == Array(0..<30))
    #expect(series.points[10].value == -10)
    #expect(series.maximum?.value == 9)
    #expect(series.branches.map { $0.points.map(\.step) } == [Array(10..<20)])
    #expect(series.branches[0].points[5].value == 15)
    #expect(series.count == 40)
    #expect(series.restartCount == 1)
  }

  @Test func stepsThatAreLoggedTwiceMakeOneBranch() {
    var series = MetricSeries()
    for step in 0..<50 {
      series.append(1, at: step)
      series.append(2, at: step)
    }
    #expect(series.points.allSatisfy { $0.value == 2 })
    #expect(series.branches.count == 1)
    #expect(series.branches[0].points.count == 50)
  }

  @Test func aRestartInTheThinnedBeginningKeepsOrderAndExtremes() {
    var series = MetricSeries(capacity: 256)
    for step in 0..<10_000 { series.append(step == 9000 ? 99 : 0, at: step) }
    for step in 5000..<9_500 { series.append(1, at: step) }
    let steps = series.points.map(\.step)
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 })
    #expect(series.maximum?.value == 1)
    #expect(series.last?.step == 9_499)
    #expect(series.branches[0].points.contains { $0.value == 99 })
  }

  @Test func extremeStepsAreStepsLikeOthers() {
    var series = MetricSeries()
    for step in [Int.min, -5, 0, Int.max] { series.append(1, at: step) }
    #expect(series.steps == Int.min...Int.max)
    #expect(series.index(nearest: 1) == 2)
    #expect(series.columns(3, over: Int.min...Int.max).count == 3)
    series.append(2, at: Int.max)
    #expect(series.points.count == 4)
  }

  @Test func columnsAgreeWithLookingAtEveryPoint() {
    var generator = SystemRandomNumberGenerator()
    var series = MetricSeries()
    var step = 0
    for _ in 0..<3000 {
      step += Int.random(in: 1...9, using: &generator)
      series.append(
        Int.random(in: 0..<40, using: &generator) == 0 ? .nan : Double.random(in: 0...1, using: &generator),
        at: step
      )
    }
    let edges = stride(from: 0, through: step + 200, by: 97).map { $0 }
    let columns = series.columns(edges: edges)
    for (index, column) in columns.enumerated() {
      let inside = series.points.filter { $0.step >= edges[index] && $0.step < edges[index + 1] }
      let finite = inside.map(\.value).filter(\.isFinite)
      #expect(column?.minimum?.value == finite.min())
      #expect(column?.maximum?.value == finite.max())
      #expect(column?.first.step == inside.first?.step)
      #expect(column?.last.step == inside.last?.step)
      #expect(column?.nonFinite?.step == inside.first { !$0.value.isFinite }?.step)
    }
  }

  @Test func knowsEpochAndTimeBesideAStep() {
    var series = MetricSeries(capacity: 64)
    series.append(1, at: 0)
    for step in 1..<1000 { series.append(1, at: step, epoch: Double(step) / 100, time: 1_700_000_000 + Double(step)) }
    #expect(series.epoch(at: 0) == nil)
    let index = series.index(atOrAfter: 999)
    #expect(abs((series.epoch(at: index) ?? 0) - 9.99) < 1e-5)
    #expect(series.time(at: index) == 1_700_000_999)
  }

  @Test func aSeriesContinuesAnotherWithWhatItThinnedOut() {
    var whole = MetricSeries(capacity: 256)
    var parts = MetricSeries(capacity: 256)
    for part in 0..<10 {
      var batch = MetricSeries(capacity: 64)
      for step in (part * 1000)..<(part * 1000 + 1000) {
        let value = step == 4321 ? 9 : Double(step % 7)
        batch.append(value, at: step)
        whole.append(value, at: step)
      }
      parts.append(batch)
    }
    #expect(parts.count == 10_000)
    #expect(parts.points.count <= 256)
    #expect(parts.maximum == whole.maximum)
    #expect(parts.last == whole.last)
    let smooth = (parts.smoothed(Smoothing(beta: 0.99)).last?.value, whole.smoothed(Smoothing(beta: 0.99)).last?.value)
    #expect(abs((smooth.0 ?? 0) - (smooth.1 ?? 1)) < 0.05)
  }

  @Test func smoothingIsBiasCorrectedAndPassesOverWhatIsNotFinite() {
    var series = MetricSeries()
    for (step, value) in [2, .nan, 4].enumerated() { series.append(value, at: step) }
    let smoothed = series.smoothed(Smoothing(beta: 0.5))
    #expect(smoothed.points[0].value == 2)
    #expect(smoothed.points[1].value.isNaN)
    // (0.25·2 + 0.5·4) / 0.75
    #expect(abs(smoothed.points[2].value - 2.5 / 0.75) < 1e-12)
  }

  @Test func smoothingOfAThinnedSeriesIsThatOfTheWhole() {
    var thinned = MetricSeries(capacity: 128)
    var average = Smoothing(halfLife: 2000)
    for step in 0..<50_000 {
      let value = Double(step) + Double((step &* 7919) % 1000)
      thinned.append(value, at: step)
      _ = average.append(value)
    }
    let last = thinned.smoothed(Smoothing(halfLife: 2000)).last?.value ?? 0
    #expect(abs(last - average.value) / average.value < 0.01)
  }

  @Test func outlinesTellHowManyValuesTheyStandFor() throws {
    var series = MetricSeries(capacity: 64)
    let values = (1...1000).map { Double(($0 &* 7919) % 1009) }
    for (index, value) in values.enumerated() { series.append(value, at: index + 1) }
    var next = 1
    for (column, count) in series.outlines {
      let slice = values[(next - 1)..<(next - 1 + count)]
      #expect(column.first == MetricPoint(step: next, value: slice.first ?? 0))
      #expect(column.last == MetricPoint(step: next + count - 1, value: slice.last ?? 0))
      #expect(column.minimum?.value == slice.min() && column.maximum?.value == slice.max())
      // Any step of a bucket finds it.
      #expect(series.outline(atStep: next) == column && series.outline(atStep: next + count - 1) == column)
      next += count
    }
    #expect(next == 1001)
    #expect(series.outline(atStep: 0) == nil)
    #expect(series.outline(atStep: 5000)?.last.step == 1000)
  }

  @Test func anIndexIsThatOfALookAtEveryPoint() {
    var series = MetricSeries(capacity: 64)
    for step in [Int.min, -7, -6, -5, 0, 1, 2, 3, 10, 20, 21, 22, 1 << 40, Int.max] { series.append(1, at: step) }
    let steps = series.points.map(\.step)
    for step in steps + [-8, -4, 4, 11, 23, 1 << 41] {
      let expected = steps.firstIndex { $0 >= step } ?? steps.count
      for begin in 0...expected { #expect(series.index(atOrAfter: step, from: begin) == expected) }
    }
  }

  /// Series that arrive in blocks of any size, thinned or not, are the values that one series would have been given.
  @Test func blocksOfValuesAreValuesOneByOne() {
    for size in [1, 7, 64, 300] {
      var whole = MetricSeries(capacity: 512)
      var joined = MetricSeries(capacity: 512)
      var step = 1
      while step < 3000 {
        var block = MetricSeries(capacity: 512)
        for _ in 0..<size {
          let value = Double((step &* 7919) % 1009)
          block.append(value, at: step)
          whole.append(value, at: step)
          step += 1
        }
        joined.append(block)
      }
      #expect(joined.count == whole.count, "blocks of \(size)")
      #expect(joined.minimum == whole.minimum && joined.maximum == whole.maximum)
      #expect(joined.first == whole.first && joined.last == whole.last)
      let steps = joined.points.map(\.step)
      #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 })
      #expect(joined.points.allSatisfy { $0.value == Double(($0.step &* 7919) % 1009) })
      #expect(joined.outlines.reduce(0) { $0 + $1.count } == whole.count)
    }
  }

  @Test func branchesOfASingleStepStayApart() {
    var series = MetricSeries()
    for step in 1...10 { series.append(1, at: step) }
    series.branch(after: 8)
    for step in 9...21 { series.append(2, at: step) }
    series.branch(after: 20)
    #expect(series.branches.map { $0.points.map(\.step) } == [[9, 10], [21]])
  }
}
