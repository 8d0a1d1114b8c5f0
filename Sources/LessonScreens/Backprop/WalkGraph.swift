import Lessons
import NeuralNet
import Plots
import Terminal

/// A network with the values of a walk on its units and weights; what the operation reads is bright, what it writes stands out.
struct WalkGraph: Widget {
  let walk: Walk
  /// The operation that is shown.
  let index: Int
  /// A number that is chosen by hand.
  let chosen: BackpropQuantity?

  private var operation: WalkOperation { walk.operations[index] }
  private var sizes: [Int] { walk.state.network.architecture.layerSizes }

  func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard region.width >= 20, region.height >= 3 else { return }
    let reads = Set(walk.reads(operation))
    let writes = Set(walk.writes(operation))
    let places = places(in: region)
    drawWeights(reads, writes, places, in: region, of: &buffer, look: look)
    for (layer, column) in places.enumerated() {
      for (unit, place) in column.enumerated() {
        let part = GraphPart.unit(layer: layer, index: unit)
        draw(
          text(layer, unit, width: place.width),
          at: place,
          part,
          reads,
          writes,
          hasBiasRow: (region.height - 1) / column.count >= 2,
          in: &buffer,
          look: look
        )
      }
    }
    drawLoss(reads, writes, in: region, of: &buffer, look: look)
  }

  // MARK: Places

  /// Each unit's cells, layer by layer.
  private func places(in region: Rect) -> [[Rect]] {
    let columns = sizes.count
    let chip = max(5, min(15, (region.width - 4 * (columns - 1)) / columns))
    return sizes.enumerated().map { layer, count in
      let x = region.x + (region.width - chip) * layer / max(1, columns - 1)
      let height = region.height - 1
      return (0..<count).map { unit in
        let y = region.y + (2 * unit + 1) * height / (2 * count)
        return Rect(x: x, y: min(y, region.maxY - 2), width: chip, height: 1)
      }
    }
  }

  // MARK: Weights

  private func drawWeights(
    _ reads: Set<GraphPart>,
    _ writes: Set<GraphPart>,
    _ places: [[Rect]],
    in region: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    var canvas = DotCanvas(
      size: region.size,
      charset: look.charset == .block ? .ascii : look.charset,
      composition: .merged
    )
    struct Label {
      var text: String
      var from: Rect
      var to: Rect
      var style: Style
    }
    var labels: [Label] = []
    let total = zip(sizes, sizes.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    // The lit ones last, so that no other covers them.
    for pass in 0..<2 {
      for layer in 1..<sizes.count {
        for from in 0..<sizes[layer - 1] {
          for to in 0..<sizes[layer] {
            let part = GraphPart.weight(layer: layer, from: from, to: to)
            let isChosen = chosen == .weight(layer: layer - 1, from: from, to: to)
            let isLit = isChosen || reads.contains(part) || writes.contains(part)
            guard isLit == (pass == 1) else { continue }
            let (start, end) = (places[layer - 1][from], places[layer][to])
            let value = weight(layer, from, to)
            let role: Role = isChosen ? .accent : !isLit ? .grid : value < 0 ? .negative : .positive
            let style = look.ink(role, isLit ? .bold : [])
            canvas.beginLayer(style, glyph: isLit ? (value < 0 ? "~" : "*") : ".")
            canvas.line(
              fromX: Double((start.maxX - region.x) * canvas.dotsAcross),
              y: Double((start.y - region.y) * canvas.dotsDown) + Double(canvas.dotsDown - 1) / 2,
              toX: Double((end.x - region.x) * canvas.dotsAcross - 1),
              y: Double((end.y - region.y) * canvas.dotsDown) + Double(canvas.dotsDown - 1) / 2,
              stroke: isLit && value < 0 ? .dashed : .solid
            )
            if isLit || total <= 8 {
              labels.append(
                Label(
                  text: NeuronScreen.number(value, 2),
                  from: start,
                  to: end,
                  style: look.ink(isLit ? role : .muted, isLit ? .bold : [])
                )
              )
            }
          }
        }
      }
    }
    canvas.draw(in: region, of: &buffer)
    var taken: [Rect] = []
    for label in labels.reversed() {
      let length = label.text.unicodeScalars.count
      let room = label.to.x - label.from.maxX
      guard room >= length + 2 else { continue }
      for fraction in [0.3, 0.7, 0.5, 0.2, 0.8] {
        let x = label.from.maxX + Int(Double(room) * fraction) - length / 2
        let along = (Double(x - label.from.maxX) + Double(length) / 2) / Double(room)
        let y = label.from.y + Int((along * Double(label.to.y - label.from.y)).rounded())
        let place = Rect(x: x, y: y, width: length, height: 1)
        let isFree = taken.allSatisfy { $0.inset(horizontal: -1, vertical: 0).intersection(place).isEmpty }
        guard isFree, x > label.from.maxX, place.maxX < label.to.x else { continue }
        taken.append(place)
        buffer.write(label.text, x: x, y: y, label.style, clip: region)
        break
      }
    }
  }

  /// What is written on a weight: its gradient while that is computed, the new weight from its update on, else the weight.
  private func weight(_ layer: Int, _ from: Int, _ to: Int) -> Double {
    if operation.kind == .weightGradient(layer: layer - 1) {
      return operation.values[from * sizes[layer] + to]
    }
    if walk.operations[...index].contains(where: { $0.kind == .weightUpdate(layer: layer - 1) }) {
      return walk.next.network.weight(layer: layer - 1, output: to, input: from)
    }
    return walk.state.network.weight(layer: layer - 1, output: to, input: from)
  }

  // MARK: Units

  /// What stands on a unit: the newest that the walk has computed of it.
  private func text(_ layer: Int, _ unit: Int, width: Int) -> String {
    guard layer > 0 else {
      return fitted("x\(sizes[0] == 1 ? "" : subscripted(unit + 1))", walk.state.sample.inputs[unit], width)
    }
    let isLast = layer == sizes.count - 1
    let name = isLast ? "ŷ" : "a"
    let suffix = sizes[layer] == 1 ? "" : subscripted(unit + 1)
    let done = walk.operations[...index].last { operation in
      switch operation.kind {
      case .sums(let other), .outputs(let other), .outputGradient(let other), .delta(let other): other == layer - 1
      case .newPrediction: isLast
      default: false
      }
    }
    guard let done else { return name + suffix }
    let symbol =
      switch done.kind {
      case .sums: "z"
      case .outputGradient: isLast ? "dL/dŷ" : "dL/da"
      case .delta: "δ"
      default: name
      }
    return fitted(symbol + suffix, done.values[unit], width)
  }

  private func fitted(_ name: String, _ value: Double, _ width: Int) -> String {
    for digits in [4, 3, 2, 1] {
      let text = "\(name) \(NeuronScreen.number(value, digits))"
      if text.unicodeScalars.count <= width { return text }
    }
    let bare = NeuronScreen.number(value, 2)
    return bare.unicodeScalars.count <= width ? bare : name
  }

  private func draw(
    _ text: String,
    at place: Rect,
    _ part: GraphPart,
    _ reads: Set<GraphPart>,
    _ writes: Set<GraphPart>,
    hasBiasRow: Bool,
    in buffer: inout Buffer,
    look: Look
  ) {
    let isChosen: Bool =
      switch (part, chosen) {
      case (.unit(let layer, let index), .input(let other)): layer == 0 && index == other
      case (.unit(let layer, let index), .bias(let other, let unit)): layer == other + 1 && index == unit
      default: false
      }
    let biasIsLit: Bool =
      if case .unit(let layer, let index) = part {
        reads.contains(.bias(layer: layer, index: index)) || writes.contains(.bias(layer: layer, index: index))
      } else { false }
    let role: Role =
      isChosen || writes.contains(part) ? .accent : reads.contains(part) || biasIsLit ? .title : .muted
    var attributes: Style.Attributes = writes.contains(part) || isChosen ? [.bold, .reverse] : []
    if reads.contains(part) { attributes.insert(.bold) }
    let length = min(place.width, text.unicodeScalars.count)
    // Text without a mark in front of it cannot be told apart where there are no colours.
    let marks = look.isASCII ? [">", "*", "."] : ["▶", "●", "○"]
    let mark = writes.contains(part) ? marks[0] : reads.contains(part) ? marks[1] : marks[2]
    let shown = Rect(x: place.x, y: place.y, width: place.width, height: 1)
    for offset in 0..<place.width { buffer.put(" ", x: place.x + offset, y: place.y, look.ink(.text), clip: shown) }
    let hasRoom = length + 2 <= place.width
    let x = buffer.write(hasRoom ? "\(mark) " : "", x: place.x, y: place.y, look.ink(role), clip: shown)
    buffer.write(text, x: x, y: place.y, look.ink(role, attributes), clip: shown)
    guard biasIsLit, case .unit(let layer, let index) = part, hasBiasRow else { return }
    let bias = "b \(NeuronScreen.number(biasValue(layer, index), 3))"
    let below = Rect(x: place.x, y: place.y + 1, width: place.width, height: 1)
    let isWritten = writes.contains(.bias(layer: layer, index: index))
    buffer.write(
      bias,
      x: place.x + 2,
      y: place.y + 1,
      look.ink(isWritten ? .accent : .title, isWritten ? .bold : []),
      clip: below
    )
  }

  private func biasValue(_ layer: Int, _ unit: Int) -> Double {
    if operation.kind == .biasGradient(layer: layer - 1) { return operation.values[unit] }
    if walk.operations[...index].contains(where: { $0.kind == .biasUpdate(layer: layer - 1) }) {
      return walk.next.network.bias(layer: layer - 1, output: unit)
    }
    return walk.state.network.bias(layer: layer - 1, output: unit)
  }

  // MARK: Loss

  /// The last row: target and loss, once it is known.
  private func drawLoss(
    _ reads: Set<GraphPart>,
    _ writes: Set<GraphPart>,
    in region: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    let row = Rect(x: region.x, y: region.maxY - 1, width: region.width, height: 1)
    let targets = walk.state.sample.targets.map { NeuronScreen.number($0, 4) }.joined(separator: ", ")
    let isChosen: Bool = if case .target = chosen { true } else { false }
    let readsTarget = reads.contains(.target(0))
    var line = StyledText("y \(targets)", isChosen ? .accent : readsTarget ? .title : .muted, readsTarget ? .bold : [])
    let lossIndex = walk.operations.firstIndex { $0.kind == .loss } ?? 0
    if index >= lossIndex {
      line.append("   L \(NeuronScreen.number(walk.loss, 5))", operation.kind == .loss ? .accent : .text, .bold)
    }
    if index == walk.operations.count - 1 {
      line.append(" → \(NeuronScreen.number(walk.newLoss, 5))", walk.newLoss < walk.loss ? .good : .bad, .bold)
    }
    line.draw(in: row, of: &buffer, look: look, alignment: .right)
  }
}
