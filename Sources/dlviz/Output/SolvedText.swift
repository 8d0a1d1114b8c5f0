import Datasets
import Plots
import Training

/// When runs of a truth table were solved, and how the others are stuck.
struct SolvedText {
  let lines: [String]

  private static let bins = 32
  private static let mostWays = 5
  private static let bars = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  init(_ table: SweepTable, outcomes: [Int: SweepOutcome]) {
    let sweep = table.sweep
    guard sweep.subject.isSolvable, !sweep.isSaved else {
      lines = []
      return
    }
    var lines: [String] = []
    for group in table.groups where group.runCount > 0 {
      let range = group.point * sweep.seedCount..<(group.point + 1) * sweep.seedCount
      let members = range.compactMap { outcomes[$0] }
      let solved = members.compactMap { $0.solvedAt.map(Double.init) }.sorted()
      let histogram = CountHistogram(solved, bins: Self.bins)
      if let first = solved.first, let last = solved.last, histogram.counts.count > 1 {
        let most = histogram.counts.max() ?? 1
        let glyphs = histogram.counts.map { count in Self.bars[count == 0 ? 0 : max(1, count * 8 / most)] }.joined()
        let median = solved[(solved.count - 1) / 2]
        lines.append("")
        lines.append(
          "\(group.label): solved after \(Self.text(first)) │\(glyphs)│ \(Self.text(last)) epochs, half of them by \(Self.text(median))"
        )
      }
      let gate = sweep.points[group.point].gate
      let ways =
        sweep.subject == .xor
        ? StuckGroup.groups(of: members, gate: gate, epochs: sweep.curveEpochs(of: sweep.points[group.point].epochs))
        : []
      guard !ways.isEmpty else { continue }
      let failed = ways.reduce(0) { $0 + $1.runs.count }
      if lines.last?.hasPrefix(group.label) != true { lines.append("") }
      lines.append("\(group.label): \(NumberFormat.grouped.string(failed)) not solved")
      for way in ways.prefix(Self.mostWays) {
        let share = SweepWords.fixed(100 * Double(way.runs.count) / Double(failed), 1)
        let seed = sweep.place(ofRun: way.runs[0]).seed
        lines.append(
          "  \(String(repeating: " ", count: max(0, 5 - share.count)))\(share) %  \(SweepWords.words(way, gate: gate)) (seed \(seed))"
        )
      }
      let rest = ways.dropFirst(Self.mostWays)
      if !rest.isEmpty {
        let count = rest.reduce(0) { $0 + $1.runs.count }
        lines.append("         \(NumberFormat.grouped.string(count)) in \(rest.count) other ways")
      }
    }
    self.lines = lines
  }

  private static func text(_ epochs: Double) -> String { NumberFormat.grouped.string(Int(epochs)) }
}
