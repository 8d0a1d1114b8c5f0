import Plots
import Records
import Shell
import Terminal
import Training

/// The first page: the curves, watched digits, progress and the layers' health.
struct TrainPage {
  /// The ends of the accuracy's axis, which follow the data with a memory, so that they do not jitter.
  private(set) var accuracyLimits = AxisLimits()
  /// What earlier frames have drawn.
  var memos = Memos()

  /// Pictures that most frames have in common.
  struct Memos {
    let loss = ChartMemo()
    let accuracy = ChartMemo()
    let digits = PictureMemo<WatchedDigits>()
    let layers = PictureMemo<LayersTable>()
    let words = PictureMemo<HealthWords>()
  }

  mutating func hear(_ message: MnistScreen.Message, _ state: MnistState) {
    switch message {
    case .training(.started): accuracyLimits = AxisLimits()
    case .training(.progress), .training(.epochEnded), .training(.branched): adjustAccuracyLimits(state)
    case .training(.snapshot) where !state.lessons.isEmpty: adjustAccuracyLimits(state)
    default: break
    }
  }

  /// The first tenth of a run rises from a guess; once it is past, the axis shows what comes after it.
  private mutating func adjustAccuracyLimits(_ state: MnistState) {
    let tests = state.run.history[SessionMetric.testAccuracy]?.points.map(\.value) ?? []
    let measured = tests + state.lessons.compactMap(\.accuracyAfter)
    var low = measured.min() ?? 1
    let average = state.run.curves.accuracyAverage.series
    let later = average.column(of: (average.points.count / 10)..<average.points.count)
    if let least = later?.minimum { low = min(low, least.value) }
    accuracyLimits.update((100 * low)...100)
  }

  // MARK: Layout

  /// The panels and the line with the progress bar.
  static func panels(in region: Rect, classNames: [String]) -> [PlacedPanel<MnistScreen.PanelID>] {
    let rows = region.rows(.share(1), .fixed(1))
    let side = region.width >= 100 ? min(46, region.width * 3 / 10) : 24
    let height = digitsHeight(width: region.width - side - 2, most: rows[0].height * 3 / 5, classNames: classNames)
    let parts = rows[0].rows(.share(1), .fixed(height))
    let charts = parts[0].columns(.share(1), .share(1))
    let bottom = parts[1].columns(.share(1), .fixed(side))
    return [
      PlacedPanel(.loss, charts[0]), PlacedPanel(.accuracy, charts[1]), PlacedPanel(.digits, bottom[0]),
      PlacedPanel(.layers, bottom[1]), PlacedPanel(.progress, rows[1], .below),
    ]
  }

  /// The height of the panel of digits: the largest thumbnails of which ten fit, and more rows of them while there is room.
  private static func digitsHeight(width: Int, most: Int, classNames: [String]) -> Int {
    for tile in TileGrid.sizes {
      let lines = Verdict.lineCount(names: classNames, width: tile.width)
      let columns = max(1, (width + 1) / (tile.width + 1))
      let needed = (10 + columns - 1) / columns
      let possible = (most - 2) / (tile.height + lines)
      if possible >= needed { return possible * (tile.height + lines) + 2 }
    }
    let smallest = TileGrid.sizes.last ?? Size(1, 1)
    return smallest.height + Verdict.lineCount(names: classNames, width: smallest.width) + 2
  }

  func draw(
    _ panel: MnistScreen.PanelID,
    _ screen: MnistScreen,
    in region: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    switch panel {
    case .loss: drawLoss(screen, in: region, of: &buffer, look: look)
    case .accuracy: drawAccuracy(screen, in: region, of: &buffer, look: look)
    case .digits: drawDigits(screen, in: region, of: &buffer, look: look)
    case .layers: drawLayers(screen, in: region, of: &buffer, look: look)
    default: drawProgress(screen.state, in: region, of: &buffer, look: look)
    }
  }
}
