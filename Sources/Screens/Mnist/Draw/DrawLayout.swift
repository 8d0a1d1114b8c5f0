import Plots
import Terminal

/// Where the parts of the fifth page are; view and mouse share it.
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
  /// The panel of saved samples, empty where there is no room for it.
  let samples: Rect

  private static let leastBarsWidth = 20
  private static let leastWordsHeight = 4
  private static let wordsHeight = 6
  /// The smallest thumbnails with a line of words each, and the border.
  private static let leastSamplesHeight = 8

  /// The panel around what the network sees, so many cells wide and half as many high for each of its pixels.
  private static func seenSize(_ scale: Int) -> Size { Size(28 * scale + 2, 14 * scale + 2) }

  init(_ region: Rect, isZoomed: Bool) {
    let none = Rect(x: region.x, y: region.y, width: 0, height: 0)
    if isZoomed {
      // The probabilities stay, as narrow as they can be read.
      let columns = region.columns(.share(1), .fixed(Self.leastBarsWidth))
      (pad, bars) = (columns[0], columns[1])
      (seen, words, samples) = (none, none, none)
    } else if region.width < 80 {
      let columns = region.columns(.fixed(Self.padSize(region, leaving: 30).width), .share(1))
      (pad, seen) = (columns[0], columns[1])
      (bars, words, samples) = (none, none, none)
    } else {
      let padSize = Self.padSize(region, leaving: Self.seenSize(1).width + Self.leastBarsWidth)
      let width = region.width - padSize.width
      let stripHeight = region.height - padSize.height
      // Beside the sheet as large as it fits; where more rows are left over, words and samples have the whole width below.
      let besideSheet = Self.scale(fitting: Size(width, padSize.height))
      let hasStrip = stripHeight >= Self.leastStripHeight(padSize.height - Self.seenSize(besideSheet).height)
      let scale =
        hasStrip ? besideSheet : Self.scale(fitting: Size(width, region.height - Self.leastWordsHeight))
      let rows = region.rows(hasStrip ? .fixed(padSize.height) : .share(1), .share(hasStrip ? 1 : 0))
      let columns = rows[0].columns(.fixed(padSize.width), .share(1))
      pad = columns[0]
      let side = columns[1]
      let picture = Self.seenSize(scale)
      let hasBelow = side.height - picture.height >= Self.leastWordsHeight
      let parts = side.rows(hasBelow ? .fixed(picture.height) : .share(1), .share(hasBelow ? 1 : 0))
      let top = parts[0].columns(.fixed(picture.width), .share(1))
      (seen, bars) = (top[0], top[1])
      switch (hasBelow, hasStrip) {
      case (true, true): (words, samples) = (parts[1], rows[1])
      case (true, false): (words, samples) = Self.wordsAndSamples(parts[1])
      case (false, true): (words, samples) = Self.wordsAndSamples(rows[1])
      case (false, false): (words, samples) = (none, none)
      }
    }
    let inner = Panel(title: "").inner(of: pad)
    let rows = min(inner.height, inner.width / 2, DrawPad.size / 2)
    sheet = inner.centered(Size(2 * rows, rows))
  }

  /// The rows below the sheet that are worth a strip of their own, with so many rows free beside it: what has no room there.
  private static func leastStripHeight(_ besideHeight: Int) -> Int {
    if besideHeight < leastWordsHeight { return leastWordsHeight }
    return besideHeight < wordsHeight + leastSamplesHeight ? leastSamplesHeight : 2 * leastSamplesHeight
  }

  /// How many cells wide a pixel of what the network sees can be beside the probabilities, one at least.
  private static func scale(fitting room: Size) -> Int {
    (1...4).last { scale in
      let size = seenSize(scale)
      return size.width + leastBarsWidth <= room.width && size.height <= room.height
    } ?? 1
  }

  /// The words above the samples, or beside them where that leaves both enough.
  private static func wordsAndSamples(_ region: Rect) -> (words: Rect, samples: Rect) {
    if region.width >= 160, region.height >= leastSamplesHeight {
      let columns = region.columns(.fixed(60), .share(1))
      return (columns[0], columns[1])
    }
    if region.height >= leastSamplesHeight + wordsHeight {
      let rows = region.rows(.fixed(wordsHeight), .share(1))
      return (rows[0], rows[1])
    }
    if region.height >= leastSamplesHeight {
      let columns = region.columns(.share(2), .share(3))
      return (columns[0], columns[1])
    }
    return (region, Rect(x: region.x, y: region.y, width: 0, height: 0))
  }

  /// The panel of a sheet as large as the region's height allows, if that leaves enough columns for the rest.
  private static func padSize(_ region: Rect, leaving rest: Int) -> Size {
    let rows = min(region.height - 2, (region.width - rest - 2) / 2, DrawPad.size / 2)
    return Size(max(seenSize(1).width, 2 * rows + 2), max(seenSize(1).height, rows + 2))
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
