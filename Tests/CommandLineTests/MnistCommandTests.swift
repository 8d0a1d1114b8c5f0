import Foundation
import TestSupport
import Testing

/// `dlviz mnist` and `dlviz data` without a screen, on a few images that the test writes.
@Suite(.timeLimit(.minutes(5))) struct MnistCommandTests {
  private let directory: URL

  init() throws {
    directory = FileManager.default.temporaryDirectory.appendingPathComponent("dlviz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  // MARK: Images

  private static func bigEndian(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// IDX files of bars whose place tells the class; raw, as some people keep them.
  private func writeImages(_ folder: String = "mnist", train: Int = 40, test: Int = 20) throws {
    let folder = directory.appendingPathComponent(folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, count) in [("train", train), ("t10k", test)] {
      var pixels: [UInt8] = [0, 0, 8, 3] + Self.bigEndian(count) + Self.bigEndian(28) + Self.bigEndian(28)
      for image in 0..<count {
        for pixel in 0..<784 { pixels.append(pixel / 56 == image % 10 + 2 && pixel % 28 > 5 ? 255 : 0) }
      }
      let labels = [0, 0, 8, 1] + Self.bigEndian(count) + (0..<count).map { UInt8($0 % 10) }
      try Data(pixels).write(to: folder.appendingPathComponent("\(name)-images-idx3-ubyte"))
      try Data(labels).write(to: folder.appendingPathComponent("\(name)-labels-idx1-ubyte"))
    }
  }

  /// Nothing of this machine's own is looked at.
  private func dlviz(_ arguments: String..., environment: [String: String] = [:]) throws -> Program.Result {
    try Program.run(
      [Program.path("dlviz")] + arguments,
      environment: [
        "DLVIZ_DATA": "", "XDG_CACHE_HOME": directory.path + "/cache", "XDG_DATA_HOME": "", "HOME": directory.path,
      ].merging(environment) { $1 }
    )
  }

  private func removeAll() { try? FileManager.default.removeItem(at: directory) }

  // MARK: mnist

  @Test func jsonTellsTheRunFromBeginningToEnd() throws {
    defer { removeAll() }
    try writeImages()
    let result = try dlviz(
      "mnist",
      "--data",
      directory.path,
      "--json",
      "--hidden",
      "8,4",
      "--epochs",
      "3",
      "--batch-size",
      "10",
      "--seed",
      "7",
      "--train-images",
      "30"
    )
    #expect(result.status == 0)
    let objects = try result.output.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    let started = try #require(objects.first)
    #expect(started["event"] as? String == "started")
    #expect(started["command"] as? String == "mnist")
    #expect(started["layers"] as? [Int] == [784, 8, 4, 10])
    #expect(started["parameters"] as? Int == 784 * 8 + 8 + 8 * 4 + 4 + 4 * 10 + 10)
    #expect(started["generated"] as? Bool == false)
    #expect(started["train_images"] as? Int == 30)
    #expect(started["steps_per_epoch"] as? Int == 3)
    #expect(started["seed"] as? Int == 7)
    let epochs = objects.filter { $0["event"] as? String == "epoch" }
    #expect(epochs.compactMap { $0["epoch"] as? Int } == [1, 2, 3])
    for epoch in epochs {
      #expect((0...1).contains(try #require(epoch["test_accuracy"] as? Double)))
      #expect(try #require(epoch["train_loss"] as? Double) > 0)
    }
    let finished = try #require(objects.last)
    #expect(finished["event"] as? String == "finished")
    #expect(finished["reason"] as? String == "completed")
    #expect(finished["epochs"] as? Int == 3)
  }

  @Test func confusionAndPredictionsAreToldAsTheyAreCounted() throws {
    defer { removeAll() }
    try writeImages()
    let file = directory.appendingPathComponent("predictions.jsonl").path
    let options = ["--data", directory.path, "--hidden", "8", "--epochs", "5", "--json", "--json-predictions", file]
    let result = try Program.run([Program.path("dlviz"), "mnist"] + options, environment: ["HOME": directory.path])
    #expect(result.status == 0)
    func objects(_ text: String) throws -> [[String: Any]] {
      try text.split(separator: "\n").map { line in
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      }
    }
    let events = try objects(result.output)
    let confusion = try #require(events.first { $0["event"] as? String == "confusion" })
    let matrix = try #require(confusion["matrix"] as? [[Int]])
    let predictions = try objects(try String(contentsOfFile: file, encoding: .utf8))
    #expect(predictions.count == 20 && predictions.compactMap { $0["image"] as? Int } == Array(0..<20))
    var counted = Array(repeating: Array(repeating: 0, count: 10), count: 10)
    for line in predictions {
      let target = try #require(line["target"] as? Int)
      let prediction = try #require(line["prediction"] as? Int)
      counted[target][prediction] += 1
      #expect(line["right"] as? Bool == (target == prediction))
      let probabilities = try #require(line["probabilities"] as? [Double])
      #expect(probabilities.count == 10 && abs(probabilities.reduce(0, +) - 1) < 1e-5)
      #expect(probabilities.firstIndex(of: try #require(probabilities.max())) == prediction)
      #expect(abs(try #require(line["loss"] as? Double) + log(probabilities[target])) < 1e-5)
    }
    #expect(matrix == counted)
    let right = (0..<10).reduce(0) { $0 + matrix[$1][$1] }
    #expect(confusion["right"] as? Int == right)
    #expect(try #require(events.last?["test_accuracy"] as? Double) == Double(right) / 20)
  }

  @Test func aPictureShowsTheTabThatIsAskedFor() throws {
    defer { removeAll() }
    try writeImages()
    let file = directory.appendingPathComponent("frame.txt").path
    let result = try dlviz(
      "mnist",
      "--data",
      directory.path,
      "--hidden",
      "4",
      "--epochs",
      "1",
      "--snapshot",
      file,
      "--size",
      "80x24",
      "--tab",
      "confusion"
    )
    #expect(result.status == 0)
    let frame = try String(contentsOfFile: file, encoding: .utf8)
    #expect(frame.contains("rows: true, columns: predicted"))
    #expect(frame.contains("of 20, step 1"))
    #expect(frame.split(separator: "\n", omittingEmptySubsequences: false).count >= 24)
  }

  @Test func savedWeightsAreTakenUp() throws {
    defer { removeAll() }
    try writeImages()
    let file = directory.appendingPathComponent("net.safetensors").path
    let common = ["mnist", "--data", directory.path, "--headless", "--hidden", "4"]
    func run(_ more: String...) throws -> Program.Result {
      try Program.run([Program.path("dlviz")] + common + more, environment: ["DLVIZ_DATA": "", "HOME": directory.path])
    }
    #expect(try run("--epochs", "2", "--save", file).status == 0)
    #expect(try run("--epochs", "0", "--init", file).status == 0)
    let mismatch = try run("--epochs", "1", "--init", file, "--hidden", "5")
    #expect(mismatch.status == 1)
    #expect(mismatch.error.contains("net.safetensors"))
  }

  @Test func faultsOfTheImagesAreNamed() throws {
    defer { removeAll() }
    let missing = try dlviz("mnist", "--headless", "--data", directory.path)
    #expect(missing.status == 1)
    #expect(missing.error.contains("cannot be read as images: found an empty folder; expected MNIST's four files"))
    try writeImages()
    let labels = directory.appendingPathComponent("mnist/t10k-labels-idx1-ubyte")
    var bytes = try Data(contentsOf: labels)
    bytes[10] = 11
    try bytes.write(to: labels)
    let outside = try dlviz("mnist", "--headless", "--data", directory.path)
    #expect(outside.status == 1)
    #expect(outside.error.contains("expected 0 to 9, found 11"))
    try FileManager.default.removeItem(at: labels)
    try FileManager.default.createDirectory(at: labels, withIntermediateDirectories: true)
    #expect(try dlviz("mnist", "--headless", "--data", directory.path).error.contains("is not a file"))
  }

  @Test func trainingOnAllImagesCanBeAskedFor() throws {
    defer { removeAll() }
    try writeImages()
    func start(_ count: String) throws -> String {
      let run = try dlviz("mnist", "--data", directory.path, "--json", "--epochs", "0", "--train-images", count)
      #expect(run.status == 0)
      return String(run.output.split(separator: "\n").first ?? "")
    }
    let all = try start("ALL")
    #expect(all.contains("\"event\":\"started\""))
    #expect(try all == start("40"))
    #expect(try all != start("30"))
  }

  @Test(arguments: [
    (["--hidden", "0"], "hidden"), (["--batch-size", "0"], "batch"), (["--dropout", "1"], "dropout"),
    (["--train-images", "0"], "train-images: expected 1 or more"), (["--train-images", "some"], "train-images"),
    (["--dataset", "cifar"], "dataset"), (["--tab", "seventh"], "tab"), (["--pace", "never"], "pace"),
    (["--input-scale", "0.5"], "kmnist, bytes, or MEAN,SD, two numbers of which the second is above 0, found '0.5'"),
  ])
  func badUsageNamesTheOption(options: [String], name: String) throws {
    defer { removeAll() }
    let result = try Program.run([Program.path("dlviz"), "mnist", "--headless"] + options)
    #expect(result.status == 64)
    #expect(result.error.contains(name))
    #expect(result.output.isEmpty)
  }

  // MARK: data

  @Test func theListSaysWhatIsThere() throws {
    defer { removeAll() }
    try writeImages()
    let result = try dlviz("data", "list", "--data", directory.path)
    #expect(result.status == 0)
    #expect(result.output.contains("\(directory.path)/mnist (--data)"))
    #expect(result.output.contains("valid: 40 + 20 images"))
    #expect(result.output.contains("`dlviz data fetch kmnist`"))
    #expect(result.output.contains("Ankle boot"))
    #expect(
      result.output.contains(
        "none yet; k on the Draw page (`dlviz mnist --tab draw`) keeps a drawing in \(directory.path)/"
      )
    )
  }

  @Test func theListShowsWhateverCanBeLearned() throws {
    defer { removeAll() }
    try writeImages("EMNIST/raw")
    let folder = directory.appendingPathComponent("EMNIST/raw")
    for (name, split) in [("train", "train"), ("t10k", "test")] {
      for part in ["images-idx3-ubyte", "labels-idx1-ubyte"] {
        try FileManager.default.moveItem(
          at: folder.appendingPathComponent("\(name)-\(part)"),
          to: folder.appendingPathComponent("emnist-digits-\(split)-\(part)")
        )
      }
    }
    let list = try dlviz("data", "list", "--data", directory.path).output
    #expect(list.contains("EMNIST digits\n  \(folder.path) (--data)\n    valid: 40 + 20 images\n"))
    let table = directory.appendingPathComponent("table")
    try FileManager.default.createDirectory(at: table, withIntermediateDirectories: true)
    let rows = (0..<12).map { "\($0 % 3),1,2,3,4" }.joined(separator: "\n")
    try Data(("label,a,b,c,d\n" + rows).utf8).write(to: table.appendingPathComponent("own.csv"))
    let other = try dlviz("data", "list", "--data", table.path).output
    #expect(other.contains("\n  \(table.path) (--data)\n    valid: 10 + 2 images\n  classes: 0, 1, 2\n"))
    #expect(try !dlviz("data", "list", "--data", directory.path + "/nothing").output.contains("fault"))
  }

  @Test func theListCountsSavedDrawings() throws {
    defer { removeAll() }
    let folder = directory.appendingPathComponent(".local/share/dlviz/drawn")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("kmnist"),
      withIntermediateDirectories: true
    )
    let images = [0, 0, 8, 3] + Self.bigEndian(3) + Self.bigEndian(28) + Self.bigEndian(28)
    try Data(images + [UInt8](repeating: 7, count: 3 * 784))
      .write(to: folder.appendingPathComponent("drawn-images-idx3-ubyte"))
    try Data([0, 0, 8, 1] + Self.bigEndian(3) + [3, 7, 3])
      .write(to: folder.appendingPathComponent("drawn-labels-idx1-ubyte"))
    try Data([1, 2, 3, 4]).write(to: folder.appendingPathComponent("kmnist/drawn-images-idx3-ubyte"))
    let result = try dlviz("data", "list")
    #expect(result.status == 0)
    #expect(result.output.contains("  \(folder.path)\n    valid: 3 digits\n    count of each class: 3: 2, 7: 1\n"))
    #expect(result.output.contains("  \(folder.path)/kmnist\n    fault: "))
  }

  private func fetch(_ server: LoopbackServer) throws -> Program.Result {
    try dlviz("data", "fetch", "mnist", "--from", server.address("set"), "--data", directory.path)
  }

  private var filesLeft: [String] {
    let folder = directory.appendingPathComponent("mnist").path
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasPrefix(".") }
  }

  @Test func aServerWithoutTheFilesIsNamedOnce() throws {
    defer { removeAll() }
    let server = LoopbackServer()
    let result = try fetch(server)
    #expect(result.status == 1)
    let last = try #require(result.error.split(separator: "\n").last)
    #expect(last.contains("HTTP status 404"))
    #expect(last.components(separatedBy: "train-images-idx3-ubyte.gz").count == 2)
    #expect(filesLeft.allSatisfy { !$0.hasSuffix(".gz") })
  }

  @Test func aProxyThatRefusesIsToldInItsOwnWords() throws {
    defer { removeAll() }
    let proxy = LoopbackServer()
    let result = try dlviz(
      "data",
      "fetch",
      "--from",
      "https://example.invalid/set",
      environment: ["https_proxy": proxy.address()]
    )
    #expect(result.status == 1)
    #expect(result.error.contains("404"))
    #expect(!result.error.contains("status 0"))
  }

  @Test func aDownloadThatWaitsToGoOnIsListed() throws {
    defer { removeAll() }
    let folder = directory.appendingPathComponent("cache/dlviz/mnist")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(repeating: 1, count: 4321).write(to: folder.appendingPathComponent("train-images-idx3-ubyte.gz.part"))
    let result = try dlviz("data", "list")
    #expect(result.output.contains("partly downloaded, 4,321 bytes of train-images-idx3-ubyte.gz in \(folder.path)"))
  }

  @Test(arguments: [["mnist", "--data", ""], ["data", "fetch", "--data", ""], ["data", "list", "--data", ""]])
  func anEmptyDirectoryNameIsRefused(arguments: [String]) throws {
    defer { removeAll() }
    let result = try Program.run([Program.path("dlviz")] + arguments, environment: ["HOME": directory.path])
    #expect(result.status == 64)
    #expect(result.error.contains("--data: expected a directory, found ''"))
  }

  @Test func aDistortionIsNamedOnce() throws {
    defer { removeAll() }
    let result = try dlviz("mnist", "--augment", "shift=2,shift=3")
    #expect(result.status == 64)
    #expect(result.error.contains("expected each name once, found 'shift' again"))
  }

  @Test func theLogTellsWhatMakesARunAnother() throws {
    defer { removeAll() }
    try writeImages()
    let options = ["--data", directory.path, "--hidden", "8,4", "--epochs", "1", "--augment", "shift,rotate=5"]
    func run(_ more: String...) throws -> String {
      try Program.run([Program.path("dlviz"), "mnist"] + options + more, environment: ["HOME": directory.path]).output
    }
    let weights = directory.path + "/w.safetensors"
    #expect(try run("--json", "--save", weights).contains(#""augment":"shift=2,rotate=5""#))
    let text = try run("--headless", "--init", weights, "--dropout", "0.25")
    #expect(text.contains("weights of \(weights), dropout 0.25, augment shift=2,rotate=5"))
    #expect(try run("--json", "--init", weights).contains(#""init":"\#(weights)""#))
  }

  @Test func weightsAreMeasuredWithoutTraining() throws {
    defer { removeAll() }
    try writeImages()
    let weights = directory.path + "/w.safetensors"
    func last(_ more: String...) throws -> [String: Any] {
      let options = ["mnist", "--data", directory.path, "--hidden", "8,4", "--json"] + more
      let result = try Program.run([Program.path("dlviz")] + options, environment: ["HOME": directory.path])
      let line = try #require(result.output.split(separator: "\n").last)
      return try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    let trained = try last("--epochs", "20", "--save", weights)
    let measured = try last("--epochs", "0", "--init", weights)
    let accuracy = try #require(trained["test_accuracy"] as? Double)
    #expect(accuracy > 0.2)
    #expect(measured["test_accuracy"] as? Double == accuracy)
    #expect(measured["test_loss"] as? Double == trained["test_loss"] as? Double)
    #expect(measured["steps"] as? Int == 0)
  }

  @Test func wrongBytesLeaveNoFile() throws {
    defer { removeAll() }
    let server = LoopbackServer()
    server.answer("/set/train-images-idx3-ubyte.gz", .whole([1, 2, 3]))
    let result = try fetch(server)
    #expect(result.status == 1)
    #expect(result.error.contains("SHA-256"))
    #expect(filesLeft.allSatisfy { !$0.hasSuffix(".gz") && !$0.hasSuffix(".part") })
  }

  @Test func twoProcessesAtOnceBothEnd() async throws {
    defer { removeAll() }
    let server = LoopbackServer()
    server.answer("/set/train-images-idx3-ubyte.gz", .whole(Array(repeating: 7, count: 100_000)))
    let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
      for _ in 0..<2 { group.addTask { try fetch(server).status } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses == [1, 1])
    #expect(filesLeft.allSatisfy { !$0.hasSuffix(".gz") && !$0.hasSuffix(".part") })
  }

  @Test func anAddressThatIsNoneIsRefused() throws {
    defer { removeAll() }
    let result = try dlviz("data", "fetch", "--from", "ftp://example.org/")
    #expect(result.status == 64)
    #expect(result.error.contains("https://"))
  }
}
