/// The order of nodes and bends in each layer, so that few edges cross.
struct LayerOrder: Hashable {
  /// Nodes by their numbers, then bends.
  private(set) var items: [LayeredLayout.Item]
  private(set) var layerOf: [Int]
  /// The items of each layer from top to bottom.
  private(set) var layers: [[Int]]
  /// The items along each edge.
  private(set) var chains: [[Int]]
  /// For each item those in the next layer that it is joined to.
  private(set) var next: [[Int]]
  /// For each item those in the layer before.
  private(set) var previous: [[Int]]
  private(set) var crossings = 0
  /// The place of each item in its layer.
  private var places: [Int]

  private static let sweeps = 12

  init(nodeCount: Int, edges: [LayeredLayout.Edge], layerOf: [Int], mostBends: Int) {
    items = (0..<nodeCount).map { .node($0) }
    self.layerOf = layerOf
    chains = edges.map { [$0.from, $0.to] }
    var bends = 0
    let byLength = edges.indices.sorted { a, b in
      let lengths = (layerOf[edges[a].to] - layerOf[edges[a].from], layerOf[edges[b].to] - layerOf[edges[b].from])
      return lengths.0 == lengths.1 ? a < b : lengths.0 < lengths.1
    }
    for index in byLength {
      let edge = edges[index]
      let passed = layerOf[edge.from] + 1..<layerOf[edge.to]
      bends += passed.count
      guard bends <= mostBends else { break }
      var chain = [edge.from]
      for layer in passed {
        items.append(.bend(edge: index, layer: layer))
        self.layerOf.append(layer)
        chain.append(items.count - 1)
      }
      chains[index] = chain + [edge.to]
    }
    next = Array(repeating: [], count: items.count)
    previous = Array(repeating: [], count: items.count)
    for chain in chains {
      for (a, b) in zip(chain, chain.dropFirst()) where self.layerOf[b] == self.layerOf[a] + 1 {
        next[a].append(b)
        previous[b].append(a)
      }
    }
    layers = Array(repeating: [], count: (self.layerOf.max() ?? -1) + 1)
    places = Array(repeating: 0, count: items.count)
    for item in items.indices {
      places[item] = layers[self.layerOf[item]].count
      layers[self.layerOf[item]].append(item)
    }
    crossings = count()
  }

  /// Sorts layers by the mean place of neighbours, forth and back, and keeps the best order seen.
  mutating func reduceCrossings() {
    var best = layers
    for sweep in 0..<Self.sweeps where crossings > 0 {
      let forth = sweep.isMultiple(of: 2)
      for layer in forth ? Array(layers.indices.dropFirst()) : Array(layers.indices.dropLast().reversed()) {
        sort(layer, by: forth ? previous : next, besides: layers[forth ? layer - 1 : layer + 1].count)
      }
      let found = count()
      if found < crossings {
        crossings = found
        best = layers
      }
    }
    layers = best
  }

  private mutating func sort(_ layer: Int, by neighbours: [[Int]], besides otherCount: Int) {
    let count = layers[layer].count
    let keyed = layers[layer].enumerated().map { index, item in
      let found = neighbours[item]
      // An item without neighbours stays about where it is.
      let key =
        found.isEmpty
        ? Double(index) / Double(max(1, count)) * Double(otherCount)
        : Double(found.reduce(0) { $0 + places[$1] }) / Double(found.count)
      return (key: key, index: index, item: item)
    }
    layers[layer] = keyed.sorted { $0.key == $1.key ? $0.index < $1.index : $0.key < $1.key }.map(\.item)
    for (index, item) in layers[layer].enumerated() { places[item] = index }
  }

  /// How often edges cross between neighbouring layers: inversions of the ends when edges are sorted by their beginnings.
  private func count() -> Int {
    var total = 0
    for layer in layers.indices.dropLast() {
      let ends = layers[layer].flatMap { item in
        next[item].count == 1 ? [places[next[item][0]]] : next[item].map { places[$0] }.sorted()
      }
      // A Fenwick tree counts those seen so far that end below.
      var tree = [Int](repeating: 0, count: layers[layer + 1].count + 1)
      for (seen, end) in ends.enumerated() {
        var atOrAbove = 0
        var index = end + 1
        while index > 0 {
          atOrAbove += tree[index]
          index &= index - 1
        }
        total += seen - atOrAbove
        index = end + 1
        while index < tree.count {
          tree[index] += 1
          index += index & -index
        }
      }
    }
    return total
  }
}
