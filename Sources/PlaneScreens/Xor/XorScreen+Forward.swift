import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

/// What stands under the truth table: how the hidden units see the inputs, and what ŷ of the selected input is made of.
extension XorScreen {
  func drawForwardPass(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let network, network.architecture.layers.count > 1, diagnosis?.isFinite == true, region.height >= 2,
      region.width >= 16
    else { return }
    var room = region
    func skip(_ rows: Int) {
      room = Rect(x: room.x, y: room.y + rows, width: room.width, height: max(0, room.height - rows))
    }
    let table = 2 + targets.count
    let sum = 4 + (network.architecture.layers.last?.inputs ?? 0)
    let showsBoth = room.height >= table + sum + 2
    if showsBoth || (selectedInput == nil && room.height > table) {
      skip(1)
      drawUnitTable(network, in: room, of: &buffer, look: look)
      skip(table)
    }
    if let row = selectedInput ?? (showsBoth ? worstRow : nil) {
      if room.height > 7 { skip(1) }
      drawSum(network, row: row, in: room, of: &buffer, look: look)
      return
    }
    skip(1)
    Paragraph(
      StyledText(room.width < 30 ? "1-4 show an input" : "Keys 1-4 show how an input gives its ŷ.", .muted)
    )
    .draw(in: room, of: &buffer, look: look)
  }

  /// The input whose output is farthest from its target.
  private var worstRow: Int? {
    guard let diagnosis else { return nil }
    return targets.indices.max {
      abs(diagnosis.outputs[$0] - targets[$0]) < abs(diagnosis.outputs[$1] - targets[$1])
    }
  }

  // MARK: Every unit at every input

  /// A row for each input, a column for each unit of the first hidden layer: the inputs in the coordinates that the next layer sees.
  private func drawUnitTable(_ network: Network<Double>, in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let diagnosis else { return }
    let units = diagnosis.hidden
    let names = 6
    let room = region.width - names
    let isNumbered = 5 * units.count <= room || !look.hasGradients
    let width = isNumbered ? min(7, max(5, room / max(1, units.count))) : max(1, room / max(1, units.count))
    let shown = min(units.count, room / width)
    let title = region.width < 40 ? "inputs in hidden space" : "the inputs in the space of the hidden units: h = f(z)"
    StyledText(title, .muted).draw(in: region.row(0), of: &buffer, look: look)
    for unit in 0..<shown where width >= 4 || shown <= 9 {
      let cell = Rect(x: region.x + names + unit * width, y: region.y + 1, width: width, height: 1)
      let name = width >= 4 ? "h\(subscripted(unit + 1))" : subscripted(unit + 1)
      buffer.write(name, in: cell.intersection(region), alignment: isNumbered ? .right : .left, look.ink(.muted))
    }
    if shown < units.count {
      StyledText("… \(units.count - shown)", .muted)
        .draw(in: region.row(0), of: &buffer, look: look, alignment: .right)
    }
    let range = Self.valueRange(of: run.settings.activation)
    for row in run.settings.data.points.indices {
      let y = region.y + 2 + row
      guard y < region.maxY else { break }
      let isSelected = row == selectedInput
      StyledText(Self.digits(run.settings.data.points[row]), isSelected ? .title : .text, isSelected ? .bold : [])
        .draw(in: Rect(x: region.x, y: y, width: names, height: 1), of: &buffer, look: look)
      for unit in 0..<shown {
        let cell = Rect(x: region.x + names + unit * width, y: y, width: width, height: 1).intersection(region)
        draw(units[unit].activations[row], in: cell, range: range, isNumbered: isNumbered, of: &buffer, look: look)
      }
    }
  }

  /// A value on the colour that a heat map gives it.
  private func draw(
    _ value: Double,
    in cell: Rect,
    range: ClosedRange<Double>,
    isNumbered: Bool,
    of buffer: inout Buffer,
    look: Look
  ) {
    var style = look.ink(.text)
    var place = cell
    if look.hasGradients, let color = look.theme.diverging.color(of: value, in: range) {
      style = Style(color.contrast, on: color)
      if isNumbered { place = Rect(x: cell.x + 1, y: cell.y, width: cell.width - 1, height: 1) }
      buffer.fill(place, Cell(" ", style))
    }
    if isNumbered { buffer.write(Self.short(value, width: cell.width - 1), in: place, alignment: .right, style) }
  }

  /// The point as `0 1`.
  private static func digits(_ point: SIMD2<Double>) -> String {
    "\(NumberFormat.compact.string(point.x)) \(NumberFormat.compact.string(point.y))"
  }

  /// Two decimals, or as many as fit.
  static func short(_ value: Double, width: Int) -> String {
    for decimals in [2, 1, 0] {
      let text = NumberFormat.fixed(decimals).string(value)
      if text.unicodeScalars.count <= width { return text }
    }
    return NumberFormat.compact.string(value)
  }

  // MARK: The selected input's sum

  /// z of the output unit as a sum over the last hidden layer, and ŷ.
  private func drawSum(
    _ network: Network<Double>,
    row: Int,
    in region: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    let point = run.settings.data.points[row]
    let pass = network.forward([point.x, point.y])
    let last = network.architecture.layers.count - 1
    let values = pass.layers[last - 1].activations
    let weights = values.indices.map { network.weight(layer: last, output: 0, input: $0) }
    let bias = network.bias(layer: last, output: 0)
    let names = values.indices.map { Self.unitName(layer: last - 1, unit: $0) }
    let result =
      StyledText("z = ", .muted) + StyledText(Self.short(pass.logits[0], width: 6), .accent)
      + StyledText(", ŷ = σ(z) = ", .muted) + StyledText(Self.precise(pass.output[0]), .accent)
    guard region.height >= 5, region.width >= 26 else {
      var line = StyledText(last > 1 ? "g " : "h ", .muted)
      for value in values where line.count < region.width { line.append(Self.short(value, width: 4) + " ") }
      line.draw(in: region.row(0), of: &buffer, look: look)
      (StyledText("ŷ = σ(", .muted) + StyledText(Self.short(pass.logits[0], width: 6), .accent)
        + StyledText(") = ", .muted) + StyledText(Self.precise(pass.output[0]), .accent))
        .spelled(for: look).draw(in: region.row(1), of: &buffer, look: look)
      return
    }
    let title = region.width < 40 ? "terms of z, ŷ = σ(z)" : "the terms of z in ŷ = σ(z): value · weight"
    let name = "(\(PlaneDiagnosis.name(point)))"
    (StyledText(name + " ", .title, .bold) + StyledText(title, .muted)).spelled(for: look).draw(
      in: region.row(0),
      of: &buffer,
      look: look
    )
    let terms = zip(values, weights).map { $0 * $1 }
    let room = region.height - 3
    // The largest shares tell the story where not all units fit.
    var shown = Array(values.indices)
    if shown.count > room {
      let largest = shown.sorted { abs(terms[$0]) > abs(terms[$1]) }.prefix(max(0, room - 1))
      shown = largest.sorted()
    }
    let full = (terms + [bias]).map(abs).max() ?? 1
    var y = 1
    func draw(_ text: StyledText, _ value: Double) {
      let barWidth = region.width - 29
      var line = text
      line.append(String(repeating: " ", count: max(0, 20 - text.count)))
      let number = Self.short(value, width: 7)
      line.append(String(repeating: " ", count: max(0, 7 - number.unicodeScalars.count)) + number + " ", .text)
      if barWidth > 1 {
        line.append(Self.bar(abs(value), full: full, width: barWidth), value < 0 ? .negative : .positive)
      }
      line.draw(in: region.row(y), of: &buffer, look: look)
      y += 1
    }
    for unit in shown {
      let value = Self.short(values[unit], width: 5)
      let weight = Self.short(weights[unit], width: 6)
      let padding = String(repeating: " ", count: max(0, 5 - value.unicodeScalars.count))
      let text = names[unit] + String(repeating: " ", count: max(0, 4 - names[unit].unicodeScalars.count))
      draw(StyledText(text) + StyledText("\(padding)\(value) · \(weight)", .muted), terms[unit])
    }
    if shown.count < values.count {
      let others = values.indices.filter { !shown.contains($0) }
      draw(StyledText("\(others.count) more", .muted), others.reduce(0) { $0 + terms[$1] })
    }
    draw(StyledText("bias", .muted), bias)
    result.spelled(for: look).draw(in: region.row(y), of: &buffer, look: look)
  }

  /// A probability in three decimals, or more where these would make it 0 or 1.
  static func precise(_ value: Double) -> String {
    let distance = min(abs(value), abs(1 - value))
    guard distance > 0, distance < 0.0005 else { return NumberFormat.fixed(3).string(value) }
    if value < 0.5 { return NumberFormat.significant(2).string(value) }
    var decimals = 4
    var unit = 1e-4
    while decimals < 15, distance < unit {
      decimals += 1
      unit /= 10
    }
    return NumberFormat.fixed(decimals).string(value)
  }
}

extension Rect {
  /// One row of it, counted from the top; empty where there is none.
  fileprivate func row(_ index: Int) -> Rect {
    Rect(x: x, y: y + index, width: width, height: index < height ? 1 : 0)
  }
}
