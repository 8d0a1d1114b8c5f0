import Foundation
import Testing

/// `dlviz perceptron` and `dlviz losses` as a person runs them.
@Suite(.timeLimit(.minutes(2)))
struct PerceptronLossesCommandTests {
  private func run(_ arguments: String..., rest: [String] = [], locale: String = "C.UTF-8") throws -> Program.Result {
    try Program.dlviz(arguments + rest, locale: locale)
  }

  @Test func perceptronJSONFollowsTheReference() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../NeuralNetTests/Reference/perceptron.json").standardizedFileURL
    let reference = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    let gate = try #require((reference["gates"] as? [String: Any])?["and"] as? [String: Any])
    let weights = try #require(gate["weights0"] as? [Double]).map { "\($0)" }.joined(separator: ",")
    let outcome = try run("perceptron", "and", "--json", "--weights", weights)
    #expect(outcome.status == 0)
    let lines = try outcome.objects()
    let epochs = lines.filter { $0["event"] as? String == "epoch" }
    #expect(epochs.compactMap { $0["errors"] as? Int } == gate["errors_per_epoch"] as? [Int])
    #expect(lines.filter { $0["event"] as? String == "step" }.count == 4 * epochs.count)
    #expect(lines.last?["reason"] as? String == "converged")
    #expect(!outcome.output.contains("-0.0,") && !outcome.output.contains("-0.0]"))
  }

  /// What a step tells is the rule's; a variant's line stands beside it under its own name.
  @Test func bothLinesAreTold() throws {
    let lines = try run("perceptron", "nand", "--json", "--variant", rest: ["pocket"]).objects()
    let classic = try run("perceptron", "nand", "--json").objects()
    let steps = lines.filter { $0["event"] as? String == "step" }
    #expect(
      steps.map { $0["w_b"] as? [Double] }
        == classic.filter { $0["event"] as? String == "step" }.map { $0["w_b"] as? [Double] }
    )
    #expect(steps.allSatisfy { ($0["pocket_w_b"] as? [Double])?.count == 3 })
    #expect(steps.contains { $0["pocket_w_b"] as? [Double] != $0["w_b"] as? [Double] })
    #expect(lines.last?["pocket_w_b"] != nil && lines.last?["right"] as? Int == 4 && classic.last?["pocket_w_b"] == nil)
  }

  @Test func allStandsAlone() throws {
    let outcome = try run("perceptron", "all", "and")
    #expect(outcome.status == 64 && outcome.error.contains("all to stand alone"))
  }

  @Test func textTellsWhatCameOfIt() throws {
    let outcome = try run("perceptron", "xor", "--headless", locale: "C")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("2/4 right") && outcome.output.contains("Never converges"))
    #expect(outcome.output.unicodeScalars.allSatisfy { $0.isASCII })
    let all = try run("perceptron", "all", "--headless")
    #expect(all.output.components(separatedBy: "4/4 right").count - 1 == 14)
  }

  @Test func lossesTellTheReferencesFigures() throws {
    let outcome = try run("losses", "--headless", "--at", "0.25")
    #expect(outcome.status == 0 && outcome.output.contains("1.38629") && outcome.output.contains("−4.00000"))
    let softmax = try run("losses", "softmax", "--json").objects()
    #expect(softmax.map { $0["event"] as? String } == ["started", "softmax", "finished"])
    #expect(abs((softmax[1]["loss"] as? Double ?? 0) - 0.4493130023803544) < 1e-15)
    let points = try run("losses", "logit", "--json").objects().filter { $0["event"] as? String == "point" }
    #expect(points.count == 5 * 101)
  }

  @Test func lossesTellTheCursorInJSON() throws {
    for (at, bce, slope) in [("0.01", 4.605170185988091, -100.0), ("0.99", 0.01005033585350145, -1.0101010101010102)] {
      let lines = try run("losses", "--json", "--points", rest: ["3", "--at", at]).objects()
      let cursor = try #require(lines.first { $0["event"] as? String == "cursor" })
      #expect(cursor["prediction"] as? Double == Double(at))
      let index = try #require((cursor["losses"] as? [String])?.firstIndex(of: "bce"))
      #expect(abs((cursor["values"] as? [Double] ?? [])[index] - bce) < 1e-14)
      #expect(abs((cursor["derivatives"] as? [Double] ?? [])[index] - slope) < 1e-12)
      #expect(lines.count { $0["loss"] as? String == "mse" } == 3)
      #expect(lines.last?["event"] as? String == "finished")
    }
    // What a loss does not have is null.
    let outside = try run("losses", "--json", "--at", rest: ["-0.35"])
    #expect(outside.output.contains("null") && outside.status == 0)
  }

  @Test func negativeNumbersAreValues() throws {
    let logit = try run("losses", "logit", "--at", rest: ["-6", "--target", "-1", "--headless"])
    #expect(logit.status == 0 && logit.output.contains("at z = −6, y = −1"))
    #expect(try run("losses", "softmax", rest: ["--logits", "-1,2,3", "--headless"]).status == 0)
    let start = try run("perceptron", "xor", "--json", rest: ["--weights", "-0.5,0.5", "--bias", "-0.1"])
    #expect(start.status == 0)
    #expect(try start.objects().first?["w_b"] as? [Double] == [-0.5, 0.5, -0.1])
  }

  @Test func badUsageIsRefused() throws {
    for arguments in [
      ["perceptron", "nonsense"], ["perceptron", "--epochs", "0"], ["perceptron", "--learning-rate", "0"],
      ["perceptron", "--weights", "1"], ["perceptron", "and", "or", "xor", "nor"], ["losses", "--logits", "1,2"],
      ["losses", "softmax", "--target-class", "9"], ["losses", "--at", "7"], ["losses", "--target", "nan"],
    ] {
      let outcome = try run(
        arguments[0],
        arguments.count > 1 ? arguments[1] : "--help",
        rest: Array(arguments.dropFirst(2))
      )
      #expect(outcome.status == 64, "\(arguments)")
      #expect(outcome.error.contains("xpected") || outcome.error.contains("invalid"), "\(outcome.error)")
    }
  }

  @Test func picturesAreWritten() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (command, ending) in [("perceptron", "svg"), ("losses", "txt")] {
      let file = folder.appending(path: "\(command).\(ending)")
      #expect(try run(command, "--snapshot", file.path, rest: ["--size", "80x24"]).status == 0)
      #expect(try String(contentsOf: file, encoding: .utf8).contains("dlviz"))
    }
  }
}
