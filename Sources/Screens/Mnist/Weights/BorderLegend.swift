import Plots
import Terminal

/// What a panel's signs mean, on its border: each item as long as lets all of them fit.
struct BorderLegend {
  /// From left to right, each from its longest words to its shortest; the last is the first to be left out.
  var items: [[StyledText]]

  /// The words that fit into so many cells, each with a blank on either side and a border glyph between two.
  func fitting(_ width: Int) -> [StyledText] {
    var items = items.filter { !$0.isEmpty }
    while !items.isEmpty {
      let shortest = items.map { $0.count - 1 }
      let even = (0...(shortest.max() ?? 0)).lazy.map { level in shortest.map { min($0, level) } }
      if var levels = even.first(where: { Self.length(items, $0) <= width }) {
        // What is left makes items longer, the first before the others.
        for index in levels.indices where levels[index] > 0 {
          levels[index] -= 1
          if Self.length(items, levels) > width { levels[index] += 1 }
        }
        return zip(items, levels).map { $0[$1] }
      }
      items.removeLast()
    }
    return []
  }

  private static func length(_ items: [[StyledText]], _ levels: [Int]) -> Int {
    zip(items, levels).reduce(items.count - 1) { $0 + $1.0[$1.1].count + 2 }
  }

  /// Writes the words over a stretch of a border, from its left end.
  func draw(over stretch: Rect, of buffer: inout Buffer, look: Look) {
    var x = stretch.x
    for words in fitting(stretch.width) {
      let place = Rect(x: x, y: stretch.y, width: words.count + 2, height: 1)
      (StyledText(" ") + words + StyledText(" ")).draw(in: place, of: &buffer, look: look)
      x = place.maxX + 1
    }
  }

  /// The stretch of a panel's lower edge that its footer leaves.
  static func lowerEdge(of region: Rect, footer: String = "") -> Rect {
    let taken = footer.isEmpty ? 0 : footer.unicodeScalars.count + 3
    return Rect(x: region.x + 2, y: region.maxY - 1, width: max(0, region.width - 4 - taken), height: 1)
  }

  /// The stretch of a panel's upper edge between its title and its figure.
  static func upperEdge(of region: Rect, title: String, figure: String) -> Rect {
    let before = title.unicodeScalars.count + 3
    let after = figure.isEmpty ? 0 : figure.unicodeScalars.count + 3
    return Rect(x: region.x + 1 + before, y: region.y, width: max(0, region.width - 3 - before - after), height: 1)
  }
}
