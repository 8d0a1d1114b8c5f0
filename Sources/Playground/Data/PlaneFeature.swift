/// What the network is given of a point, in the peer's order.
public enum PlaneFeature: String, CaseIterable, Hashable, Sendable {
  case x, y, xSquared, ySquared, xTimesY, sinX, sinY

  /// The feature of a point.
  public func value(x: Double, y: Double) -> Double {
    switch self {
    case .x: x
    case .y: y
    case .xSquared: x * x
    case .ySquared: y * y
    case .xTimesY: x * y
    case .sinX: PeerMath.sin(x)
    case .sinY: PeerMath.sin(y)
    }
  }

  /// As a label has it.
  public var title: String {
    switch self {
    case .x: "x₁"
    case .y: "x₂"
    case .xSquared: "x₁²"
    case .ySquared: "x₂²"
    case .xTimesY: "x₁x₂"
    case .sinX: "sin x₁"
    case .sinY: "sin x₂"
    }
  }

  /// The name on the command line.
  public var name: String {
    switch self {
    case .x: "x1"
    case .y: "x2"
    case .xSquared: "x1^2"
    case .ySquared: "x2^2"
    case .xTimesY: "x1x2"
    case .sinX: "sinx1"
    case .sinY: "sinx2"
    }
  }

  /// The feature of a name on the command line or of the peer's.
  public init?(name: String) {
    let plain = name.filter { !" ()^*_".contains($0) }.lowercased()
    let spelled = ["xx": PlaneFeature.xSquared, "yy": .ySquared, "xy": .xTimesY, "x12": .xSquared, "x22": .ySquared]
    guard
      let found = spelled[plain]
        ?? Self.allCases.first(where: {
          $0.rawValue.lowercased() == plain || $0.name.filter { !"()^".contains($0) } == plain
        })
    else { return nil }
    self = found
  }
}
