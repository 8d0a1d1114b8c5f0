import Terminal

/// Where a network diagram's units go in a region.
struct NetworkLayout {
  /// A unit that has room.
  struct Place {
    var unit: NetworkDiagram.UnitIndex
    /// The cells of the unit's name and value.
    var chip: Rect
  }

  /// Units of a layer that have no room.
  struct Gap {
    /// How many.
    var count: Int
    /// The row that says so.
    var place: Rect
  }

  let region: Rect
  /// The units shown, layer by layer from the top.
  var places: [Place] = []
  /// What is left out.
  var gaps: [Gap] = []
  /// Whether names and values are written, or units are mere dots.
  let showsText: Bool
  /// Whether values are written beside the names.
  let showsValues: Bool

  init(_ diagram: NetworkDiagram, _ region: Rect) {
    self.region = region
    let layers = diagram.layers
    func width(_ layer: [NetworkNode], values: Bool) -> Int {
      layer.reduce(0) { widest, node in
        let value = values ? node.value.map { diagram.valueFormat.string($0).unicodeScalars.count + 1 } ?? 0 : 0
        return max(widest, node.label.unicodeScalars.count + value + 2)
      }
    }
    // Lines between layers need some columns to be told apart; names and values give way to them.
    let joints = 5 * max(0, layers.count - 1)
    let full = layers.map { width($0, values: true) }
    let short = layers.map { width($0, values: false) }
    let fits = { (widths: [Int]) in widths.reduce(0, +) + joints <= region.width }
    showsValues = fits(full)
    showsText = showsValues || fits(short)
    let widths = showsValues ? full : showsText ? short : layers.map { _ in 1 }

    let spare = max(0, region.width - widths.reduce(0, +))
    var start = region.x
    for (index, layer) in layers.enumerated() {
      let x = start + (layers.count > 1 ? spare * index / (layers.count - 1) : spare / 2)
      start += widths[index]
      place(layer, index, Rect(x: x, y: region.y, width: widths[index], height: region.height))
    }
  }

  /// Spreads a layer's units over a column; with too little room the first ones, a note, and the last.
  private mutating func place(_ layer: [NetworkNode], _ index: Int, _ column: Rect) {
    guard column.height > 0, !layer.isEmpty else { return }
    let isCut = layer.count > column.height
    let slots = isCut ? column.height : layer.count
    for slot in 0..<slots {
      let y = column.y + (2 * slot + 1) * column.height / (2 * slots)
      let row = Rect(x: column.x, y: y, width: column.width, height: 1)
      if isCut, slots >= 3, slot == slots - 2 {
        gaps.append(Gap(count: layer.count - slots + 1, place: row))
        continue
      }
      let unit = isCut && slots >= 3 && slot == slots - 1 ? layer.count - 1 : slot
      places.append(Place(unit: .init(layer: index, unit: unit), chip: row))
    }
  }
}
