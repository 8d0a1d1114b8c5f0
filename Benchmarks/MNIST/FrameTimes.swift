import Foundation
import Plots
import Screens
import Shell
import Terminal

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a frame of the train page takes of a processor: a run's own messages told again to a screen beside which nothing trains.
struct FrameTimes {
  let options: MnistOptions
  let epochs: Int
  let repetitions: Int

  /// Seconds of a processor that frames have taken.
  private struct Times {
    /// Taking in what the session said.
    var hear = 0.0
    /// Drawing the frame.
    var view = 0.0
    /// Comparing it with the last one.
    var show = 0.0
  }

  /// What arrived between two frames.
  private struct Arrival {
    var messages: [MnistScreen.Message]
    var time: Duration
  }

  func measure() throws {
    var options = options
    options.training.epochs = epochs
    options.pace = nil
    let arrivals = try record(options)
    let runs = (0..<repetitions).map { _ in replay(arrivals, options) }
    func median(_ part: (Times) -> Double) -> Double {
      runs.map { part($0) / Double(arrivals.count) * 1e6 }.sorted()[runs.count / 2]
    }
    print(
      String(
        format: "%d frames of %d×%d, each in µs of a processor, median of %d × %d epochs: "
          + "%.0f (hear %.0f, view %.0f, show %.0f)",
        arrivals.count,
        ScreenTurns.size.width,
        ScreenTurns.size.height,
        repetitions,
        epochs,
        median { $0.hear + $0.view + $0.show },
        median(\.hear),
        median(\.view),
        median(\.show)
      )
    )
  }

  private func replay(_ arrivals: [Arrival], _ options: MnistOptions) -> Times {
    var times = Times()
    var screen = MnistScreen(options)
    let terminal = HeadlessTerminal(size: ScreenTurns.size)
    let context = ViewContext(size: ScreenTurns.size, look: Look(theme: .dark, capabilities: .full))
    _ = screen.update(.input(.resize(ScreenTurns.size)))
    for arrival in arrivals {
      let start = Self.processorTime()
      for message in arrival.messages { _ = screen.update(.message(message)) }
      _ = screen.update(.tick(arrival.time))
      let heard = Self.processorTime()
      let frame = screen.view(context)
      let drawn = Self.processorTime()
      terminal.draw(frame)
      times.hear += heard - start
      times.view += drawn - heard
      times.show += Self.processorTime() - drawn
    }
    return times
  }

  /// What a run has to say, 60 times a second.
  private func record(_ options: MnistOptions) throws -> [Arrival] {
    let worker = MnistWorker {}
    defer { worker.end() }
    var screen = MnistScreen(options)
    var arrivals: [Arrival] = []
    let clock = ContinuousClock()
    let start = clock.now
    var isFinished = false
    func perform(_ commands: [ScreenCommand<MnistScreen.Effect>]) {
      for case .effect(let effect) in commands { worker.perform(effect) }
    }
    perform(screen.update(.input(.resize(ScreenTurns.size))))
    perform(screen.start())
    while !isFinished {
      let messages = worker.receive()
      for message in messages {
        switch message {
        case .phase(.failed(let reason)): throw BenchmarkError(reason: reason)
        case .training(.finished): isFinished = true
        default: break
        }
        perform(screen.update(.message(message)))
      }
      arrivals.append(Arrival(messages: messages, time: clock.now - start))
      if !isFinished { Thread.sleep(forTimeInterval: ScreenTurns.frame) }
    }
    return arrivals
  }

  /// What this thread has taken of a processor so far, in seconds.
  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
