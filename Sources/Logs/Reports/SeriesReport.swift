import Records

/// What `dlviz watch --headless` says of the series that were read.
public enum SeriesReport {
  /// The line of a series: how many points, NaN and infinities among them, its ends and its extremes.
  public static func line(run: String, metric: RunHistory.Metric) -> String {
    let series = metric.series
    var line = JSONLine(event: "series")
    line.add("run", run)
    line.add("name", metric.name)
    line.add("points", series.count)
    line.add("nan", series.nanCount)
    line.add("inf", series.infinityCount)
    line.add("first", series.first)
    line.add("last", series.last)
    line.add("min", series.minimum)
    line.add("max", series.maximum)
    return line.text
  }

  /// The line of a point.
  public static func line(run: String, name: String, point: RunHistory.JournalEntry) -> String {
    var line = JSONLine(event: "point")
    line.add("run", run)
    line.add("name", name)
    line.add("step", point.step)
    line.add("value", exactly: point.value)
    return line.text
  }

  /// The header of the tidy table of points.
  public static let tableHeader = "run,name,step,epoch,time,value"

  /// A row of the tidy table of points.
  public static func row(run: String, name: String, point: RunHistory.JournalEntry) -> String {
    func number(_ value: Double) -> String { value.isNaN ? "" : "\(value)" }
    let value = point.value.isNaN ? "NaN" : "\(point.value)"
    return "\(cell(run)),\(cell(name)),\(point.step),\(number(point.epoch)),\(number(point.time)),\(value)"
  }

  /// A table for people: a line a series, under a line a run, and what the figures say.
  /// - Parameters:
  ///   - now: the time, in seconds since 1970; nil leaves out what follows from it.
  ///   - keeps: whether a run's metric is shown.
  public static func text(
    _ runs: [RunHistory],
    now: Double? = nil,
    keeps: (_ run: String, _ metric: String) -> Bool = { _, _ in true }
  ) -> String {
    var lines: [String] = []
    for run in runs {
      let metrics = run.metrics.filter { keeps(run.name, $0.name) }
      if metrics.isEmpty, !run.metrics.isEmpty { continue }
      lines.append("\(printable(run.name))  \(printable(run.status.words(now: now)))")
      let names = metrics.map { printable($0.name) }
      let width = min(40, names.map(\.count).max() ?? 0)
      if !names.isEmpty {
        lines.append(
          "  " + pad("", width) + ["points", "last", "at step", "min", "max"].map { padLeft($0, 13) }.joined()
        )
      }
      for (metric, name) in zip(metrics, names) {
        let series = metric.series
        var cells = ["\(series.count)", number(series.last?.value), series.last.map { "\($0.step)" } ?? ""]
        cells += [number(series.minimum?.value), number(series.maximum?.value)]
        var line = "  " + pad(name, width) + cells.map { padLeft($0, 13) }.joined()
        if let bad = series.firstNonFinite {
          let kinds = [
            series.nanCount > 0 ? "\(series.nanCount) NaN" : nil,
            series.infinityCount > 0 ? "\(series.infinityCount) infinite" : nil,
          ]
          line += "  " + kinds.compactMap { $0 }.joined(separator: ", ") + ", first at step \(bad.step)"
        }
        lines.append(line)
      }
      // That nothing has come stands beside the run's name.
      lines += RunDiagnosis.findings(of: run, now: now).filter { $0.kind != .stalled }.map { "  " + printable($0.text) }
      lines += run.warnings.map { "  note: " + printable($0) }
    }
    return lines.joined(separator: "\n")
  }

  /// Six digits are enough for a table.
  private static func number(_ value: Double?) -> String {
    guard let value else { return "" }
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : value.isNaN ? "NaN" : "\(value)" }
    if value == value.rounded(), value.magnitude < 1e9 { return "\(Int(value))" }
    var exponent = 0
    var scaled = value.magnitude
    while scaled >= 10, exponent < 400 {
      scaled /= 10
      exponent += 1
    }
    while scaled < 1, exponent > -400 {
      scaled *= 10
      exponent -= 1
    }
    if (-4...5).contains(exponent) {
      let places = max(0, 5 - exponent)
      let power = (0..<places).reduce(1.0) { power, _ in power * 10 }
      return "\((value * power).rounded() / power)"
    }
    let mantissa = (scaled * 1e5).rounded() / 1e5
    return "\(value < 0 ? "-" : "")\(mantissa)e\(exponent)"
  }

  /// Names and texts of others without what a terminal would obey.
  static func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }) else {
      return text
    }
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? "\u{FFFD}" : $0 }
      )
    )
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text.count >= width ? String(text.prefix(width)) : text + String(repeating: " ", count: width - text.count)
  }

  private static func padLeft(_ text: String, _ width: Int) -> String {
    text.count >= width ? " " + text : String(repeating: " ", count: width - text.count) + text
  }

  /// A cell in quotes where it needs them.
  private static func cell(_ text: String) -> String {
    // Line breaks stay, in quotation marks; what a terminal would obey does not.
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
    let text = lines.count == 1 ? printable(text) : lines.map { printable(String($0)) }.joined(separator: "\n")
    guard text.utf8.contains(where: { [0x2C, 0x22, 0x0A, 0x0D].contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
