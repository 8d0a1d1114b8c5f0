/// A drawing of a directed graph without cycles in layers: every edge leads to a later layer, few edges cross, and long edges bend only
/// where a layer is passed.
///
/// Sugiyama, Tagawa and Toda's method (1981): longest paths give layers, nodes without operands move next to their first use, bends
/// stand in for edges in the layers they pass, barycentres order each layer, and rows are the least squares' nearest to the neighbours'.
/// It is a pure function of the graph: the same graph gives the same drawing.
public struct LayeredLayout: Hashable, Sendable {
  /// The most bends; the longest edges beyond go without.
  public static let mostBends = 2_000

  /// An edge from a node to another.
  public struct Edge: Hashable, Sendable {
    /// Where it begins.
    public let from: Int
    /// Where it ends, in a later layer.
    public let to: Int

    /// Makes an edge.
    public init(from: Int, to: Int) {
      self.from = from
      self.to = to
    }
  }

  /// What stands in a layer.
  public enum Item: Hashable, Sendable {
    /// A node.
    case node(Int)
    /// Where an edge passes.
    case bend(edge: Int, layer: Int)
  }

  /// A place in the drawing.
  public struct Place: Hashable, Sendable {
    /// The layer, from 0.
    public let layer: Int
    /// The middle row, from 0.
    public let row: Int
  }

  /// The items of each layer from top to bottom.
  public let layers: [[Item]]
  /// Where each node is.
  public let places: [Place]
  /// The places that each edge passes, both ends with it.
  public let paths: [[Place]]
  /// How many rows the drawing takes.
  public let height: Int
  /// How often edges cross.
  public var crossings: Int { order.crossings }
  private let order: LayerOrder

  /// Lays a graph out.
  /// - Parameters:
  ///   - nodeCount: how many nodes there are.
  ///   - edges: from a node to a later one by number.
  ///   - nodeHeight: how many rows a node takes; a bend takes one.
  ///   - gap: how many rows stay free between nodes.
  public init(nodeCount: Int, edges: [Edge], nodeHeight: Int = 3, gap: Int = 1) {
    precondition(
      edges.allSatisfy { $0.from >= 0 && $0.from < $0.to && $0.to < nodeCount },
      "expected edges to later nodes"
    )
    let layerOf = Self.layering(nodeCount, edges)
    var order = LayerOrder(nodeCount: nodeCount, edges: edges, layerOf: layerOf, mostBends: Self.mostBends)
    order.reduceCrossings()
    self.init(order, nodeCount: nodeCount, nodeHeight: nodeHeight, gap: gap)
  }

  private init(_ order: LayerOrder, nodeCount: Int, nodeHeight: Int, gap: Int) {
    let rows = LayerRows(order, nodeHeight: nodeHeight, gap: gap)
    self.order = order
    layers = order.layers.map { $0.map { order.items[$0] } }
    places = (0..<nodeCount).map { Place(layer: order.layerOf[$0], row: rows.rows[$0]) }
    paths = order.chains.map { chain in chain.map { Place(layer: order.layerOf[$0], row: rows.rows[$0]) } }
    height = rows.height
  }

  /// The same graph in the same order with nodes of another height, which takes a small part of the time of laying it out.
  public func spaced(nodeHeight: Int, gap: Int) -> LayeredLayout {
    LayeredLayout(order, nodeCount: places.count, nodeHeight: nodeHeight, gap: gap)
  }

  private static func layering(_ nodeCount: Int, _ edges: [Edge]) -> [Int] {
    var layers = [Int](repeating: 0, count: nodeCount)
    for edge in edges.sorted(by: { $0.to < $1.to }) { layers[edge.to] = max(layers[edge.to], layers[edge.from] + 1) }
    var firstUse = [Int](repeating: .max, count: nodeCount)
    var hasOperands = [Bool](repeating: false, count: nodeCount)
    for edge in edges {
      firstUse[edge.from] = min(firstUse[edge.from], layers[edge.to])
      hasOperands[edge.to] = true
    }
    for node in 0..<nodeCount where !hasOperands[node] && firstUse[node] != .max { layers[node] = firstUse[node] - 1 }
    return layers
  }
}
