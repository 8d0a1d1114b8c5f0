import Plots
import TensorLab
import Terminal

/// A graph laid out in cells: where its nodes are, how wide, and when each gets its value.
struct AutogradPicture {
  /// How much of a node is shown.
  enum Detail: Hashable, Sendable {
    /// A box with name, value and gradient.
    case boxes
    /// Name and value, and the gradient once it is there, in one line.
    case lines
  }

  /// An edge between two of the graph's nodes.
  struct Edge {
    let from: Int
    let to: Int
    let operand: Int
    /// The places in cells that it passes.
    let path: [Point]
    /// The columns and rows between which it stays.
    let bounds: Rect

    init(from: Int, to: Int, operand: Int, path: [Point]) {
      (self.from, self.to, self.operand, self.path) = (from, to, operand, path)
      let (columns, rows) = (path.map(\.x), path.map(\.y))
      let (x, y) = (columns.min() ?? 0, rows.min() ?? 0)
      bounds = Rect(x: x, y: y, width: (columns.max() ?? 0) - x + 1, height: (rows.max() ?? 0) - y + 1)
    }
  }

  let walk: AutogradWalk
  let detail: Detail
  /// The nodes of the graph that are drawn: those that the result is made of.
  let nodes: [Int]
  /// Where each drawn node is, in cells from the picture's corner.
  let boxes: [Rect]
  /// The edges between them.
  let edges: [Edge]
  /// The size of the whole.
  let size: Size
  /// What each drawn node says.
  let texts: [AutogradNodeText]
  /// For each node of the graph the step that gives it its value; 0 for what is given.
  let valueSteps: [Int]
  /// For each node of the graph the steps that add to its gradient.
  let gradientSteps: [[Int]]
  /// Where nodes and edges go, which depends on the graph and not on its numbers.
  private let layout: LayeredLayout

  private static let widest = 26
  private static let gutter = 6

  /// - Parameter others: pictures whose layout is taken over where their graph is the same but for the numbers.
  init(_ walk: AutogradWalk, detail: Detail, like others: [AutogradPicture] = []) {
    self.walk = walk
    self.detail = detail
    let graph = walk.graph
    let used = walk.usedNodes
    let nodes = graph.nodes.indices.filter { used[$0] }
    let place = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($0.element, $0.offset) })
    var valueSteps = [Int](repeating: 0, count: graph.nodes.count)
    var gradientSteps = [[Int]](repeating: [], count: graph.nodes.count)
    for (index, step) in walk.steps.enumerated() {
      if case .value(let node) = step { valueSteps[node] = index + 1 }
      if let sum = walk.accumulations[index] { gradientSteps[sum.node].append(index) }
    }
    self.nodes = nodes
    self.valueSteps = valueSteps
    self.gradientSteps = gradientSteps
    var joints: [(from: Int, to: Int, operand: Int)] = []
    for node in nodes {
      for (operand, source) in graph.nodes[node].operands.enumerated() { joints.append((source, node, operand)) }
    }
    let (height, gap) = detail == .boxes ? (4, 0) : (1, 1)
    let same = others.filter { $0.walk.graph.nodes == graph.nodes }
    layout =
      same.first { $0.detail == detail }?.layout ?? same.first?.layout.spaced(nodeHeight: height, gap: gap)
      ?? LayeredLayout(
        nodeCount: nodes.count,
        edges: joints.map { LayeredLayout.Edge(from: place[$0.from] ?? 0, to: place[$0.to] ?? 0) },
        nodeHeight: height,
        gap: gap
      )
    texts = nodes.map { AutogradNodeText(walk, node: $0, gradientSteps: gradientSteps[$0]) }
    let end = walk.steps.count
    let widths = texts.map { min(Self.widest, $0.width(detail, at: end)) }
    var columns = [Int](repeating: 0, count: layout.layers.count)
    for (index, node) in layout.places.enumerated() { columns[node.layer] = max(columns[node.layer], widths[index]) }
    var starts: [Int] = []
    var x = 0
    for width in columns {
      starts.append(x)
      x += width + Self.gutter
    }
    boxes = layout.places.enumerated().map { index, node in
      let start = starts[node.layer] + (columns[node.layer] - widths[index]) / 2
      return Rect(x: start, y: node.row - height / 2, width: widths[index], height: height)
    }
    let boxes = boxes
    edges = zip(joints, layout.paths).map { joint, path -> Edge in
      let from = boxes[place[joint.from] ?? 0]
      let to = boxes[place[joint.to] ?? 0]
      let middle = height / 2
      var points = [Point(from.maxX, from.y + min(1, middle))]
      for bend in path.dropFirst().dropLast() {
        points.append(Point(starts[bend.layer], bend.row))
        points.append(Point(starts[bend.layer] + columns[bend.layer] - 1, bend.row))
      }
      // Operands arrive one below the other, so that two edges of one node can be told apart.
      points.append(Point(to.x - 1, to.y + (height == 1 ? 0 : min(2, 1 + joint.operand))))
      return Edge(from: joint.from, to: joint.to, operand: joint.operand, path: points)
    }
    size = Size(max(0, x - Self.gutter), layout.height)
  }

  /// The box of a node of the graph.
  func box(of node: Int) -> Rect? { nodes.firstIndex(of: node).map { boxes[$0] } }

  /// Whether a node has its value once so many steps are done.
  func hasValue(_ node: Int, at position: Int) -> Bool { valueSteps[node] <= position }
}
