import Training

/// What a screen asks of the worker that trains for it.
public enum RunEffect<Configuration: RunSettings>: Hashable, Sendable {
  /// Begin to train.
  case start(Configuration, pace: Double?)
  /// Something for the session.
  case command(TrainingCommand<Configuration>)
}
