import Shell
import Training

/// Runs depth experiments for the activations screen, on a thread of their own.
public final class ActivationsWorker: ScreenWorker {
  private let runner: DepthRunner

  /// A worker.
  /// - Parameter wake: called from any thread when there is something to receive.
  public init(wake: @escaping @Sendable () -> Void) { runner = DepthRunner(onArrival: wake) }

  /// Starts or stops an experiment.
  public func perform(_ effect: ActivationsScreen.Effect) {
    switch effect {
    case .run(let settings): runner.start(settings)
    case .cancel: runner.cancel()
    }
  }

  /// The experiment's events.
  public func receive() -> [DepthEvent] { runner.receive() }

  /// Ends the experiment.
  public func end() { runner.cancel() }
}
