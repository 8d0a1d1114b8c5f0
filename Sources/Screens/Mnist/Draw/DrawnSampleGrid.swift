import Terminal

/// Which saved samples have room in their panel, and where each stands.
struct DrawnSampleGrid {
  /// The places of the thumbnails.
  let tiles: TileGrid
  /// The samples that are shown, by their numbers from 0.
  let shown: Range<Int>

  /// - Parameters:
  ///   - chosen: the sample that must be among them; nil shows the newest.
  init(in region: Rect, count: Int, chosen: Int?, classNames: [String]) {
    // Few are shown large, many small.
    tiles = TileGrid(in: region, wanted: min(count, 12)) { Verdict.lineCount(names: classNames, width: $0) }
    let room = max(1, tiles.count)
    var first = max(0, count - room)
    if let chosen, chosen < first { first = chosen / room * room }
    shown = first..<min(count, first + tiles.count)
  }

  /// The sample under a place.
  func sample(at point: Point) -> Int? {
    tiles.index(at: point).map { shown.lowerBound + $0 }.flatMap { shown.contains($0) ? $0 : nil }
  }
}
