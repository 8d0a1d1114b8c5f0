extension RunStatus {
  /// The status in words, as screens and reports say it.
  /// - Parameter now: the time, in seconds since 1970; nil leaves out for how long nothing has come.
  public func words(now: Double?) -> String {
    switch self {
    case .unknown: return "nothing logged yet"
    case .running: return "running"
    case .paused: return "paused"
    case .finished(let reason): return "ended (\(reason))"
    case .failed(let message): return "failed (\(message))"
    case .stalled(let since):
      guard let now, now > since else { return "silent" }
      return "silent for \(Figure.duration(now - since))"
    }
  }
}
