import Terminal

/// How a line is interrupted, so that series differ by more than their colour.
public enum Stroke: Hashable, Sendable, CaseIterable {
  case solid, dashed, dotted, dashDotted, longDashed

  /// The stroke of a series by its index.
  public init(series index: Int) {
    self = Stroke.allCases[Look.wrapped(index, Stroke.allCases.count)]
  }

  /// Whether the dot at a distance along the line is drawn; distances count dots.
  func isOn(_ distance: Double) -> Bool { isOn(dot: Int(clamping: distance, to: 0...1_000_000_000)) }

  /// Whether the dot of a number along the line is drawn.
  @inline(__always)
  func isOn(dot place: Int) -> Bool {
    switch self {
    case .solid: true
    case .dashed: place % 8 < 5
    case .dotted: place.isMultiple(of: 2)
    case .dashDotted: place % 10 < 5 || place % 10 == 7
    case .longDashed: place % 18 < 14
    }
  }

  /// Two cells that show the stroke in a legend.
  public var sample: String {
    switch self {
    case .solid: "──"
    case .dashed: "╌╌"
    case .dotted: "┈┈"
    case .dashDotted: "─·"
    case .longDashed: "─╴"
    }
  }
}
