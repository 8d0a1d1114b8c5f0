import Plots
import Shell
import TensorFiles
import TensorLab
import Terminal

extension TensorsScreen {
  /// The title line.
  public var heading: Heading {
    switch page {
    case .arrays:
      let line = entry?.line ?? ""
      let count = steps.count
      return Heading(
        "tensors",
        details: [line.unicodeScalars.count <= 60 ? line : String(line.prefix(59)) + "…"],
        status: count > 0 ? StyledText("operation \(stepIndex + 1) of \(count)", .muted) : ""
      )
    case .module:
      let grouped = NumberFormat.grouped
      return Heading(
        "tensors",
        details: [source.title],
        status: StyledText("\(grouped.string(source.parameterCount)) parameters", .accent)
      )
    }
  }

  /// Where the panels are.
  public func layout(in body: Rect) -> [PlacedPanel<PanelID>] {
    page == .arrays ? arrays(in: body) : modules(in: body)
  }

  private func arrays(in body: Rect) -> [PlacedPanel<PanelID>] {
    if entry?.fault != nil {
      let rows = body.rows(.share(1), .atLeast(4, share: 0.4))
      return [PlacedPanel(.words, rows[0]), .init(.lines, rows[1])]
    }
    let rows = body.rows(.share(1.4), .atLeast(7, share: 1))
    let bottom = rows[1].columns(.share(1.3), .share(1))
    let below = [PlacedPanel(PanelID.words, bottom[0]), .init(.lines, bottom[1])]
    switch step?.operands.count ?? 0 {
    case 0: return [PlacedPanel(.result, rows[0])] + below
    case 1:
      let top = rows[0].columns(.share(1), .share(1))
      return [PlacedPanel(.first, top[0]), .init(.result, top[1])] + below
    default:
      let top = rows[0].columns(.share(1), .share(1), .share(1))
      return [PlacedPanel(.first, top[0]), .init(.second, top[1]), .init(.result, top[2])] + below
    }
  }

  private func modules(in body: Rect) -> [PlacedPanel<PanelID>] {
    if body.width >= 100 {
      let columns = body.columns(.share(1.4), .share(1))
      let right = columns[1].rows(.share(1), .share(1))
      return [PlacedPanel(.modules, columns[0]), .init(.tensors, right[0]), .init(.figures, right[1])]
    }
    let rows = body.rows(.share(1), .share(1))
    let bottom = rows[1].columns(.share(1), .share(1.1))
    return [PlacedPanel(.modules, rows[0]), .init(.tensors, bottom[0]), .init(.figures, bottom[1])]
  }

  /// Draws a panel.
  public func draw(_ panel: PanelID, in region: Rect, of buffer: inout Buffer, look: Look) {
    switch panel {
    case .first: drawOperand(0, panel, in: region, of: &buffer, look: look)
    case .second: drawOperand(1, panel, in: region, of: &buffer, look: look)
    case .result: drawResult(in: region, of: &buffer, look: look)
    case .words: drawWords(in: region, of: &buffer, look: look)
    case .lines: drawLines(in: region, of: &buffer, look: look)
    case .modules: drawModules(in: region, of: &buffer, look: look)
    case .tensors: drawTensors(in: region, of: &buffer, look: look)
    case .figures: drawFigures(in: region, of: &buffer, look: look)
    }
  }

  // MARK: Arrays

  /// Which operand a panel shows: of a list that is stacked that which holds the cell.
  private func operandIndex(_ slot: Int, _ step: TensorStep) -> Int {
    guard case .stacking = step.operation, step.operands.count > 2, slot == 0 else { return slot }
    return step.sources(of: cell).firstIndex { !$0.isEmpty } ?? 0
  }

  private func drawOperand(_ slot: Int, _ panel: PanelID, in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let step, step.operands.indices.contains(slot) else { return }
    let index = operandIndex(slot, step)
    let operand = step.operands[index]
    let shape = NDArray.text(operand.array.shape)
    var grid = ArrayGrid(operand.array, marked: step.result.count > 0 ? step.sources(of: cell)[index] : [])
    var figure = shape
    if case .elementwise(_, let broadcasting) = step.operation, broadcasting.stretches(operand: index),
      step.result.count > 0
    {
      grid = ArrayGrid(operand.array, stretchedBy: broadcasting, operand: index, marked: cell)
      figure = "\(shape) → \(NDArray.text(broadcasting.shape))"
    } else if case .stretching(let broadcasting) = step.operation, step.result.count > 0 {
      grid = ArrayGrid(operand.array, stretchedBy: broadcasting, operand: 0, marked: cell)
      figure = "\(shape) → \(NDArray.text(broadcasting.shape))"
    }
    let inner = frame(panel, operand.text, figure: figure, footer: operand.array.elementType.rawValue)
      .draw(in: region, of: &buffer, look: look).inset(horizontal: 1, vertical: 0)
    grid.draw(in: inner, of: &buffer, look: look)
  }

  private func drawResult(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let result else {
      let inner = frame(.result, "result").draw(in: region, of: &buffer, look: look).inset(horizontal: 1, vertical: 0)
      let words: StyledText =
        switch entry?.results.last?.value {
        case .elementType(let type): StyledText(type.rawValue, .accent)
        case .array, nil: StyledText("no result", .muted)
        case .some(.none): StyledText("None", .muted)
        }
      return words.draw(in: inner, of: &buffer, look: look)
    }
    let title = step?.text ?? entry?.results.last?.text ?? ""
    let inner = frame(
      .result,
      title,
      figure: NDArray.text(result.shape),
      footer: result.elementType.rawValue
    ).draw(in: region, of: &buffer, look: look).inset(horizontal: 1, vertical: 0)
    ArrayGrid(result, marked: [cell]).draw(in: inner, of: &buffer, look: look)
  }

  private func drawWords(in region: Rect, of buffer: inout Buffer, look: Look) {
    let title = entry?.fault == nil ? "how this element is computed" : "what does not fit"
    let inner = frame(.words, title).draw(in: region, of: &buffer, look: look).inset(horizontal: 1, vertical: 0)
    TensorsWords(self).lines(width: inner.width).flatMap {
      $0.spelled(for: look).wrapped(width: inner.width, indent: $0.indentation)
    }.draw(in: inner, of: &buffer, look: look)
  }

  func firstLine(height: Int) -> Int { min(max(0, chosen - height / 2), max(0, entries.count - height)) }

  private func drawLines(in region: Rect, of buffer: inout Buffer, look: Look) {
    let names = interpreter.names.keys.sorted()
    let inner = frame(.lines, "lines", footer: names.isEmpty ? "" : names.joined(separator: " "))
      .draw(in: region, of: &buffer, look: look).inset(horizontal: 1, vertical: 0)
    let first = firstLine(height: inner.height)
    for (offset, entry) in entries.dropFirst(first).prefix(inner.height).enumerated() {
      let row = Rect(x: inner.x, y: inner.y + offset, width: inner.width, height: 1)
      let isChosen = first + offset == chosen
      if isChosen { buffer.fill(row, Cell(" ", look.style(.selection))) }
      StyledText(
        (isChosen ? "› " : "  ") + entry.line,
        entry.fault == nil ? (isChosen ? .title : .text) : .bad
      ).draw(in: row, of: &buffer, look: look)
    }
  }

  // MARK: Modules

  func firstModule(height: Int) -> Int { min(max(0, module - height / 2), max(0, source.modules.count - height)) }

  private func drawModules(in region: Rect, of buffer: inout Buffer, look: Look) {
    let grouped = NumberFormat.grouped
    let inner = frame(.modules, "module", figure: grouped.string(source.parameterCount))
      .draw(in: region, of: &buffer, look: look).inset(horizontal: 1, vertical: 0)
    let first = firstModule(height: inner.height)
    for (offset, line) in source.modules.dropFirst(first).prefix(inner.height).enumerated() {
      let row = Rect(x: inner.x, y: inner.y + offset, width: inner.width, height: 1)
      let isChosen = first + offset == module
      if isChosen { buffer.fill(row, Cell(" ", look.style(.selection))) }
      let space = String(repeating: " ", count: min(16, 2 * line.depth))
      let name = line.depth == 0 ? "whole" : "(\(line.name))"
      let count = grouped.string(line.parameterCount)
      let text = StyledText(space + name + " ", isChosen ? .title : .text) + StyledText(line.description, .accent)
      let left = Rect(x: row.x, y: row.y, width: max(0, row.width - count.count - 1), height: 1)
      text.draw(in: left, of: &buffer, look: look)
      StyledText(count, .muted).draw(in: row, of: &buffer, look: look, alignment: .right)
    }
  }

  /// The tensors of the chosen module.
  var tensorTable: Table {
    let number = NumberFormat.significant(3)
    let shown = source.tensors(of: module)
    let rows = shown.map { index -> [StyledText] in
      let tensor = source.tensors[index]
      let start = [
        StyledText(tensor.name, .title), StyledText(tensor.typeName, .muted), StyledText(NDArray.text(tensor.shape)),
      ]
      // What was read in part is no figure of the whole.
      guard let statistics = tensor.statistics, tensor.progress == nil else {
        return start + (tensor.progress == nil ? [] : [StyledText("…", .muted)])
      }
      return start + [
        StyledText(number.string(statistics.minimum)), StyledText(number.string(statistics.mean), .accent),
        StyledText(number.string(statistics.maximum)),
        StyledText("\(statistics.nanCount)", statistics.nanCount > 0 ? .bad : .muted),
      ]
    }
    return Table(
      columns: [
        .init("name", .left), .init("type", .left), .init("shape", .left), .init("min", isOptional: true),
        .init("mean", isOptional: true), .init("max", isOptional: true), .init("NaN", isOptional: true),
      ],
      rows: rows,
      selectedRow: shown.firstIndex(of: tensor),
      gap: 2
    )
  }

  private func drawTensors(in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = frame(.tensors, "tensors", figure: "\(source.tensors(of: module).count)")
      .draw(in: region, of: &buffer, look: look).inset(horizontal: 1, vertical: 0)
    tensorTable.draw(in: inner, of: &buffer, look: look)
  }

  private func drawFigures(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard source.tensors.indices.contains(tensor), source.tensors(of: module).contains(tensor) else {
      let inner = frame(.figures, "numbers", padding: 1).draw(in: region, of: &buffer, look: look)
      return StyledText("this module has no parameters", .muted).draw(in: inner, of: &buffer, look: look)
    }
    let chosen = source.tensors[tensor]
    let figure = chosen.progress.map { NumberFormat.percent(0).string($0) + " read" } ?? ""
    let inner = frame(.figures, chosen.name, figure: figure)
      .draw(in: region, of: &buffer, look: look).inset(horizontal: 1, vertical: 0)
    guard let statistics = chosen.statistics else {
      let words =
        StoredType(rawValue: chosen.typeName) == nil
        ? "the numbers of \(chosen.typeName) cannot be read here" : failure ?? "reading its numbers"
      return StyledText(words, .muted).draw(in: inner, of: &buffer, look: look)
    }
    let lines = TensorsWords.statistics(statistics, chosen)
    let words = lines.flatMap { $0.spelled(for: look).wrapped(width: inner.width) }
    let rows = inner.rows(.fixed(min(words.count, inner.height)), .share(1))
    words.draw(in: rows[0], of: &buffer, look: look)
    guard rows[1].height >= 3, chosen.progress == nil, statistics.histogram.contains(where: { $0 > 0 }) else { return }
    let range =
      statistics.minimum < statistics.maximum
      ? statistics.minimum...statistics.maximum : statistics.minimum...(statistics.minimum + 1)
    Histogram(counts: statistics.histogram, range: range).draw(in: rows[1], of: &buffer, look: look)
  }

  /// There is always a line or a tensor to explain.
  public var canExplain: Bool { true }

  /// What `e` shows.
  public var explanation: Explanation? {
    switch page {
    case .arrays: Explanation("explain: every operation of the line", TensorsWords(self).explanation)
    case .module: Explanation("explain: the tensor and its module", TensorsWords(self).moduleExplanation)
    }
  }
}
