import Datasets
import Foundation
import NeuralNet
import Plots
import Screens
import Shell
import Terminal
import Training

/// What a screen costs the training beside it: the default run with and without one, by turns.
struct ScreenTurns {
  let options: MnistOptions
  let epochs: Int
  let repetitions: Int

  /// What one run took, from its first step to its last, tests between them included.
  private struct Run {
    var samplesPerSecond: Double
    var loading: Double
    var frames: [Double] = []
  }

  func measure() throws {
    var options = options
    options.training.epochs = epochs
    options.pace = nil
    var bare: [Run] = []
    var drawn: [Run] = []
    // By turns, so that a machine whose speed drifts is fair to both.
    for _ in 0..<repetitions {
      drawn.append(try withScreen(options))
      bare.append(try headless(options))
    }
    let ratios = zip(drawn, bare).map { $0.samplesPerSecond / $1.samplesPerSecond }
    let frames = drawn.flatMap(\.frames).sorted()
    let size = "\(Self.size.width)×\(Self.size.height)"
    print("\(epochs) epochs with their tests, \(repetitions) × by turns, samples/s:")
    print(String(format: "  headless          median %.0f", median(bare.map(\.samplesPerSecond))))
    print(
      String(
        format: "  screen at 60/s    median %.0f  ratio %.3f",
        median(drawn.map(\.samplesPerSecond)),
        median(ratios)
      )
    )
    print("frame of the train tab at \(size): median " + String(format: "%.2f ms", frames[frames.count / 2]))
    print("start to images loaded: median " + String(format: "%.2f s", median(drawn.map(\.loading))))
  }

  static let size = Size(200, 60)
  static let frame = 1.0 / 60

  private func headless(_ options: MnistOptions) throws -> Run {
    let clock = ContinuousClock()
    var settings: ClassifierRunSettings?
    let loading = try clock.measure { settings = options.settings(try MnistLoader(options).load()) }
    guard let settings else { return Run(samplesPerSecond: 0, loading: 0) }
    let session = TrainingSession<ClassifierRun>(
      settings,
      options: SessionOptions(endsWhenFinished: true, snapshotInterval: .milliseconds(500), keepsPast: false),
      channel: EventChannel(policy: .lossless(capacity: 1024))
    )
    var took = Duration.zero
    while let events = session.channel.receiveWaiting() {
      for case .progress(let batch) in events { took = batch.time }
    }
    let samples = Double(settings.data.sets.train.count * epochs)
    return Run(samplesPerSecond: samples / (took / .seconds(1)), loading: loading / .seconds(1))
  }

  private func withScreen(_ options: MnistOptions) throws -> Run {
    let worker = MnistWorker {}
    defer { worker.end() }
    var screen = MnistScreen(options)
    let terminal = HeadlessTerminal(size: Self.size)
    let context = ViewContext(size: Self.size, look: Look(theme: .dark, capabilities: .full))
    let clock = ContinuousClock()
    let start = clock.now
    var run = Run(samplesPerSecond: 0, loading: 0)
    // The training's own clock, from its start to its last step: a frame may be on its way when it ends.
    var trainingTook = Duration.zero
    var samples = 0
    var isFinished = false
    func perform(_ commands: [ScreenCommand<MnistScreen.Effect>]) {
      for case .effect(let effect) in commands { worker.perform(effect) }
    }
    perform(screen.update(.input(.resize(Self.size))))
    perform(screen.start())
    while !isFinished {
      let tick = clock.now
      // As the program's own loop does it.
      try Processors.claim {
        for message in worker.receive() {
          switch message {
          case .loaded(let data):
            run.loading = (clock.now - start) / .seconds(1)
            samples = data.sets.train.count * epochs
          case .phase(.failed(let reason)): throw BenchmarkError(reason: reason)
          case .training(.progress(let batch)): trainingTook = batch.time
          case .training(.finished): isFinished = true
          default: break
          }
          perform(screen.update(.message(message)))
        }
        perform(screen.update(.tick(tick - start)))
        terminal.draw(screen.view(context))
      }
      let took = (clock.now - tick) / .seconds(1)
      if samples > 0 { run.frames.append(took * 1000) }
      if !isFinished, took < Self.frame { Thread.sleep(forTimeInterval: Self.frame - took) }
    }
    run.samplesPerSecond = Double(samples) / (trainingTook / .seconds(1))
    return run
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}

/// Why nothing could be measured.
struct BenchmarkError: Error, CustomStringConvertible {
  let reason: String
  var description: String { reason }
}
