import NeuralNet
import TensorLab
import TestSupport
import Testing

@Suite struct AutogradTests {
  private func walk(_ source: String) throws -> AutogradWalk { AutogradWalk(try AutogradGraph(Formula(source))) }

  private func gradients(_ source: String) throws -> [String: [Double]] {
    let walk = try walk(source)
    return Dictionary(
      uniqueKeysWithValues: walk.graph.inputs.map { (walk.graph.nodes[$0].name, walk.gradients[$0] ?? []) }
    )
  }

  private func example(_ name: String) throws -> AutogradWalk { try walk(#require(AutogradExample.named(name)).source) }

  /// Every one of them keeps its gradient, under a name that can be typed.
  @Test func aNameGivenNumbersAgainIsAnotherInput() throws {
    let names = ["a", "a′", "a′2", "a′3"]
    #expect(try gradients("a=1; b=a; a=2; b=b+2*a; a=3; b=b+3*a; a=4; b+4*a").keys.sorted() == names)
    #expect(try gradients(names.map { "\($0)=1; " }.joined() + names.joined(separator: "*")).count == 4)
    #expect(try gradients("a′=1; a=2; b=a*a′; a=3; a*b").keys.sorted() == ["a", "a′", "a′2"])
    // Nor is each searched for among all before it, which took seconds of a line that may be typed.
    let many = String(repeating: "a=1; ", count: 1_900)
    #expect(try walk(many + "a").graph.inputs.count == 1_900)
  }

  @Test func namesGivenTwiceAreNumbered() throws {
    let graph = try walk("a=2; c = a+1; c += c; d = c*a").graph
    let named = graph.nodes.filter { !$0.name.isEmpty }
    #expect(named.map(\.name) == ["a", "c", "c", "d"])
    #expect(named.map(\.version) == [0, 1, 2, 0])
  }

  @Test func aQuadraticAgreesWithPyTorch() throws {
    let golden = try Golden("autograd")["quadratic"]
    let walk = try example("quadratic")
    try #expect(walk.graph.value == golden["y"].number)
    try #expect(walk.gradients[walk.graph.inputs[0]] == [golden["dy_dx"].number])
  }

  @Test func aDotProductAgreesWithPyTorch() throws {
    let golden = try Golden("autograd")["dot"]
    let walk = try example("dot")
    try #expect(walk.graph.value == golden["y"].number)
    try #expect(walk.gradients[walk.graph.inputs[0]] == golden["dy_dw"].numbers)
    #expect(walk.gradients[walk.graph.inputs[1]] == [1, 2, 3])
  }

  @Test func aNetworkAgreesWithPyTorch() throws {
    let golden = try Golden("autograd")["mini_network"]
    let walk = try example("network")
    let graph = walk.graph
    let named = Dictionary(
      uniqueKeysWithValues: graph.nodes.indices.filter { !graph.nodes[$0].name.isEmpty }.map {
        (graph.nodes[$0].name, $0)
      }
    )
    func expect(_ found: [Double]?, _ expected: [Double]) {
      #expect(found?.count == expected.count)
      for (found, expected) in zip(found ?? [], expected) { #expect(abs(found - expected) < 1e-12) }
    }
    try expect(graph.values[#require(named["h"])].doubles, golden["hidden"].numbers)
    try expect(graph.values[#require(named["y"])].doubles, [golden["output"].number])
    try expect([graph.value], [golden["loss"].number])
    try expect(walk.gradients[#require(named["W1"])], golden["dL_dw_hidden"].numbers)
    try expect(walk.gradients[#require(named["W2"])], golden["dL_dw_out"].numbers)
  }

  @Test func microgradsReadmeComesOut() throws {
    let walk = try example("micrograd")
    // The figures that the README prints.
    #expect(abs(walk.graph.value - 24.7041) < 5e-5)
    #expect(abs(try #require(walk.gradients[walk.graph.inputs[0]])[0] - 138.8338) < 5e-5)
    #expect(abs(try #require(walk.gradients[walk.graph.inputs[1]])[0] - 645.5773) < 5e-5)
  }

  @Test(arguments: [
    "x=0.7; y=-1.3; x+y", "x=0.7; y=-1.3; x-y*2", "x=0.7; y=-1.3; x/y", "x=0.7; y=-1.3; x^y + x^3 + y^-2", "x=0.7; -x",
    "x=0.7; exp(x)*log(x)+sqrt(x)", "x=0.7; sin(x)*cos(x)/tan(x)", "x=0.7; y=-1.3; tanh(x)+sigmoid(y)+relu(x)+relu(y)",
    "x=0.7; y=-1.3; abs(y)*max(x,y)-min(x,y,3)", "x=0.7; clamp(x,0,1)*clamp(x,1,2)*x",
    "x=0.7; y=-1.3; clamp(x,y,2)*clamp(x,2,y+5)",
    "w=[1,-2,3]; x=[0.5,0.2,-1]; b=0.3; sum(tanh(w*x+b))", "w=[[1,2],[3,4],[5,6]]; x=[1,-1,2]; mean((x@w)^2)",
    "w=[[1,2],[3,4]]; x=[[0.3,-1]]; sum(sigmoid(x@w.T) * [1,2])", "w=[[1,2],[3,4]]; x=[0.5,2]; sum(w@x)",
    "v=[3,1,2]; max(v)*min(v)",
    "x=0.7; y=-1.3; v=[x,y,x*y]; dot(v,v)", "x=0.4; gelu(x)*silu(x)+softplus(x)+leaky_relu(-x)",
    "a=[[1],[2]]; b=[3,4,5]; sum((a*b)^2)",
  ])
  func gradientsAgreeWithFiniteDifferences(source: String) throws {
    let walk = try walk(source)
    for input in walk.graph.inputs {
      let gradient = try #require(walk.gradients[input])
      let differences = try #require(walk.graph.differences(input))
      for (a, b) in zip(gradient, differences) {
        #expect(abs(a - b) <= 1e-7 * max(1, abs(b)), "\(walk.graph.label(input)): \(a) \(b)")
      }
      #expect(gradient.count == differences.count)
    }
  }

  /// Against PyTorch 2.15 (findings/gradients-at-corners.sh).
  @Test(arguments: [
    ("x=0; relu(x)", ["x": [0.0]]), ("x=0; abs(x)", ["x": [0]]), ("x=1; y=1; max(x,y)", ["x": [0.5], "y": [0.5]]),
    ("x=1; y=1; min(x,y)", ["x": [0.5], "y": [0.5]]), ("x=-1; clamp(x,-1,1)", ["x": [0]]),
    ("x=1; clamp(x,-1,1)", ["x": [0]]),
    ("x=-1; l=-1; h=1; clamp(x,l,h)", ["x": [0.5], "l": [0.5], "h": [0]]), ("x=0; leaky_relu(x)", ["x": [0.01]]),
    ("x=0; sqrt(x)", ["x": [.infinity]]), ("x=0; sign(x)", ["x": [0]]), ("x=1; floor(x)", ["x": [0]]),
    ("v=[1,1,0]; max(v)", ["v": [0.5, 0.5, 0]]), ("x=0; x^0", ["x": [0]]), ("x=0; y=2; x^y", ["x": [0], "y": [0]]),
    ("x=0; y=0; x^y", ["x": [0], "y": [0]]), ("x=0; x^0.5", ["x": [.infinity]]),
  ])
  func cornersAreWherePyTorchPutsThem(source: String, expected: [String: [Double]]) throws {
    #expect(try gradients(source) == expected)
  }

  @Test func cornersAreTold() throws {
    let kinks = try example("kinks").graph.kinks
    #expect(kinks.map(\.kind) == [.relu, .abs, .tie, .bound])
    #expect(try walk("x=1; relu(x)+max(x,2)").graph.kinks.isEmpty)
    let shared = try walk("v=[2,1,2]; max(v)").graph.kinks
    #expect(shared.map(\.kind) == [.sharedExtreme] && shared.map(\.cells) == [2])
    let slopes = try walk("x=0; relu(x)").graph.slopes(0, cell: 0)
    #expect(slopes.left == 0 && slopes.right == 1 && slopes.central == 0.5)
  }

  @Test func stepsCanBeWalkedBothWays() throws {
    let walk = try walk("x=3; x*x + x")
    // Nodes: x, x*x, sum. Two values, the seed, sum→x*x, sum→x, x*x→x twice.
    #expect(
      walk.steps == [
        .value(node: 1), .value(node: 2), .seed(node: 2), .edge(node: 2, operand: 0), .edge(node: 2, operand: 1),
        .edge(node: 1, operand: 0), .edge(node: 1, operand: 1),
      ]
    )
    #expect(walk.forwardCount == 2 && walk.contributions(to: 0) == 3)
    #expect((3...7).map { walk.gradients(after: $0)[0] } == [nil, nil, [1], [4], [7]])
    #expect(!walk.hasValue(2, after: 1) && walk.hasValue(2, after: 2) && walk.hasValue(0, after: 0))
    let last = try #require(walk.accumulations[6])
    #expect(last.before == [4] && last.contribution == [3] && last.after == [7])
    #expect(walk.graph.localDerivative(of: 1, byOperand: 0) == 3 && walk.graph.rule(of: 1, byOperand: 0) == "x")
  }

  @Test(arguments: [
    ("x + 1", "column 1: expected a value for 'x', such as x=1, found none"),
    ("x=1; x > 0", "column 8: expected an operation with a derivative (+ - * / ^ @), found '>'"),
    ("v=[1,2]; v*2", "column 10: expected a single number as the result (take its sum or mean), found shape (2,)"),
    ("v=[1,2]; w=[1,2,3]; dot(v,w)", "column 21: expected equal inner sizes, found (2,) and (3,)"),
    ("v=[1,2]; w=[1,2,3]; sum(v+w)", "column 26: expected shapes that broadcast, found (2,) and (3,)"),
    ("x=1; foo(x)", "column 6: expected a function: "),
    ("x=1; exp(x,2)", "column 6: expected 1 argument of exp, found 2"),
    ("x=1; clamp(x)", "column 6: expected 3 arguments of clamp, found 1"),
    ("x=1; sum(x, axis=0)", "column 13: expected arguments without names, found axis="),
    ("[]", "column 1: expected at least one element, found []"),
  ])
  func aFaultNamesItsColumn(source: String, expected: String) {
    do throws(FormulaError) {
      _ = try AutogradGraph(Formula(source))
      Issue.record("no fault")
    } catch { #expect("\(error)".hasPrefix(expected), "\(error)") }
  }

  @Test func inputsFromOutsideMustBeUsed() throws {
    let x = try AutogradGraph.Input(parsing: "x=3")
    let w = try AutogradGraph.Input(parsing: "w=[1, 2]")
    #expect(w.value.shape == [2])
    #expect(try AutogradGraph(Formula("x^2"), inputs: [x]).value == 9)
    #expect(throws: FormulaError.self) { try AutogradGraph(Formula("x^2"), inputs: [x, w]) }
    #expect(throws: FormulaError.self) { try AutogradGraph(Formula("x^2"), inputs: [x, x]) }
    #expect(throws: FormulaError.self) { try AutogradGraph.Input(parsing: "x=y") }
    #expect(throws: FormulaError.self) { try AutogradGraph.Input(parsing: "3") }
  }

  @Test func aNumberCanBeChanged() throws {
    let graph = try example("quadratic").graph.setting(0, cell: 0, to: -1)
    #expect(graph.value == 0 && AutogradWalk(graph).gradients[0] == [0])
  }

  @Test func graphvizGetsEveryValueAndGradient() throws {
    let text = try walk("x=3; y = x*x + 2").dot { "\($0)" }
    #expect(
      text == """
        digraph autograd {
          rankdir=LR;
          node [fontname="monospace"];
          edge [fontname="monospace"];
          n0 [shape=box, label="x\\n3.0\\ngrad 6.0"];
          n1 [shape=box, style=rounded, label="x*x\\n9.0\\ngrad 1.0"];
          n2 [shape=plaintext, label="2\\n2.0"];
          n3 [shape=box, style=rounded, label="y (+)\\n11.0\\ngrad 1.0"];
          n0 -> n1 [label="3.0"];
          n0 -> n1 [label="3.0"];
          n1 -> n3 [label="1.0"];
          n2 -> n3;
        }

        """
    )
  }
}
