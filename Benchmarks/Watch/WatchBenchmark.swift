import ArgumentParser
import Foundation
import Plots
import Records
import Shell
import Terminal
import WatchScreens

/// How long the watch screen takes for a frame with many runs: nothing new, the cursor elsewhere, new values.
@main
struct WatchBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "watch-benchmark")

  @Option(help: "How many runs.")
  var runs = 50
  @Option(help: "How many metrics each has.")
  var metrics = 20
  @Option(help: "How many points each metric has.")
  var points = 100_000
  @Option(help: "The smoothing of the curves, 0 to 0.9999.")
  var smoothing = 0.0

  func run() {
    var histories: [RunHistory] = []
    for run in 0..<runs {
      var history = RunHistory(name: "runs/\(run)", capacity: 8192)
      for metric in 0..<metrics {
        let id = history.metric(named: "group\(metric)/value")
        var noise = UInt64(run * 1000 + metric + 1)
        for step in 0..<points {
          noise = noise &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          history.append(exp(-Double(step) / 30_000) + Double(noise >> 40) / 0x1p26, at: step, to: id)
        }
      }
      history.status = .running
      histories.append(history)
    }
    let context = ViewContext(size: Size(200, 60), look: Look(theme: .dark, capabilities: .full))
    var options = WatchOptions()
    options.smoothing = smoothing
    var screen = WatchScreen(["runs"], options: options)
    func draw() { precondition(screen.view(context).size == context.size) }
    _ = screen.update(.input(.resize(context.size)))
    _ = screen.update(.message(.state(WatchState(runs: histories, now: 1))))
    time("first frame", 1) { _ in draw() }
    time("nothing new", 200) { _ in draw() }
    time("the cursor moved", 200) { number in
      _ = screen.update(.input(.key(number % 40 < 20 ? .left : .right)))
      draw()
    }
    var step = points
    for (name, changed) in [("a value more in each chart", 1), ("a value more in each of all series", runs)] {
      time(name, 100) { _ in
        for run in 0..<changed {
          for metric in 0..<metrics { histories[run].append(0.5, at: step, named: "group\(metric)/value") }
        }
        step += 1
        return WatchState(runs: histories, now: 1)
      } _: { state in
        _ = screen.update(.message(.state(state)))
        draw()
      }
    }
  }

  private func time(_ name: String, _ count: Int, _ work: (Int) -> Void) {
    time(name, count) {
      $0
    } _: {
      work($0)
    }
  }

  /// Prints the processor's time for so many frames, without what is made ready for each.
  private func time<Ready>(_ name: String, _ count: Int, ready: (Int) -> Ready, _ work: (Ready) -> Void) {
    var times: [Double] = []
    for number in 0..<count {
      let ready = ready(number)
      let before = clock()
      work(ready)
      times.append(Double(clock() - before) / Double(CLOCKS_PER_SEC) * 1000)
    }
    times.sort()
    print("\(name): " + String(format: "median %.2f ms, 95 %% %.2f ms", times[count / 2], times[count * 95 / 100]))
  }
}
