import Lessons
import NeuralNet
import Plots
import Shell
import Terminal

extension BackpropScreen {
  /// The title line.
  public var heading: Heading {
    let state = lesson.state
    let shape = state.network.architecture.layerSizes.map(String.init).joined(separator: "-")
    let sample = state.samples.count == 1 ? "" : ", sample \(state.sampleIndex + 1) of \(state.samples.count)"
    let mark = playback.isPlaying ? StyledText("▶ ", .good) : StyledText("‖ ", .warning)
    return Heading(
      "backprop",
      details: [shape, state.network.architecture.hiddenActivation.displayName, state.loss.displayName],
      status: mark
        + StyledText(
          "pass \(NumberFormat.grouped.string(state.pass + 1))\(sample), step \(lesson.index + 1) of \(count)"
        )
    )
  }

  /// The panels' places: formulas and numbers take what they need, the graph and the walk the rest.
  public func layout(in body: Rect) -> [PlacedPanel<PanelID>] {
    let side = body.width < 76 ? 24 : min(44, body.width * 3 / 10)
    let columns = body.columns(.share(1), .fixed(side))
    let least = body.height < 20 ? body.height * 5 / 9 : body.height / 2
    // Border, formula, header, a line for each element of the largest result, a blank line, and a note.
    let longest = lesson.walk.operations.map(\.values.count).max() ?? 1
    let low = body.height < 20 ? least : min(least, max(10, longest + 8))
    let left = columns[0].rows(.share(1), .fixed(low))
    let numbers = min(least, lesson.quantities.count + 2)
    let right = columns[1].rows(.share(1), .fixed(max(numbers, body.height - count - 2)))
    return [
      PlacedPanel(.graph, left[0]), PlacedPanel(.walk, right[0]), PlacedPanel(.operation, left[1]),
      PlacedPanel(.numbers, right[1]),
    ]
  }

  /// Draws a panel.
  public func draw(_ panel: PanelID, in region: Rect, of buffer: inout Buffer, look: Look) {
    switch panel {
    case .graph: drawGraph(in: region, of: &buffer, look: look)
    case .walk:
      let inner = frame(.walk, "walk", figure: "L \(NeuronScreen.number(lesson.walk.loss, 4))").draw(
        in: region,
        of: &buffer,
        look: look
      )
      walkTable(inner.height).spelled(for: look).draw(in: inner, of: &buffer, look: look)
    case .operation: drawOperation(in: region, of: &buffer, look: look)
    case .numbers:
      let inner = frame(.numbers, "numbers", footer: changes == 0 ? "" : "\(changes) changed").draw(
        in: region,
        of: &buffer,
        look: look
      )
      numberTable(inner.height).spelled(for: look).draw(in: inner, of: &buffer, look: look)
    }
  }

  // MARK: Graph

  private func drawGraph(in region: Rect, of buffer: inout Buffer, look: Look) {
    let operation = lesson.operation
    let phase = Walk.title(operation.phase)
    let inner = frame(.graph, "network", figure: phase).draw(in: region, of: &buffer, look: look)
    let chosen = shell.panel == .numbers ? lesson.quantities[quantity] : nil
    WalkGraph(walk: lesson.walk, index: lesson.index, chosen: chosen).draw(in: inner, of: &buffer, look: look)
  }

  // MARK: Walk

  func walkTable(_ height: Int) -> Table {
    Table(
      columns: [.init("", .left), .init("", .left)],
      count: count,
      selectedRow: lesson.index,
      height: height,
      showsHeader: false
    ) { walkRow($0) }
  }

  private func walkRow(_ index: Int) -> [StyledText] {
    let operation = lesson.walk.operations[index]
    let isDone = index <= lesson.index
    let values =
      operation.values.prefix(2).map { NeuronScreen.number($0, 3) }.joined(separator: " ")
      + (operation.values.count > 2 ? " …" : "")
    let symbol =
      switch operation.phase {
      case .update, .check: operation.symbol + " new"
      default: operation.symbol
      }
    return [
      StyledText(symbol, index == lesson.index ? .accent : isDone ? .title : .muted),
      StyledText(isDone ? values : "", isDone ? .text : .muted),
    ]
  }

  // MARK: Numbers

  func numberTable(_ height: Int) -> Table {
    let quantities = lesson.quantities
    return Table(
      columns: [.init("", .left), .init("")],
      count: quantities.count,
      selectedRow: shell.panel == .numbers ? quantity : nil,
      height: height,
      showsHeader: false
    ) { index in
      [
        StyledText(lesson.name(quantities[index]), .title),
        StyledText(NeuronScreen.number(lesson.value(quantities[index]), 5), .accent),
      ]
    }
  }

  // MARK: Operation

  private func drawOperation(in region: Rect, of buffer: inout Buffer, look: Look) {
    let operation = lesson.operation
    let inner = frame(.operation, operation.symbol, figure: operation.shapeText, padding: 1)
      .draw(in: region, of: &buffer, look: look)
    let note =
      lesson.walk.note(on: operation).map { StyledText($0, .muted).spelled(for: look).wrapped(width: inner.width) }
      ?? []
    let formula = StyledText(operation.formula, .title, .bold).spelled(for: look)
    let wanted = 1 + resultHeight(in: inner.size, look)
    // Of a note there is more behind e, so it gives way where there is little room.
    let least = inner.height < 8 ? wanted : min(wanted, inner.height - 3)
    let noteHeight = min(note.count, max(0, inner.height - least))
    let rows = inner.rows(.fixed(1), .share(1), .fixed(noteHeight))
    formula.draw(in: rows[0], of: &buffer, look: look)
    drawResult(in: rows[1], of: &buffer, look: look)
    note.draw(in: rows[2], of: &buffer, look: look)
  }

  /// The result element by element: as a table, or below one another where a formula with its numbers is too long for that.
  private func drawResult(in region: Rect, of buffer: inout Buffer, look: Look) {
    let table = operationTable(region.height, look)
    if fits(table, width: region.width) { return table.draw(in: region, of: &buffer, look: look) }
    resultLines(region.size, look).draw(in: region, of: &buffer, look: look)
  }

  /// How many rows the result takes of so many.
  private func resultHeight(in room: Size, _ look: Look) -> Int {
    let table = operationTable(room.height, look)
    return fits(table, width: room.width)
      ? table.rows.count + (table.showsHeader ? 1 : 0) : resultLines(room, look).count
  }

  private func fits(_ table: Table, width: Int) -> Bool {
    let widths = table.columns.enumerated().map { index, column in
      table.rows.reduce(column.title.unicodeScalars.count) { max($0, $1[index].count) }
    }
    return widths.reduce(widths.count - 1, +) <= width
  }

  private func operationTable(_ height: Int, _ look: Look) -> Table {
    let hasNumeric = lesson.operation.numeric != nil
    let rows = shownElements(height).map { index in
      elementCells(index).map { $0.spelled(for: look) }
    }
    var columns: [Table.Column] = [.init("", .left), .init("", .left), .init("", .left)]
    if hasNumeric { columns.append(.init("finite diff.")) }
    return Table(columns: columns, rows: Array(rows), gap: 1, showsHeader: hasNumeric)
  }

  private func resultLines(_ room: Size, _ look: Look) -> [StyledText] {
    let width = room.width
    return shownElements(room.height).flatMap { index -> [StyledText] in
      let cells = elementCells(index)
      let formula = (cells[0] + StyledText(" ") + cells[1]).spelled(for: look).wrapped(width: width, indent: 2)
      var result = StyledText("  ") + cells[2]
      if cells.count > 3 { result += StyledText("   finite diff. ", .muted) + cells[3] }
      let lines =
        result.count <= width
        ? [result] : [StyledText("  ") + cells[2], StyledText("  finite diff. ", .muted) + cells[3]]
      return formula + lines.map { $0.spelled(for: look) }
    }
  }

  /// The elements from the first that is shown, no more than there are rows: each takes one at the least.
  private func shownElements(_ height: Int) -> Range<Int> {
    let count = lesson.operation.values.count
    let first = min(scroll, count - 1)
    return first..<min(count, first + max(1, height))
  }

  /// Name, formula in numbers, result, and the finite difference of a gradient.
  private func elementCells(_ index: Int) -> [StyledText] {
    let operation = lesson.operation
    var cells = [
      StyledText(lesson.walk.elementName(of: operation, index), .title),
      StyledText("= " + lesson.walk.numbers(of: operation, element: index), .text),
      StyledText("= " + NeuronScreen.number(operation.values[index], 6), .accent),
    ]
    if let numeric = operation.numeric { cells.append(StyledText(NeuronScreen.number(numeric[index], 6), .muted)) }
    return cells
  }

  /// There is always an operation to explain.
  public var canExplain: Bool { true }

  /// What `e` shows.
  public var explanation: Explanation? {
    let operation = lesson.operation
    let walk = lesson.walk
    var lines: [StyledText] = [
      StyledText(operation.formula, .title, .bold),
      StyledText("  shape \(operation.shapeText); a batch is one sample, so rows are samples", .muted),
    ]
    for index in operation.values.indices {
      var line = StyledText(
        "  \(walk.elementName(of: operation, index)) = \(walk.numbers(of: operation, element: index)) = "
      )
      line.append(NeuronScreen.number(operation.values[index], 8), .accent)
      if let numeric = operation.numeric {
        line.append("   finite difference \(NeuronScreen.number(numeric[index], 8))", .muted)
      }
      lines.append(line)
    }
    if let note = walk.note(on: operation) { lines += [StyledText(), StyledText(note)] }
    if let other = walk.perceptronStyleDelta, let delta = walk["delta\(lesson.state.network.architecture.layers.count)"]
    {
      lines += [
        StyledText(), StyledText("Two deltas", .title, .bold),
        StyledText("  true, dL/dz: \(delta.values.map { NeuronScreen.number($0, 6) }.joined(separator: ", "))"),
        StyledText(
          "  perceptron style, (y − ŷ)·f′: \(other.map { NeuronScreen.number($0, 6) }.joined(separator: ", "))"
        ),
        StyledText("  The second lacks the factor 2 of the squared error's derivative, and is added, not subtracted."),
      ]
    }
    lines += [
      StyledText(), StyledText("Finite differences", .title, .bold),
      StyledText(
        "  (L(θ + h) − L(θ − h)) / 2h: the number is moved a little both ways and the rest of the pass is computed again. This does not use the chain rule, so it checks the gradients."
      ),
    ]
    return Explanation("explain: \(operation.symbol), with its numbers", lines)
  }

  // MARK: Text

  /// The panels that stand in a text.
  public var textPanels: [PanelID] { [] }

  /// The text.
  public func summary() -> [StyledText] { lesson.walk.text.map { StyledText($0) } }
}
