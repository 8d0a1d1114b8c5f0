import Terminal

/// How a line is interrupted, so that series differ by more than their colour.
public enum Stroke: Hashable, Sendable, CaseIterable {
  case solid, dashed, dotted, dashDotted

  /// The stroke of a series by its index.
  public init(series index: Int) {
    self = Stroke.allCases[Look.wrapped(index, Stroke.allCases.count)]
  }

  /// Whether the dot at a distance along the line is drawn.
  func isOn(_ distance: Int) -> Bool {
    switch self {
    case .solid: true
    case .dashed: distance % 7 < 4
    case .dotted: distance.isMultiple(of: 3)
    case .dashDotted: distance % 9 < 4 || distance % 9 == 6
    }
  }

  /// Two cells that show the stroke in a legend.
  var sample: String {
    switch self {
    case .solid: "──"
    case .dashed: "╌╌"
    case .dotted: "┈┈"
    case .dashDotted: "─·"
    }
  }
}
