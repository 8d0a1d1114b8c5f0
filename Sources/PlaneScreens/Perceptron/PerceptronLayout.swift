import Datasets
import Shell
import Terminal

extension PerceptronScreen {
  /// From so many columns on, functions are side by side.
  static let wideWidth = 120

  /// Where the panels of the page in front are.
  public func layout(in body: Rect) -> [PlacedPanel<PanelID>] {
    if page == .all { return grid(in: body) }
    return body.width >= Self.wideWidth && slots.count > 1 ? sideBySide(in: body) : one(in: body)
  }

  private func one(in body: Rect) -> [PlacedPanel<PanelID>] {
    let columns = body.columns(.share(1), .share(1.15))
    let left = columns[0].rows(.share(2), .atLeast(7, share: 1))
    let right = columns[1].rows(.share(2), .atLeast(7, share: 1))
    return [
      PlacedPanel(.plane(slot: focusedSlot), left[0]), .init(.rule, right[0]),
      .init(.errors(slot: focusedSlot), left[1]), .init(.truth, right[1]),
    ]
  }

  private func sideBySide(in body: Rect) -> [PlacedPanel<PanelID>] {
    let isLow = body.height < 32
    // Squares want about half as many rows as columns; what is left goes to words and curves.
    let square = body.width / slots.count / 2 + 1
    let planeHeight = min(square, isLow ? body.height - 11 : body.height - 18)
    let rows = body.rows(.fixed(planeHeight), .share(isLow ? 0 : 1), .atLeast(isLow ? 9 : 11, share: isLow ? 1 : 0.6))
    let beside = Array(repeating: Length.share(1), count: slots.count)
    let planes = rows[0].columns(beside).enumerated().map { PlacedPanel(PanelID.plane(slot: $0.offset), $0.element) }
    if isLow {
      let bottom = rows[2].columns(.share(1.5), .share(1), .share(1))
      return planes + [.init(.rule, bottom[0]), .init(.errors(slot: focusedSlot), bottom[1]), .init(.truth, bottom[2])]
    }
    let errors = rows[1].columns(beside).enumerated().map { PlacedPanel(PanelID.errors(slot: $0.offset), $0.element) }
    let bottom = rows[2].columns(.share(2), .share(1))
    return planes + errors + [.init(.rule, bottom[0]), .init(.truth, bottom[1])]
  }

  private func grid(in body: Rect) -> [PlacedPanel<PanelID>] {
    let rows = body.rows(.share(1), .fixed(body.width < 100 ? 6 : 5))
    return [PlacedPanel(.grid, rows[0]), .init(.words, rows[1])]
  }

  /// Columns of the grid of sixteen in a region: maps are twice as many columns as rows, so four columns of them with words beside, or
  /// eight with words above, whichever are larger.
  static func gridColumns(in region: Rect) -> Int {
    let beside = min(region.height / 4 - 1, (region.width / 4 - 14) / 2)
    let above = min(region.height / 2 - 2, (region.width / 8 - 1) / 2)
    return beside >= above ? 4 : 8
  }

  /// The places of all sixteen in a region.
  static func cells(in region: Rect) -> [Rect] {
    let columns = gridColumns(in: region)
    return region.grid(columns: columns, rows: LogicGate.allCases.count / columns)
  }
}
