/// Values that a restart at an earlier step replaced.
public struct MetricBranch: Hashable, Sendable {
  /// The replaced points, by ascending step.
  public internal(set) var points: [MetricPoint]

  /// The first step that was replaced.
  public var firstStep: Int { points.first?.step ?? 0 }
}
