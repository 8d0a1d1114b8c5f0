import Foundation
import NeuralNet
import Testing

@testable import Training

/// Files as PyTorch and safetensors write them; `Reference/generate.py` has made them, and the logits that they must give.
@Suite struct StoredNetworkTests {
  private struct Golden: Decodable {
    var inputs: [[Double]]
    var networks: [String: Case]

    struct Case: Decodable {
      var logits: [[Double]]
    }

    init() throws {
      let url = try #require(
        Bundle.module.url(forResource: "networks", withExtension: "json", subdirectory: "Reference")
      )
      self = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: url))
    }
  }

  private static func path(_ name: String) throws -> String {
    try #require(Bundle.module.url(forResource: name, withExtension: "safetensors", subdirectory: "Reference")).path
  }

  private func expect(_ stored: StoredNetwork, toGiveThatOf name: String) throws {
    let golden = try Golden()
    let network = Network<Double>(
      Architecture(layerSizes: stored.layerSizes, hiddenActivation: .relu, outputActivation: .identity),
      parameters: stored.parameters
    )
    let expected = try #require(golden.networks[name]).logits
    for (input, logits) in zip(golden.inputs, expected) {
      for (found, logit) in zip(network.forward(input).output, logits) {
        #expect(abs(found - logit) < 2e-6 * max(1, abs(logit)), "\(name): \(found), expected \(logit)")
      }
    }
  }

  @Test(arguments: [
    "sequential", "words", "numbered", "features", "no_bias", "wrapped", "norms", "norms_after_activation",
    "norm_of_the_input", "norms_named", "half", "bfloat", "extra", "kernels", "turned",
  ])
  func givesWhatPyTorchGives(name: String) throws {
    try expect(try NetworkFile.network(try Self.path(name), expecting: (6, 3)), toGiveThatOf: name)
  }

  @Test func whatWasDoneIsSaid() throws {
    #expect(try NetworkFile.network(try Self.path("sequential")).notes == [])
    #expect(try NetworkFile.network(try Self.path("no_bias")).notes == ["a", "b", "c"].map { "\($0) has no bias" })
    let named = try NetworkFile.network(try Self.path("norms_named")).notes
    #expect(named.first == "BatchNorm bn1 is folded into fc1, as if it stood before the activation")
    let sequence = try NetworkFile.network(try Self.path("norms")).notes
    #expect(sequence.first == "BatchNorm 1 is folded into 0")
    let extra = try NetworkFile.network(try Self.path("extra"), expecting: (6, 3))
    #expect(extra.unused == ["aux.bias", "aux.weight", "steps", "temperature"])
    #expect(extra.layerNames == ["0", "2", "4"])
  }

  @Test func anOrderThatNothingTellsIsAskedFor() throws {
    let path = try Self.path("equal_words")
    let error = #expect(throws: CheckpointError.self) { try NetworkFile.network(path, expecting: (6, 3)) }
    #expect(error == .ambiguousOrder(path: path, layers: ["layer_three", "layer_two"]))
    let order = ["layer_one", "layer_two", "layer_three", "out"]
    try expect(try NetworkFile.network(path, order: order, expecting: (6, 3)), toGiveThatOf: "equal_words")
    #expect(throws: CheckpointError.self) { try NetworkFile.network(path, order: ["layer_one", "lost"]) }
    #expect(throws: CheckpointError.self) { try NetworkFile.network(path, order: ["out", "layer_one"]) }
  }

  @Test func whatCannotBeFoldedIsNamed() throws {
    let path = try Self.path("layer_norm")
    let error = #expect(throws: CheckpointError.self) { try NetworkFile.network(path, expecting: (6, 3)) }
    #expect(
      error?.description
        == "\(path) does not fit: expected dense layers and BatchNorm only, found a normalisation or an activation with weights "
        + "of its own: \"1.weight\" (5)"
    )
  }

  @Test func sizesThatDoNotFitNameTheTensor() throws {
    let path = try Self.path("words")
    #expect(throws: CheckpointError.shapeMismatch(path: path, tensor: "mid.weight", expected: [8, 5], found: [4, 5])) {
      try NetworkFile.network(path, layerSizes: [6, 5, 8, 3])
    }
  }

  @Test func aPipeIsReadOnce() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let pipe = folder.appendingPathComponent("pipe").path
    #expect(mkfifo(pipe, 0o600) == 0)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: try Self.path("sequential")))
    let writer = Thread { try? bytes.write(to: URL(fileURLWithPath: pipe)) }
    writer.start()
    try expect(try NetworkFile.network(pipe), toGiveThatOf: "sequential")
  }

  @Test func theFileSaysWhatItNeeds() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).safetensors").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let shape = Architecture(layerSizes: [2, 3, 1], hiddenActivation: .tanh, outputActivation: .identity)
    let network = Network<Float>(shape, parameters: Array(repeating: 0.5, count: shape.parameterCount))
    try NetworkFile.write(
      network,
      as: .float32,
      metadata: [NetworkFile.Key.inputScale: PixelNormalisation.fashionMNIST.text, NetworkFile.Key.seed: "7"],
      to: path
    )
    let stored = try NetworkFile.network(path)
    #expect(stored.normalisation == .fashionMNIST)
    #expect(stored.activation == .tanh)
    #expect(stored.metadata["format"] == "pt" && stored.metadata["seed"] == "7")
  }

  private static let beginnings: [(start: [UInt8], rest: String, format: ForeignFormat)] = [
    ([0x50, 0x4B, 3, 4], "....archive/data.pkl", .torch),
    ([0x50, 0x4B, 3, 4], "....x_train.npy", .npz),
    ([0x50, 0x4B, 3, 4], "....metadata.json", .keras),
    ([0x89, 0x48, 0x44, 0x46], "....", .hdf5),
    ([0x80, 2, 0x8A, 0x0A], "........", .pickle),
    ([0x08, 8, 0x12, 7], "pytorch.....", .onnx),
    ([], "GGUF....", .gguf),
  ]

  @Test func otherProgramsFilesAreNamed() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).bin").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    for (start, rest, format) in Self.beginnings {
      try Data(start + Array(rest.utf8)).write(to: URL(fileURLWithPath: path))
      #expect(throws: CheckpointError.foreignFormat(path: path, format)) { try NetworkFile.network(path) }
      guard let command = format.command(path) else { continue }
      #expect(command.contains(path.replacing(".bin", with: ".safetensors")))
    }
  }
}
