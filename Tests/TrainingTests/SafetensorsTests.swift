import Foundation
import NeuralNet
import Testing

@testable import Training

struct SafetensorsTests {
  static func file(_ header: String, body: [UInt8]) -> Data {
    var data = Data()
    withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { data.append(contentsOf: $0) }
    return data + Data(header.utf8) + Data(body)
  }

  static func message(_ data: Data) -> String {
    do {
      let file = try Safetensors.read(data, path: "f")
      for name in file.entries.keys { _ = try file.tensor(name) }
      return "read"
    } catch {
      return error.description
    }
  }

  @Test func readsBothFloatTypes() throws {
    // 1.5 and −2 in F32, 0.1 in F64, bytes by hand from IEEE 754.
    let header =
      #"{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"#
      + #""b":{"dtype":"F64","shape":[1,1],"data_offsets":[8,16]}}"#
    let body: [UInt8] = [0, 0, 0xC0, 0x3F, 0, 0, 0, 0xC0, 0x9A, 0x99, 0x99, 0x99, 0x99, 0x99, 0xB9, 0x3F]
    let tensors = try Safetensors.read(Self.file(header, body: body), path: "f")
    #expect(try tensors.tensor("a") == Tensor(.float32, shape: [2], values: [1.5, -2]))
    #expect(try tensors.tensor("b") == Tensor(.float64, shape: [1, 1], values: [0.1]))
  }

  @Test func readsNarrowFloats() throws {
    // IEEE 754 half precision by hand: 1.5, −2, the smallest subnormal 2⁻²⁴, the largest 65504, infinity. BF16 is the upper half of F32.
    let header =
      #"{"a":{"dtype":"F16","shape":[5],"data_offsets":[0,10]},"b":{"dtype":"BF16","shape":[2],"data_offsets":[10,14]}}"#
    let body: [UInt8] = [0, 0x3E, 0, 0xC0, 1, 0, 0xFF, 0x7B, 0, 0x7C, 0xC0, 0x3F, 0, 0xC0]
    let tensors = try Safetensors.read(Self.file(header, body: body), path: "f")
    #expect(try tensors.tensor("a") == Tensor(.float32, shape: [5], values: [1.5, -2, 0x1p-24, 65504, .infinity]))
    #expect(try tensors.tensor("b") == Tensor(.float32, shape: [2], values: [1.5, -2]))
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let tensors: [(name: String, tensor: Tensor)] = [
      ("0.weight", Tensor(.float64, shape: [2, 2], values: [0.1, -1e300, .pi, 2.2250738585072014e-308])),
      ("quote\"d", Tensor(.float32, shape: [], values: [0.5])),
      ("none", Tensor(.float32, shape: [0, 3], values: [])),
    ]
    let read = try Safetensors.read(
      Data(Safetensors.bytes(tensors, metadata: ["command": "dlviz \"x\"", "seed": "42"])),
      path: "f"
    )
    #expect(read.entries.count == 3)
    #expect(read.metadata == ["command": "dlviz \"x\"", "seed": "42"])
    for (name, tensor) in tensors { #expect(try read.tensor(name) == tensor) }
  }

  @Test func emptyFile() {
    #expect(
      Self.message(Data())
        == "f cannot be read as safetensors: expected at least 8 bytes of header length, found 0 bytes"
    )
  }

  @Test func everyFaultIsNamed() {
    let good = #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#
    #expect(Self.message(Self.file(good, body: [0, 0, 0, 0])) == "read")
    #expect(
      Self.message(Self.file(good, body: [0, 0, 0])).contains(
        "expected data_offsets from 0 to 3 for \"a\", found [0, 4]"
      )
    )
    #expect(
      Self.message(Self.file(good, body: [0, 0, 0, 0, 9])).contains("expected 4 bytes after the header, found 5")
    )
    #expect(Self.message(Self.file("[]", body: [])).contains("a JSON object of tensors"))
    var long = Self.file(good, body: [])
    long[0] = 255
    #expect(long.count > 8 && Self.message(long).contains("found a header length of 255"))
    let integer = good.replacingOccurrences(of: "F32", with: "I32")
    #expect(
      Self.message(Self.file(integer, body: [0, 0, 0, 0]))
        == "f: tensor \"a\" cannot be used: expected one of F16, BF16, F32, F64, found I32"
    )
    let wrong = good.replacingOccurrences(of: "[1]", with: "[2]")
    #expect(
      Self.message(Self.file(wrong, body: [0, 0, 0, 0])).contains(
        "expected 8 bytes for \"a\", F32 of shape (2,), found 4"
      )
    )
    let negative = good.replacingOccurrences(of: "[1]", with: "[-1]")
    #expect(Self.message(Self.file(negative, body: [0, 0, 0, 0])).contains("found (-1,)"))
    let huge = good.replacingOccurrences(of: "[1]", with: "[4611686018427387904,9]")
    #expect(Self.message(Self.file(huge, body: [0, 0, 0, 0])).contains("a shape of 4 bytes for \"a\""))
    let overlap =
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#
    #expect(
      Self.message(Self.file(overlap, body: [0, 0, 0, 0])).contains(
        "expected \"b\" to begin at byte 4, where the one before ends, found byte 0"
      )
    )
    #expect(Self.message(Self.file(#"{"a":3}"#, body: [])).contains("expected dtype, shape and data_offsets for \"a\""))
  }

  @Test func namesWithNumbersSortByValue() {
    let names = ["10", "2", "0", "fc2", "fc10", "fc1"].sorted(by: NetworkFile.precedes)
    #expect(names == ["0", "2", "10", "fc1", "fc2", "fc10"])
  }

  @Test func aNetworkKeepsItsBits() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("xor.safetensors").path
    var random = RandomNumbers(seed: 3)
    let shape = Architecture(layerSizes: [2, 3, 2, 1], hiddenActivation: .tanh, outputActivation: .sigmoid)
    let network = Network<Double>(shape, initializer: .pytorch, using: &random)
    try NetworkFile.write(network, as: .float64, to: path)
    #expect(try NetworkFile.read(path, layerSizes: [2, 3, 2, 1]) == network.parameters)
    #expect(try NetworkFile.network(path).layerSizes == [2, 3, 2, 1])
    #expect(throws: CheckpointError.shapeMismatch(path: path, tensor: "0.weight", expected: [4, 2], found: [3, 2])) {
      try NetworkFile.read(path, layerSizes: [2, 4, 2, 1])
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["xor.safetensors"])
  }

  @Test func aNetworkThatIsNotFiniteIsNotSaved() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("bad.safetensors").path
    let shape = Architecture(layerSizes: [2, 1], hiddenActivation: .tanh, outputActivation: .sigmoid)
    let network = Network<Float>(shape, parameters: [1, 2, .infinity])
    #expect(throws: CheckpointError.notSaved(path: path, tensor: "0.bias", found: "inf")) {
      try NetworkFile.write(network, as: .float32, to: path)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func whatANetworkHasNoPlaceForIsLeftAsideOrRefused() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).safetensors").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    func tensors(_ last: Double) -> [(name: String, tensor: Tensor)] {
      [
        ("0.weight", Tensor(.float64, shape: [1, 2], values: [1, 2])),
        ("0.bias", Tensor(.float64, shape: [1], values: [last])),
      ]
    }
    try Safetensors.write(tensors(3), to: path)
    #expect(try NetworkFile.read(path, layerSizes: [2, 1]) == [1, 2, 3])
    #expect(
      throws: CheckpointError.missingTensor(
        path: path,
        expected: "2 layers (sizes 2-2-1)",
        found: "1 layer (sizes 2-1)"
      )
    ) {
      try NetworkFile.read(path, layerSizes: [2, 2, 1])
    }
    try Safetensors.write(tensors(.nan), to: path)
    #expect(throws: CheckpointError.notFinite(path: path, tensor: "0.bias", found: "nan")) {
      try NetworkFile.read(path, layerSizes: [2, 1])
    }
    try Safetensors.write(tensors(3) + [("scale", Tensor(.float64, shape: [1], values: [1]))], to: path)
    #expect(try NetworkFile.network(path).unused == ["scale"])
    try Safetensors.write(tensors(3) + [("norm.weight", Tensor(.float64, shape: [1], values: [1]))], to: path)
    #expect(throws: CheckpointError.self) { try NetworkFile.network(path) }
  }
}
