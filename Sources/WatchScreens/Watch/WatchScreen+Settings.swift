import Plots
import Records
import Shell

extension WatchScreen {
  /// How curves and the table are shown.
  public var settings: [Setting<WatchScreen>] {
    switch shell.page {
    case .charts:
      [
        Setting(WatchOptions.xAxes, value: options.x) { (screen: inout WatchScreen, new) in
          screen.setAxis(new)
          return []
        },
        Setting(WatchOptions.smoothings, \.options.smoothing, of: self),
        Setting(WatchOptions.yScales, \.options.y, of: self),
        Setting(WatchOptions.outliers, \.options.keepsOutliers, of: self),
        Setting(WatchOptions.spreads, \.options.spread, of: self),
        limitSetting,
      ]
    case .table: [metricSetting, sortSetting, Setting(WatchOptions.means, \.options.meanCount, of: self)]
    case .bands where !bandNames.isEmpty: [bandSetting]
    case .bands, .settings, .words, .log, .machine: []
    }
  }

  /// Shows curves over something else: places of before mean nothing there.
  mutating func setAxis(_ axis: WatchAxis) {
    guard axis != options.x else { return }
    options.x = axis
    range = nil
    cursor = nil
    if charts.allSatisfy({ shown($0).isEmpty }), !charts.isEmpty {
      shell.notice = "no log here gives the \(axis == .epoch ? "epoch" : "time") of its values"
    }
  }

  /// The y axis's ends of the focused chart, typed or let go.
  private var limitSetting: Setting<WatchScreen> {
    let key = focusedChart?.key
    let now = key.flatMap { limits[$0] }
    let format = NumberFormat.compact
    return Setting(
      "y from:to",
      short: "y",
      value: now.map { "\(format.string($0.lowerBound)):\(format.string($0.upperBound))" } ?? "auto",
      set: { (screen, text) throws(ParameterError) in
        guard let key else { return [] }
        if text.isEmpty || text == "auto" {
          screen.limits[key] = nil
          return []
        }
        let ends = text.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
        guard ends.count == 2, let low = ends[0], let high = ends[1], low < high, low.isFinite, high.isFinite else {
          throw ParameterError(
            option: "y",
            label: "y",
            expected: "two numbers such as 0.1:2, or auto",
            found: "'\(text)'"
          )
        }
        screen.limits[key] = low...high
        return []
      },
      change: { screen, up in
        if let key, screen.limits[key] != nil, !up {
          screen.limits[key] = nil
        } else {
          screen.shell.notice = "/ lets you type the ends of the y axis, such as 0.1:2"
        }
        return []
      }
    )
  }

  // MARK: The table

  /// The metrics that the table can be about.
  var metricNames: [String] { charts.flatMap(\.metrics) }

  private var metricSetting: Setting<WatchScreen> {
    Setting(
      "metric",
      value: tableMetric ?? "all",
      set: { (screen, text) throws(ParameterError) in
        guard text == "all" || screen.metricNames.contains(text) else {
          throw ParameterError(
            option: "metric",
            label: "metric",
            expected: "a metric of these runs, or all",
            found: "'\(text)'"
          )
        }
        screen.tableMetric = text == "all" ? nil : text
        return []
      },
      change: { screen, up in
        let names = [nil] + screen.metricNames.map(Optional.some)
        screen.tableMetric = Ladder.cycle(screen.tableMetric, in: names, up: up)
        screen.tableRow = 0
        return []
      }
    )
  }

  private var sortSetting: Setting<WatchScreen> {
    let columns = table.columns
    let now = columns.indices.contains(sortColumn - 1) ? columns[sortColumn - 1] : nil
    return Setting(
      "sorted by",
      short: "by",
      value: now.map { $0.title(meanCount: options.meanCount) + (isDescending ? " ↓" : " ↑") } ?? "log order",
      change: { screen, up in
        screen.sortColumn = (screen.sortColumn + (up ? 1 : columns.count)) % (columns.count + 1)
        return []
      }
    )
  }

  // MARK: Histograms

  /// The histograms of the selected run.
  var bandNames: [String] { selected?.histograms.map(\.name) ?? [] }

  private var bandSetting: Setting<WatchScreen> {
    let names = bandNames
    return Setting(
      "histogram",
      short: "of",
      value: names.indices.contains(bandIndex) ? names[bandIndex] : names.first ?? "",
      change: { screen, up in
        screen.bandIndex = (min(screen.bandIndex, names.count - 1) + (up ? 1 : names.count - 1)) % names.count
        return []
      }
    )
  }
}
