import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension XorScreen {
  /// The part of the plane that is shown: the unit square and a margin.
  static let plane = PlaneAxes(x: -0.25...1.25, y: -0.25...1.25, xLabel: "x₁", yLabel: "x₂")

  func drawSurface(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let network else {
      frame(.surface, "output").draw(in: region, of: &buffer, look: look)
      return
    }
    let last = network.architecture.layers.count - 1
    let axes = axes(in: region)
    let inner = Panel(title: "").inner(of: region)
    let size = HeatMap.sampleSize(in: inner, axes: axes, look: look)
    guard size.width > 0, size.height > 0 else {
      frame(.surface, "output").draw(in: region, of: &buffer, look: look)
      return
    }
    let evaluation = evaluate(network, on: axes.samplePoints(size))
    let field = Field(width: size.width, height: size.height, values: evaluation.values(layer: last, unit: 0))
    let map = HeatMap(
      field: field,
      axes: axes,
      range: 0...1,
      contours: [0.5],
      markers: markers(labelled: true)
    )
    frame(
      .surface,
      region.width < 30 ? "output" : "output over x₁, x₂",
      figure: diagnosis.map { "\($0.rightCount)/\($0.outputs.count)" } ?? "",
      role: diagnosis?.isRight.contains(false) == false ? .good : .warning,
      footer: shell.pointer.map { inner.contains($0) } == true
        ? reading(map, network, layer: last, unit: 0, in: inner) : Self.key(0...1, width: region.width, look: look)
    ).draw(in: region, of: &buffer, look: look)
    map.draw(in: inner, of: &buffer, look: look)
  }

  /// What the map's two ends of colour stand for; nothing where other signs stand in for colours.
  private static func key(_ range: ClosedRange<Double>, width: Int, look: Look) -> String {
    guard look.hasGradients, width >= 22 else { return "" }
    let ends = [range.lowerBound, range.upperBound].map { NumberFormat.compact.string($0) }
    return "orange \(ends[0]), blue \(ends[1])"
  }

  /// The value under the mouse.
  private func reading(_ map: HeatMap, _ network: Network<Double>, layer: Int, unit: Int, in inner: Rect) -> String {
    guard let pointer = shell.pointer, let place = map.place(at: pointer, in: inner) else { return "" }
    let value = network.forward([place.x, place.y]).layers[layer].activations[unit]
    let fixed = NumberFormat.fixed(2)
    return "(\(fixed.string(place.x)), \(fixed.string(place.y))) → \(NumberFormat.fixed(3).string(value))"
  }

  /// Labels beside the map where there is room for them.
  private func axes(in region: Rect) -> PlaneAxes {
    var axes = Self.plane
    axes.isShown = region.width >= 30 && region.height >= 12
    return axes
  }

  private func evaluate(_ network: Network<Double>, on points: [(x: Double, y: Double)]) -> Evaluation<Double> {
    let evaluation = Evaluation<Double>(network.architecture, capacity: max(1, points.count))
    var inputs: [Double] = []
    inputs.reserveCapacity(2 * points.count)
    for point in points {
      inputs.append(point.x)
      inputs.append(point.y)
    }
    if !points.isEmpty { network.evaluate(inputs: inputs, into: evaluation) }
    return evaluation
  }

  private func markers(labelled: Bool) -> [PlaneMarker] {
    run.settings.data.points.indices.map { index in
      let point = run.settings.data.points[index]
      let kind: PlaneMarker.Kind =
        if selectedInput == index { .selected } else { diagnosis?.isRight[index] == false ? .wrong : .right }
      return PlaneMarker(
        x: point.x,
        y: point.y,
        label: labelled ? "\(run.settings.data.labels[index])" : "",
        kind: kind
      )
    }
  }

  // MARK: Hidden units

  func drawHiddenUnits(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let network else {
      frame(.hidden, "hidden units").draw(in: region, of: &buffer, look: look)
      return
    }
    let layers = network.architecture.layers.dropLast()
    let units = layers.enumerated().flatMap { layer, layout in (0..<layout.outputs).map { (layer, $0) } }
    let dead = diagnosis?.deadUnits.count ?? 0
    let inner = frame(
      .hidden,
      region.width < 22 ? "hidden" : "hidden units",
      figure: hiddenFigure(units.count, dead: dead, in: region),
      role: dead > 0 ? .bad : .accent,
      footer: Self.key(Self.valueRange(of: run.settings.activation), width: region.width, look: look)
    ).draw(in: region, of: &buffer, look: look)
    guard !inner.isEmpty, !units.isEmpty else { return }
    // A map smaller than this shows nothing; of very many units the first are shown.
    let capacity = (inner.width / Self.smallestTile.width) * (inner.height / Self.smallestTile.height)
    guard capacity > 0 else { return }
    let shown = Array(units.prefix(capacity))
    let columns = Self.columns(for: shown.count, in: inner)
    let rows = (shown.count + columns - 1) / columns
    let tiles = inner.grid(columns: columns, rows: rows)
    // A column between maps where there is one to spare.
    let gap = inner.width / columns >= Self.smallestTile.width ? 1 : 0
    let places = tiles.map { Rect(x: $0.x, y: $0.y, width: $0.width - gap, height: $0.height) }
    let maps = places.map { Rect(x: $0.x, y: $0.y + 1, width: $0.width, height: $0.height - 1) }
    guard let first = maps.first, first.height > 0 else { return }
    // All units of a grid have cells of nearly one size; one batch at the first one's size serves all of them.
    let size = HeatMap.sampleSize(in: first, look: look)
    guard size.width > 0, size.height > 0 else { return }
    let evaluation = evaluate(network, on: Self.plane.samplePoints(size))
    let range = Self.valueRange(of: run.settings.activation)
    let pass = selectedInput.map { network.forward([run.settings.data.points[$0].x, run.settings.data.points[$0].y]) }
    var plain = Self.plane
    plain.isShown = false
    for (index, unit) in shown.enumerated() where index < maps.count {
      let field = Field(
        width: size.width,
        height: size.height,
        values: evaluation.values(layer: unit.0, unit: unit.1)
      )
      drawHeading(of: unit, network, pass, in: places[index], of: &buffer, look: look)
      HeatMap(
        field: field,
        axes: plain,
        range: range,
        contours: range == 0...1 ? [0.5] : [0],
        markers: markers(labelled: false)
      )
      .draw(in: maps[index], of: &buffer, look: look)
    }
  }

  private func hiddenFigure(_ count: Int, dead: Int, in region: Rect) -> String {
    if diagnosis?.isFinite == false { return "not finite" }
    if dead > 0 { return "\(dead) dead" }
    let inner = Panel(title: "").inner(of: region)
    let capacity = (inner.width / Self.smallestTile.width) * (inner.height / Self.smallestTile.height)
    return capacity < count ? "\(capacity) of \(count)" : "\(count)"
  }

  private static let smallestTile = Size(4, 2)

  /// A unit's name and what there is to say of it; where both have no room the name stands alone.
  private func drawHeading(
    of unit: (Int, Int),
    _ network: Network<Double>,
    _ pass: ForwardPass<Double>?,
    in place: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    let heading = Rect(x: place.x, y: place.y, width: place.width, height: 1)
    let name = Self.unitName(layer: unit.0, unit: unit.1)
    StyledText(name, .title).draw(in: heading, of: &buffer, look: look)
    let room = heading.width - name.unicodeScalars.count - 1
    let flag = flag(of: unit, pass, width: room)
    guard !flag.text.isEmpty, flag.text.unicodeScalars.count <= room else { return }
    StyledText(flag.text, flag.role).draw(in: heading, of: &buffer, look: look, alignment: .right)
  }

  /// What is wrong with a unit, or its value for the selected input.
  private func flag(of unit: (Int, Int), _ pass: ForwardPass<Double>?, width: Int) -> (text: String, role: Role) {
    let isFirst = unit.0 == 0
    if isFirst, let diagnosis, diagnosis.deadUnits.contains(unit.1) { return ("dead", .bad) }
    if let pass { return (Self.short(pass.layers[unit.0].activations[unit.1], width: width), .accent) }
    if isFirst, let diagnosis, diagnosis.saturatedUnits.contains(unit.1) { return ("sat.", .warning) }
    return ("", .muted)
  }

  /// So many columns that maps are as square as cells of 1×2 allow.
  private static func columns(for count: Int, in inner: Rect) -> Int {
    let best = (1...max(1, count)).max { left, right in squareness(left, count, inner) < squareness(right, count, inner)
    }
    return best ?? 1
  }

  private static func squareness(_ columns: Int, _ count: Int, _ inner: Rect) -> Double {
    let rows = (count + columns - 1) / columns
    let width = Double(inner.width / columns - 1)
    let height = 2 * Double(inner.height / rows - 1)
    guard width > 0, height > 0 else { return -Double(columns) }
    // A grid without holes is calmer than one whose maps are a little larger.
    let holes = Double(rows * columns - count) / Double(count)
    return min(width, height) * (1 - 0.3 * holes) - 0.01 * abs(width - height)
  }

  /// The values that a map's two ends stand for: what the activation can put out, or what units in use do.
  static func valueRange(of activation: Activation) -> ClosedRange<Double> {
    switch activation {
    case .sigmoid: 0...1
    default: -1...1
    }
  }

  /// The name of a hidden unit; each layer has its letter.
  static func unitName(layer: Int, unit: Int) -> String {
    let letters = ["h", "g", "k", "m", "n", "p", "q", "r"]
    return letters[layer % letters.count] + subscripted(unit + 1)
  }
}
