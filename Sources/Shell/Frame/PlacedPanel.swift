import Terminal

/// A panel and where it is in a window, border included.
public struct PlacedPanel<PanelID: Hashable & Sendable>: Hashable, Sendable {
  /// Which panel.
  public var panel: PanelID
  /// Where.
  public var region: Rect
  /// Whether it is seen and can be focused.
  public var standing: Standing

  /// How a panel stands among the others of its page.
  public enum Standing: Hashable, Sendable {
    /// It is seen, and can be focused.
    case shown
    /// It is seen, but is never focused: what belongs to another panel.
    case aside
    /// It is seen below a zoomed panel too, and is never focused: a line of progress.
    case below
    /// It has no room until it is focused.
    case behind
  }

  /// A panel in its place.
  public init(_ panel: PanelID, _ region: Rect, _ standing: Standing = .shown) {
    self.panel = panel
    self.region = region
    self.standing = standing
  }

  /// A panel that waits for the focus to be seen.
  public static func behind(_ panel: PanelID) -> PlacedPanel {
    PlacedPanel(panel, Rect(x: 0, y: 0, width: 0, height: 0), .behind)
  }

  /// Whether the focus can go there.
  var takesFocus: Bool {
    switch standing {
    case .shown: !region.isEmpty
    case .aside, .below: false
    case .behind: true
    }
  }
}

extension PlacedPanel {
  /// The panels of a page that the focus goes through, also those that are seen only when they have it.
  static func focusable(in layout: [PlacedPanel]) -> [PanelID] {
    // No key paths: in generic code they are made anew at each call.
    layout.compactMap { $0.takesFocus ? $0.panel : nil }
  }
}

extension Array {
  /// A panel's region; empty when it is not shown.
  public subscript<ID>(_ panel: ID) -> Rect where Element == PlacedPanel<ID> {
    first { $0.panel == panel }?.region ?? Rect(x: 0, y: 0, width: 0, height: 0)
  }

  /// The panel under a cell.
  public func panel<ID>(at point: Point) -> PlacedPanel<ID>? where Element == PlacedPanel<ID> {
    first { $0.region.contains(point) }
  }
}
