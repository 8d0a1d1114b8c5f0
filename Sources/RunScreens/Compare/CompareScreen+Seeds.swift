import Plots
import Shell
import Terminal
import Training

extension CompareScreen {
  func drawDensity(in region: Rect, of buffer: inout Buffer, look: Look) {
    let (count, shown) = (seeds.count, seeds.shownCount)
    let runs = "\(grouped(count)) \(count == 1 ? "seed" : "seeds")"
    let inner = frame(
      .density,
      "loss of \(shown < count ? "\(grouped(shown)) of " : "")\(runs)",
      figure: sweep.label(ofPoint: point),
      footer: chosenCurve.count > 1 ? chosenRun.map { "line: seed \(seed(of: $0))" } ?? "" : ""
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
      range: 0...1,
      curves: [PlaneCurve(chosenCurve)]
    ).draw(in: inner, of: &buffer, look: look)
  }

  private func empty(_ inner: Rect, of buffer: inout Buffer, look: Look) {
    StyledText("no run has finished yet", .muted).draw(in: inner, of: &buffer, look: look, alignment: .center)
  }

  func drawHistogram(in region: Rect, of buffer: inout Buffer, look: Look) {
    let values = seeds.solvedAt
    let median = seeds.medianSolvedAt.map { "median \(grouped(Int($0.rounded())))" } ?? ""
    let inner = frame(.histogram, "epochs to solve", figure: median).draw(in: region, of: &buffer, look: look)
    guard seeds.count > 0 else { return empty(inner, of: &buffer, look: look) }
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
    let inner = frame(.groups, results.isIdle ? "how they ended" : "how they stand", figure: figure, padding: 1).draw(
      in: region,
      of: &buffer,
      look: look
    )
    guard !seeds.groups.isEmpty else { return empty(inner, of: &buffer, look: look) }
    groupTable(look).draw(in: inner, of: &buffer, look: look)
  }

  func groupTable(_ look: Look) -> Table {
    let total = max(1, seeds.groups.reduce(0) { $0 + $1.runs.count })
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
    let hasOutputs = visible.contains { results.outcomes[$0]?.outputs.isEmpty == false }
    let hasAccuracy = visible.contains { lastAccuracy(of: $0) != nil }
    var columns: [Table.Column] = [
      .init("", .left), .init("seed"), .init("epochs"), .init("solved at", isOptional: true), .init("loss"),
    ]
    if hasOutputs { columns.append(.init("outputs for 00 01 10 11", .left, isOptional: true)) }
    if !hasOutputs, hasAccuracy { columns.append(.init("test accuracy", isOptional: true)) }
    let rows = visible.map { Array(row($0, look).prefix(columns.count)) }
    Table(columns: columns, rows: rows, selectedRow: runIndex - first).draw(in: inner, of: &buffer, look: look)
  }

  func firstVisibleRun(height: Int) -> Int {
    let room = max(1, height - 1)
    guard chosenRuns.count > room else { return 0 }
    return min(max(0, runIndex - room / 2), chosenRuns.count - room)
  }

  private func lastAccuracy(of run: Int) -> Double? {
    results.outcomes[run].map(\.testAccuracy) ?? results.progress[run]?.last?.testAccuracy
  }

  /// A run's row: a dot where it is drawn, what it has come to or how far it is.
  private func row(_ run: Int, _ look: Look) -> [StyledText] {
    let isShown = results.shown.contains(run)
    let outcome = results.outcomes[run]
    let progress = results.progress[run]?.last
    let loss = (outcome?.trainLoss ?? progress?.trainLoss).map { NumberFormat.significant(3).string($0) } ?? "–"
    let hasDiverged = outcome?.divergedAt != nil
    var last = lastAccuracy(of: run).map { "\(SweepWords.fixed($0 * 100, 2)) %" } ?? ""
    if let outputs = outcome?.outputs, !outputs.isEmpty {
      last = outputs.map { SweepWords.fixed(Double($0), 2) }.joined(separator: " ")
    }
    return [
      StyledText(isShown ? look.isASCII ? "*" : "●" : " ", .series(point)),
      StyledText("\(seed(of: run))", isShown ? .title : .muted),
      StyledText((outcome?.epochs ?? progress?.epoch).map(grouped) ?? "–"),
      StyledText(outcome?.solvedAt.map(grouped) ?? "–", .muted),
      StyledText(hasDiverged ? "diverged" : loss, hasDiverged ? .bad : .text),
      StyledText(last),
    ].map { $0.spelled(for: look) }
  }

  /// The loss of the selected run where the picture has it: epochs as its x axis has them, powers of ten.
  private var chosenCurve: [(x: Double, y: Double)] {
    guard let run = chosenRun else { return [] }
    let kept = results.keptEpochs[point]
    let curve = results.outcomes[run]?.lossCurve ?? (results.progress[run] ?? []).map { Float($0.trainLoss) }
    let epochs = results.outcomes[run] == nil ? (results.progress[run] ?? []).map(\.epoch) : kept
    return zip(epochs, curve).compactMap { epoch, loss in
      loss > 0 && loss.isFinite ? (seeds.place(ofEpoch: epoch), seeds.height(ofLoss: loss)) : nil
    }
  }
}
