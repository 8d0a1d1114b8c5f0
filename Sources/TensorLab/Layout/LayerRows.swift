/// The row of each item: as near to its neighbours' as the order and the distances in its layer allow.
struct LayerRows {
  private(set) var rows: [Int]
  private(set) var height: Int

  private static let sweeps = 8

  init(_ order: LayerOrder, nodeHeight: Int, gap: Int) {
    func size(_ item: Int) -> Int { if case .node = order.items[item] { nodeHeight } else { 1 } }
    /// How far the middles of two items in a layer must be apart.
    func distance(_ a: Int, _ b: Int) -> Double { Double(size(a) + size(b)) / 2 + Double(gap) }
    var rows = [Double](repeating: 0, count: order.items.count)
    for layer in order.layers {
      var row = 0.0
      for (index, item) in layer.enumerated() {
        if index > 0 { row += distance(layer[index - 1], item) }
        rows[item] = row
      }
    }
    for sweep in 0..<Self.sweeps {
      let forth = sweep.isMultiple(of: 2)
      for layer in forth ? order.layers : order.layers.reversed() where !layer.isEmpty {
        let wanted = layer.map { item in
          let neighbours =
            sweep < Self.sweeps - 2
            ? (forth ? order.previous : order.next)[item] : order.previous[item] + order.next[item]
          guard !neighbours.isEmpty else { return rows[item] }
          return neighbours.reduce(0) { $0 + rows[$1] } / Double(neighbours.count)
        }
        var offsets = [0.0]
        for (a, b) in zip(layer, layer.dropFirst()) { offsets.append(offsets[offsets.count - 1] + distance(a, b)) }
        let fitted = Self.isotonic(zip(wanted, offsets).map { $0 - $1 })
        for (index, item) in layer.enumerated() { rows[item] = fitted[index] + offsets[index] }
      }
    }
    // Rounded by layer with the distances kept.
    var whole = [Int](repeating: 0, count: rows.count)
    for layer in order.layers {
      for (index, item) in layer.enumerated() {
        var row = Int(rows[item].rounded())
        if index > 0 {
          let above = layer[index - 1]
          row = max(row, whole[above] + Int(distance(above, item).rounded(.up)))
        }
        whole[item] = row
      }
    }
    let top = whole.indices.map { whole[$0] - size($0) / 2 }.min() ?? 0
    self.rows = whole.map { $0 - top }
    height = whole.indices.map { whole[$0] - top + (size($0) + 1) / 2 }.max() ?? 0
  }

  /// The row that never falls and is nearest to another in the sum of squares (pool adjacent violators).
  private static func isotonic(_ values: [Double]) -> [Double] {
    var blocks: [(sum: Double, count: Int)] = []
    for value in values {
      blocks.append((value, 1))
      while blocks.count > 1 {
        let last = blocks[blocks.count - 1]
        let before = blocks[blocks.count - 2]
        guard before.sum / Double(before.count) > last.sum / Double(last.count) else { break }
        blocks.removeLast()
        blocks[blocks.count - 1] = (before.sum + last.sum, before.count + last.count)
      }
    }
    return blocks.flatMap { Array(repeating: $0.sum / Double($0.count), count: $0.count) }
  }
}
