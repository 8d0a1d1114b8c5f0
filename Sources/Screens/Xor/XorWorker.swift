import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

/// Trains for the xor screen: one session, made when the screen starts.
public final class XorWorker: ScreenWorker {
  private let channel: EventChannel<PlaneRun>
  private var session: TrainingSession<PlaneRun>?

  /// A worker.
  /// - Parameter wake: called from any thread when there is something to receive.
  public init(wake: @escaping @Sendable () -> Void) { channel = EventChannel(onArrival: wake) }

  /// Starts the session or passes on a command.
  public func perform(_ effect: XorScreen.Effect) {
    switch effect {
    case .start(let settings, let pace):
      session = TrainingSession(settings, options: SessionOptions(pace: pace), channel: channel)
    case .command(let command):
      session?.send(command)
    }
  }

  /// The session's events.
  public func receive() -> [TrainingEvent<PlaneRun>] { channel.receive() }

  /// Ends the session.
  public func end() {
    session?.cancel()
    channel.close()
  }
}
