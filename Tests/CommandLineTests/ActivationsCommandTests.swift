import Foundation
import Testing

/// `dlviz activations` as a person runs it.
@Suite(.timeLimit(.minutes(2)))
struct ActivationsCommandTests {
  private func run(_ arguments: String...) throws -> Program.Result {
    try Program.dlviz(["activations"] + arguments)
  }

  @Test func jsonCurvesAreTheReferences() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../NeuralNetTests/Reference/activations.json").standardizedFileURL
    let reference = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    let places = try #require(reference["x"] as? [Double])
    let outcome = try run("all", "--json")
    #expect(outcome.status == 0)
    let lines = try outcome.objects()
    #expect(lines.first?["event"] as? String == "started")
    #expect(lines.last?["event"] as? String == "finished")
    let curves = lines.filter { $0["event"] as? String == "curve" }
    #expect(curves.count == 14)
    var compared = 0
    for curve in curves {
      let name = try #require(curve["name"] as? String)
      let key = name == "hard-tanh" ? "hardtanh" : name.replacing("-", with: "_")
      guard let expected = reference[key] as? [String: [Double]] else {
        #expect(name == "step")
        continue
      }
      let x = try #require(curve["x"] as? [Double])
      let values = try #require(curve["value"] as? [Double])
      let slopes = try #require(curve["derivative"] as? [Double])
      for (index, place) in x.enumerated() {
        let row = try #require(places.firstIndex(of: place))
        #expect(abs(values[index] - (expected["value"]?[row] ?? .nan)) < 1e-12, "\(name) at \(place)")
        #expect(abs(slopes[index] - (expected["derivative"]?[row] ?? .nan)) < 1e-12, "\(name)′ at \(place)")
        compared += 1
      }
    }
    #expect(compared == 13 * 41)
  }

  @Test func jsonLayersAreThere() throws {
    let outcome = try run("relu", "tanh", "--deep", "--depth", "3", "--width", "8", "--batch-size", "8", "--json")
    let layers = try outcome.objects().filter { $0["event"] as? String == "layer" }
    #expect(layers.map { $0["activation"] as? String } == ["relu", "relu", "relu", "tanh", "tanh", "tanh"])
    #expect(layers.allSatisfy { ($0["histogram"] as? [Int])?.reduce(0, +) == 64 })
  }

  /// An option about the deep network alone is not silently ignored.
  @Test(arguments: [
    ["--depth", "2"], ["--width", "4"], ["--batch-size", "8"], ["--initializer", "he-normal"], ["--seed", "1"],
  ])
  func optionsOfDepthShowIt(option: [String]) throws {
    let outcome = try run("relu", "--headless", "--charset", "ascii", option[0], option[1])
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("f     layer"))
  }

  @Test func unknownNamesAreRefusedWithTheNames() throws {
    let outcome = try run("sigmod")
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error.contains("found 'sigmod'"))
    #expect(outcome.error.contains("sigmoid, tanh, relu, leaky-relu"))
    try #expect(run("--depth", "51", "--deep").status == 64)
    try #expect(run("--range=5:-5").status == 64)
    let negative = try run("--deep", "--depth", "-1")
    #expect(negative.status == 64)
    #expect(negative.error.contains("--depth: expected 1 to 50, found -1"))
  }

  @Test func textHoldsTheTableAndThePlot() throws {
    let outcome = try run("sigmoid", "--headless", "--range", "-2:2", "--points", "5")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("   1.000     0.731059     0.196612"))
    #expect(outcome.output.contains("f(x)"))
    // Nothing in a text has the border of a panel that keys go to.
    #expect(!outcome.output.contains("┏"))
    #expect(outcome.output.contains("σ(x) = 1 / (1 + e⁻ˣ)"))
    let ascii = try run("sigmoid", "--headless", "--deep", "--depth", "2", "--width", "4", "--charset", "ascii")
    #expect(ascii.output.unicodeScalars.allSatisfy { $0.isASCII })
    #expect(ascii.output.contains("gradient"))
  }

  @Test func pictureIsWritten() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "dlviz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "frame.txt")
    let outcome = try run("gelu", "--snapshot", file.path, "--size", "80x24")
    #expect(outcome.status == 0)
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count >= 24)
    #expect(lines[0].contains("dlviz · activations   GELU"))
  }
}
