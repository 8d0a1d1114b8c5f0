import NeuralNet
import Plots
import Shell
import TensorLab
import Terminal

extension AutogradScreen {
  /// The title line.
  public var heading: Heading {
    Heading("autograd", details: [ValueText.formula(problem.expression)], status: playbackStatus("step"))
  }

  /// Where the panels are.
  public func layout(in body: Rect) -> [PlacedPanel<PanelID>] {
    if body.width >= 110 {
      let columns = body.columns(.share(1.7), .atLeast(40, share: 1))
      let right = columns[1].rows(.share(1.2), .share(1))
      return [PlacedPanel(PanelID.graph, columns[0]), .init(.step, right[0]), .init(.gradients, right[1])]
    }
    let rows = body.rows(.share(1), .fixed(min(9, body.height / 2)))
    let bottom = rows[1].columns(.share(1.1), .share(1))
    return [PlacedPanel(PanelID.graph, rows[0]), .init(.step, bottom[0]), .init(.gradients, bottom[1])]
  }

  /// Draws a panel.
  public func draw(_ panel: PanelID, in region: Rect, of buffer: inout Buffer, look: Look) {
    switch panel {
    case .graph: drawGraph(in: region, of: &buffer, look: look)
    case .step: drawStep(in: region, of: &buffer, look: look)
    case .gradients: drawGradients(in: region, of: &buffer, look: look)
    }
  }

  // MARK: Graph

  /// The picture in the detail that was chosen, or the larger that fits.
  var picture: AutogradPicture {
    let boxes = pictures[.boxes] ?? AutogradPicture(walk, detail: .boxes)
    let lines = pictures[.lines] ?? AutogradPicture(walk, detail: .lines)
    if let chosenDetail { return chosenDetail == .boxes ? boxes : lines }
    let room = graphRegion.size
    // Boxes say more; lines only where boxes do not fit and lines do.
    let fits = boxes.size.width <= room.width && boxes.size.height <= room.height
    let linesFit = lines.size.width <= room.width && lines.size.height <= room.height
    return !fits && linesFit ? lines : boxes
  }

  /// The picture's cell in the window's corner: where it was panned to, else where the step is seen.
  func origin(in region: Rect) -> Point {
    if let pan { return clamped(pan, in: region) }
    let picture = picture
    let node = stepNode
    let box = node.flatMap { picture.box(of: $0) } ?? picture.boxes.first ?? Rect(x: 0, y: 0, width: 0, height: 0)
    let place = Point(box.x + box.width / 2 - region.width / 2, box.y + box.height / 2 - region.height / 2)
    return clamped(place, in: region)
  }

  /// The node that the step just done is about; nil at the beginning.
  private var stepNode: Int? {
    guard playback.position > 0 else { return nil }
    switch walk.steps[playback.position - 1] {
    case .value(let node), .seed(let node): return node
    case .edge(let node, let operand): return walk.graph.nodes[node].operands[operand]
    }
  }

  /// A corner from which the window shows as much as it can; a small picture stands in the middle.
  func clamped(_ place: Point, in region: Rect) -> Point {
    let size = picture.size
    func axis(_ wanted: Int, _ size: Int, _ room: Int) -> Int {
      size <= room ? -(room - size) / 2 : min(max(wanted, 0), size - room)
    }
    return Point(axis(place.x, size.width, region.width), axis(place.y, size.height, region.height))
  }

  private func drawGraph(in region: Rect, of buffer: inout Buffer, look: Look) {
    let result = playback.position >= walk.forwardCount ? ValueText.number(walk.graph.value, digits: 5) : ""
    let picture = picture
    let inner = Panel(title: "").inner(of: region)
    let isCut = picture.size.width > inner.width || picture.size.height > inner.height
    frame(
      .graph,
      "graph",
      figure: result,
      footer: isCut ? "arrows pan" : ""
    ).draw(in: region, of: &buffer, look: look)
    AutogradPainter(picture: picture, position: playback.position, origin: origin(in: inner))
      .draw(in: inner, of: &buffer, look: look)
  }

  // MARK: Words and figures

  private func drawStep(in region: Rect, of buffer: inout Buffer, look: Look) {
    if let fault {
      let inner = frame(.step, "what does not fit", padding: 1).draw(in: region, of: &buffer, look: look)
      StyledText("\(fault)", .bad).spelled(for: look).wrapped(width: inner.width).draw(
        in: inner,
        of: &buffer,
        look: look
      )
      return
    }
    let pass =
      playback.position == 0
      ? "inputs" : playback.position <= walk.forwardCount ? "forward" : "backward"
    let inner = frame(.step, pass).draw(in: region, of: &buffer, look: look).inset(horizontal: 1, vertical: 0)
    AutogradWords(self).step.flatMap {
      $0.spelled(for: look).wrapped(width: inner.width, indent: $0.indentation)
    }.draw(in: inner, of: &buffer, look: look)
  }

  private func drawGradients(in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = frame(.gradients, "gradients").draw(in: region, of: &buffer, look: look)
      .inset(horizontal: 1, vertical: 0)
    let cells = walk.graph.inputs.enumerated().flatMap { index, node in
      (0..<min(walk.graph.values[node].count, AutogradDifferences.mostCells)).map { (input: index, cell: $0) }
    }
    let gradients = walk.gradients(after: playback.position)
    let isNarrow = inner.width < 32
    let digits = isNarrow ? 4 : 5
    Table(
      columns: [
        .init("input", .left), .init("value"), .init(isNarrow ? "grad" : "gradient"), .init("numeric"),
        .init("", .left, isOptional: true),
      ],
      count: cells.count,
      selectedRow: activeInputRow,
      height: inner.height
    ) { gradientRow(cells[$0].input, cells[$0].cell, gradients, digits: digits) }
    .draw(in: inner, of: &buffer, look: look)
  }

  /// A cell of an input, counted among the inputs, with what is known of its gradient.
  private func gradientRow(
    _ index: Int,
    _ cell: Int,
    _ gradients: [[Double]?],
    digits: Int
  ) -> [StyledText] {
    let graph = walk.graph
    let input = graph.inputs[index]
    let name = graph.shownLabel(input, most: 24)
    let gradient = gradients[input]?[cell]
    let numeric = differences.value(input: index, cell: cell)
    let agrees = gradient.flatMap { gradient in numeric.map { AutogradWords.agree(gradient, $0) } }
    let mark: StyledText =
      !playback.isAtEnd || agrees == nil ? "" : agrees == true ? StyledText("✓", .good) : StyledText("corner", .warning)
    return [
      StyledText(name + TensorStep.index(of: cell, shape: graph.values[input].shape), .title),
      StyledText(ValueText.number(graph.values[input].double(at: cell), digits: 4), .accent),
      StyledText(gradient.map { ValueText.number($0, digits: digits) } ?? "", .warning),
      StyledText(numeric.map { ValueText.number($0, digits: digits) } ?? "", .muted), mark,
    ]
  }

  /// The first row of the input whose gradient the step adds to.
  private var activeInputRow: Int? {
    guard playback.position > 0, let sum = walk.accumulations[playback.position - 1] else { return nil }
    var row = 0
    for input in walk.graph.inputs {
      if input == sum.node { return row }
      row += min(walk.graph.values[input].count, AutogradDifferences.mostCells)
    }
    return nil
  }

  /// There is always a step to explain.
  public var canExplain: Bool { true }

  /// What `e` shows.
  public var explanation: Explanation? {
    Explanation("explain: this step and all others, with their numbers", AutogradWords(self).explanation)
  }
}
