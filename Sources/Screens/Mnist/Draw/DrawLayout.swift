import Plots
import Terminal

/// Where the parts of the fifth tab are; view and mouse share it.
struct DrawLayout {
  /// The panel with the sheet.
  let pad: Rect
  /// The cells of the sheet itself, twice as many columns as rows.
  let sheet: Rect
  /// The panel with what the network sees.
  let seen: Rect
  /// The panel of probabilities; empty where they stand beside the picture in its panel.
  let bars: Rect
  /// The panel of words, empty where there is no room for it.
  let words: Rect

  private static let pictureHeight = 14
  private static let seenSize = Size(30, 16)
  private static let barsHeight = 12
  private static let leastBarsWidth = 20

  init(_ region: Rect, isZoomed: Bool) {
    let none = Rect(x: region.x, y: region.y, width: 0, height: 0)
    let side: Rect
    if isZoomed {
      // The probabilities stay, as narrow as they can be read.
      let columns = region.columns(.share(1), .fixed(Self.leastBarsWidth))
      (pad, side) = (columns[0], columns[1])
      (seen, bars, words) = (none, side, none)
    } else if region.width >= 100, region.height >= 34 {
      // Everything beside the sheet, in one column.
      let width = Self.padWidth(region, leaving: 46)
      let columns = region.columns(.fixed(width), .share(1))
      pad = columns[0]
      let rows = columns[1].rows(
        .fixed(Self.seenSize.height),
        .fixed(Self.barsHeight),
        .share(1)
      )
      (seen, bars, words) = (rows[0], rows[1], rows[2])
    } else if region.width >= 80 {
      let width = Self.padWidth(region, leaving: Self.seenSize.width + Self.leastBarsWidth)
      let columns = region.columns(.fixed(width), .share(1))
      pad = columns[0]
      let hasWords = region.height >= Self.seenSize.height + 3
      let rows = columns[1].rows(hasWords ? .fixed(Self.seenSize.height) : .share(1), .share(hasWords ? 1 : 0))
      let top = rows[0].columns(.fixed(Self.seenSize.width), .share(1))
      (seen, bars, words) = (top[0], top[1], hasWords ? rows[1] : none)
    } else {
      let width = Self.padWidth(region, leaving: 30)
      let columns = region.columns(.fixed(width), .share(1))
      pad = columns[0]
      (seen, bars, words) = (columns[1], none, none)
    }
    let inner = Panel(title: "").inner(of: pad)
    let rows = min(inner.height, inner.width / 2, DrawPad.size / 2)
    sheet = inner.centered(Size(2 * rows, rows))
  }

  /// As wide as a sheet of the region's height, if that leaves enough for the rest.
  private static func padWidth(_ region: Rect, leaving rest: Int) -> Int {
    let rows = min(region.height - 2, (region.width - rest - 2) / 2, DrawPad.size / 2)
    return max(Self.seenSize.width, 2 * rows + 2)
  }

  /// The place of the sheet under the middle of a cell, also of one beside the sheet.
  func place(at point: Point) -> DrawPad.Place {
    let size = Float(DrawPad.size)
    return DrawPad.Place(
      (Float(point.x - sheet.x) + 0.5) / Float(max(1, sheet.width)) * size,
      (Float(point.y - sheet.y) + 0.5) / Float(max(1, sheet.height)) * size
    )
  }

  /// The cell that shows a place of the sheet.
  func cell(of place: DrawPad.Place) -> Point {
    let share = place / Float(DrawPad.size)
    return Point(
      sheet.x + min(sheet.width - 1, Int(share.x * Float(sheet.width))),
      sheet.y + min(sheet.height - 1, Int(share.y * Float(sheet.height)))
    )
  }
}
