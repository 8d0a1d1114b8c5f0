import NeuralNet
import Testing

@Suite struct ScalarGraphTests {
  @Test func aQuadraticAgreesWithPyTorch() throws {
    let golden = try Golden("autograd")["quadratic"]
    var graph = ScalarGraph()
    let x = graph.leaf(try golden["x"].number, label: "x")
    let square = graph.power(x, 2)
    let twice = graph.multiply(graph.leaf(2), x)
    let sum = graph.add(square, twice)
    let y = graph.add(sum, graph.leaf(1), label: "y")
    graph.backward(from: y)
    try #expect(graph.value(y) == golden["y"].number)
    try #expect(graph.gradient(x) == golden["dy_dx"].number)
    #expect(graph.nodes[x.index].label == "x" && graph.nodes[y.index].operation.symbol == "+")
  }

  @Test func aDotProductAgreesWithPyTorch() throws {
    let golden = try Golden("autograd")["dot"]
    var graph = ScalarGraph()
    let w = try golden["w"].numbers.map { graph.leaf($0) }
    let x = try golden["x"].numbers.map { graph.leaf($0) }
    let y = graph.dot(w, x)
    graph.backward(from: y)
    try #expect(graph.value(y) == golden["y"].number)
    try #expect(w.map { graph.gradient($0) } == golden["dy_dw"].numbers)
  }

  @Test func aNetworkAgreesWithPyTorch() throws {
    let golden = try Golden("autograd")["mini_network"]
    var graph = ScalarGraph()
    let x = try golden["x"].numbers.map { graph.leaf($0) }
    let hiddenWeights = try golden["w_hidden"].rows.map { $0.map { graph.leaf($0) } }
    let outputWeights = try golden["w_out"].numbers.map { graph.leaf($0) }
    let hidden = (0..<2).map { unit in
      let sum = graph.dot(x, hiddenWeights.map { $0[unit] })
      return graph.sigmoid(sum)
    }
    let sum = graph.dot(hidden, outputWeights)
    let output = graph.sigmoid(sum)
    let difference = graph.subtract(graph.leaf(try golden["target"].number), output)
    let loss = graph.power(difference, 2)
    graph.backward(from: loss)
    expectClose(hidden.map { graph.value($0) }, try golden["hidden"].numbers)
    expectClose(graph.value(output), try golden["output"].number)
    expectClose(graph.value(loss), try golden["loss"].number)
    expectClose(hiddenWeights.flatMap { $0.map { graph.gradient($0) } }, try golden["dL_dw_hidden"].numbers)
    expectClose(outputWeights.map { graph.gradient($0) }, try golden["dL_dw_out"].numbers)
  }

  @Test func everyOperationAgreesWithFiniteDifferences() {
    var graph = ScalarGraph()
    let a = graph.leaf(0.7)
    let b = graph.leaf(-1.3)
    var sum = graph.add(a, b)
    let parts = [
      graph.subtract(a, b), graph.multiply(a, b), graph.divide(a, b), graph.power(b, 3), graph.power(a, 1.5),
      graph.negate(b), graph.exp(b), graph.log(a), graph.tanh(b), graph.sigmoid(b), graph.relu(a), graph.relu(b),
      graph.power(b, -2),
    ]
    // Different weights, so that no two wrong derivatives cancel.
    for (index, part) in parts.enumerated() {
      let weighted = graph.multiply(graph.leaf(1 + 0.37 * Double(index)), part)
      sum = graph.add(sum, weighted)
    }
    graph.backward(from: sum)
    for leaf in [a, b] {
      let gradient = graph.gradient(leaf)
      let start = graph.value(leaf)
      var moved = graph
      moved.set(leaf, to: start + 1e-6)
      moved.forward()
      let above = moved.value(sum)
      moved.set(leaf, to: start - 1e-6)
      moved.forward()
      expectClose(gradient, (above - moved.value(sum)) / 2e-6, within: 1e-8)
    }
  }

  @Test func aValueUsedTwiceGathersBothGradients() {
    var graph = ScalarGraph()
    let x = graph.leaf(3)
    let y = graph.multiply(x, x)
    graph.backward(from: y)
    #expect(graph.gradient(x) == 6)
    graph.backward(from: y)
    #expect(graph.gradient(x) == 6)
  }
}
