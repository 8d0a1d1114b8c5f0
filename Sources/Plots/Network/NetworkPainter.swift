import Terminal

/// Draws a network diagram's lines and units.
struct NetworkPainter {
  let diagram: NetworkDiagram
  let layout: NetworkLayout
  let look: Look

  /// A weight between two units that are shown.
  private struct Edge {
    var from: NetworkLayout.Place
    var to: NetworkLayout.Place
    var weight: Double
    var isHighlighted: Bool

    /// The weight's size beside the largest of the diagram, 0…1.
    var strength = 0.0
    /// Whether there are so many edges between the two layers that all of them would be a blot.
    var isDense = false
    /// Highlighted edges are drawn last, then by size.
    var order: Double { (isHighlighted ? 1e3 : 0) + strength }
  }

  private var edges: [Edge] {
    var edges: [Edge] = []
    var largest = 0.0
    for from in layout.places {
      for to in layout.places where to.unit.layer == from.unit.layer + 1 {
        guard let weight = diagram.weight(from: from.unit, to: to.unit.unit) else { continue }
        let touches = diagram.highlighted.map { $0 == from.unit || $0 == to.unit } ?? false
        edges.append(Edge(from: from, to: to, weight: weight, isHighlighted: touches))
        if weight.isFinite { largest = max(largest, weight.magnitude) }
      }
    }
    for index in edges.indices {
      let weight = edges[index].weight
      edges[index].strength = weight.isFinite ? (largest > 0 ? weight.magnitude / largest : 0) : 1
    }
    edges.sort { $0.order < $1.order }
    return NetworkPainter.thinned(edges)
  }

  /// Leaves out the weakest weights between layers that have more than about forty: the strong ones carry the picture.
  private static func thinned(_ edges: [Edge]) -> [Edge] {
    var counts: [Int: Int] = [:]
    for edge in edges { counts[edge.from.unit.layer, default: 0] += 1 }
    guard counts.values.contains(where: { $0 > denseCount }) else { return edges }
    var kept: [Int: Int] = [:]
    // From the strongest down, so that the limit cuts off the weak end.
    return edges.reversed().compactMap { edge -> Edge? in
      let layer = edge.from.unit.layer
      guard counts[layer, default: 0] > denseCount else { return edge }
      kept[layer, default: 0] += 1
      guard edge.isHighlighted || kept[layer, default: 0] <= denseCount else { return nil }
      var edge = edge
      edge.isDense = true
      return edge
    }.reversed()
  }

  private static let denseCount = 40

  func drawEdges(in buffer: inout Buffer) {
    let region = layout.region
    // Quadrants are so coarse that lines run together into blobs; strokes of single characters do not.
    let charset = look.charset == .block ? Capabilities.Charset.ascii : look.charset
    var canvas = DotCanvas(size: region.size, charset: charset, composition: .merged)
    let edges = edges
    for edge in edges {
      let isFaint = diagram.highlighted != nil && !edge.isHighlighted
      // Next to nothing is shown as nothing.
      guard edge.strength >= 0.02 || edge.isHighlighted else { continue }
      canvas.beginLayer(style(edge, isFaint: isFaint), glyph: edge.weight < 0 ? "~" : nil)
      let startX = Double((edge.from.chip.maxX - region.x) * canvas.dotsAcross)
      let endX = Double((edge.to.chip.x - region.x) * canvas.dotsAcross - 1)
      let middle = Double(canvas.dotsDown - 1) / 2
      let startY = Double((edge.from.chip.y - region.y) * canvas.dotsDown) + middle
      let endY = Double((edge.to.chip.y - region.y) * canvas.dotsDown) + middle
      guard endX > startX else { continue }
      // A thin line at a low angle looks dotted by itself: only gaps tell that it is not whole.
      let stroke: Stroke = edge.weight < 0 ? .dashed : .solid
      canvas.line(fromX: startX, y: startY, toX: endX, y: endY, stroke: stroke)
      if edge.strength > 0.6, !isFaint, !edge.isDense, look.charset == .braille {
        canvas.line(fromX: startX, y: startY + 1, toX: endX, y: endY + 1, stroke: stroke)
      }
    }
    canvas.draw(in: region, of: &buffer)
    if diagram.showsWeights { drawWeights(edges, in: &buffer) }
  }

  private func style(_ edge: Edge, isFaint: Bool) -> Style {
    guard edge.weight.isFinite else { return look.ink(.bad, .bold) }
    let role: Role = edge.weight < 0 ? .negative : .positive
    guard look.hasGradients else {
      return look.ink(role, isFaint || edge.strength < 0.3 ? .dim : edge.strength > 0.6 ? .bold : [])
    }
    let base = edge.isDense ? edge.strength * edge.strength : edge.strength
    let strength = isFaint ? 0.14 + 0.14 * base : (edge.isDense ? 0.16 : 0.34) + 0.66 * base
    let fade = min(1, 0.3 + 4 * edge.strength)
    // In steps that an eye tells apart, so that a weight which moves a little changes nothing on the screen.
    let share = (strength * fade * 24).rounded() / 24
    return Style(look.theme.background.blended(with: look.color(role), share))
  }

  /// Writes weights on their lines, the strongest first, where they do not cover one another.
  private func drawWeights(_ edges: [Edge], in buffer: inout Buffer) {
    var taken: [Rect] = []
    for edge in edges.reversed() {
      if diagram.highlighted != nil, !edge.isHighlighted { continue }
      let text = NumberFormat.fixed(2).string(edge.weight)
      let length = text.unicodeScalars.count
      let startX = edge.from.chip.maxX
      let room = edge.to.chip.x - startX
      guard room >= length + 2 else { continue }
      // Several places along the line: where lines fan out of one unit they are apart near the other end.
      for fraction in [0.3, 0.7, 0.5, 0.2, 0.8] {
        let x = startX + Int(clamping: Double(room) * fraction) - length / 2
        let along = (Double(x - startX) + Double(length) / 2) / Double(room)
        let y = Double(edge.from.chip.y) + along * Double(edge.to.chip.y - edge.from.chip.y)
        let place = Rect(x: x, y: Int(clamping: y), width: length, height: 1)
        let isFree = taken.allSatisfy { $0.inset(horizontal: -1, vertical: 0).intersection(place).isEmpty }
        guard isFree, x > startX, place.maxX < edge.to.chip.x else { continue }
        taken.append(place)
        buffer.write(
          text,
          x: x,
          y: place.y,
          look.ink(edge.weight < 0 ? .negative : .positive),
          clip: layout.region
        )
        break
      }
    }
  }

  func drawNodes(in buffer: inout Buffer) {
    for place in layout.places { draw(place, in: &buffer) }
    for gap in layout.gaps {
      let text = layout.showsText ? "… \(gap.count)" : "…"
      buffer.write(text, in: gap.place.intersection(layout.region), alignment: .center, look.ink(.muted))
    }
  }

  private func draw(_ place: NetworkLayout.Place, in buffer: inout Buffer) {
    let node = diagram.layers[place.unit.layer][place.unit.unit]
    let isHighlighted = diagram.highlighted == place.unit
    let chip = place.chip.intersection(layout.region)
    guard !chip.isEmpty else { return }
    let attributes: Style.Attributes = isHighlighted ? [.bold, .underline] : .bold
    guard layout.showsText else {
      let style = look.ink(node.value.map { $0 < 0 ? .negative : .positive } ?? .text, attributes)
      let glyph: Unicode.Scalar = look.isASCII ? "o" : isFilled(node) ? "●" : "○"
      return buffer.put(glyph, x: chip.x, y: chip.y, style, clip: chip)
    }
    let fill = fill(node)
    var style = Style(fill.contrast, on: fill, isHighlighted ? [.bold, .underline] : [])
    if !look.hasGradients { style = look.cellStyle(.text) }
    if isHighlighted, !look.hasGradients { style.attributes.insert(.reverse) }
    buffer.fill(chip, Cell(" ", style))
    let text = chip.inset(horizontal: 1, vertical: 0)
    buffer.write(node.label, in: text, style)
    if layout.showsValues, let value = node.value {
      buffer.write(diagram.valueFormat.string(value), in: text, alignment: .right, style)
    }
    if !look.hasGradients {
      // Without a fill that shows the output, brackets hold the unit together.
      buffer.put("[", x: chip.x, y: chip.y, style, clip: chip)
      buffer.put("]", x: chip.maxX - 1, y: chip.y, style, clip: chip)
    }
  }

  private func isFilled(_ node: NetworkNode) -> Bool {
    guard let value = node.value else { return true }
    return value.magnitude >= diagram.fullValue.magnitude / 2
  }

  /// The colour of a unit's output; one without an output is plain.
  private func fill(_ node: NetworkNode) -> Color {
    guard let value = node.value, value.isFinite else { return look.theme.selection }
    let full = diagram.fullValue.magnitude
    guard full > 0, full.isFinite else { return look.theme.selection }
    return look.theme.diverging.color(of: value, in: -full * 1.15...full * 1.15) ?? look.theme.selection
  }
}
