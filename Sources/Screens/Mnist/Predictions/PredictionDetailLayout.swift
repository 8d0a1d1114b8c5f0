import Plots
import Terminal

/// Where the parts of one image looked at closely stand in a room: two pictures, bars, and the layers' activations.
struct PredictionDetailLayout: Hashable {
  /// The image and its gradient, without the captions below them; none where there is no room.
  let pictures: [Rect]
  /// The columns of bars.
  let bars: [Rect]
  /// The rows for the layers.
  let layers: Rect
  /// Whether a layer's words stand beside its activations and not above them.
  let hasWordsBeside: Bool

  /// The columns that a layer's words take where they stand beside it.
  static let wordsWidth = 23

  /// Whole factors of 28×28 pixels, two rows a cell; then half of it, and less.
  private static let sizes = [Size(112, 56), Size(84, 42), Size(56, 28), Size(28, 14), Size(14, 7), Size(10, 5)]

  /// - Parameters:
  ///   - bars: how many there are.
  ///   - layers: the units of each hidden layer.
  ///   - halves: how many rows of values a cell holds.
  init(in region: Rect, bars count: Int, layers: [Int], halves: Int) {
    hasWordsBeside = region.width >= 60
    let beside = hasWordsBeside
    func rows(_ units: Int, width: Int) -> Int {
      let strip = max(1, width - (beside ? Self.wordsWidth : 0))
      let lines = (units + strip - 1) / strip
      return (lines + halves - 1) / halves + (beside ? 0 : 1)
    }
    let layerRows = layers.reduce(0) { $0 + rows($1, width: region.width) }
    // The most columns of bars with a label, a few cells and a figure each.
    let mostColumns = max(1, min(5, (region.width + 1) / 15))
    let leastBarRows = (count + mostColumns - 1) / mostColumns
    var best: (size: Size, isBeside: Bool)?
    for wantsLayers in [true, false] where best == nil {
      best =
        Self.sizes.lazy.compactMap { size -> (Size, Bool)? in
          let (width, height) = (2 * size.width + 1, size.height + 1)
          guard width <= region.width, height <= region.height else { return nil }
          let isBeside = region.width - width - 2 >= 18 && height > count
          let needed = (isBeside ? 0 : leastBarRows) + (wantsLayers ? layerRows : 0)
          return height + needed <= region.height ? (size, isBeside) : nil
        }.first
    }
    guard let best else {
      pictures = []
      let parts = region.rows(.fixed(min(region.height, count)), .share(1))
      self.bars = [parts[0]]
      self.layers = parts[1]
      return
    }
    let size = best.size
    let parts = region.rows(.fixed(size.height + 1), .share(1))
    let isBeside = best.isBeside
    let gap = isBeside ? 1 : min(3, region.width - 2 * size.width)
    let start = isBeside ? 0 : (region.width - 2 * size.width - gap) / 2
    pictures = [0, size.width + gap].map {
      Rect(x: region.x + start + $0, y: region.y, width: size.width, height: size.height)
    }
    if isBeside {
      let x = region.x + 2 * size.width + 3
      let room = Rect(x: x, y: region.y, width: min(44, region.maxX - x), height: count)
      self.bars = [room]
      self.layers = Self.spaced(parts[1], for: layerRows)
      return
    }
    let room = parts[1].height - layerRows
    let columns = [1, 2, mostColumns].first { (count + $0 - 1) / $0 <= room } ?? mostColumns
    let height = min(parts[1].height, (count + columns - 1) / columns)
    let spare = max(0, room - height)
    let below = parts[1].rows(.fixed(spare >= 2 ? 1 : 0), .fixed(height), .share(1))
    var barRoom = below[1]
    // Longer bars say no more.
    barRoom.width = min(barRoom.width, columns == 1 ? 72 : barRoom.width)
    self.bars = barRoom.columns(Array(repeating: Length.share(1), count: columns), gap: 2)
    self.layers = Self.spaced(below[2], for: layerRows)
  }

  private static func spaced(_ room: Rect, for rows: Int) -> Rect {
    room.height > rows ? room.rows(.fixed(1), .share(1))[1] : room
  }
}
