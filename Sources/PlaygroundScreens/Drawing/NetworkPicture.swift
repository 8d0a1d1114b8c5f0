import Playground
import Plots
import Terminal

/// The network drawn through the window: features, units and outputs as small maps in columns, weights as lines between them.
struct NetworkPicture {
  let settings: PlaygroundSettings
  let region: Rect
  /// Weights and maps; nil before the first picture of the run.
  let snapshot: PlaygroundSnapshot?
  let selection: NetworkSelection
  let selectedUnit: UnitPlace?
  let selectedInput: Int?
  /// Moves the gaps of lines along while it trains.
  let phase: Int

  /// A tile and what it is.
  struct Tile {
    var item: NetworkSelection
    var column: Int
    var row: Int
    var region: Rect
  }

  /// A line between two tiles.
  struct Edge {
    var unit: UnitPlace
    var input: Int
    var from: Point
    var to: Point
    var weight: Double
  }

  private var counts: [Int] {
    [PlaneFeature.allCases.count] + settings.hidden.map(\.units) + [settings.outputCount]
  }

  /// The features' names stand left of their tiles.
  private var labelWidth: Int { region.width >= 56 ? 7 : 0 }

  /// Height of a tile: as large as the fullest column allows.
  private func height(_ count: Int) -> Int {
    let most = max(1, counts.max() ?? 1)
    let pitch = max(1, region.width - labelWidth) / counts.count
    let byHeight = (region.height - (most > 1 ? most - 1 : 0)) / most
    let tight = region.height / most
    let room = byHeight >= 1 ? byHeight : tight
    let own = region.height / max(1, count) - 1
    // A column of one may have a larger tile, twice that of the others at most.
    let wanted = count == most ? room : min(max(room, own), 2 * max(1, room))
    return max(1, min(wanted, 7, max(1, (pitch - 5) / 2)))
  }

  var tiles: [Tile] {
    guard region.width >= 20, region.height >= 3 else { return [] }
    let counts = counts
    let body = Rect(x: region.x + labelWidth, y: region.y, width: region.width - labelWidth, height: region.height)
    var tiles: [Tile] = []
    for (column, count) in counts.enumerated() where count > 0 {
      let height = height(count)
      let width = 2 * height
      let last = counts.count - 1
      // The first column at the left edge, the last at the right, one cell free for marks.
      let x = body.x + 1 + (last == 0 ? 0 : column * max(0, body.width - 2 - widthOfLast - 1) / last)
      let isCut = count * height > body.height
      let shown = isCut ? max(1, body.height / height) : count
      for row in 0..<shown {
        let y = body.y + (2 * row + 1) * body.height / (2 * shown) - (height + 1) / 2
        let place = Rect(x: x, y: max(body.y, min(y, body.maxY - height)), width: width, height: height)
        tiles.append(Tile(item: .at(column: column, row: row, settings), column: column, row: row, region: place))
      }
    }
    return tiles
  }

  private var widthOfLast: Int { 2 * height(counts.last ?? 1) }

  /// What a cell belongs to.
  func item(at point: Point) -> NetworkSelection? {
    tiles.first { $0.region.inset(horizontal: -1, vertical: 0).contains(point) }?.item
  }

  /// All weights as lines; features that are not used have none.
  private func edges(_ tiles: [Tile]) -> [Edge] {
    guard let weights = snapshot?.weights else { return [] }
    var byPlace = counts.map { [Rect?](repeating: nil, count: $0) }
    for tile in tiles { byPlace[tile.column][tile.row] = tile.region }
    func region(_ column: Int, _ row: Int) -> Rect? {
      byPlace.indices.contains(column) && byPlace[column].indices.contains(row) ? byPlace[column][row] : nil
    }
    let features = settings.orderedFeatures.map { PlaneFeature.allCases.firstIndex(of: $0) ?? 0 }
    var edges: [Edge] = []
    for layer in 0..<weights.shape.layerCount {
      for unit in 0..<weights.shape.sizes[layer + 1] {
        guard let to = region(layer + 1, unit) else { continue }
        for input in 0..<weights.shape.sizes[layer] {
          guard let from = region(layer, layer == 0 ? features[input] : input) else { continue }
          edges.append(
            Edge(
              unit: UnitPlace(layer: layer, unit: unit),
              input: input,
              from: Point(from.maxX, from.y + from.height / 2),
              to: Point(to.x - 1, to.y + to.height / 2),
              weight: weights.weight(layer: layer, unit: unit, input: input)
            )
          )
        }
      }
    }
    return edges
  }

  /// The line nearest to a cell, at most a cell away.
  func edge(at point: Point) -> (unit: UnitPlace, input: Int)? {
    let near = edges(tiles).compactMap { edge -> (Edge, Double)? in
      guard point.x >= edge.from.x, point.x <= edge.to.x, edge.to.x > edge.from.x else { return nil }
      let share = Double(point.x - edge.from.x) / Double(edge.to.x - edge.from.x)
      let y = Double(edge.from.y) + share * Double(edge.to.y - edge.from.y)
      return (edge, abs(y - Double(point.y)))
    }
    guard let best = near.min(by: { $0.1 < $1.1 }), best.1 <= 1 else { return nil }
    return (best.0.unit, best.0.input)
  }

  // MARK: Drawing

  func draw(of buffer: inout Buffer, look: Look) {
    let tiles = tiles
    guard !tiles.isEmpty else {
      buffer.write("too small for the network", x: region.x, y: region.y, look.ink(.muted), clip: region)
      return
    }
    draw(edges(tiles), of: &buffer, look: look)
    for tile in tiles { draw(tile, of: &buffer, look: look) }
  }

  private func isSelected(_ edge: Edge) -> Bool { edge.unit == selectedUnit && edge.input == selectedInput }

  private func draw(_ edges: [Edge], of buffer: inout Buffer, look: Look) {
    var canvas = DotCanvas(size: region.size, charset: look.charset, composition: .merged)
    let largest = max(0.5, edges.map { abs($0.weight) }.filter(\.isFinite).max() ?? 1)
    let ordered = edges.sorted {
      (isSelected($0) ? 2 : abs($0.weight) / largest) < (isSelected($1) ? 2 : abs($1.weight) / largest)
    }
    for edge in ordered {
      let strength = edge.weight.isFinite ? min(1, abs(edge.weight) / largest) : 1
      // Next to nothing is shown as nothing.
      guard strength >= 0.03 || isSelected(edge) else { continue }
      canvas.beginLayer(style(edge, strength, look), glyph: edge.weight < 0 ? "~" : nil)
      let from = dot(edge.from, canvas, isEnd: false)
      let to = dot(edge.to, canvas, isEnd: true)
      line(from, to, isNegative: edge.weight < 0, in: &canvas)
      if strength > 0.55 || isSelected(edge) {
        line((from.x, from.y + 1), (to.x, to.y + 1), isNegative: edge.weight < 0, in: &canvas)
      }
    }
    canvas.draw(in: region, of: &buffer)
  }

  private func dot(_ point: Point, _ canvas: DotCanvas, isEnd: Bool) -> (x: Int, y: Int) {
    (
      (point.x - region.x) * canvas.dotsAcross + (isEnd ? canvas.dotsAcross - 1 : 0),
      (point.y - region.y) * canvas.dotsDown + canvas.dotsDown / 2
    )
  }

  /// Positive weights are whole lines with a gap that moves, negative ones are dashes that move.
  private func line(_ from: (x: Int, y: Int), _ to: (x: Int, y: Int), isNegative: Bool, in canvas: inout DotCanvas) {
    let steps = max(abs(to.x - from.x), abs(to.y - from.y), 1)
    let (period, on) = isNegative ? (6, 3) : (12, 11)
    var place = (-phase % period + period) % period
    /// The nearest whole number to a part of a way, halves away from 0.
    func part(_ way: Int, _ step: Int) -> Int {
      let doubled = 2 * step * way
      return (doubled < 0 ? doubled - steps : doubled + steps) / (2 * steps)
    }
    for step in 0...steps {
      if place < on { canvas.dot(x: from.x + part(to.x - from.x, step), y: from.y + part(to.y - from.y, step)) }
      place = place + 1 == period ? 0 : place + 1
    }
  }

  private func style(_ edge: Edge, _ strength: Double, _ look: Look) -> Style {
    guard edge.weight.isFinite else { return look.ink(.bad, .bold) }
    if isSelected(edge) { return look.ink(.accent, .bold) }
    let role: Role = edge.weight < 0 ? .negative : .positive
    guard look.hasGradients else { return look.ink(role, strength > 0.5 ? .bold : []) }
    let scale = 0.35 + 0.65 * strength
    let map = FieldPalette.diverging.map(look.theme)
    guard let color = map.color(of: edge.weight < 0 ? -scale : scale, in: -1...1) else { return look.ink(role) }
    return Style(color, on: look.ink(.text).background)
  }

  private func draw(_ tile: Tile, of buffer: inout Buffer, look: Look) {
    var isUsed = true
    if case .feature(let index) = tile.item { isUsed = settings.features.contains(PlaneFeature.allCases[index]) }
    if isUsed, let values = values(tile) {
      // Features and outputs of the peer are shown from −1 to 1; what a ReLU gives may be larger.
      var largest = 1.0
      for value in values.values where value.isFinite { largest = max(largest, abs(value)) }
      HeatMap(field: values, range: -min(largest, 6)...min(largest, 6))
        .draw(in: tile.region, of: &buffer, look: look)
    } else {
      for y in tile.region.y..<tile.region.maxY {
        for x in tile.region.x..<tile.region.maxX { buffer.put("·", x: x, y: y, look.ink(.muted), clip: region) }
      }
    }
    let isSelected = isSameItem(tile.item)
    if isSelected { mark(tile.region, of: &buffer, look: look) }
    if case .feature(let index) = tile.item, labelWidth > 0 {
      let title = PlaneFeature.allCases[index].title
      let text = look.isASCII ? title.spelledInASCII : title
      let place = Rect(x: region.x, y: tile.region.y + tile.region.height / 2, width: labelWidth - 1, height: 1)
      buffer.write(text, in: place, alignment: .right, look.ink(isSelected ? .accent : isUsed ? .text : .muted))
    } else {
      drawBias(tile, of: &buffer, look: look)
    }
  }

  private func isSameItem(_ item: NetworkSelection) -> Bool {
    switch (item, selection) {
    case (.unit(let a, _), .unit(let b, _)): a == b
    default: item == selection
    }
  }

  private func mark(_ tile: Rect, of buffer: inout Buffer, look: Look) {
    let style = look.ink(.accent, .bold)
    for y in tile.y..<tile.maxY {
      buffer.put(look.isASCII ? "[" : "▐", x: tile.x - 1, y: y, style, clip: region)
      buffer.put(look.isASCII ? "]" : "▌", x: tile.maxX, y: y, style, clip: region)
    }
  }

  /// The bias as a sign of its own at the lower left corner, coloured by it.
  private func drawBias(_ tile: Tile, of buffer: inout Buffer, look: Look) {
    guard let weights = snapshot?.weights, tile.column >= 1, tile.column - 1 < weights.shape.layerCount,
      tile.row < weights.shape.sizes[tile.column], !isSameItem(tile.item)
    else { return }
    let bias = weights.bias(layer: tile.column - 1, unit: tile.row)
    let role: Role = bias < 0 ? .negative : .positive
    let glyph: Unicode.Scalar = look.isASCII ? (bias < 0 ? "-" : "+") : (bias < 0 ? "▫" : "▪")
    buffer.put(glyph, x: tile.region.x - 1, y: tile.region.maxY - 1, look.ink(role, .bold), clip: region)
  }

  private func values(_ tile: Tile) -> Field? {
    if case .feature(let index) = tile.item {
      let feature = PlaneFeature.allCases[index]
      // A place for each of the two halves of a cell.
      let grid = PlaneGrid(columns: tile.region.width, rows: 2 * tile.region.height)
      var values: [Double] = []
      values.reserveCapacity(grid.columns * grid.rows)
      for row in 0..<grid.rows {
        for column in 0..<grid.columns {
          let (x, y) = grid.place(column: column, row: row)
          values.append(feature.value(x: x, y: y))
        }
      }
      return Field(width: grid.columns, height: grid.rows, values: values)
    }
    guard let snapshot, tile.column >= 1, tile.column - 1 < snapshot.weights.shape.layerCount,
      tile.row < snapshot.weights.shape.sizes[tile.column]
    else { return nil }
    let unit = snapshot.weights.shape.unitIndex(layer: tile.column - 1, unit: tile.row)
    let grid = snapshot.maps.grid
    return Field(width: grid.columns, height: grid.rows, values: snapshot.maps.values[unit])
  }
}
