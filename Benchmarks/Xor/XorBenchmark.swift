import ArgumentParser
import Foundation
import NeuralNet
import PlaneScreens
import Plots
import Shell
import Synchronization
import Terminal
import Training

/// What the xor screen and its session cost: epochs a second without and with a screen, and the time of a frame.
@main
struct XorBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "xor-benchmark")

  @Option(help: "Seconds of each measurement of throughput.")
  var seconds = 3.0
  @Option(help: "By-turns repetitions.")
  var repetitions = 5

  func run() throws {
    var headless: [Double] = []
    var withScreen: [Double] = []
    // By turns, so that a machine whose speed drifts is fair to both.
    for _ in 0..<repetitions {
      headless.append(throughput(drawing: false))
      withScreen.append(throughput(drawing: true))
    }
    let ratios = zip(withScreen, headless).map { $0 / $1 }
    print("xor 2-4-1, full batch, SGD, pace max, \(repetitions) × \(seconds) s by turns, epochs/s:")
    let range = "\(text(headless.min() ?? 0)) … \(text(headless.max() ?? 0))"
    print("  headless          median \(text(median(headless)))  (\(range))")
    print("  screen at 60/s    median \(text(median(withScreen)))  ratio \(String(format: "%.3f", median(ratios)))")
    try frames()
  }

  /// Epochs a second of a session whose reader keeps a history, and with `drawing` draws 60 frames a second at 200×60.
  private func throughput(drawing: Bool) -> Double {
    var settings = PlaneSettings()
    settings.epochs = 1 << 50
    let session = TrainingSession<PlaneRun>(settings, channel: EventChannel())
    var screen = XorScreen(settings: settings, pace: nil)
    _ = screen.update(.input(.resize(Size(200, 60))))
    let terminal = HeadlessTerminal(size: Size(200, 60))
    let look = Look(theme: .dark, capabilities: .full)
    var steps = 0
    let clock = ContinuousClock()
    let begin = clock.now
    var next = begin
    while clock.now - begin < .seconds(seconds) {
      next = next.advanced(by: .nanoseconds(16_666_667))
      for event in session.channel.receive() {
        if case .progress(let batch) = event { steps = batch.lastStep }
        if drawing { _ = screen.update(.message(event)) }
      }
      if drawing { terminal.draw(screen.view(ViewContext(size: Size(200, 60), look: look))) }
      let rest = next - clock.now
      if rest > .zero { Thread.sleep(forTimeInterval: rest.seconds) }
    }
    let elapsed = (clock.now - begin).seconds
    session.cancel()
    while session.channel.receiveWaiting() != nil {}
    return Double(steps) / elapsed
  }

  /// The time from state to buffer at 200×60, after runs of two lengths.
  private func frames() throws {
    for length in [10_000, 1_000_000] {
      var settings = PlaneSettings()
      settings.epochs = length
      var screen = XorScreen(settings: settings, pace: nil)
      _ = screen.update(.input(.resize(Size(200, 60))))
      let session = TrainingSession<PlaneRun>(
        settings,
        options: SessionOptions(endsWhenFinished: true, keepsPast: false),
        channel: EventChannel()
      )
      while let events = session.channel.receiveWaiting() {
        for event in events { _ = screen.update(.message(event)) }
      }
      let context = ViewContext(size: Size(200, 60), look: Look(theme: .dark, capabilities: .full))
      let clock = ContinuousClock()
      var times: [Double] = []
      for _ in 0..<300 {
        let begin = clock.now
        let frame = screen.view(context)
        times.append((clock.now - begin).seconds * 1000)
        precondition(frame.size == context.size)
      }
      times.sort()
      print(
        "frame of the xor screen at 200×60 after \(length) steps: median "
          + String(format: "%.2f ms, 95 %% %.2f ms", times[150], times[285])
      )
    }
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
  private func text(_ value: Double) -> String { NumberFormat.grouped.string(value.rounded()) }
}
