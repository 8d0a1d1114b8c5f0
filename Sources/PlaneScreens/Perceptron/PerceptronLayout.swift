import Datasets
import Shell
import Terminal

/// Where the perceptron screen's panels are in a window; view and mouse share it.
struct PerceptronLayout {
  /// A panel in its place.
  enum Place: Hashable {
    /// One of the functions side by side.
    case plane(slot: Int)
    case errors(slot: Int)
    case rule
    case truth
    /// One of all sixteen, by its code.
    case cell(Int)
    /// What is said about the one that is chosen.
    case words
  }

  let controls: Rect
  private(set) var places: [(place: Place, region: Rect)] = []
  /// Columns of the grid of sixteen.
  private(set) var gridColumns = 4

  /// From so many columns on, functions are side by side.
  static let wideWidth = 120

  init(
    _ size: Size,
    page: PerceptronScreen.Page,
    slots: Int,
    focusedSlot: Int,
    zoomed: PerceptronScreen.PanelKind?
  ) {
    let regions = ScreenFrame.regions(size, hasControls: true)
    controls = regions.controls
    let body = regions.body
    switch (page, zoomed) {
    case (_, .plane?): places = [(.plane(slot: focusedSlot), body)]
    case (_, .errors?): places = [(.errors(slot: focusedSlot), body)]
    case (_, .rule?): places = [(.rule, body)]
    case (_, .truth?): places = [(.truth, body)]
    case (.all, nil): placeGrid(in: body)
    case (.gates, nil):
      if size.width >= Self.wideWidth, slots > 1 {
        placeSideBySide(in: body, slots: slots, focusedSlot: focusedSlot)
      } else {
        placeOne(in: body, slot: focusedSlot)
      }
    }
  }

  private mutating func placeOne(in body: Rect, slot: Int) {
    let columns = body.columns(.share(1), .share(1.15))
    let left = columns[0].rows(.share(2), .atLeast(7, share: 1))
    let right = columns[1].rows(.share(2), .atLeast(7, share: 1))
    places = [
      (.plane(slot: slot), left[0]), (.errors(slot: slot), left[1]), (.rule, right[0]), (.truth, right[1]),
    ]
  }

  private mutating func placeSideBySide(in body: Rect, slots: Int, focusedSlot: Int) {
    let isLow = body.height < 32
    // Squares want about half as many rows as columns; what is left goes to words and curves.
    let square = body.width / slots / 2 + 1
    let planeHeight = min(square, isLow ? body.height - 11 : body.height - 18)
    let rows = body.rows(.fixed(planeHeight), .share(isLow ? 0 : 1), .atLeast(isLow ? 9 : 11, share: isLow ? 1 : 0.6))
    let top = rows[0].columns(Array(repeating: .share(1), count: slots))
    places = top.enumerated().map { (.plane(slot: $0.offset), $0.element) }
    if isLow {
      let bottom = rows[2].columns(.share(1.5), .share(1), .share(1))
      places += [(.rule, bottom[0]), (.errors(slot: focusedSlot), bottom[1]), (.truth, bottom[2])]
    } else {
      let middle = rows[1].columns(Array(repeating: .share(1), count: slots))
      places += middle.enumerated().map { (.errors(slot: $0.offset), $0.element) }
      let bottom = rows[2].columns(.share(2), .share(1))
      places += [(.rule, bottom[0]), (.truth, bottom[1])]
    }
  }

  private mutating func placeGrid(in body: Rect) {
    let wordsHeight = body.width < 100 ? 6 : 5
    let rows = body.rows(.share(1), .fixed(wordsHeight))
    let count = LogicGate.allCases.count
    // Maps are twice as many columns as rows: four columns of them with words beside, or eight with words above, whichever are larger.
    let beside = min(rows[0].height / 4 - 1, (rows[0].width / 4 - 14) / 2)
    let above = min(rows[0].height / 2 - 2, (rows[0].width / 8 - 1) / 2)
    gridColumns = beside >= above ? 4 : 8
    let cells = rows[0].grid(columns: gridColumns, rows: count / gridColumns)
    places = cells.enumerated().map { (.cell($0.offset), $0.element) } + [(.words, rows[1])]
  }

  /// A panel's region with its border; empty when it is not shown.
  subscript(_ place: Place) -> Rect {
    places.first { $0.place == place }?.region ?? Rect(x: 0, y: 0, width: 0, height: 0)
  }

  /// The panel under a cell.
  func place(at point: Point) -> Place? { places.first { $0.region.contains(point) }?.place }
}
