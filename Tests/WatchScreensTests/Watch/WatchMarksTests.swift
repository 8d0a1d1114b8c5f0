import Plots
import Records
import ScreenTestSupport
import Shell
import Terminal
import Testing

@testable import WatchScreens

/// What tells runs and metrics apart.
@Suite struct WatchMarksTests {
  private func script(_ runs: [RunHistory], _ size: Size = Size(120, 40)) -> ScreenScript<WatchScreen> {
    var script = ScreenScript(WatchScreen(["runs"]), size: size)
    script.hear(.state(WatchFixtures.state(runs)))
    return script
  }

  // MARK: Runs

  @Test func marksAreDistinctAsLongAsThereAreAny() {
    for count in [2, 8, 50, 320] {
      let marks = RunMark.marks(of: (0..<count).map { "sweep/run-\($0)" })
      #expect(Set(marks.values).count == count)
    }
    let eight = RunMark.marks(of: (0..<8).map { "sweep/run-\($0)" }).values
    #expect(Set(eight.map(\.shape)).count == 8 && Set(eight.map(\.hue)).count == 8)
    #expect(RunMark.marks(of: (0..<400).map { "\($0)" }).count == 400)
  }

  @Test func marksFollowFromTheNamesNotFromTheirOrder() {
    let names = (0..<12).map { "run \($0)" }
    #expect(RunMark.marks(of: names) == RunMark.marks(of: names.reversed()))
  }

  @Test func aRunThatAppearsChangesNoOther() {
    let names = (0..<12).map { "run \($0)" }
    let few = RunMark.marks(of: Array(names.suffix(5)))
    let many = RunMark.marks(of: names, keeping: few)
    #expect(few.allSatisfy { many[$0.key] == $0.value })
    #expect(Set(many.values).count == 12)
  }

  @Test func asciiHasTheSameSignsOnAllPages() {
    var script = script(WatchFixtures.runs())
    for run in script.screen.listed {
      let letter = script.screen.mark(run.name).letter
      #expect(script.frame(.plain).text.contains("\(letter)\(letter) \(run.name)"))
      script.type("5")
      #expect(script.frame(.plain).text.contains("\(letter) \(run.name)   "))
      script.type("2")
      #expect(script.frame(.plain).text.contains("\(letter)  \(run.name) "))
      script.type("1")
    }
  }

  // MARK: Metrics

  @Test func metricsOfARunDifferVisibly() throws {
    for runs in [WatchFixtures.runs(), [WatchFixtures.run("alone")]] {
      let screen = script(runs).screen
      let chart = try #require(screen.charts.first)
      #expect(chart.metrics == ["train/loss", "val/loss"])
      let lines = screen.lineChart(chart, columns: 80, showsNames: true).series
      #expect(lines.count == 2 * runs.count)
      #expect(Set(lines.map(\.role)).count == lines.count)
      #expect(Set(lines.map(\.glyph)).count == lines.count)
      for run in runs {
        let own = lines.filter { $0.name.hasPrefix(run.name) || runs.count == 1 }
        #expect(Set(own.map(\.stroke)).count == 2, "\(run.name)")
      }
      // The run's own colour is that of its first metric.
      if runs.count > 1 { #expect(lines[0].role == screen.mark(runs[0].name).role) }
    }
  }

  @Test func manyRunsHaveTheirColourAndMetricsTheirDash() throws {
    let screen = script((0..<9).map { WatchFixtures.run("run \($0)") }).screen
    let lines = screen.lineChart(screen.charts[0], columns: 80, showsNames: true).series
    for pair in stride(from: 0, to: lines.count, by: 2) {
      #expect(lines[pair].role == lines[pair + 1].role && lines[pair].stroke != lines[pair + 1].stroke)
      #expect(lines[pair].glyph != lines[pair + 1].glyph)
    }
  }

  @Test func theLegendShowsEachLinesOwnStyle() {
    var script = script(WatchFixtures.runs())
    script.type("z")
    let chart = script.screen.charts[0]
    for one in script.screen.shown(chart) {
      let line = one.line.look
      let name = "\(one.run) \(one.metric)"
      #expect(script.text().contains("\(line.sample(Look())) \(name)"), "\(name)\n\(script.text())")
      #expect(script.frame(.plain).text.contains("\(line.letter)\(line.letter) \(name)"), "\(name)")
    }
  }

  @Test func theCursorNamesRunAndMetric() {
    var script = script(WatchFixtures.runs())
    script.press(.left)
    #expect(script.text().contains("step 99: sweep/a train/loss 0.2652, val/loss"), "\(script.text())")
  }
}
