import Terminal

/// A panel and where it is in a window, border included.
public struct PlacedPanel<PanelID: Hashable & Sendable>: Hashable, Sendable {
  /// Which panel.
  public var panel: PanelID
  /// Where.
  public var region: Rect

  /// A panel in its place.
  public init(_ panel: PanelID, _ region: Rect) {
    self.panel = panel
    self.region = region
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
