import ArgumentParser
import Datasets
import Foundation
import NeuralNet
import Plots
import RunScreens
import Shell
import Terminal
import Training

/// How many epochs a second small networks train side by side in lanes, beside one alone, on one core each.
@main
struct SweepBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "sweep-benchmark")

  @Option(help: "By-turns repetitions; the best of each is told, since others may use the machine.")
  var repetitions = 9
  @Option(help: "A whole sweep: so many seeds of hidden 2, 3, 4 and 8, 2,000 epochs; 0 for none.")
  var seeds = 10_000
  @Option(help: "Threads of the whole sweep.")
  var jobs = Processors.available

  func run() throws {
    try lanes()
    try frames()
    if seeds > 0 { try wholeSweep() }
  }

  private func lanes() throws {
    print("epochs a second of one core, best of \(repetitions) by turns; \(LaneTrainer.laneCount) lanes")
    for hidden in [2, 3, 4, 8] {
      var settings = SweepSettings(.xor)
      settings[.hidden] = .layers([hidden])
      settings[.epochs] = .integer(20_000)
      let sweep = Sweep(settings, axes: [], seedCount: LaneTrainer.laneCount)
      let trainer = try SweepTrainer(sweep)
      var alone = Double.infinity
      var together = Double.infinity
      for _ in 0..<repetitions {
        alone = min(alone, cpuSeconds { headless(settings) })
        together = min(together, try cpuSeconds { _ = try trainer.train(Array(0..<sweep.runCount)) })
      }
      let single = 20_000 / alone
      let lanes = 20_000 * Double(sweep.runCount) / together
      print(
        "  2-\(hidden)-1: alone \(millions(single)), in lanes \(millions(lanes)), ratio \(String(format: "%.1f", lanes / single))"
      )
    }
  }

  /// As `dlviz xor --headless` trains: a session that nobody watches, its events read as they come.
  private func headless(_ settings: SweepSettings) {
    let session = TrainingSession<PlaneRun>(
      settings.planeSettings(seed: 42),
      options: SessionOptions(reportEvery: 2000, endsWhenFinished: true, keepsPast: false),
      channel: EventChannel(policy: .lossless(capacity: 1024))
    )
    while session.channel.receiveWaiting() != nil {}
  }

  /// The time of a frame at 200×60 with 200 runs, each curve drawn alone.
  private func frames() throws {
    var settings = SweepSettings(.xor)
    settings[.epochs] = .integer(1000)
    let sweep = Sweep(settings, axes: [.init(.hidden, [2, 3, 4, 8].map { .layers([$0]) })], seedCount: 50)
    let trainer = try SweepTrainer(sweep)
    let outcomes = try trainer.units(of: Array(0..<sweep.runCount)).flatMap { try trainer.train($0) }
    var screen = CompareScreen(sweep, outcomes: outcomes)
    let context = ViewContext(size: Size(200, 60), look: Look(theme: .dark, capabilities: .full))
    _ = screen.update(.input(.resize(context.size)))
    // The third setting is what is drawn around the mean.
    for (name, keys) in [("mean and spread", ""), ("each run", "\t\t++"), ("zoomed", "ii"), ("seeds", "2")] {
      for key in keys.unicodeScalars { _ = screen.update(.input(.key(key == "\t" ? .tab : .character(key)))) }
      var times: [Double] = []
      for _ in 0..<100 {
        times.append(cpuSeconds { precondition(screen.view(context).size == context.size) } * 1000)
      }
      times.sort()
      print(
        "frame at 200×60, 200 runs, \(name): \(String(format: "median %.2f ms, 95 %% %.2f ms", times[50], times[95]))"
      )
    }
  }

  private func wholeSweep() throws {
    var settings = SweepSettings(.xor)
    settings[.epochs] = .integer(2000)
    let sweep = Sweep(settings, axes: [.init(.hidden, [2, 3, 4, 8].map { .layers([$0]) })], seedCount: seeds)
    let before = residentBytes()
    let begin = ContinuousClock().now
    let cpu = cpuSeconds {
      guard let trainer = try? SweepTrainer(sweep) else { return }
      let session = SweepSession(trainer, runs: Array(0..<sweep.runCount), workers: jobs)
      var outcomes: [SweepOutcome] = []
      outcomes.reserveCapacity(sweep.runCount)
      reading: while let events = session.receiveWaiting() {
        for event in events {
          if case .finished(let new) = event { outcomes += new }
          if case .idle = event { break reading }
        }
      }
      let table = SweepTable(sweep, outcomes: outcomes)
      for group in table.groups { print("  \(group.label): \(group.solvedCount ?? 0) of \(group.runCount) solved") }
      print("  memory of \(outcomes.count) outcomes: \((residentBytes() - before) / 1_000_000) MB")
    }
    let elapsed = (ContinuousClock().now - begin).seconds
    print(
      "\(sweep.runCount) runs of 2,000 epochs on \(jobs) threads: \(String(format: "%.1f s, %.1f s of processor time", elapsed, cpu))"
    )
  }

  /// Processor time of the whole process: what other programs take does not count.
  private func cpuSeconds(_ body: () throws -> Void) rethrows -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
    let begin = now()
    try body()
    return now() - begin
  }

  private func residentBytes() -> Int {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  private func millions(_ value: Double) -> String { String(format: "%.2f M", value / 1e6) }
}
