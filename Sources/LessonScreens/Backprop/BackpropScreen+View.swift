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

  /// The panels' places.
  public func layout(in body: Rect) -> [PlacedPanel<PanelID>] {
    let rows = body.rows(.share(body.height < 20 ? 0.8 : 1), .share(1))
    let side = body.width < 76 ? 24 : min(44, body.width * 3 / 10)
    let top = rows[0].columns(.share(1), .fixed(side))
    let low = rows[1].columns(.share(1), .fixed(side))
    return [
      PlacedPanel(.graph, top[0]), PlacedPanel(.walk, top[1]), PlacedPanel(.operation, low[0]),
      PlacedPanel(.numbers, low[1]),
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
      walkTable.draw(in: inner, of: &buffer, look: look)
    case .operation: drawOperation(in: region, of: &buffer, look: look)
    case .numbers:
      let inner = frame(.numbers, "numbers", footer: changes == 0 ? "" : "\(changes) changed").draw(
        in: region,
        of: &buffer,
        look: look
      )
      numberTable.draw(in: inner, of: &buffer, look: look)
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

  var walkTable: Table {
    let rows = lesson.walk.operations.enumerated().map { index, operation -> [StyledText] in
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
    return Table(
      columns: [.init("", .left), .init("", .left)],
      rows: rows,
      selectedRow: lesson.index,
      showsHeader: false
    )
  }

  // MARK: Numbers

  var numberTable: Table {
    let rows = lesson.quantities.map { quantity in
      [StyledText(lesson.name(quantity), .title), StyledText(NeuronScreen.number(lesson.value(quantity), 5), .accent)]
    }
    return Table(
      columns: [.init("", .left), .init("")],
      rows: rows,
      selectedRow: shell.panel == .numbers ? quantity : nil,
      showsHeader: false
    )
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
    let wanted = 1 + operation.values.count + (operation.numeric == nil ? 0 : 1)
    let noteHeight = min(note.count, max(0, inner.height - min(wanted, max(3, inner.height - 3))))
    let rows = inner.rows(.fixed(1), .share(1), .fixed(noteHeight))
    formula.draw(in: rows[0], of: &buffer, look: look)
    operationTable(width: inner.width, look).draw(in: rows[1], of: &buffer, look: look)
    note.draw(in: rows[2], of: &buffer, look: look)
  }

  private func operationTable(width: Int, _ look: Look) -> Table {
    let operation = lesson.operation
    let walk = lesson.walk
    let rows = operation.values.indices.dropFirst(min(scroll, operation.values.count - 1)).map {
      index -> [StyledText] in
      var cells = [
        StyledText(walk.elementName(of: operation, index), .title),
        StyledText("= " + walk.numbers(of: operation, element: index), .text).spelled(for: look),
        StyledText("= " + NeuronScreen.number(operation.values[index], 6), .accent),
      ]
      if let numeric = operation.numeric { cells.append(StyledText(NeuronScreen.number(numeric[index], 6), .muted)) }
      return cells
    }
    // The formula in numbers takes what the others leave, and its end gives way.
    let name = operation.values.indices.map { walk.elementName(of: operation, $0).unicodeScalars.count }.max() ?? 0
    let gap = 1
    let fixed = name + 12 + (operation.numeric == nil ? 0 : 14) + 3 * gap
    let longest = rows.map { $0[1].count }.max() ?? 0
    let room = max(6, min(longest, width - fixed))
    var columns: [Table.Column] = [.init("", .left), .init("", .left, width: room), .init("", .left)]
    if operation.numeric != nil { columns.append(.init(width < 50 ? "finite" : "finite diff.", .right)) }
    return Table(columns: columns, rows: Array(rows), gap: gap, showsHeader: operation.numeric != nil)
  }

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
        "  (L(θ + h) − L(θ − h)) / 2h: the number is moved a little both ways and the rest of the pass is computed again. They know nothing of the chain rule, so they check it."
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
