import Shell

extension WatchScreen {
  /// The figures by which a lesson's tasks are checked.
  public var facts: [String: Double] {
    [
      "page": Double(shell.page.index + 1), "runs": Double(listed.count), "shown": Double(shownRuns.count),
      "charts": Double(charts.count), "cursor": cursor == nil ? 0 : 1, "zoomed": range == nil ? 0 : 1,
      "smoothing": options.smoothing, "logarithmic": options.y == .linear ? 0 : 1,
      "baseline": baseline == nil ? 0 : 1, "filtered": filter.isAll ? 0 : 1, "held": isPaused ? 1 : 0,
    ]
  }
}
