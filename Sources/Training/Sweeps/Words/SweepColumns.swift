/// A column of a sweep's table.
public struct SweepColumn: Hashable, Sendable {
  /// What stands above it.
  public var title: String
  /// Whether its text is figures, which stand flush right.
  public var isNumeric: Bool
  /// What a group is sorted by; nil for the setting's own order.
  public var key: @Sendable (SweepGroup) -> Double?
  /// What stands in a group's row.
  public var text: @Sendable (SweepGroup) -> String

  /// Whether two columns have the same title.
  public static func == (left: SweepColumn, right: SweepColumn) -> Bool { left.title == right.title }
  /// Mixes the title.
  public func hash(into hasher: inout Hasher) { hasher.combine(title) }
}

extension SweepTable {
  /// The columns of its table: what the sweep's runs have.
  /// - Parameter times: whether those that the clock measured are among them.
  public func columns(times: Bool = true) -> [SweepColumn] {
    var columns: [SweepColumn] = [
      SweepColumn(
        title: sweep.axes.isEmpty ? "on" : sweep.axes.map(\.parameter.words).joined(separator: ", "),
        isNumeric: false
      ) { _ in
        nil
      } text: { [sweep] group in
        let indices = sweep.axisIndices(ofPoint: group.point)
        let values = zip(sweep.axes, indices).map { $0.values[$1].text }
        return values.isEmpty ? sweep.subject.rawValue : values.joined(separator: ", ")
      },
      SweepColumn(title: "runs", isNumeric: true) {
        Double($0.runCount)
      } text: {
        SweepWords.grouped($0.runCount)
      },
    ]
    func has(_ metric: SweepGroup.Metric) -> Bool { groups.contains { $0.metrics[metric] != nil } }
    func add(_ title: String, _ metric: SweepGroup.Metric, _ text: @escaping @Sendable (SampleSummary) -> String) {
      guard has(metric) else { return }
      columns.append(
        SweepColumn(title: title, isNumeric: true) {
          $0.metrics[metric]?.mean
        } text: {
          $0.metrics[metric].map(text) ?? "–"
        }
      )
    }
    @Sendable func spread(_ summary: SampleSummary, _ text: (Double) -> String) -> String {
      summary.count > 1 ? "\(text(summary.mean)) ± \(text(summary.standardDeviation))" : text(summary.mean)
    }
    if groups.contains(where: { $0.solvedCount != nil }) {
      columns.append(
        SweepColumn(title: "solved %", isNumeric: true) {
          $0.solvedShare
        } text: {
          $0.solvedShare.map(SweepWords.percent) ?? "–"
        }
      )
      columns.append(
        SweepColumn(title: "95 % interval", isNumeric: true) {
          $0.solvedInterval?.lower
        } text: {
          $0.solvedInterval.map { "\(SweepWords.percent($0.lower))–\(SweepWords.percent($0.upper))" } ?? "–"
        }
      )
      add("epochs to solve", .solvedAt) { summary in
        spread(summary) { SweepWords.grouped(Int($0.rounded())) }
      }
    }
    add("test accuracy %", .testAccuracy) { spread($0) { SweepWords.fixed($0 * 100, 2) } }
    add(sweep.subject == .perceptron ? "errors" : "train loss", .trainLoss) {
      spread($0) { SweepWords.significant($0) }
    }
    if sweep.subject == .playground { add("test loss", .testLoss) { spread($0) { SweepWords.significant($0) } } }
    if groups.contains(where: { $0.divergedCount > 0 }) {
      columns.append(
        SweepColumn(title: "diverged", isNumeric: true) {
          Double($0.divergedCount)
        } text: {
          SweepWords.grouped($0.divergedCount)
        }
      )
    }
    columns.append(
      SweepColumn(title: "parameters", isNumeric: true) {
        Double($0.parameterCount)
      } text: {
        SweepWords.grouped($0.parameterCount)
      }
    )
    guard times else { return columns }
    add("time per run", .seconds) { SweepWords.seconds($0.mean) }
    add("to target", .secondsToSolve) { SweepWords.seconds($0.mean) }
    add("samples/s", .samplesPerSecond) { SweepWords.grouped(Int($0.mean.rounded())) }
    return columns
  }
}
