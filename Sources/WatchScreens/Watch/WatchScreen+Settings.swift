import Plots
import Records
import Shell

extension WatchScreen {
  /// How curves and the table are shown.
  public var settings: [Setting<WatchScreen>] {
    switch shell.page {
    case .charts:
      [
        axisSetting,
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

  /// The x axis: a name that is typed is kept, keys pass over what no run has.
  private var axisSetting: Setting<WatchScreen> {
    let axes = WatchOptions.xAxes
    return Setting(
      axes.label,
      short: axes.shortLabel,
      value: axes.format(options.x),
      set: { (screen, text) throws(ParameterError) in
        screen.setAxis(try axes.value(of: text))
        return []
      },
      change: { screen, up in
        screen.turnAxis(up: up)
        return []
      }
    )
  }

  /// The next x axis that a run has.
  mutating func turnAxis(up: Bool) {
    var skipped: [WatchAxis] = []
    var axis = Ladder.cycle(options.x, in: WatchAxis.allCases, up: up)
    while axis != options.x, axis != .step, !shownRuns.contains(where: { has(axis, $0) }) {
      skipped.append(axis)
      axis = Ladder.cycle(axis, in: WatchAxis.allCases, up: up)
    }
    setAxis(axis)
    guard shell.notice == nil, !skipped.isEmpty, !charts.isEmpty else { return }
    let names = skipped.contains(.epoch) ? skipped.count > 1 ? "epochs or times" : "epochs" : "times"
    shell.notice = "no log here gives the \(names) of its values"
  }

  /// Whether a series that is shown of a run lies along an axis.
  private func has(_ axis: WatchAxis, _ run: RunHistory) -> Bool {
    run.metrics.contains { metric in
      guard filter.passes(run: run.name, metric: metric.name) else { return false }
      switch axis {
      case .step: return true
      case .epoch: return metric.series.hasEpochs
      case .relative, .wall: return metric.series.hasTimes
      }
    }
  }

  /// Shows curves over something else: places of before mean nothing there. Runs that have none are named.
  mutating func setAxis(_ axis: WatchAxis) {
    guard axis != options.x else { return }
    options.x = axis
    range = nil
    cursor = nil
    let without = shownRuns.filter { !has(axis, $0) }.map(\.name)
    guard !without.isEmpty else { return }
    let what = axis == .epoch ? "epoch" : "time"
    if without.count == shownRuns.count {
      shell.notice = "no log here gives the \(what) of its values"
    } else {
      let names =
        without.prefix(3).joined(separator: ", ") + (without.count > 3 ? " and \(without.count - 3) more" : "")
      shell.notice = "not shown, without \(what)s: \(names)"
    }
  }

  static let limitLabel = "y range"

  /// The y axis's ends of the focused chart, typed or let go.
  private var limitSetting: Setting<WatchScreen> {
    let key = focusedChart?.key
    let now = key.flatMap { limits[$0] }
    let format = NumberFormat.compact
    return Setting(
      Self.limitLabel,
      short: "range",
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
