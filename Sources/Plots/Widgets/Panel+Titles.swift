import Terminal

extension Panel {
  /// The first title that stands whole beside a figure on the upper edge of a region; the last one where none does.
  /// - Parameter titles: from the longest to the shortest.
  public static func title(_ titles: [String], beside figure: String, in region: Rect) -> String {
    let figureWidth = figure.isEmpty ? 0 : figure.unicodeScalars.count + 2
    let room = region.width - 4 - figureWidth - 2
    return titles.first { $0.unicodeScalars.count <= room } ?? titles.last ?? ""
  }
}
