/// A labelled place on a heat map.
public struct PlaneMarker: Hashable, Sendable {
  /// What the marker says beside its place; each has its own glyph, not only its colour.
  public enum Kind: Hashable, Sendable {
    /// ●, no judgement.
    case neutral
    /// ●, predicted right.
    case right
    /// ✗, predicted wrong.
    case wrong
    /// ◆, the one selected.
    case selected
  }

  /// Where it is along x.
  public var x: Double
  /// Where it is along y.
  public var y: Double
  /// What stands beside it; empty for nothing.
  public var label: String
  /// Right, wrong or neither.
  public var kind: Kind

  /// A marker.
  public init(x: Double, y: Double, label: String = "", kind: Kind = .neutral) {
    self.x = x
    self.y = y
    self.label = label
    self.kind = kind
  }

  /// The glyph in Unicode or ASCII.
  func glyph(isASCII: Bool) -> Unicode.Scalar {
    switch kind {
    case .neutral, .right: isASCII ? "o" : "●"
    case .wrong: isASCII ? "X" : "✗"
    case .selected: isASCII ? "*" : "◆"
    }
  }

  /// The colour.
  var role: Role {
    switch kind {
    case .neutral: .title
    case .right: .good
    case .wrong: .bad
    case .selected: .accent
    }
  }
}
