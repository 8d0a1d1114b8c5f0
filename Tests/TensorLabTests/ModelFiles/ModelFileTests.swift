import Foundation
import Synchronization
import TensorFiles
import TensorLab
import TestSupport
import Testing

@Suite struct ModelFileTests {
  private func reference() throws -> ModelFile {
    let url = try #require(
      Bundle.module.url(forResource: "tensors_of_every_type", withExtension: "safetensors", subdirectory: "Reference")
    )
    return try ModelFile(path: url.path)
  }

  /// Each type's numbers against PyTorch's, which `Reference/tensors_of_every_type.py` wrote.
  @Test func everyTypeReadsAsPyTorchWroteIt() throws {
    let file = try reference()
    let golden = try Golden("tensors_of_every_type")
    #expect(file.tensors.count == 16 && file.metadata == ["format": "pt"])
    for tensor in file.tensors {
      let expected = try golden[tensor.name]
      var reading = try #require(TensorReading(tensor, of: file, bins: 4))
      let found = try reading.finish()
      let shape = try expected["shape"].numbers
      #expect(tensor.shape.map(Double.init) == shape, "\(tensor.name)")
      try #expect(found.count == Int(expected["count"].number), "\(tensor.name)")
      try #expect(found.nanCount == Int(expected["nan"].number), "\(tensor.name)")
      try #expect(found.infiniteCount == Int(expected["infinite"].number), "\(tensor.name)")
      try #expect(found.zeroCount == Int(expected["zeros"].number), "\(tensor.name)")
      // JSON's reader may err in the last digit.
      try #expect(abs(found.minimum - expected["min"].number) <= 1e-15 * abs(found.minimum), "\(tensor.name)")
      try #expect(abs(found.maximum - expected["max"].number) <= 1e-15 * abs(found.maximum), "\(tensor.name)")
      guard found.count > 1 else { continue }
      let (mean, deviation) = try (expected["mean"].number, expected["std"].number)
      #expect(abs(found.mean - mean) <= 1e-12 * max(1, abs(mean)), "\(tensor.name)")
      #expect(abs(found.standardDeviation - deviation) <= 1e-12 * max(1, deviation), "\(tensor.name)")
      try #expect(found.histogram.map(Double.init) == expected["histogram"].numbers, "\(tensor.name)")
    }
  }

  /// Bytes of a file that is mostly not there, which counts what is read.
  private final class SparseBytes: ByteSource {
    let count: Int
    let readCount = Mutex(0)
    private let head: [UInt8]

    init(header: String, count: Int) {
      let length = UInt64(header.utf8.count)
      head = (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8)
      self.count = head.count + count
    }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) {
      readCount.withLock { $0 += buffer.count }
      for index in buffer.indices { buffer[index] = offset + index < head.count ? head[offset + index] : 0 }
    }
  }

  @Test func ofSevenGigabytesOnlyTheHeaderIsReadAndWhatIsLookedAt() throws {
    let large = 7_000_000_000
    let header = """
      {"big.weight":{"dtype":"BF16","shape":[70000,50000],"data_offsets":[0,\(large)]},\
      "big.bias":{"dtype":"F32","shape":[10],"data_offsets":[\(large),\(large + 40)]}}
      """
    let source = SparseBytes(header: header, count: large + 40)
    let file = try ModelFile(source, path: "big")
    #expect(file.parameterCount == 3_500_000_010)
    #expect(source.readCount.withLock { $0 } == 8 + header.utf8.count)
    var reading = try #require(TensorReading(file.tensors[1], of: file, bins: 8))
    #expect(try reading.finish().zeroCount == 10)
    #expect(source.readCount.withLock { $0 } == 8 + header.utf8.count + 80)
    var long = try #require(TensorReading(file.tensors[0], of: file, bins: 8))
    try long.step()
    #expect(long.phase == .extremes && long.statistics.count == TensorReading.pieceSize / 2)
  }

  @Test(arguments: [
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, 4,
      "expected 8 bytes for \"a\", F32 of shape (2,), found 4"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}"#, 4,
      "expected data_offsets from 0 to 4 for \"a\", found [0, 8]"
    ),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 8, "expected 4 bytes after the header, found 8"),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8,
      "expected \"a\" to begin at byte 0, where the one before ends, found byte 4"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, 4,
      "expected a shape of 4 bytes for \"a\", found (-1,)"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[4611686018427387904,4611686018427387904,0],"data_offsets":[0,0]}}"#, 0,
      "expected a shape of 0 bytes for \"a\", found (4611686018427387904, 4611686018427387904, 0)"
    ), ("[]", 0, "expected a JSON object of tensors as header, found something else"),
    (#"{"a":3}"#, 0, "expected dtype, shape and data_offsets for \"a\", found something else"),
    (
      #"{"a":{"dtype":"F32","shape":[0.5],"data_offsets":[0,0]}}"#, 0,
      "expected dtype, shape and data_offsets for \"a\", found something else"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}"#,
      0,
      "expected one entry for \"a\", found several"
    ),
  ])
  func aFaultySaysWhatIsWrong(header: String, count: Int, expected: String) {
    let source = SparseBytes(header: header, count: count)
    do throws(ModelFileError) {
      _ = try ModelFile(source, path: "x")
      Issue.record("no fault")
    } catch { #expect("\(error)".hasSuffix(expected), "\(error)") }
  }

  @Test func whatIsNoFileIsSaid() {
    #expect(throws: ModelFileError.cannotRead(path: "/nowhere/x", reason: "No such file or directory")) {
      try ModelFile(path: "/nowhere/x")
    }
    #expect(throws: ModelFileError.cannotRead(path: "/tmp", reason: "Is a directory")) { try ModelFile(path: "/tmp") }
  }

  @Test func unknownTypesKeepTheirNames() throws {
    let source = SparseBytes(header: #"{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,2]}}"#, count: 2)
    let file = try ModelFile(source, path: "x")
    #expect(file.tensors[0].typeName == "F4" && file.tensors[0].type == nil)
    #expect(TensorReading(file.tensors[0], of: file, bins: 2) == nil)
  }

  @Test func modulesArePrintedAsTheLibraryDoes() throws {
    let mnist = try #require(BuiltInNetwork.named("mnist"))
    let lines = ModuleLine.lines(of: mnist.parameters.map { ($0.name, $0.shape) }, activations: mnist.activations)
    #expect(
      lines.map { "\($0.name) \($0.description) \($0.parameterCount)" } == [
        "  109386", "0 Linear(in_features=784, out_features=128, bias=True) 100480", "1 ReLU() 0",
        "2 Linear(in_features=128, out_features=64, bias=True) 8256", "3 ReLU() 0",
        "4 Linear(in_features=64, out_features=10, bias=True) 650",
      ]
    )
    let nested = ModuleLine.lines(of: [
      ("model.embed_tokens.weight", [100, 8]), ("model.layers.10.norm.weight", [8]),
      ("model.layers.2.q.weight", [8, 8]),
      ("conv.weight", [4, 3, 5, 5]), ("conv.bias", [4]), ("lone", [3]),
    ])
    #expect(
      nested.map { String(repeating: " ", count: $0.depth) + "\($0.path): \($0.description)" } == [
        ": lone (3,)", " model: ", "  model.embed_tokens: Embedding(100, 8)", "  model.layers: ", "   model.layers.2: ",
        "    model.layers.2.q: Linear(in_features=8, out_features=8, bias=False)", "   model.layers.10: ",
        "    model.layers.10.norm: weight (8,)", " conv: Conv2d(3, 4, kernel_size=(5, 5), bias=True)",
      ]
    )
    #expect(nested[0].parameterCount == 800 + 8 + 64 + 300 + 4 + 3)
  }

  @Test func statisticsOfNothingAreNoNumbers() {
    let empty = TensorStatistics([], bins: 3)
    #expect(empty.count == 0 && empty.mean.isNaN && empty.histogram == [0, 0, 0])
    let same = TensorStatistics([2, 2], bins: 3)
    #expect(same.histogram == [2, 0, 0] && same.standardDeviation == 0)
  }
}
