import Playground
import Plots
import Shell
import Terminal
import Training

extension PlaygroundScreen {
  /// Where the panels of the page are.
  public func layout(in body: Rect) -> [PlacedPanel<PanelID>] {
    let isWide = body.width >= 100
    let isTall = body.height >= 28
    switch shell.page {
    case .network:
      guard isWide else { return [PlacedPanel(.network, body)] }
      // The output is a square: a cell is twice as high as wide.
      let side = min(body.width * 2 / 5, 2 * (isTall ? body.height * 3 / 5 : body.height))
      let columns = body.columns(.share(1), .fixed(side))
      guard isTall else { return [PlacedPanel(.network, columns[0]), .init(.output, columns[1])] }
      let right = columns[1].rows(.fixed(min(side / 2 + 1, body.height - 8)), .share(1))
      guard body.height >= 32 else {
        return [PlacedPanel(.network, columns[0]), .init(.output, right[0]), .init(.loss, right[1])]
      }
      let left = columns[0].rows(.share(1), .fixed(min(10, body.height / 4)))
      return [
        PlacedPanel(.network, left[0]), .init(.output, right[0]), .init(.loss, right[1]), .init(.words, left[1]),
      ]
    case .output:
      let side = min(body.width - 24, 2 * body.height)
      let columns = body.columns(.fixed(max(20, side)), .share(1))
      return [PlacedPanel(.output, columns[0]), .init(.words, columns[1])]
    case .curves:
      let rows = body.rows(.share(1.6), .share(1))
      return [PlacedPanel(.loss, rows[0]), .init(.words, rows[1])]
    case .weights:
      guard isWide else { return [PlacedPanel(.weights, body)] }
      let columns = body.columns(.share(1), .share(1.2))
      return [PlacedPanel(.weights, columns[0]), .init(.network, columns[1])]
    }
  }

  /// Draws a panel.
  public func draw(_ panel: PanelID, in region: Rect, of buffer: inout Buffer, look: Look) {
    switch panel {
    case .network: drawNetwork(in: region, of: &buffer, look: look)
    case .output: drawOutput(in: region, of: &buffer, look: look)
    case .loss:
      LossPanel(
        run: run,
        panel: frame(.loss, "loss"),
        pointer: shell.pointer,
        shownLoss: run.snapshot?.figures.trainLoss,
        xLabel: "epoch",
        digits: 5,
        memo: lossMemo
      ).draw(in: region, of: &buffer, look: look)
    case .words: drawWords(in: region, of: &buffer, look: look)
    case .weights: drawWeights(in: region, of: &buffer, look: look)
    }
  }

  // MARK: Network

  func picture(in region: Rect) -> NetworkPicture {
    NetworkPicture(
      settings: experiment,
      region: region,
      snapshot: snapshot,
      selection: selection,
      selectedUnit: selectedUnit,
      selectedInput: selectedInput,
      phase: run.state == .running ? run.shownStep : 0
    )
  }

  private func drawNetwork(in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = frame(.network, "network", figure: lossFigure, footer: spelled(selectionText, look))
      .draw(in: region, of: &buffer, look: look)
    picture(in: inner).draw(of: &buffer, look: look)
  }

  private func spelled(_ text: String, _ look: Look) -> String { look.isASCII ? text.spelledInASCII : text }

  /// Train and test loss of the picture.
  private var lossFigure: String {
    guard let figures = snapshot?.figures else { return "" }
    let number = NumberFormat.significant(3)
    return "train \(number.string(figures.trainLoss))  test \(number.string(figures.testLoss))"
  }

  /// What is chosen, with its value.
  private var selectionText: String {
    if case .feature(let index) = selection {
      let feature = PlaneFeature.allCases[index]
      return "\(feature.title) is \(experiment.features.contains(feature) ? "used" : "not used")"
    }
    guard let chosen = selectedParameter, let weights = snapshot?.weights else { return "" }
    let isDead = weights.isDead[chosen.place]
    return "\(chosen.name) = \(NumberFormat.significant(4).string(weights.parameters[chosen.place]))"
      + (isDead ? ", set to 0 by L1" : "")
  }

  // MARK: Output

  /// The unit whose output is drawn large: the chosen one, else the network's.
  private var shownUnit: UnitPlace {
    // The network may be another than when it was chosen.
    switch selection.clamped(to: experiment) {
    case .unit(let place, _): place
    case .output(let index): UnitPlace(layer: experiment.hidden.count, unit: index)
    // A feature is seen in its tile; the panel goes on showing the output.
    case .feature: UnitPlace(layer: experiment.hidden.count, unit: 0)
    }
  }

  /// With several outputs and none chosen for itself, the class of the largest.
  private var showsClasses: Bool {
    guard case .unit = selection else { return experiment.outputCount > 1 }
    return false
  }

  private func title(of place: UnitPlace) -> String {
    if showsClasses { return "predicted class" }
    return place.layer < experiment.hidden.count ? "unit \(place.title)" : "output ŷ"
  }

  /// The map of the output panel.
  var map: HeatMap {
    let axes = PlaneAxes(x: -6...6, y: -6...6, xLabel: "x₁", yLabel: "x₂")
    guard let snapshot else {
      return HeatMap(field: Field(width: 1, height: 1, values: [0]), axes: axes, range: -1...1)
    }
    let (shape, grid) = (snapshot.weights.shape, snapshot.maps.grid)
    if showsClasses {
      let outputs = (0..<shape.sizes[shape.layerCount]).map {
        snapshot.maps.values[shape.unitIndex(layer: shape.layerCount - 1, unit: $0)]
      }
      let classes = (0..<grid.columns * grid.rows).map { index in
        Double(outputs.indices.max { outputs[$0][index] < outputs[$1][index] } ?? 0)
      }
      return HeatMap(
        field: Field(width: grid.columns, height: grid.rows, values: classes),
        axes: axes,
        palette: .sequential,
        range: 0...Double(max(1, outputs.count - 1))
      )
    }
    let place = shownUnit
    var values = snapshot.maps.values[
      shape.unitIndex(layer: min(place.layer, shape.layerCount - 1), unit: place.unit)
    ]
    let isOutput = place.layer >= shape.layerCount - 1
    let middle = isOutput ? snapshot.settings.threshold : 0
    let largest = values.map { abs($0 - middle) }.filter(\.isFinite).max() ?? 1
    let reach = isOutput && middle != 0 ? 0.5 : max(1, min(largest, 6))
    if experiment.isDiscrete { values = values.map { $0 > middle ? middle + reach : middle - reach } }
    return HeatMap(
      field: Field(width: grid.columns, height: grid.rows, values: values),
      axes: axes,
      // Paler than the tiles, so that the points stand out.
      range: (middle - 1.7 * reach)...(middle + 1.7 * reach),
      contours: experiment.isDiscrete || experiment.task == .regression ? [] : [middle]
    )
  }

  func mapRegion(in region: Rect) -> Rect { frame(.output, "").inner(of: region) }

  private func drawOutput(in region: Rect, of buffer: inout Buffer, look: Look) {
    let figure: String
    if let accuracy = snapshot?.figures.testAccuracy {
      figure = "test \(NumberFormat.significant(3).string(100 * accuracy)) %"
    } else {
      figure = ""
    }
    var map = map
    let inner = frame(
      .output,
      title(of: shownUnit),
      figure: figure,
      footer: spelled(reading(map, mapRegion(in: region)), look)
    )
    .draw(in: region, of: &buffer, look: look)
    if showsClasses {
      // Between two classes there is no third: the nearest place counts, no mean.
      let size = HeatMap.sampleSize(in: inner, axes: map.axes, look: look)
      map.field = nearest(map.field, size)
    }
    map.draw(in: inner, of: &buffer, look: look)
    drawPoints(map, in: inner, of: &buffer, look: look)
  }

  private func nearest(_ field: Field, _ size: Size) -> Field {
    let values = (0..<size.width * size.height).map { index in
      field[index % size.width * field.width / size.width, index / size.width * field.height / size.height]
    }
    return Field(width: size.width, height: size.height, values: values)
  }

  /// The place under the mouse, else under the cursor, and what the map says there.
  private func reading(_ map: HeatMap, _ region: Rect) -> String {
    let place = shell.pointer.flatMap { map.place(at: $0, in: region) } ?? cursor
    let field = map.field
    let column = min(field.width - 1, max(0, Int((place.x + 6) / 12 * Double(field.width))))
    let row = min(field.height - 1, max(0, Int((6 - place.y) / 12 * Double(field.height))))
    let number = NumberFormat.fixed(2)
    let value =
      showsClasses ? "class \(Int(field[column, row]))" : NumberFormat.significant(3).string(field[column, row])
    return "x₁ \(number.string(place.x)) x₂ \(number.string(place.y)): \(value)".withTrueMinus
  }

  private func drawPoints(_ map: HeatMap, in region: Rect, of buffer: inout Buffer, look: Look) {
    let area = HeatMap.mapArea(in: region, axes: map.axes)
    guard let split = snapshot?.split, !area.isEmpty else { return }
    if experiment.showsTestData {
      for point in split.test { draw(point, isTest: true, in: area, of: &buffer, look: look) }
    }
    for point in split.train { draw(point, isTest: false, in: area, of: &buffer, look: look) }
    guard shell.panel == .output, let cell = Self.cell(of: cursor.x, cursor.y, in: area) else { return }
    buffer.put(look.isASCII ? "X" : "╋", x: cell.x, y: cell.y, look.ink(.accent, .bold), clip: area)
  }

  /// The cell of a place of the plane; nil outside of the map.
  static func cell(of x: Double, _ y: Double, in area: Rect) -> Point? {
    guard abs(x) <= 6, abs(y) <= 6 else { return nil }
    let column = min(area.width - 1, Int((x + 6) / 12 * Double(area.width)))
    let row = min(area.height - 1, Int((6 - y) / 12 * Double(area.height)))
    return Point(area.x + column, area.y + row)
  }

  private func draw(_ point: PlanePoint, isTest: Bool, in area: Rect, of buffer: inout Buffer, look: Look) {
    guard let cell = Self.cell(of: point.x, point.y, in: area) else { return }
    let (role, glyph) = sign(of: point.label, isTest: isTest, look)
    let under = buffer[cell.x, cell.y].style.background
    let ink = look.ink(role, .bold)
    guard look.hasGradients else {
      buffer[cell.x, cell.y] = Cell(glyph, ink)
      return
    }
    if case .classes = experiment.task {
      // As many colours as classes would be lost on the map's own.
      buffer[cell.x, cell.y] = Cell(glyph, Style(under.contrast, on: under, .bold))
      return
    }
    // Brighter than the map on a dark terminal, darker on a light one.
    let edge = look.color(.title)
    func mixed(_ from: UInt8, _ to: UInt8) -> UInt8 { UInt8((Int(from) * 3 + Int(to) * 2) / 5) }
    let color = Color(
      red: mixed(ink.foreground.red, edge.red),
      green: mixed(ink.foreground.green, edge.green),
      blue: mixed(ink.foreground.blue, edge.blue)
    )
    buffer[cell.x, cell.y] = Cell(glyph, Style(color, on: under, .bold))
  }

  /// A class has a glyph of its own, not only a colour; test points are hollow.
  private func sign(of label: Double, isTest: Bool, _ look: Look) -> (Role, Unicode.Scalar) {
    if case .classes = experiment.task {
      let index = Int(label)
      let glyphs =
        look.isASCII ? Array("oxv*#%&@".unicodeScalars) : Array((isTest ? "○□△◇▽☆◎▷" : "●■▲◆▼★◉▶").unicodeScalars)
      return (.series(index), glyphs[index % glyphs.count])
    }
    let isPositive = label > 0
    if look.isASCII {
      return (isPositive ? .positive : .negative, isTest ? (isPositive ? "O" : "X") : isPositive ? "o" : "x")
    }
    return (isPositive ? .positive : .negative, isTest ? (isPositive ? "○" : "□") : isPositive ? "●" : "■")
  }

  // MARK: Words

  private func drawWords(in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = frame(.words, "what is happening", padding: 1).draw(in: region, of: &buffer, look: look)
    var text = StyledText()
    for (index, line) in words.enumerated() {
      if index > 0 { text += StyledText("\n") }
      text += line
    }
    Paragraph(text).draw(in: inner, of: &buffer, look: look)
  }

  /// What there is to say, the weightiest first.
  var words: [StyledText] {
    guard let observation, let snapshot else { return [StyledText("waiting for the network", .muted)] }
    var lines: [StyledText] = []
    if let task, PlaygroundTask.all.indices.contains(task) {
      let task = PlaygroundTask.all[task]
      let isDone = task.isDone(snapshot.settings, snapshot.figures)
      lines.append(
        isDone
          ? StyledText("done: ", .good, .bold) + StyledText(task.text)
          : StyledText("task: ", .accent, .bold) + StyledText(task.text)
      )
    }
    lines += PlaygroundFinding.all(observation).map { StyledText($0.text, $0.isFault ? .warning : .text) }
    if let unit = selectedUnit, unit.layer < snapshot.weights.shape.layerCount,
      unit.unit < snapshot.weights.shape.sizes[unit.layer + 1]
    {
      lines.append(StyledText(observation.words(of: unit)))
    }
    let figures = snapshot.figures
    if let train = figures.trainAccuracy, let test = figures.testAccuracy {
      let number = NumberFormat.significant(3)
      lines.append(
        StyledText(
          "Accuracy: \(number.string(100 * train)) % of \(snapshot.split.train.count) training points, "
            + "\(number.string(100 * test)) % of \(snapshot.split.test.count) test points.",
          .muted
        )
      )
    }
    let lacks = experiment.peerLacks
    if !lacks.isEmpty {
      lines.append(StyledText("TensorFlow Playground lacks \(lacks.joined(separator: ", ")).", .muted))
    }
    return lines
  }

  /// Whether there is a network to explain.
  public var canExplain: Bool { snapshot != nil }

  /// The formulas with the current numbers.
  public var explanation: Explanation? {
    guard snapshot != nil else { return nil }
    let settings = experiment
    var lines: [StyledText] = []
    lines.append(
      StyledText(
        "Each unit multiplies its inputs by its weights, adds the products and its bias, and applies its activation to the sum."
      )
    )
    lines.append(
      StyledText(
        "The loss of a point is \(settings.effectiveLoss.formula). After each batch the weights change by "
      )
        + StyledText(
          settings.optimizer == .sgd
            ? "w ← w − \(PlaygroundScreen.number(settings.learningRate))·∂L/∂w"
            : "\(settings.optimizer.title) with learning rate \(PlaygroundScreen.number(settings.learningRate))",
          .accent
        ) + StyledText(".")
    )
    if let chosen = selectedParameter, let weights = snapshot?.weights {
      let value = NumberFormat.significant(6).string(weights.parameters[chosen.place])
      lines.append(StyledText("\(chosen.name) = \(value)", .accent))
    }
    return Explanation("explain", lines + words)
  }

  // MARK: Weights

  private func drawWeights(in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = frame(.weights, "weights", footer: spelled(selectionText, look)).draw(
      in: region,
      of: &buffer,
      look: look
    )
    guard let weights = snapshot?.weights else { return }
    // Beside the inputs stand a unit's name, its bias and two gaps.
    let columns = max(1, (inner.width - 16) / Self.inputWidth)
    var rows: [(place: UnitPlace, firstInput: Int)] = []
    var selected: Int?
    for layer in 0..<weights.shape.layerCount {
      for unit in 0..<weights.shape.sizes[layer + 1] {
        let place = UnitPlace(layer: layer, unit: unit)
        if place == selectedUnit { selected = rows.count + (selectedInput ?? 0) / columns }
        for input in stride(from: 0, to: max(1, weights.shape.sizes[layer]), by: columns) {
          rows.append((place, input))
        }
      }
    }
    Table(
      columns: [.init("unit", .left), .init("bias"), .init("inputs and their weights", .left)],
      count: rows.count,
      selectedRow: selected,
      height: inner.height
    ) { index in
      let (place, first) = rows[index]
      let inputs = self.inputs(of: place, weights, from: first, count: columns, look)
      guard first == 0 else { return [StyledText(), StyledText(), inputs] }
      let bias = weights.bias(layer: place.layer, unit: place.unit)
      return [
        StyledText(spelled(unitTitle(place), look), .title),
        StyledText(NumberFormat.significant(3).string(bias), bias < 0 ? .negative : .positive), inputs,
      ]
    }
    .draw(in: inner, of: &buffer, look: look)
  }

  /// A title, a number and two blanks.
  private static let inputWidth = 15

  /// Some of a unit's incoming weights beside each other.
  private func inputs(
    of place: UnitPlace,
    _ weights: PlaygroundWeights,
    from first: Int,
    count: Int,
    _ look: Look
  ) -> StyledText {
    var row = StyledText()
    for input in first..<min(first + count, weights.shape.sizes[place.layer]) {
      let weight = weights.weight(layer: place.layer, unit: place.unit, input: input)
      let isChosen = place == selectedUnit && input == selectedInput
      let title = spelled(inputTitle(input, layer: place.layer), look) + " "
      let text = NumberFormat.significant(3).string(weight)
      row.append(title, isChosen ? .accent : .muted)
      row.append(text, isChosen ? .accent : weight < 0 ? .negative : .positive)
      let used = title.unicodeScalars.count + text.unicodeScalars.count
      row.append(String(repeating: " ", count: max(1, Self.inputWidth - used)))
    }
    return row
  }
}
