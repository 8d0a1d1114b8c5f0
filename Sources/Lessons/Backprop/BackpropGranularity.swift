/// How far a step of the walk goes.
public enum BackpropGranularity: String, Hashable, Sendable, CaseIterable {
  /// One operation.
  case operation
  /// To the end of a layer's part of the phase.
  case layer
  /// To the end of a pass, or to that of the next one.
  case pass
  /// Through all samples.
  case epoch
}
