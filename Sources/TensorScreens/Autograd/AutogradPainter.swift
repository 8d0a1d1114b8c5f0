import Plots
import TensorLab
import Terminal

/// Draws a graph at a position of its walk, seen through a window that may be smaller.
struct AutogradPainter {
  let picture: AutogradPicture
  let position: Int
  /// The picture's cell in the window's corner.
  let origin: Point

  private var graph: AutogradGraph { picture.walk.graph }
  private var step: AutogradWalk.Step? { position > 0 ? picture.walk.steps[position - 1] : nil }

  func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    drawEdges(in: region, of: &buffer, look: look)
    for (index, node) in picture.nodes.enumerated() {
      let box = picture.boxes[index]
      let place = Rect(
        x: box.x - origin.x + region.x,
        y: box.y - origin.y + region.y,
        width: box.width,
        height: box.height
      )
      // A rectangle begins at no less than 0, so what begins left of or above the window is drawn on a sheet of its own.
      let sheetX = box.x - origin.x
      let sheetY = box.y - origin.y
      guard sheetX < region.width, sheetY < region.height, sheetX + box.width > 0, sheetY + box.height > 0 else {
        continue
      }
      if sheetX >= 0, sheetY >= 0, place.maxX <= region.maxX, place.maxY <= region.maxY {
        draw(node, picture.texts[index], in: place, of: &buffer, look: look)
      } else {
        var sheet = look.buffer(box.size)
        draw(node, picture.texts[index], in: sheet.bounds, of: &sheet, look: look)
        let left = max(0, -sheetX)
        let top = max(0, -sheetY)
        let part = Rect(
          x: left,
          y: top,
          width: min(box.width - left, region.width - max(0, sheetX)),
          height: min(box.height - top, region.height - max(0, sheetY))
        )
        buffer.blit(sheet, from: part, to: Point(region.x + max(0, sheetX), region.y + max(0, sheetY)))
      }
    }
  }

  /// Whether a node takes part in the step that was just done.
  private func isActive(_ node: Int) -> Bool {
    switch step {
    case .value(let made): node == made
    case .seed(let seed): node == seed
    case .edge(let from, let operand): node == from || node == graph.nodes[from].operands[operand]
    case nil: false
    }
  }

  private func isActive(_ edge: AutogradPicture.Edge) -> Bool {
    switch step {
    case .value(let made): edge.to == made
    case .edge(let from, let operand): edge.to == from && edge.operand == operand
    case .seed, nil: false
    }
  }

  // MARK: Edges

  private func drawEdges(in region: Rect, of buffer: inout Buffer, look: Look) {
    // Quadrants are so coarse that lines run together into blobs.
    let charset = look.charset == .block ? Capabilities.Charset.ascii : look.charset
    var canvas = DotCanvas(size: region.size, charset: charset, composition: .merged)
    let window = Rect(x: origin.x, y: origin.y, width: region.width, height: region.height)
    let visible = picture.edges.filter { !$0.bounds.intersection(window).isEmpty }
    for isLit in [false, true] {
      for edge in visible where isActive(edge) == isLit {
        let isBackward = position > picture.walk.forwardCount
        let role: Role = isLit ? (isBackward ? .warning : .accent) : .muted
        canvas.beginLayer(look.ink(role, isLit ? .bold : []), glyph: isLit && look.isASCII ? "*" : nil)
        // Of an edge through hundreds of layers most bends are out of sight.
        for (a, b) in zip(edge.path, edge.path.dropFirst())
        where max(a.x, b.x) >= window.x && min(a.x, b.x) < window.maxX {
          canvas.line(
            fromX: Double((a.x - origin.x) * canvas.dotsAcross),
            y: middle(a.y, canvas),
            toX: Double((b.x - origin.x + 1) * canvas.dotsAcross - 1),
            y: middle(b.y, canvas)
          )
        }
      }
    }
    canvas.draw(in: region, of: &buffer)
  }

  private func middle(_ row: Int, _ canvas: DotCanvas) -> Double {
    (Double(row - origin.y) + 0.5) * Double(canvas.dotsDown) - 0.5
  }

  // MARK: Nodes

  private func draw(
    _ node: Int,
    _ text: AutogradNodeText,
    in place: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    let isActive = isActive(node)
    let value = picture.hasValue(node, at: position) ? text.value : "…"
    let gradient = text.gradient(at: position)
    buffer.fill(place, look.blank)
    switch picture.detail {
    case .boxes:
      let inner = Panel(title: "", isFocused: isActive).draw(in: place, of: &buffer, look: look)
      let isInput = graph.nodes[node].operation == .input
      let role: Role = isInput ? .title : graph.nodes[node].operation == .constant ? .muted : .text
      let title = Rect(x: place.x + 2, y: place.y, width: max(0, place.width - 4), height: 1)
      StyledText(text.name, role, isInput || isActive ? .bold : []).draw(in: title, of: &buffer, look: look)
      let rows = inner.inset(horizontal: 1, vertical: 0).rows(.fixed(1), .fixed(1))
      StyledText(value, value == "…" ? .muted : .accent).draw(in: rows[0], of: &buffer, look: look)
      if let gradient {
        StyledText("∂ \(gradient)", .warning).spelled(for: look).draw(in: rows[1], of: &buffer, look: look)
      }
    case .lines:
      let name = StyledText(text.name, isActive ? .title : .text, isActive ? .bold : [])
      var line = name + StyledText(" ") + StyledText(value, .accent)
      if let gradient { line += StyledText(" ∂ \(gradient)", .warning) }
      line.spelled(for: look).draw(in: place, of: &buffer, look: look)
    }
  }
}
