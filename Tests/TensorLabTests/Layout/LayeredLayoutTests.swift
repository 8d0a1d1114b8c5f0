import NeuralNet
import TensorLab
import TestSupport
import Testing

@Suite struct LayeredLayoutTests {
  private func layout(_ count: Int, _ edges: [(Int, Int)]) -> LayeredLayout {
    LayeredLayout(nodeCount: count, edges: edges.map { LayeredLayout.Edge(from: $0, to: $1) })
  }

  @Test func aChainIsALine() {
    let layout = layout(3, [(0, 1), (1, 2)])
    #expect(layout.places.map(\.layer) == [0, 1, 2])
    #expect(Set(layout.places.map(\.row)) == [1] && layout.height == 3 && layout.crossings == 0)
  }

  @Test func crossingsThatCanBeAvoidedAre() {
    // K joined crosswise: 0→3, 1→2 in the order of numbers cross.
    let crossed = layout(4, [(0, 3), (1, 2)])
    #expect(crossed.crossings == 0)
    // Every pair of a complete bipartite graph of 2 by 2 crosses once, however it is ordered.
    #expect(layout(4, [(0, 2), (0, 3), (1, 2), (1, 3)]).crossings == 1)
  }

  @Test func aLongEdgeBendsInTheLayersItPasses() {
    let layout = layout(4, [(0, 1), (1, 2), (2, 3), (0, 3)])
    #expect(layout.paths[3].map(\.layer) == [0, 1, 2, 3])
    #expect(layout.layers.map(\.count) == [1, 2, 2, 1])
  }

  @Test func sourcesStandNextToTheirFirstUse() {
    #expect(layout(4, [(0, 1), (1, 3), (2, 3)]).places.map(\.layer) == [0, 1, 1, 2])
  }

  @Test func emptyAndSingleGraphsAreDrawings() {
    #expect(layout(0, []).height == 0 && layout(1, []).places.map(\.row) == [1])
  }

  /// Random graphs: nothing overlaps, every edge leads on, and the order is no worse than that of the numbers.
  @Test(arguments: 0..<30) func nothingOverlaps(seed: UInt64) {
    var random = RandomNumbers(seed: seed)
    let count = 2 + random.below(40)
    var edges: [(Int, Int)] = []
    for to in 1..<count { for _ in 0..<(1 + random.below(2)) { edges.append((random.below(to), to)) } }
    let layout = layout(count, edges)
    for layer in layout.layers {
      var last: Int?
      for item in layer {
        guard case .node(let node) = item else { continue }
        if let last { #expect(layout.places[node].row - last >= 4) }
        last = layout.places[node].row
      }
    }
    for (path, edge) in zip(layout.paths, edges) {
      #expect(path.first == layout.places[edge.0] && path.last == layout.places[edge.1])
      #expect(zip(path, path.dropFirst()).allSatisfy { $0.layer < $1.layer })
    }
    #expect(layout.places.allSatisfy { $0.row >= 1 && $0.row < layout.height })
    #expect(layout == self.layout(count, edges))
  }
}
