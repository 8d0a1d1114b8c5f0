import Foundation
import Testing

/// `dlviz playground` as a person runs it.
@Suite(.timeLimit(.minutes(2)))
struct PlaygroundCommandTests {
  private func run(_ arguments: String..., locale: String = "C.UTF-8") throws -> Program.Result {
    try Program.dlviz(["playground"] + arguments, locale: locale)
  }

  /// The peer's own code made the figures.
  @Test func aLinkGivesThePeersLosses() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../PlaygroundTests/Reference/playground_links.json").standardizedFileURL
    let reference = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    let link = try #require((reference["links"] as? [[String: Any]])?[2])
    let hash = try #require(link["hash"] as? String)
    let outcome = try run("https://playground.tensorflow.org/#" + hash, "--json", "--json-weights", "--epochs", "10")
    #expect(outcome.status == 0)
    let lines = try outcome.objects()
    let epochs = lines.filter { $0["event"] as? String == "epoch" }
    #expect(epochs.compactMap { $0["epoch"] as? Int } == Array(0...10))
    for row in try #require(link["epochs"] as? [[String: Any]]) {
      guard let epoch = row["epoch"] as? Int, epoch <= 10 else { continue }
      #expect(epochs[epoch]["train_loss"] as? Double == row["train_loss"] as? Double)
      #expect(epochs[epoch]["test_loss"] as? Double == row["test_loss"] as? Double)
    }
    let first = (lines.first?["weights"] as? [[[String: Any]]])?.first?.first?["weights"] as? [Double]
    let expected = (link["initial_weights"] as? [[[String: Any]]])?.first?.first?["weights"] as? [Double]
    #expect(first == expected && first != nil)
    #expect(lines.last?["weights"] != nil)
  }

  @Test func whatALinkCannotSayIsNamed() throws {
    let outcome = try run("speed=9&seed=1", "--dataset", "blobs", "--headless", "--epochs", "3", locale: "C")
    #expect(outcome.status == 0)
    #expect(outcome.error.contains("speed: not a key of Playground; ignored"))
    #expect(outcome.output.contains("TensorFlow Playground lacks the data set blobs"))
    #expect(outcome.output.unicodeScalars.allSatisfy { $0.isASCII })
  }

  @Test func weightsAreSavedAndBegunWith() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "playground-\(UUID().uuidString).safetensors")
      .path
    defer { try? FileManager.default.removeItem(atPath: file) }
    let trained = try run("seed=3&networkShape=3", "--json", "--epochs", "5", "--save", file).objects()
    let opened = try run("seed=3", "--json", "--epochs", "0", "--init", file)
    #expect(opened.status == 0)
    let last = try #require(opened.objects().last)
    #expect(last["train_loss"] as? Double == trained.last?["train_loss"] as? Double)
    #expect(last["test_loss"] as? Double == trained.last?["test_loss"] as? Double)
    #expect(try opened.objects().first?["layers"] as? [Int] == [2, 3, 1])
    let other = try run("--init", file, "--features", "x1", "--json", "--epochs", "0")
    #expect(other.status == 1 && other.error.contains("expected shape (3, 1), found (3, 2)"))
  }

  @Test func everyUpdateIsToldWhereAskedFor() throws {
    let lines = try run("seed=3", "--json", "--epochs", "2", "--log-steps").objects()
    let steps = lines.filter { $0["event"] as? String == "step" }
    #expect(steps.compactMap { $0["step"] as? Int } == Array(1...50))
    #expect(steps.last?["train_loss"] as? Double == lines.last?["train_loss"] as? Double)
  }

  @Test func wrongUseIsSaid() throws {
    let words = try run("hello", "--json")
    #expect(words.status == 1 && words.error.contains("expected a Playground link"))
    let loss = try run("--loss", "bce", "--output", "tanh", "--json")
    #expect(loss.status == 64 && loss.error.contains("expected sigmoid with bce"))
    let file = try run("--data", "/nowhere/points.csv", "--json")
    #expect(file.status == 1 && file.error.contains("found none at '/nowhere/points.csv'"))
  }
}
