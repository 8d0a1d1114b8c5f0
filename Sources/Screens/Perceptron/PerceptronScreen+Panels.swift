import Datasets
import NeuralNet
import Plots
import Terminal

extension PerceptronScreen {
  /// The words about a function's state on show.
  func words(_ gate: LogicGate) -> PerceptronWords {
    PerceptronWords(run: run(gate), settings: settings, step: shownStep)
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
    let line = run.moment(at: shownStep).line(settings.variant)
    let right = run.rightCount(line)
    var axes = Self.plane
    axes.isShown = region.width >= 30 && region.height >= 12
    let inner = Panel(title: "").inner(of: region)
    let isAlone = layout.places.count { if case .plane = $0.place { true } else { false } } == 1
    let place = page == .gates && slots.count > 1 && isAlone ? " \(slot + 1)/\(slots.count)" : ""
    let name = gate.title == gate.formula ? gate.formula : "\(gate.title)  \(gate.formula)"
    panel(
      name + place,
      figure: "\(right)/\(run.targets.count) \(run.hasConverged(at: shownStep) ? "✓" : "right")",
      role: right == run.targets.count ? .good : .warning,
      footer: reading(line, in: inner, axes) ?? Self.numbers(line),
      isFocused: focusedPanel == .plane && (page == .all || slot == focusedSlot)
    ).draw(in: region, of: &buffer, look: look)
    drawMap(run, in: inner, axes: axes, labelled: true, of: &buffer, look: look)
  }

  /// Weights and bias.
  static func numbers(_ line: Boundary) -> String {
    let number = NumberFormat.compact
    return "w₁ \(number.string(line.w1))  w₂ \(number.string(line.w2))  b \(number.string(line.b))"
  }

  /// The value under the mouse.
  private func reading(_ line: Boundary, in inner: Rect, _ axes: PlaneAxes) -> String? {
    guard let pointer, inner.contains(pointer) else { return nil }
    let map = HeatMap(field: Field(width: 0, height: 0, values: []), axes: axes, range: 0...1)
    guard let place = map.place(at: pointer, in: inner) else { return nil }
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
    let line = moment.line(settings.variant)
    let size = HeatMap.sampleSize(in: inner, axes: axes, look: look)
    guard size.width > 0, size.height > 0 else { return }
    let field = axes.field(size) { x, y in Double(line.predict(SIMD2(x, y))) }
    var lines: [PlaneLine] = []
    if labelled {
      // Where the line was before the sample, so that its move is seen.
      let before = run.momentBefore(shownStep).line(settings.variant)
      if shownStep <= run.stepCount, before != line {
        lines += Self.boundary(before, axes, stroke: .dotted, role: .muted)
      }
      if settings.variant != .classic {
        lines += Self.boundary(moment.classic, axes, stroke: .dashed, role: .muted)
      }
    }
    lines += Self.boundary(line, axes, stroke: .solid, role: .title)
    if labelled, let arrow = Self.arrow(line) { lines.append(arrow) }
    let sample = shownStep <= run.stepCount ? run.sample(at: shownStep) : nil
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
  private static func arrow(_ line: Boundary) -> PlaneLine? {
    guard line.norm > 0, let distance = line.distance(to: SIMD2(0.5, 0.5)) else { return nil }
    let direction = SIMD2(line.w1, line.w2) / line.norm
    let foot = SIMD2(0.5, 0.5) - distance * direction
    guard plane.x.contains(foot.x), plane.y.contains(foot.y) else { return nil }
    let tip = foot + 0.3 * direction
    return PlaneLine(from: (foot.x, foot.y), to: (tip.x, tip.y), role: .accent, hasHead: true)
  }

  /// The ends of the map's scale: calm colours where there are many, few glyphs where there are none.
  static func shades(_ look: Look) -> ClosedRange<Double> {
    if look.hasGradients { return -0.6...1.6 }
    return look.isMono ? 0...3 : -1...2
  }

  // MARK: Errors

  func drawErrors(slot: Int, in region: Rect, of buffer: inout Buffer, look: Look) {
    let gate = gate(inSlot: slot)
    let run = run(gate)
    let errors = run.errorsPerEpoch
    let inner = Panel(title: "").inner(of: region)
    var chart = LineChart(
      series: [
        ChartSeries(
          "errors",
          points: errors.enumerated().map { ChartPoint(Double($0.offset + 1), Double($0.element)) },
          role: run.hasConverged ? .good : .series(1)
        )
      ],
      xAxis: Axis(limits: AxisLimits.rounded(0...Double(max(10, errors.count))), label: "epoch"),
      // So low a plot has room for two ticks, and 0 and 5 are two.
      yAxis: Axis(limits: 0...Double(inner.height < 9 ? 5 : run.targets.count)),
      legend: .never
    )
    let hovered = pointer.flatMap { point in
      inner.contains(point) ? chart.xValue(atColumn: point.x, in: inner, look: look) : nil
    }
    let shownEpoch = min(shownStep, run.stepCount) / run.targets.count
    let epoch = hovered.map { min(max(1, Int($0.rounded())), errors.count) } ?? (rewoundStep == nil ? nil : shownEpoch)
    if let epoch, epoch > 0 || rewoundStep != nil { chart.cursor = Double(epoch) }
    let shown = epoch ?? errors.count
    let isKnown = errors.indices.contains(shown - 1)
    let whose = region.width >= 34 ? "\(gate.title): " : ""
    panel(
      "\(whose)errors per epoch",
      figure: isKnown ? "\(errors[shown - 1])" : "",
      role: isKnown && errors[shown - 1] == 0 ? .good : .warning,
      footer: isKnown && epoch != nil ? "epoch \(shown): \(errors[shown - 1])" : "",
      isFocused: focusedPanel == .errors && (page == .all || slot == focusedSlot)
    ).draw(in: region, of: &buffer, look: look)
    chart.draw(in: inner, of: &buffer, look: look)
  }

  // MARK: The rule

  func drawRule(in region: Rect, of buffer: inout Buffer, look: Look) {
    let words = words(gate)
    let isWide = region.width >= 60
    let inner = panel(
      isWide ? "\(gate.title) · \(words.title)" : words.title,
      isFocused: focusedPanel == .rule
    ).draw(in: region, of: &buffer, look: look).inset(horizontal: 1, vertical: 0)
    var text = StyledText()
    // The formulas speak for themselves where their names would break them.
    let isNarrow = inner.width < 38
    for line in words.rule { text += (isNarrow ? StyledText(Array(line.spans.dropFirst())) : line) + "\n" }
    let gap = inner.height > Paragraph(text).height(width: inner.width) + 4 ? "\n" : ""
    text += StyledText(gap) + words.verdict
    Paragraph(text.spelled(for: look)).draw(in: inner, of: &buffer, look: look)
  }

  // MARK: Truth table

  func drawTruth(in region: Rect, of buffer: inout Buffer, look: Look) {
    let run = run(gate)
    let line = run.moment(at: shownStep).line(settings.variant)
    let right = run.rightCount(line)
    let inner = panel(
      region.width >= 34 ? "\(gate.title): truth table" : "truth table",
      figure: "\(right)/\(run.targets.count)",
      role: right == run.targets.count ? .good : .warning,
      footer: "1-4 flip a target",
      isFocused: focusedPanel == .truth
    ).draw(in: region, of: &buffer, look: look)
    truthTable(width: inner.width).draw(in: inner, of: &buffer, look: look)
  }

  private func truthTable(width: Int) -> Table {
    let run = run(gate)
    let line = run.moment(at: shownStep).line(settings.variant)
    let isWide = width >= 36
    let columns: [Table.Column] = [
      .init(""), .init("x₁"), .init("x₂"), .init(isWide ? "target" : "t"), .init("z"), .init("ŷ"), .init("", .left),
    ]
    let rows = run.targets.indices.map { row -> [StyledText] in
      let point = PerceptronRun.points[row]
      let isRight = line.predict(point) == run.targets[row]
      return [
        StyledText("\(row + 1)", .muted),
        StyledText(NumberFormat.compact.string(point.x)), StyledText(NumberFormat.compact.string(point.y)),
        StyledText("\(run.targets[row])"), StyledText(NumberFormat.compact.string(line.sum(point))),
        StyledText("\(line.predict(point))", .accent),
        isRight ? StyledText(isWide ? "✓ right" : "✓", .good) : StyledText(isWide ? "✗ wrong" : "✗", .bad, .bold),
      ]
    }
    let sample = shownStep <= run.stepCount ? run.sample(at: shownStep) : nil
    return Table(columns: columns, rows: rows, selectedRow: sample, gap: width >= 30 ? 2 : 1)
  }

  func truthRow(at point: Point, in region: Rect) -> Int? {
    let inner = Panel(title: "").inner(of: region)
    return truthTable(width: inner.width).row(atScreenRow: point.y, in: inner)
  }
}
