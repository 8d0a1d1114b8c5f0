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
    let places = places(in: region, look)
    drawWeights(reads, writes, places, in: region, of: &buffer, look: look)
    for (layer, column) in places.enumerated() {
      for (index, place) in column.enumerated() {
        let unit = WalkGraphUnit(
          walk: walk,
          index: self.index,
          layer: layer,
          unit: index,
          mark: mark(layer, index, reads, writes),
          rows: (region.height - 1) / column.count
        )
        unit.draw(in: place, of: &buffer, look: look)
      }
    }
    drawLoss(reads, writes, in: region, of: &buffer, look: look)
  }

  // MARK: Places

  /// Each unit's cells, layer by layer: the inputs as narrow as their numbers, so that weights have room beside them.
  private func places(in region: Rect, _ look: Look) -> [[Rect]] {
    let columns = sizes.count - 1
    let inputs = walk.state.sample.inputs.indices.map {
      WalkGraphUnit.inputText(walk, $0, width: 13, look).unicodeScalars.count + 2
    }
    let first = max(5, min(inputs.max() ?? 5, region.width / 4))
    let chips = [8, 6, 5].map { min(15, (region.width - first - $0 * columns) / columns) }
    let chip = max(5, chips.first { $0 >= 12 } ?? chips[2])
    let height = region.height - 1
    return sizes.enumerated().map { layer, count in
      let ends = region.x + first + (region.width - first) * layer / columns
      return (0..<count).map { unit in
        let y = region.y + (2 * unit + 1) * height / (2 * count)
        // Where values stand below one another, the unit as a whole is in the middle.
        let isStack = layer > 0 && chip >= WalkGraphUnit.stackWidth && height / count >= WalkGraphUnit.stackHeight
        let lift = isStack ? WalkGraphUnit.stackHeight / 2 : 0
        let width = layer == 0 ? first : chip
        return Rect(x: ends - width, y: min(y, region.maxY - 2) - lift, width: width, height: 1)
      }
    }
  }

  private var weightCount: Int { zip(sizes, sizes.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } }

  /// How a unit takes part in the operation.
  private func mark(
    _ layer: Int,
    _ unit: Int,
    _ reads: Set<GraphPart>,
    _ writes: Set<GraphPart>
  ) -> WalkGraphUnit.Mark {
    let part = GraphPart.unit(layer: layer, index: unit)
    let bias = GraphPart.bias(layer: layer, index: unit)
    let isChosen =
      layer == 0 ? chosen == .input(unit) : chosen == .bias(layer: layer - 1, to: unit)
    return WalkGraphUnit.Mark(
      isRead: reads.contains(part),
      isWritten: writes.contains(part),
      isBiasRead: reads.contains(bias),
      isBiasWritten: writes.contains(bias),
      isChosen: isChosen
    )
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
            let role: Role = isChosen ? .accent : !isLit ? .muted : value < 0 ? .negative : .positive
            let style = look.ink(role, isLit ? .bold : [])
            canvas.beginLayer(style, glyph: isLit ? (value < 0 ? "~" : "*") : ".")
            canvas.line(
              fromX: Double((start.maxX - region.x) * canvas.dotsAcross),
              y: Double((start.y - region.y) * canvas.dotsDown) + Double(canvas.dotsDown - 1) / 2,
              toX: Double((end.x - region.x) * canvas.dotsAcross - 1),
              y: Double((end.y - region.y) * canvas.dotsDown) + Double(canvas.dotsDown - 1) / 2,
              stroke: isLit && value < 0 ? .dashed : .solid
            )
            if isLit || weightCount <= 8 {
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
    line.spelled(for: look).draw(in: row, of: &buffer, look: look, alignment: .right)
  }
}
