/// Grids of axes that were found before: the search for the best goes through all steps and cells, and the ends of an axis seldom change.
final class AxisGridMemo {
  /// All that a grid follows from.
  struct Request: Equatable {
    var limits: ClosedRange<Double>
    var scale: Scale
    var cells: Int
    var direction: AxisGrid.Direction
    var isWhole: Bool
  }

  /// A chart has two axes, which are laid out with and without a legend.
  private static let capacity = 4
  /// The newest last.
  private var known: [(request: Request, grid: AxisGrid?)] = []

  /// The grid that is asked for; nil where there is none.
  func grid(_ request: Request) -> AxisGrid? {
    for entry in known where entry.request == request { return entry.grid }
    let grid = AxisGrid(request)
    if known.count == Self.capacity { known.removeFirst() }
    known.append((request, grid))
    return grid
  }
}

extension AxisGrid {
  init?(_ request: AxisGridMemo.Request) {
    self.init(
      holding: request.limits,
      scale: request.scale,
      cells: request.cells,
      direction: request.direction,
      isWhole: request.isWhole
    )
  }
}
