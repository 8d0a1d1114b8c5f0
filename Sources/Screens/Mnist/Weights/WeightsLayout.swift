import Plots
import Terminal

/// Where the parts of the fourth page are; view and mouse share it.
struct WeightsLayout {
  /// The panel of all units; empty where another one fills the page.
  let units: Rect
  /// The panel of the chosen unit; empty where its figures stand in the units' panel.
  let unit: Rect
  /// The panel of histograms.
  let histograms: Rect
  /// The panel of the projection.
  let projection: Rect
  /// Whether all panels are shown at once.
  let showsAll: Bool
  /// Where the pictures stand in the units' panel.
  let grid: TileGrid
  /// Where the chosen unit is enlarged; empty where the grid's pictures are at full resolution.
  let picture: Rect
  /// Where the chosen unit's figures stand; empty where there is no room for them.
  let figures: Rect
  /// Whether the pictures' captions stand on the panel's lower edge, for want of a row inside.
  let hasCaptionsOnEdge: Bool

  /// A pixel a cell across and two down: 28×28 pixels.
  private static let full = Size(28, 14)
  /// Four pixels of the picture are one of these; where even they are too large, the next.
  private static let reduced = [Size(14, 7), Size(12, 6)]
  /// So many pictures at full resolution are preferred to more of reduced ones and one enlarged.
  private static let enough = 6
  /// The chosen unit's panel where it has no picture: as narrow as figures can be read.
  private static let figuresWidth = 25

  /// - Parameters:
  ///   - view: the view that has the focus.
  ///   - unitCount: the units of the first layer; 0 before there is a network.
  init(_ region: Rect, view: MnistScreen.PanelID, isZoomed: Bool, unitCount: Int) {
    let none = Rect(x: region.x, y: region.y, width: 0, height: 0)
    showsAll = !isZoomed && region.width >= 100 && region.height >= 30
    let plan: UnitsPlan?
    if showsAll {
      let rows = region.rows(.fixed(Self.upperHeight(region.height)), .share(1))
      let lower = rows[1].columns(.share(0.55), .share(0.45))
      plan = UnitsPlan(rows[0], unitCount: unitCount)
      (histograms, projection) = (lower[0], lower[1])
    } else {
      plan =
        view == .units
        ? isZoomed ? UnitsPlan(zoomed: region, unitCount: unitCount) : UnitsPlan(region, unitCount: unitCount) : nil
      histograms = view == .histograms ? region : none
      projection = view == .projection ? region : none
    }
    units = plan?.units ?? none
    unit = plan?.unit ?? none
    grid = plan?.grid ?? TileGrid(in: none, wanted: 1)
    picture = plan?.picture ?? none
    figures = plan?.figures ?? none
    hasCaptionsOnEdge = plan?.hasCaptionsOnEdge ?? false
  }

  /// The rows of the units' panels where all panels are shown.
  private static func upperHeight(_ height: Int) -> Int {
    // As many rows of full pictures as leave the lower panels two fifths; else one enlarged with its border, or small ones.
    let rows = (height * 5 / 8 - 2) / (full.height + 1)
    if rows >= 2 { return rows * (full.height + 1) + 2 }
    return height >= 36 ? max(20, height / 2) : 18
  }

  /// The room inside the histograms' panel.
  var histogramRoom: Rect { Panel(title: "", padding: 1).inner(of: histograms) }

  /// How many layers' histograms are seen at once: each has a line of words and at least two of bars, and what is cut says so in a line.
  func shownLayers(of count: Int) -> Int {
    let height = histogramRoom.height
    return count <= height / 3 ? count : max(1, (height - 1) / 3)
  }

  /// How the units' panels share a region.
  private struct UnitsPlan {
    var units: Rect
    var unit: Rect
    var grid: TileGrid
    var picture: Rect
    var figures: Rect
    var hasCaptionsOnEdge = false

    /// Full pictures with the chosen unit's figures beside them where enough fit, else reduced ones with one enlarged beside.
    init(_ region: Rect, unitCount: Int) {
      let count = unitCount > 0 ? unitCount : .max
      let none = Rect(x: region.x, y: region.y, width: 0, height: 0)
      func split(_ width: Int) -> (units: Rect, unit: Rect, inner: Rect) {
        let columns = region.columns(.share(1), .fixed(width))
        return (columns[0], columns[1], Panel(title: "").inner(of: columns[1]))
      }
      // Twice the size where that still leaves room for a dozen others.
      let double = split(2 * WeightsLayout.full.width + 28)
      if double.inner.height >= 2 * WeightsLayout.full.height {
        let grid = Self.grid(double.units, [WeightsLayout.full])
        if grid.count >= min(2 * WeightsLayout.enough, count) {
          let parts = double.inner.columns(.fixed(2 * WeightsLayout.full.width), .share(1), gap: 1)
          (units, unit, self.grid, figures) = (double.units, double.unit, grid, parts[1])
          picture = parts[0].rows(.fixed(2 * WeightsLayout.full.height), .share(1))[0]
          return
        }
      }
      let narrow = split(WeightsLayout.figuresWidth)
      let grid = Self.grid(narrow.units, [WeightsLayout.full])
      if grid.count >= min(WeightsLayout.enough, count) {
        (units, unit, self.grid, picture, figures) = (narrow.units, narrow.unit, grid, none, narrow.inner)
        return
      }
      let hasFiguresBeside = region.width >= 110
      let small = split(WeightsLayout.full.width + 2 + (hasFiguresBeside ? 24 : 0))
      (units, unit) = (small.units, small.unit)
      self.grid = Self.grid(small.units, WeightsLayout.reduced)
      if hasFiguresBeside {
        let columns = small.inner.columns(.fixed(WeightsLayout.full.width), .share(1), gap: 1)
        (picture, figures) = (columns[0].rows(.fixed(WeightsLayout.full.height), .share(1))[0], columns[1])
      } else {
        let rows = small.inner.rows(.fixed(WeightsLayout.full.height), .share(1))
        (picture, figures) = (rows[0], rows[1])
      }
    }

    private static func grid(_ panel: Rect, _ sizes: [Size]) -> TileGrid {
      TileGrid(in: Panel(title: "").inner(of: panel), sizes: sizes, wanted: 4)
    }

    /// Full pictures, larger where all units fit so, with the chosen unit's figures in what they leave.
    init(zoomed region: Rect, unitCount: Int) {
      let none = Rect(x: region.x, y: region.y, width: 0, height: 0)
      (units, unit, picture) = (region, none, none)
      var room = Panel(title: "").inner(of: region)
      if room.height == WeightsLayout.full.height {
        room = Rect(x: room.x, y: room.y, width: room.width, height: room.height + 1)
        hasCaptionsOnEdge = true
      }
      let sizes = [3, 2, 1].map { Size($0 * WeightsLayout.full.width, $0 * WeightsLayout.full.height) }
      func grid(_ place: Rect) -> TileGrid {
        TileGrid(in: place, sizes: sizes, wanted: unitCount > 0 ? unitCount : .max)
      }
      let whole = grid(room)
      let beside = room.width - whole.columns * (whole.tile.width + 1)
      let below = room.height - whole.rows * (whole.tile.height + whole.lines)
      if beside >= 20 {
        let parts = room.columns(.share(1), .fixed(min(beside, 36)), gap: 1)
        (self.grid, figures) = (grid(parts[0]), parts[1])
      } else if below >= 2 {
        let parts = room.rows(.share(1), .fixed(min(below, 6)))
        (self.grid, figures) = (grid(parts[0]), parts[1])
      } else {
        (self.grid, figures) = (whole, none)
      }
    }
  }
}
