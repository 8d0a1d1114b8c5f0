import ArgumentParser
import Foundation
import Plots
import Records
import Shell
import Terminal
import WatchScreens

/// How long the watch screen takes for a frame with many runs.
@main
struct WatchBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "watch-benchmark")

  @Option(help: "How many runs.")
  var runs = 50
  @Option(help: "How many metrics each has.")
  var metrics = 20
  @Option(help: "How many points each metric has.")
  var points = 100_000

  func run() throws {
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
    var screen = WatchScreen(["runs"])
    let context = ViewContext(size: Size(200, 60), look: Look(theme: .dark, capabilities: .full))
    _ = screen.update(.input(.resize(context.size)))
    _ = screen.update(.message(.state(WatchState(runs: histories, now: 1))))
    try time("first frame", 1) { _ in precondition(screen.view(context).size == context.size) }
    try time("frame, nothing new", 100) { _ in precondition(screen.view(context).size == context.size) }
    try time("frame, cursor moved", 100) { number in
      _ = screen.update(.input(.key(number % 40 < 20 ? .left : .right)))
      precondition(screen.view(context).size == context.size)
    }
    try time("frame, a value more in one run", 60) { number in
      for metric in 0..<metrics { histories[0].append(0.5, at: points + number, named: "group\(metric)/value") }
      _ = screen.update(.message(.state(WatchState(runs: histories, now: 1))))
      precondition(screen.view(context).size == context.size)
    }
  }

  private func time(_ name: String, _ count: Int, _ work: (Int) throws -> Void) rethrows {
    var times: [Double] = []
    for number in 0..<count {
      let before = clock()
      try work(number)
      times.append(Double(clock() - before) / Double(CLOCKS_PER_SEC) * 1000)
    }
    times.sort()
    print("\(name): " + String(format: "median %.2f ms, 95 %% %.2f ms", times[count / 2], times[count * 95 / 100]))
  }
}
