import Plots
import Records
import ScreenTestSupport
import Shell
import Terminal
import TestSupport
import Testing

@testable import WatchScreens

/// No frame shows anything of an earlier one that is not so any more.
@Suite struct CurveMemoTests {
  /// A frame is the same once everything that was kept is forgotten.
  private func expectFresh(
    _ script: ScreenScript<WatchScreen>,
    _ change: String,
    look: Look = Look(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let context = ViewContext(size: script.size, look: look)
    let kept = script.screen.view(context)
    script.screen.memo.removeAll()
    let fresh = script.screen.view(context)
    #expect(kept == fresh, "\(change)\n\(kept.text)\n\(fresh.text)", sourceLocation: sourceLocation)
  }

  private func longRuns() -> [RunHistory] {
    (0..<4).map { WatchFixtures.run("sweep/\($0)", scale: 1 + Double($0) / 4, steps: 300 + $0) } + WatchFixtures.runs()
  }

  /// What may happen to runs, each from what it was before.
  private static let events: [(name: String, change: @Sendable (inout [RunHistory]) -> Void)] = [
    ("a value more", { $0[0].append(0.4, at: 301, named: "train/loss") }),
    (
      "a value more in each run",
      { runs in
        for index in runs.indices {
          let last = runs[index]["train/loss"]?.last?.step ?? 0
          runs[index].append(
            0.3,
            at: last + 1,
            epoch: Double(last) / 10,
            time: 1_999_001 + Double(last),
            to: runs[index].metric(named: "train/loss")
          )
        }
      }
    ),
    ("a value that stretches the axis", { $0[1].append(9, at: 400, named: "train/loss") }),
    ("a value that is not finite", { $0[2].append(.nan, at: 500, named: "lr") }),
    ("a restart", { $0[3].append(1, at: 100, named: "train/loss") }),
    ("a branch", { $0[3].append(.branched(afterStep: 60)) }),
    (
      "another last value",
      { runs in
        let metric = runs[0].metric(named: "lr")
        let last = runs[0][metric].last?.step ?? 0
        runs[0].withdraw(last, of: metric)
        runs[0].append(0.02, at: last, to: metric)
      }
    ),
    ("many values", { runs in for step in 600..<18_000 { runs[0].append(0.5, at: step, named: "train/loss") } }),
    ("another metric", { $0[1].append(3, at: 0, named: "another") }),
    ("more of it", { $0[1].append(4, at: 100, named: "another") }),
    (
      "a run that begins anew",
      { runs in
        runs[2].restart()
        for step in 0..<200 { runs[2].append(Double(step), at: step, named: "lr") }
      }
    ),
    ("another run of the same name", { $0[1] = WatchFixtures.run("sweep/1", scale: 3, steps: 310) }),
    ("a run more", { $0.append(WatchFixtures.run("later")) }),
    ("a run less", { $0.remove(at: 1) }),
    ("other order", { $0.reverse() }),
    ("one run", { $0 = [$0[0]] }),
    ("none", { $0 = [] }),
  ]

  @Test(arguments: WatchAxis.allCases) func whatHappensToRuns(_ axis: WatchAxis) {
    var options = WatchOptions()
    options.x = axis
    var script = ScreenScript(WatchScreen(["runs"], options: options), size: Size(110, 34))
    var runs = longRuns()
    script.hear(.state(WatchFixtures.state(runs)))
    for (name, change) in Self.events {
      _ = script.frame()
      change(&runs)
      script.hear(.state(WatchState(runs: runs, now: WatchFixtures.now)))
      expectFresh(script, name)
    }
  }

  @Test func otherValuesOfAsManyPoints() {
    var script = ScreenScript(WatchScreen(["runs"]), size: Size(110, 34))
    script.hear(.state(WatchFixtures.state([WatchFixtures.run("a"), WatchFixtures.run("b")])))
    _ = script.frame()
    script.hear(.state(WatchFixtures.state([WatchFixtures.run("a", scale: 2), WatchFixtures.run("b")])))
    expectFresh(script, "as many values")
    script.hear(.state(WatchFixtures.state([WatchFixtures.run("a", scale: 3, steps: 104), WatchFixtures.run("b")])))
    expectFresh(script, "some more values, and others")
  }

  @Test func whatKeysAndMouseChange() {
    var script = ScreenScript(WatchScreen(["runs"]), size: Size(110, 34))
    script.hear(.state(WatchFixtures.state(longRuns())))
    for keys in "lllLLmmmMMMxxxxvvnvab/iiijkfzz" {
      _ = script.frame()
      script.type(String(keys))
      if keys == "/" {
        script.type("loss")
        script.press(.enter)
      }
      expectFresh(script, "\(keys)")
    }
    for key in [Key.left, .left, .right, .tab, .down] {
      script.press(key)
      expectFresh(script, "\(key)")
    }
    for place in [Point(60, 8), Point(61, 8), Point(90, 20), Point(2, 3)] {
      script.mouse(.move, place)
      expectFresh(script, "mouse at \(place)")
    }
    for size in [Size(80, 24), Size(200, 60), Size(60, 20)] {
      script.resize(size)
      expectFresh(script, "\(size)")
    }
    for look in [Look(charset: .ascii), Look(theme: .light), Look(charset: .block), Look(colorDepth: .mono)] {
      expectFresh(script, "\(look.charset)", look: look)
    }
  }

  @Test func settingsAreSeen() {
    var script = ScreenScript(WatchScreen(["runs"]), size: Size(110, 34))
    script.hear(.state(WatchFixtures.state(longRuns())))
    for (name, change) in [
      ("outliers", { (screen: inout WatchScreen) in screen.options.keepsOutliers = false }),
      ("means", { $0.options.spread = .mean }),
      ("smoothing", { $0.options.smoothing = 0.9 }),
      ("symmetric", { $0.options.y = .symlog }),
      ("ends of y", { screen in for chart in screen.charts { screen.limits[chart.key] = 0.01...1 } }),
      ("range", { $0.range = 20...60 }),
      ("cursor", { $0.cursor = 40 }),
      ("next charts", { $0.firstChart = 1 }),
      ("hidden", { $0.hidden = ["sweep/1", "sweep/a"] }),
    ] as [(String, (inout WatchScreen) -> Void)] {
      _ = script.frame()
      change(&script.screen)
      expectFresh(script, name)
    }
  }

  /// Two screens that were one go different ways, and share what is kept.
  @Test func copiesDoNotMixTheirCharts() {
    var one = ScreenScript(WatchScreen(["runs"]), size: Size(110, 34))
    one.hear(.state(WatchFixtures.state(longRuns())))
    _ = one.frame()
    var other = one
    var runs = longRuns()
    runs[0].append(7, at: 302, named: "train/loss")
    one.hear(.state(WatchState(runs: runs, now: WatchFixtures.now)))
    runs = longRuns()
    runs[0].append(3, at: 302, named: "train/loss")
    other.hear(.state(WatchState(runs: runs, now: WatchFixtures.now)))
    for script in [one, other, one, other] { expectFresh(script, "a copy") }
  }
}
