import Plots
import Shell
import Terminal
import Training

extension CompareScreen {
  func drawDensity(in region: Rect, of buffer: inout Buffer, look: Look) {
    let count = seeds.count
    let inner = frame(
      .density,
      "loss of \(grouped(count)) \(count == 1 ? "seed" : "seeds")",
      figure: sweep.label(ofPoint: point)
    )
    .draw(in: region, of: &buffer, look: look)
    guard count > 0 else { return empty(inner, of: &buffer, look: look) }
    HeatMap(
      field: seeds.density,
      axes: PlaneAxes(
        x: seeds.epochs,
        y: seeds.exponents,
        xLabel: xAxis == .logEpoch ? "epoch, log" : "epoch",
        yLabel: look.isASCII ? "log10 loss" : "log₁₀ loss"
      ),
      palette: .sequential,
      range: 0...1
    ).draw(in: inner, of: &buffer, look: look)
  }

  private func empty(_ inner: Rect, of buffer: inout Buffer, look: Look) {
    StyledText("no run has finished yet", .muted).draw(in: inner, of: &buffer, look: look, alignment: .center)
  }

  func drawHistogram(in region: Rect, of buffer: inout Buffer, look: Look) {
    let values = seeds.solvedAt
    let median = values.isEmpty ? "" : "median \(grouped(Int(values[(values.count - 1) / 2])))"
    let inner = frame(.histogram, "epochs to solve", figure: median).draw(in: region, of: &buffer, look: look)
    guard !values.isEmpty else {
      let words =
        results.table.groups[point].solvedCount == nil ? "this task has no threshold to solve" : "none has solved yet"
      return StyledText(words, .muted).draw(in: inner, of: &buffer, look: look, alignment: .center)
    }
    // About twice the square root of the number: more bins would show chance, fewer would hide the shape.
    let bins = max(1, min(inner.width, 2 * Int(Double(values.count).squareRoot().rounded())))
    Histogram(values: values, binCount: bins, role: .series(point)).draw(
      in: inner,
      of: &buffer,
      look: look
    )
  }

  func drawGroups(in region: Rect, of buffer: inout Buffer, look: Look) {
    let group = results.table.groups[point]
    let figure = group.solvedShare.map { "\(SweepWords.percent($0)) % solved" } ?? ""
    let inner = frame(.groups, "how they ended", figure: figure, padding: 1).draw(in: region, of: &buffer, look: look)
    guard !seeds.groups.isEmpty else { return empty(inner, of: &buffer, look: look) }
    groupTable(look).draw(in: inner, of: &buffer, look: look)
  }

  func groupTable(_ look: Look) -> Table {
    let total = max(1, seeds.count)
    let rows = seeds.groups.map { group -> [StyledText] in
      let isSolved = group.words == "solved"
      return [
        StyledText(grouped(group.runs.count), .accent),
        StyledText("\(SweepWords.percent(Double(group.runs.count) / Double(total))) %"),
        StyledText(group.words, isSolved ? .good : .text).spelled(for: look),
      ]
    }
    return Table(
      columns: [.init("runs"), .init("share"), .init("what they have in common", .left)],
      rows: rows,
      selectedRow: groupIndex
    )
  }

  func drawRuns(in region: Rect, of buffer: inout Buffer, look: Look) {
    let runs = chosenRuns
    let inner = frame(.runs, "their seeds", figure: runs.isEmpty ? "" : grouped(runs.count), padding: 1)
      .draw(in: region, of: &buffer, look: look)
    guard !runs.isEmpty else { return empty(inner, of: &buffer, look: look) }
    let first = firstVisibleRun(height: inner.height)
    // Thousands of rows are not made for the few that are seen.
    let visible = runs.dropFirst(first).prefix(max(0, inner.height - 1))
    let rows = visible.compactMap { run in results.outcomes[run].map { row($0, look) } }
    let hasOutputs = visible.contains { results.outcomes[$0]?.outputs.isEmpty == false }
    let table = Table(
      columns: [
        .init("seed"), .init("epochs"), .init("solved at", isOptional: true), .init("loss"),
        .init(hasOutputs ? "outputs for 00 01 10 11" : "test accuracy", hasOutputs ? .left : .right, isOptional: true),
      ],
      rows: rows,
      selectedRow: runIndex - first
    )
    table.draw(in: inner, of: &buffer, look: look)
  }

  func firstVisibleRun(height: Int) -> Int {
    let room = max(1, height - 1)
    guard chosenRuns.count > room else { return 0 }
    return min(max(0, runIndex - room / 2), chosenRuns.count - room)
  }

  private func row(_ outcome: SweepOutcome, _ look: Look) -> [StyledText] {
    var last = outcome.testAccuracy.map { "\(SweepWords.fixed($0 * 100, 2)) %" } ?? ""
    if !outcome.outputs.isEmpty {
      last = outcome.outputs.map { SweepWords.fixed(Double($0), 2) }.joined(separator: " ")
    }
    return [
      StyledText("\(outcome.seed)", .title), StyledText(grouped(outcome.epochs)),
      StyledText(outcome.solvedAt.map(grouped) ?? "–", .muted),
      StyledText(
        outcome.divergedAt == nil ? NumberFormat.significant(3).string(outcome.trainLoss) : "diverged",
        outcome.divergedAt == nil ? .text : .bad
      ),
      StyledText(last),
    ].map { $0.spelled(for: look) }
  }
}
