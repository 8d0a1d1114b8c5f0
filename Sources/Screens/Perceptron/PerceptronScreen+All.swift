import Datasets
import NeuralNet
import Plots
import Terminal

extension PerceptronScreen {
  /// One of all sixteen: name, how it stands, and its plane.
  func drawCell(_ gate: LogicGate, in region: Rect, of buffer: inout Buffer, look: Look) {
    let run = run(gate)
    let line = run.moment(at: shownStep).line(settings.variant)
    let right = run.rightCount(line)
    let isSelected = gate == selectedGate
    let row = Rect(x: region.x, y: region.y, width: region.width - 1, height: 1)
    if isSelected { buffer.fill(row, Cell(" ", look.style(.selection))) }
    let isNarrow = region.width < 10
    let isRight = right == run.targets.count
    let flag: StyledText
    if run.hasConverged(at: shownStep) {
      flag = StyledText(region.width >= 18 ? "✓ epoch \(run.epoch(at: shownStep))" : "✓", .good)
    } else {
      flag = StyledText(isNarrow ? "\(right)" : "\(right)/\(run.targets.count)", isRight ? .good : .warning)
    }
    var name = region.width >= 26 && gate.title != gate.formula ? "\(gate.title)  \(gate.formula)" : gate.title
    if isNarrow { name.removeAll { $0 == " " } }
    StyledText((isSelected ? "▸" : "") + name, isSelected ? .accent : .title, isSelected ? .bold : [])
      .draw(
        in: Rect(x: row.x, y: row.y, width: row.width - flag.count - (isNarrow ? 0 : 1), height: 1),
        of: &buffer,
        look: look
      )
    flag.draw(in: row, of: &buffer, look: look, alignment: .right)
    var axes = Self.plane
    axes.isShown = false
    let map = Rect(x: region.x, y: region.y + 1, width: region.width - 1, height: region.height - 1)
    guard !map.isEmpty else { return }
    drawMap(run, in: map, axes: axes, labelled: false, of: &buffer, look: look)
  }

  /// What is said about the one that is chosen.
  func drawWordsOfAll(in region: Rect, of buffer: inout Buffer, look: Look) {
    let separated = runs.count { $0.hasConverged(at: shownStep) }
    let name = gate.title == gate.formula ? gate.formula : "\(gate.title), \(gate.formula)"
    let line = run(gate).moment(at: shownStep).line(settings.variant)
    let inner = Panel(
      title: "\(name): \(Self.numbers(line))",
      figure: "\(separated) of \(runs.count) separated",
      figureRole: separated == 14 ? .good : .accent,
      footer: "o alone · Enter: a network learns it"
    ).draw(in: region, of: &buffer, look: look)
    Paragraph(words(gate).verdict.spelled(for: look))
      .draw(in: inner.inset(horizontal: 1, vertical: 0), of: &buffer, look: look)
  }
}
