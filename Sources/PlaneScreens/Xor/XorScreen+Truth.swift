import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension XorScreen {
  // MARK: Truth table

  func drawTruthTable(in region: Rect, of buffer: inout Buffer, look: Look) {
    let right = diagnosis?.rightCount ?? 0
    let inner = frame(
      .truth,
      region.width < 20 ? "truth" : "truth table",
      figure: diagnosis == nil ? "" : "\(right)/\(targets.count)",
      role: right == targets.count ? .good : .warning
    ).draw(in: region, of: &buffer, look: look)
    var table = truthTable(width: inner.width)
    // A ŷ without its hat would be the target.
    if look.isASCII {
      for index in table.columns.indices { table.columns[index].title = table.columns[index].title.spelledInASCII }
    }
    table.draw(in: inner, of: &buffer, look: look)
    let taken = min(inner.height, targets.count + 1)
    let rest = Rect(x: inner.x, y: inner.y + taken, width: inner.width, height: inner.height - taken)
    drawForwardPass(in: rest, of: &buffer, look: look)
  }

  private func truthTable(width: Int) -> Table {
    let isWide = width >= 36
    var columns: [Table.Column] = [
      .init("x₁"), .init("x₂"), .init(isWide ? "target" : "y"), .init("ŷ"),
    ]
    columns.append(.init(isWide ? "error" : "ŷ−y", isOptional: true))
    let barWidth = width >= 56 ? min(16, width - 52) : 0
    if isWide { columns.append(.init("loss", isOptional: true)) }
    columns.append(.init("", .left))
    if barWidth > 0 { columns.append(.init("|ŷ−y|", .left, width: barWidth)) }
    let decimals = outputDecimals(atMost: isWide ? 7 : 3)
    let rows = run.settings.data.points.indices.map { row -> [StyledText] in
      let point = run.settings.data.points[row]
      let target = targets[row]
      var cells = [
        StyledText(NumberFormat.compact.string(point.x)), StyledText(NumberFormat.compact.string(point.y)),
        StyledText(NumberFormat.compact.string(target)),
      ]
      guard let diagnosis else { return cells }
      let output = diagnosis.outputs[row]
      let isRight = diagnosis.isRight[row]
      cells.append(StyledText(NumberFormat.fixed(decimals).string(output), .accent))
      cells.append(StyledText(Self.error(output - target, decimals: decimals)))
      if isWide {
        let loss: Double = run.settings.loss.value(prediction: output, target: target)
        cells.append(StyledText(NumberFormat.compact.string(loss)))
      }
      cells.append(
        isRight ? StyledText(isWide ? "✓ right" : "✓", .good) : StyledText(isWide ? "✗ wrong" : "✗", .bad, .bold)
      )
      if barWidth > 0 {
        let bar = Self.bar(abs(output - target), full: 1, width: barWidth)
        cells.append(StyledText(bar, output > target ? .positive : .negative))
      }
      return cells
    }
    return Table(columns: columns, rows: rows, selectedRow: selectedInput, gap: width >= 26 ? 2 : 1)
  }

  /// So many decimals that no output looks like its target without being it, within reason.
  private func outputDecimals(atMost most: Int) -> Int {
    guard let diagnosis else { return 3 }
    let least = zip(diagnosis.outputs, targets).map { abs($0 - $1) }.filter { $0 > 0 && $0.isFinite }.min() ?? 1
    var decimals = 3
    var unit = 0.001
    while decimals < most, least < unit {
      decimals += 1
      unit /= 10
    }
    return decimals
  }

  /// ŷ − y with its sign; one that the decimals would hide in powers of ten.
  private static func error(_ error: Double, decimals: Int) -> String {
    guard error.isFinite, error != 0 else { return NumberFormat.fixed(decimals).string(error) }
    let fixed = NumberFormat.fixed(decimals).string(abs(error))
    let isHidden = fixed.allSatisfy { $0 == "0" || $0 == "." }
    let text = isHidden ? NumberFormat.significant(1).string(abs(error)) : fixed
    return (error > 0 ? "+" : "−") + text
  }

  /// A bar to the right in eighths of a cell; anything but 0 leaves a trace.
  static func bar(_ value: Double, full: Double, width: Int) -> String {
    guard value.isFinite, full > 0, width > 0, value > 0 else { return "" }
    let eighths = max(1, Int((min(1, value / full) * Double(width * 8)).rounded()))
    let glyphs = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + glyphs[eighths % 8]
  }

  func truthRow(at point: Point, in region: Rect) -> Int? {
    let inner = Panel(title: "").inner(of: region)
    return truthTable(width: inner.width).row(atScreenRow: point.y, in: inner)
  }
}
