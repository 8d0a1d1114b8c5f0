import Datasets
import NeuralNet
import Plots
import Shell
import Terminal

extension PerceptronScreen {
  /// One of all sixteen: name, how it stands, and its plane; beside the plane where cells are wide, else above it.
  func drawCell(_ gate: LogicGate, in region: Rect, columns: Int, of buffer: inout Buffer, look: Look) {
    let run = run(gate)
    // A column and a row stay free between neighbours.
    let room = Rect(x: region.x + 1, y: region.y, width: region.width - 1, height: region.height)
    let isBeside = columns == 4
    let lines =
      isBeside
      ? cellLines(gate, run, columns: columns, width: region.width)
      : Array(cellLines(gate, run, columns: columns, width: region.width).prefix(2))
    let map: Rect
    let words: Rect
    if isBeside {
      let side = PlaneFit.square(
        in: Rect(x: room.x, y: room.y, width: room.width - 13, height: max(1, room.height - 1))
      )
      map = Rect(x: room.x, y: room.y, width: side.width, height: side.height)
      words = Rect(x: map.maxX + 1, y: room.y, width: room.maxX - map.maxX - 2, height: room.height)
    } else {
      words = Rect(x: room.x, y: room.y, width: room.width, height: min(lines.count, room.height))
      let rest = Rect(x: room.x, y: words.maxY, width: room.width, height: room.height - words.height)
      let side = PlaneFit.square(in: rest)
      map = Rect(x: room.x, y: rest.y, width: side.width, height: side.height)
    }
    for (row, line) in lines.prefix(words.height).enumerated() {
      let place = Rect(x: words.x, y: words.y + row, width: words.width, height: 1)
      // Where colours are few the mark before the name must do: text on a reversed row keeps its own colours.
      if row == 0, gate == selectedGate, look.colorDepth > .colors16 {
        buffer.fill(place.intersection(buffer.bounds), Cell(" ", look.style(.selection)))
      }
      line.draw(in: place, of: &buffer, look: look)
    }
    guard !map.isEmpty else { return }
    var axes = Self.plane
    axes.isShown = false
    drawMap(run, in: map, axes: axes, labelled: false, of: &buffer, look: look)
  }

  /// What stands beside a small plane, the most telling first.
  private func cellLines(_ gate: LogicGate, _ run: PerceptronRun, columns: Int, width: Int) -> [StyledText] {
    let line = run.moment(at: shownStep).line(options.variant)
    let right = run.rightCount(line)
    let isSelected = gate == selectedGate
    let isNarrow = columns > 4
    var name = gate.title
    if isNarrow, width < 10 { name.removeAll { $0 == " " } }
    let score = "\(right)/\(run.targets.count)"
    let state: StyledText
    if run.hasConverged(at: shownStep) {
      state = StyledText(width < 9 ? "✓" : isNarrow ? "converged" : "\(score) converged", .good)
    } else if !gate.isLinearlySeparable {
      state = StyledText(width < 9 ? "✗" : isNarrow ? "no line" : "\(score) no line", .bad)
    } else {
      state = StyledText(isNarrow ? score : "\(score) right", right == run.targets.count ? .good : .warning)
    }
    let number = NumberFormat.compact
    return [
      StyledText((isSelected ? "▸" : "") + name, isSelected ? .accent : .title, isSelected ? .bold : []), state,
      StyledText(gate.title == gate.formula ? "" : gate.formula, .muted),
      StyledText("w₁ ", .muted) + StyledText(number.string(line.w1)),
      StyledText("w₂ ", .muted) + StyledText(number.string(line.w2)),
      StyledText("b  ", .muted) + StyledText(number.string(line.b)),
    ]
  }

  /// What is said about the one that is chosen.
  func drawWordsOfAll(in region: Rect, of buffer: inout Buffer, look: Look) {
    let separated = runs.count { $0.hasConverged(at: shownStep) }
    let name = gate.title == gate.formula ? gate.formula : "\(gate.title), \(gate.formula)"
    let line = run(gate).moment(at: shownStep).line(options.variant)
    let whose = options.variant == .classic ? "" : "\(options.variant.owner) "
    let inner = Panel(
      title: "\(name): \(whose)\(Self.numbers(line))",
      figure: "\(separated) of \(runs.count) converged",
      figureRole: separated == 14 ? .good : .accent,
      footer: "x alone · Enter: a network learns it"
    ).draw(in: region, of: &buffer, look: look).inset(horizontal: 1, vertical: 0)
    words(gate).verdict.spelled(for: look).wrapped(width: inner.width).draw(in: inner, of: &buffer, look: look)
  }
}
