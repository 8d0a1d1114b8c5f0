/// What the watch screen asks of its worker.
public enum WatchEffect: Hashable, Sendable {
  /// Begin to read.
  case start
}

/// What the watch screen hears from its worker.
public enum WatchMessage: Sendable {
  /// What is known now.
  case state(WatchState)
}
