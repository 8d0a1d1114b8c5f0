import Datasets
import NeuralNet
import Plots
import Shell
import Terminal

extension PerceptronScreen {
  /// The words about a function's state on show.
  func words(_ gate: LogicGate) -> PerceptronWords {
    PerceptronWords(run: run(gate), settings: options, step: shownStep)
  }

  private func panel(_ title: String, figure: String = "", role: Role = .accent, footer: String = "", isFocused: Bool)
    -> Panel
  {
    Panel(title: title, figure: figure, figureRole: role, footer: footer, isFocused: isFocused)
  }

  // MARK: The plane

  /// A function in its place: the place of a slot, or the zoomed one of all sixteen.
  func gate(inSlot slot: Int) -> LogicGate { page == .all ? selectedGate : slots[slot] }

  func drawPlane(slot: Int, in region: Rect, of buffer: inout Buffer, look: Look) {
    let gate = gate(inSlot: slot)
    let run = run(gate)
    let line = run.moment(at: shownStep).line(options.variant)
    let right = run.rightCount(line)
    let (inner, legend) = planeParts(region)
    let fit = Self.fit(inner)
    let isAlone = panels.count { if case .plane = $0.panel { true } else { false } } == 1
    let place = page == .gates && slots.count > 1 && isAlone ? " \(slot + 1)/\(slots.count)" : ""
    let figure = "\(right)/\(run.targets.count) \(standing(run))"
    let full = gate.title == gate.formula ? gate.formula : "\(gate.title)  \(gate.formula)"
    let fits = full.unicodeScalars.count + place.count + figure.count + 8 <= region.width
    let owned = "\(options.variant.owner) \(Self.numbers(line))"
    let isOwned = options.variant != .classic && owned.unicodeScalars.count + 6 <= region.width
    let numbers = isOwned ? owned : Self.numbers(line)
    panel(
      (fits ? full : gate.title) + place,
      figure: figure,
      role: right == run.targets.count ? .good : run.gate.isLinearlySeparable ? .warning : .bad,
      footer: reading(line, fit) ?? numbers,
      isFocused: shell.panel == .plane(slot: slot)
    ).draw(in: region, of: &buffer, look: look)
    legendOfLines(look).draw(in: legend.inset(horizontal: 1, vertical: 0), of: &buffer, look: look)
    drawMap(run, in: fit.region, axes: fit.axes, labelled: true, of: &buffer, look: look)
  }

  /// How a run stands, in a word: settled where an epoch passed without an error.
  func standing(_ run: PerceptronRun) -> String {
    if run.hasConverged(at: shownStep) { return "converged" }
    return run.gate.isLinearlySeparable ? "right" : "right, no line"
  }

  /// The map's room in a panel and the row that says which line is which: always where there is room, else where there are two.
  private func planeParts(_ region: Rect) -> (map: Rect, legend: Rect) {
    let inner = Panel(title: "").inner(of: region)
    let hasLegend = inner.height >= (options.variant == .classic ? 16 : 8)
    let rows = inner.rows(.share(1), .fixed(hasLegend ? 1 : 0))
    return (rows[0], rows[1])
  }

  /// The part of the plane that fits a panel's room.
  private static func fit(_ inner: Rect) -> PlaneFit {
    var axes = plane
    axes.isShown = inner.width >= 28 && inner.height >= 10
    return PlaneFit(axes, in: inner)
  }

  private func legendOfLines(_ look: Look) -> StyledText {
    let samples = look.isASCII ? ["***", "** ", "* *"] : ["──", "╌╌", "┈┈"]
    let isClassic = options.variant == .classic
    var text =
      StyledText(samples[0], .title, .bold) + StyledText(isClassic ? " line" : " \(options.variant.owner)", .muted)
    if !isClassic { text += StyledText("  \(samples[1])") + StyledText(" rule's", .muted) }
    text += StyledText("  \(samples[2])") + StyledText(" before", .muted)
    return isClassic ? text + StyledText(look.isASCII ? "  ->" : "  →", .accent) + StyledText(" w", .muted) : text
  }

  /// Weights and bias.
  static func numbers(_ line: Boundary) -> String {
    let number = NumberFormat.compact
    return "w₁ \(number.string(line.w1))  w₂ \(number.string(line.w2))  b \(number.string(line.b))"
  }

  /// The value under the mouse.
  private func reading(_ line: Boundary, _ fit: PlaneFit) -> String? {
    guard let pointer = shell.pointer, fit.region.contains(pointer) else { return nil }
    let map = HeatMap(field: Field(width: 0, height: 0, values: []), axes: fit.axes, range: 0...1)
    guard let place = map.place(at: pointer, in: fit.region) else { return nil }
    let point = SIMD2(place.x, place.y)
    let fixed = NumberFormat.fixed(2)
    return "(\(fixed.string(place.x)), \(fixed.string(place.y))) z \(NumberFormat.compact.string(line.sum(point)))"
      + " → \(line.predict(point))"
  }

  /// Regions, line, weight vector and points of a function.
  func drawMap(
    _ run: PerceptronRun,
    in inner: Rect,
    axes: PlaneAxes,
    labelled: Bool,
    of buffer: inout Buffer,
    look: Look
  ) {
    let moment = run.moment(at: shownStep)
    let line = moment.line(options.variant)
    let size = HeatMap.sampleSize(in: inner, axes: axes, look: look)
    guard size.width > 0, size.height > 0 else { return }
    let field = axes.field(size) { x, y in Double(line.predict(SIMD2(x, y))) }
    var lines: [PlaneLine] = []
    if labelled {
      // Where the line was before the sample, so that its move is seen.
      let before = run.momentBefore(shownStep).line(options.variant)
      if run.isUnderWay(at: shownStep), before != line {
        lines += Self.boundary(before, axes, stroke: .dotted, role: .muted)
      }
      if options.variant != .classic {
        lines += Self.boundary(moment.classic, axes, stroke: .dashed, role: .muted)
      }
    }
    lines += Self.boundary(line, axes, stroke: .solid, role: .title)
    if labelled, let arrow = Self.arrow(line, axes) { lines.append(arrow) }
    let sample = run.isUnderWay(at: shownStep) ? run.sample(at: shownStep) : nil
    let markers = run.targets.indices.map { row in
      let point = PerceptronRun.points[row]
      let isRight = line.predict(point) == run.targets[row]
      let mark = labelled && row == sample && !run.hasConverged(at: shownStep) ? " ◂" : ""
      return PlaneMarker(
        x: point.x,
        y: point.y,
        label: labelled ? "\(run.targets[row])\(mark)" : "",
        kind: isRight ? .right : .wrong
      )
    }
    HeatMap(field: field, axes: axes, range: Self.shades(look), lines: lines, markers: markers)
      .draw(in: inner, of: &buffer, look: look)
  }

  private static func boundary(_ line: Boundary, _ axes: PlaneAxes, stroke: Stroke, role: Role) -> [PlaneLine] {
    PlaneLine.boundary(line.w1, line.w2, line.b, in: axes, stroke: stroke, role: role).map { [$0] } ?? []
  }

  /// The direction of w, from the line's point nearest to the square's middle; nil without a line or far from the square.
  private static func arrow(_ line: Boundary, _ axes: PlaneAxes) -> PlaneLine? {
    guard line.norm > 0, let distance = line.distance(to: SIMD2(0.5, 0.5)) else { return nil }
    let direction = SIMD2(line.w1, line.w2) / line.norm
    let foot = SIMD2(0.5, 0.5) - distance * direction
    guard axes.x.contains(foot.x), axes.y.contains(foot.y) else { return nil }
    let tip = foot + 0.3 * direction
    return PlaneLine(from: (foot.x, foot.y), to: (tip.x, tip.y), role: .accent, hasHead: true)
  }

  /// The ends of the map's scale: calm colours where there are many, few glyphs where there are none.
  static func shades(_ look: Look) -> ClosedRange<Double> {
    if look.hasGradients { return -0.6...1.6 }
    return look.isMono ? 0...3 : -1...2
  }

  // MARK: The rule

  func drawRule(in region: Rect, of buffer: inout Buffer, look: Look) {
    let words = words(gate)
    let isWide = region.width >= 60
    let inner = panel(
      isWide ? "\(gate.title) · \(words.title)" : words.title,
      isFocused: shell.panel == .rule
    ).draw(in: region, of: &buffer, look: look).inset(horizontal: 1, vertical: 0)
    var rows: [StyledText] = []
    // As much as there is room for, and how the run stands in any case.
    for detail in PerceptronWords.Detail.allCases where inner.width >= 60 || detail != .full {
      let rule = words.ruleLines(detail, width: inner.width, look)
      let verdict = words.verdict(inner.width < 36 ? .least : .full).spelled(for: look).wrapped(width: inner.width)
      let gap = inner.height > rule.count + verdict.count + 4 ? [StyledText()] : []
      rows = rule + gap + verdict
      if rows.count <= inner.height { break }
    }
    rows.draw(in: inner, of: &buffer, look: look)
  }

  // MARK: Truth table

  func drawTruth(in region: Rect, of buffer: inout Buffer, look: Look) {
    let run = run(gate)
    let line = run.moment(at: shownStep).line(options.variant)
    let right = run.rightCount(line)
    let whose = options.variant == .classic ? "" : " of \(options.variant.lineName)"
    let title = "\(gate.title): truth table\(whose)"
    let short = options.variant == .classic ? "truth table" : options.variant.lineName
    let inner = panel(
      title.unicodeScalars.count + 12 <= region.width ? title : short,
      figure: "\(right)/\(run.targets.count)",
      role: right == run.targets.count ? .good : .warning,
      footer: "1-4 flip a target",
      isFocused: shell.panel == .truth
    ).draw(in: region, of: &buffer, look: look)
    truthTable(width: inner.width, look).draw(in: inner, of: &buffer, look: look)
  }

  private func truthTable(width: Int, _ look: Look) -> Table {
    let run = run(gate)
    let line = run.moment(at: shownStep).line(options.variant)
    let isWide = width >= 36
    var columns: [Table.Column] = [
      .init(""), .init("x₁"), .init("x₂"), .init(width >= 46 ? "target" : "t"), .init("z"),
      .init(look.isASCII ? "y^" : "ŷ"),
      .init("", .left),
    ]
    if isWide { columns[6].title = "  must hold" }
    let demands = words(gate).demands
    let rows = run.targets.indices.map { row -> [StyledText] in
      let point = PerceptronRun.points[row]
      let isRight = line.predict(point) == run.targets[row]
      return [
        StyledText("\(row + 1)", .muted),
        StyledText(NumberFormat.compact.string(point.x)), StyledText(NumberFormat.compact.string(point.y)),
        StyledText("\(run.targets[row])"), StyledText(NumberFormat.compact.string(line.sum(point))),
        StyledText("\(line.predict(point))", .accent),
        StyledText(isRight ? "✓" : "✗", isRight ? .good : .bad, isRight ? [] : .bold)
          + StyledText(isWide ? " \(demands[row].text)" : "", isRight ? .muted : .text).spelled(for: look),
      ]
    }
    let sample = run.isUnderWay(at: shownStep) ? run.sample(at: shownStep) : nil
    return Table(columns: columns, rows: rows, selectedRow: sample, gap: width >= 30 ? 2 : 1)
  }

  func truthRow(at point: Point, in region: Rect) -> Int? {
    let inner = Panel(title: "").inner(of: region)
    return truthTable(width: inner.width, Look()).row(atScreenRow: point.y, in: inner)
  }
}
