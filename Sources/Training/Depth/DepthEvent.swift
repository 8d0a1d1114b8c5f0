/// What a depth experiment says while it runs; each carries its settings, so that a reader can tell the newest from older ones.
public enum DepthEvent: Hashable, Sendable {
  /// So much is done, 0…1.
  case progress(DepthSettings, Double)
  /// One activation is done.
  case report(DepthSettings, DepthReport)
  /// All are done, after so many seconds; nil where nobody took the time.
  case finished(DepthSettings, seconds: Double?)
  /// These settings cannot be.
  case failed(DepthSettings, SettingsError)
}
