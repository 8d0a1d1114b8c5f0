import Terminal

/// What the watch screen asks of its worker.
public enum WatchEffect: Hashable, Sendable {
  /// Begin to read.
  case start
  /// Give a command's terminal so many columns and rows.
  case resize(Size)
}

/// What the watch screen hears from its worker.
public enum WatchMessage: Sendable {
  /// What is known now.
  case state(WatchState)
}
