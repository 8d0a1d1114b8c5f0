/// Points of the plane with a class each: data that a person can see whole.
public struct LabeledPoints: Sendable, Hashable {
  /// What the set is called.
  public let name: String
  /// The points (x₁, x₂), most of them within −1…1.
  public let points: [SIMD2<Double>]
  /// The class of each point, 0..<``classCount``.
  public let labels: [Int]
  /// How many classes there are.
  public let classCount: Int

  /// Number of points.
  public var count: Int { points.count }

  /// Points with a label each.
  ///
  /// - Precondition: there are as many labels as points, all in `0..<classCount`.
  public init(name: String, points: [SIMD2<Double>], labels: [Int], classCount: Int) {
    precondition(points.count == labels.count, "\(points.count) points have \(labels.count) labels")
    precondition(labels.allSatisfy { 0..<classCount ~= $0 }, "a label lies outside 0..<\(classCount)")
    self.name = name
    self.points = points
    self.labels = labels
    self.classCount = classCount
  }

  /// The four corners of the unit square, labelled by a logic gate.
  public init(_ gate: LogicGate) {
    self.init(
      name: gate.name,
      points: LogicGate.inputs.map { SIMD2($0.first ? 1 : 0, $0.second ? 1 : 0) },
      labels: gate.outputs.map { $0 ? 1 : 0 },
      classCount: 2
    )
  }
}
