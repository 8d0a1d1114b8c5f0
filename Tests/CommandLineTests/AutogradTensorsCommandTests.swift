import Foundation
import Testing

/// `dlviz autograd` and `dlviz tensors` as a person runs them.
@Suite(.timeLimit(.minutes(2)))
struct AutogradTensorsCommandTests {
  @Test func autogradEndsWithTheValueAndItsGradients() throws {
    let outcome = try Program.dlviz(["autograd", "--json"])
    #expect(outcome.status == 0)
    #expect(outcome.output.hasSuffix("{\"event\":\"result\",\"value\":16,\"gradients\":{\"x\":8}}\n"))
    let lines = try outcome.objects()
    let x = try #require(lines.first { $0["event"] as? String == "input" })
    #expect(abs((x["numeric"] as? Double ?? 0) - 8) < 1e-8 && x["gradient"] as? Double == 8)
    let gathered = lines.filter { $0["event"] as? String == "gradient" && $0["name"] as? String == "x" }
    #expect(gathered.compactMap { $0["gradient"] as? Double }.last == 8 && gathered.count == 2)
  }

  @Test func autogradTakesValuesBesideTheExpression() throws {
    let dot = try Program.dlviz(["autograd", "dot(w,x)", "w=[1,2,3]", "x=[4,5,6]", "--json"])
    #expect(dot.output.hasSuffix("{\"event\":\"result\",\"value\":32,\"gradients\":{\"w\":[4,5,6],\"x\":[1,2,3]}}\n"))
    let negative = try Program.dlviz(["autograd", "-x^2", "x=-3", "--json"])
    #expect(negative.output.hasSuffix("{\"event\":\"result\",\"value\":-9,\"gradients\":{\"x\":6}}\n"))
  }

  @Test func microgradsReadmeComesOut() throws {
    let last = try #require(try Program.dlviz(["autograd", "--example", "micrograd", "--json"]).objects().last)
    #expect(abs((last["value"] as? Double ?? 0) - 24.7041) < 5e-5)
    let gradients = try #require(last["gradients"] as? [String: Double])
    #expect(abs((gradients["a"] ?? 0) - 138.8338) < 5e-5 && abs((gradients["b"] ?? 0) - 645.5773) < 5e-5)
  }

  @Test func autogradsFaultsPointToTheirPlace() throws {
    let outcome = try Program.dlviz(["autograd", "2x + 1", "x=3"])
    #expect(outcome.status == 1)
    #expect(
      outcome.error.contains("column 2: expected an operator such as *, ';' or the end, found 'x'\n  2x + 1\n   ^\n")
    )
    #expect(try Program.dlviz(["autograd", "x", "--jsno"]).status == 64)
    #expect(try Program.dlviz(["autograd", "--example", "nothing"]).status == 64)
  }

  @Test func autogradWalksInPlainASCII() throws {
    let outcome = try Program.dlviz(["autograd", "--example", "kinks", "--headless"], locale: "C")
    #expect(outcome.status == 0 && outcome.output.unicodeScalars.allSatisfy { $0.isASCII })
    #expect(outcome.output.contains("PyTorch and TensorFlow use 0, JAX uses 1"))
  }

  @Test func autogradWritesGraphviz() throws {
    let outcome = try Program.dlviz(["autograd", "--dot"])
    #expect(outcome.output.hasPrefix("digraph autograd {") && outcome.output.contains("n0 -> n1 [label=\"6\"];"))
  }

  @Test func tensorsGiveAResultForEachStatement() throws {
    let outcome = try Program.dlviz(["tensors", "a = [[1,2],[3,4]]; b = [[5,6],[7,8]]; a@b + 0.5", "--json"])
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(
      lines[0] == "{\"event\":\"result\",\"name\":\"a\",\"dtype\":\"int64\",\"shape\":[2,2],\"values\":[1,2,3,4]}"
    )
    #expect(
      lines[2]
        == "{\"event\":\"result\",\"name\":\"a@b + 0.5\",\"dtype\":\"float64\",\"shape\":[2,2],\"values\":[19.5,22.5,43.5,50.5]}"
    )
  }

  @Test func tensorsWriteOutTheSums() throws {
    let outcome = try Program.dlviz(["tensors", "--headless"])
    #expect(outcome.output.contains("[0, 0]  1·5 + 2·7 = 19"))
    #expect(outcome.output.contains("[1, 1]  3·6 + 4·8 = 50"))
  }

  @Test func tensorsShowBothShapesThatDoNotFit() throws {
    let outcome = try Program.dlviz(["tensors", "ones(2,3) + ones(4)"])
    #expect(outcome.status == 1)
    #expect(outcome.error.contains("expected shapes that broadcast, found (2, 3) and (4,)"))
    #expect(outcome.error.contains("left      2     3\nright           4\n"))
  }

  @Test func tensorsShowANetworkAndAFile() throws {
    let network = try Program.dlviz(["tensors", "--module", "mnist", "--json", "--bins", "3"]).objects()
    #expect(network.last?["parameters"] as? Int == 109_386 && network.last?["tensors"] as? Int == 6)
    #expect(network[0]["name"] as? String == "0.weight" && network[0]["shape"] as? [Int] == [128, 784])
    #expect((network[0]["histogram"] as? [Int])?.reduce(0, +) == 100_352)
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../TensorLabTests/Reference/tensors_of_every_type.safetensors").standardizedFileURL.path
    let file = try Program.dlviz(["tensors", path, "--json"]).objects()
    #expect(file.last?["parameters"] as? Int == 14 * 15 + 1)
    #expect(file.first { $0["name"] as? String == "floats.bf16" }?["nan"] as? Int == 1)
    let missing = try Program.dlviz(["tensors", "/nowhere/x.safetensors"])
    #expect(
      missing.status == 1 && missing.error.contains("/nowhere/x.safetensors cannot be read: No such file or directory")
    )
  }
}
