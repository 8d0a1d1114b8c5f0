import Foundation
import NeuralNet
import Testing

@testable import Training

/// Weights as tools other than PyTorch's `nn.Sequential` keep them; each file is written here, and must give the network that was written.
@Suite struct ForeignWeightsTests {
  /// 6-8-8-3: W (outputs, inputs) and b of each layer.
  private static let sizes = [6, 8, 8, 3]
  private static let weights = (0..<3).map { layer in
    (0..<sizes[layer] * sizes[layer + 1]).map { Double(($0 * 37 + layer * 11) % 64 - 31) / 64 }
  }
  private static let biases = (0..<3).map { layer in
    (0..<sizes[layer + 1]).map { Double(($0 * 29 + layer * 7) % 32 - 15) / 32 }
  }
  private static var parameters: [Double] { zip(weights, biases).flatMap { $0 + $1 } }

  private typealias Tensors = [(name: String, tensor: Tensor)]

  private static func matrix(_ layer: Int, isTransposed: Bool = false) -> Tensor {
    let (rows, columns) = (sizes[layer + 1], sizes[layer])
    if !isTransposed { return Tensor(.float64, shape: [rows, columns], values: weights[layer]) }
    let turned = (0..<columns).flatMap { column in (0..<rows).map { weights[layer][$0 * columns + column] } }
    return Tensor(.float64, shape: [columns, rows], values: turned)
  }

  private static func vector(_ values: [Double], _ shape: [Int]? = nil) -> Tensor {
    Tensor(.float64, shape: shape ?? [values.count], values: values)
  }

  private static func file(
    _ weight: (Int) -> String,
    _ bias: (Int) -> String,
    isTransposed: Bool = false,
    biasShape: (Int) -> [Int] = { [$0] }
  ) -> Tensors {
    (0..<3).flatMap {
      [
        (weight($0), matrix($0, isTransposed: isTransposed)),
        (bias($0), vector(biases[$0], biasShape(biases[$0].count))),
      ]
    }
  }

  /// What a file of these tensors is read as.
  private static func read(
    _ tensors: Tensors,
    order: [String]? = nil,
    metadata: [String: String] = [:]
  ) throws -> StoredNetwork {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).safetensors").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Safetensors.write(tensors, metadata: metadata, to: path)
    return try NetworkFile.network(path, order: order, expecting: (6, 3))
  }

  private static func fault(_ tensors: Tensors, order: [String]? = nil) -> String {
    do {
      _ = try read(tensors, order: order)
      return "none"
    } catch {
      let text = "\(error)"
      return String(text[(text.firstRange(of: ".safetensors")?.upperBound ?? text.startIndex)...])
    }
  }

  // MARK: Biases

  @Test(arguments: [
    ("coefs_.0", "intercepts_.0"), ("0.0", "0.1"), ("params[0][0]", "params[0][1]"), ("L0.WEIGHT", "L0.BIAS"),
    ("layer0/weights", "layer0/biases"), ("layer0/Variable", "layer0/Variable_1"), ("theta0", "offset0"),
    ("dense0/kernel:0", "dense0/bias:0"), ("onnx::MatMul_10", "0.bias"),
  ])
  func biasesAreFoundWhateverTheyAreCalled(weight: String, bias: String) throws {
    // The first 0 counts the layers.
    func name(_ pattern: String, _ layer: Int) -> String {
      pattern.replacing("0", with: "\(layer)", maxReplacements: 1)
    }
    for isTransposed in [true, false] {
      let file = Self.file({ name(weight, $0) }, { name(bias, $0) }, isTransposed: isTransposed)
      #expect(try Self.read(file).parameters == Self.parameters)
    }
  }

  @Test func biasesMayBeRowsOrColumns() throws {
    for shape in [{ [1, $0] }, { [$0, 1] }] as [(Int) -> [Int]] {
      let file = Self.file({ "W\($0)" }, { "b\($0)" }, isTransposed: true, biasShape: shape)
      #expect(try Self.read(file).parameters == Self.parameters)
      let words = Self.file({ "theta\($0)" }, { "offset\($0)" }, biasShape: shape)
      #expect(try Self.read(words).parameters == Self.parameters)
    }
  }

  @Test func aVectorThatOnlyHasTheSizeOfABiasIsNone() throws {
    var file = Self.file({ "\($0).weight" }, { "\($0).bias" }).filter { $0.name != "2.bias" }
    file.append(("class_counts", Self.vector([1, 2, 3])))
    let stored = try Self.read(file)
    #expect(stored.unused == ["class_counts"] && stored.notes == ["2 has no bias"])
    #expect(stored.parameters.suffix(3) == [0, 0, 0])
  }

  @Test func scalesOfLayersWithoutBiasesAreNoBiases() {
    let file = Self.file({ "fc\($0).weight" }, { "norm\($0).weight" })
    #expect(Self.fault(file).contains("a normalisation or an activation with weights of its own: \"norm0.weight\""))
  }

  @Test func aMeanAndAVarianceAloneAreNoBatchNorm() throws {
    let file = Self.file({ "\($0).weight" }, { "\($0).bias" })
    let extra = [("input.mean", Self.vector([1, 2])), ("input.var", Self.vector([1, 2]))]
    #expect(try Self.read(file + extra).unused == ["input.mean", "input.var"])
  }

  // MARK: Order

  @Test func matricesCalledWeightGoBeforeOthers() throws {
    let confusion = ("confusion", Tensor(.float64, shape: [3, 3], values: Array(repeating: 7, count: 9)))
    let stored = try Self.read(Self.file({ "\($0).weight" }, { "\($0).bias" }) + [confusion])
    #expect(stored.parameters == Self.parameters && stored.unused == ["confusion"])
  }

  @Test func kernelsMayBeOfEitherWay() throws {
    for isTransposed in [true, false] {
      let file = Self.file({ "d\($0).kernel" }, { "d\($0).bias" }, isTransposed: isTransposed)
      #expect(try Self.read(file).parameters == Self.parameters)
      let words = Self.file(
        { ["in", "a", "out"][$0] + ".kernel" },
        { ["in", "a", "out"][$0] + ".bias" },
        isTransposed: isTransposed
      )
      #expect(try Self.read(words, order: ["in", "a", "out"]).parameters == Self.parameters)
    }
    let stored = try Self.read(Self.file({ "d\($0).kernel" }, { "d\($0).bias" }, isTransposed: true))
    #expect(
      throws: CheckpointError.shapeMismatch(path: "x", tensor: "d1.kernel", expected: [8, 5], found: [8, 8])
    ) { try stored.check([6, 8, 5, 3], path: "x") }
  }

  @Test func aLayerStandsOnceInTheOrder() {
    let file = Self.file({ "\($0).weight" }, { "\($0).bias" })
    #expect(
      Self.fault(file, order: ["0", "1", "1", "2"])
        == " does not fit: expected each layer once, found \"1\" twice in --layers"
    )
  }

  @Test func typesThatCannotBeReadAreNamed() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).safetensors").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let header = #"{"0.weight":{"dtype":"F8_E4M3","shape":[3,6],"data_offsets":[0,18]}}"#
    let length = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Array($0) }
    try Data(length + Array(header.utf8) + Array(repeating: 0, count: 18)).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: CheckpointError.self) { try NetworkFile.network(path, expecting: (6, 3)) }
    #expect(
      error
        == .elementType(path: path, tensor: "0.weight", expected: ["F16", "BF16", "F32", "F64"], found: "F8_E4M3")
    )
  }

  // MARK: Weights in parts

  @Test func weightsInPartsArePutTogether() throws {
    let plain = Self.file({ "\($0).weight" }, { "\($0).bias" })
    func replacing(_ layer: Int, by parts: Tensors) -> Tensors { plain.filter { $0.name != "\(layer).weight" } + parts }
    func expect(_ tensors: Tensors, _ note: String) throws {
      let stored = try Self.read(tensors)
      for (found, wanted) in zip(stored.parameters, Self.parameters) { #expect(abs(found - wanted) < 1e-12) }
      #expect(stored.notes.count == 1 && stored.notes[0].hasSuffix(note) && stored.unused.isEmpty)
    }
    // v has each row at its own scale, g has the rows' lengths.
    let rows = (0..<8).map { Array(Self.weights[1][$0 * 8..<$0 * 8 + 8]) }
    let lengths = rows.map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    let direction = Tensor(
      .float64,
      shape: [8, 8],
      values: rows.enumerated().flatMap { n, row in row.map { $0 * Double(n + 1) } }
    )
    let length = Self.vector(lengths, [8, 1])
    try expect(
      replacing(1, by: [("1.weight_g", length), ("1.weight_v", direction)]),
      "1.weight_v, 1.weight_g (weight normalisation)"
    )
    let stem = "1.parametrizations.weight."
    try expect(
      replacing(1, by: [(stem + "original0", length), (stem + "original1", direction)]),
      "(weight normalisation)"
    )
    // u · W v of the matrix that is kept, three times the weight, is 3 if v picks a column, u a row, and their number is 1.
    let pivot = Self.weights[0][0]
    let kept = Tensor(.float64, shape: [8, 6], values: Self.weights[0].map { $0 / pivot })
    func unit(_ count: Int, _ value: Double) -> Tensor { Self.vector([value] + Array(repeating: 0, count: count - 1)) }
    let (left, right) = (unit(8, 1 / pivot), unit(6, 1))
    try expect(
      replacing(0, by: [("0.weight_orig", kept), ("0.weight_u", left), ("0.weight_v", right)]),
      "(spectral normalisation)"
    )
    let spectral = "0.parametrizations.weight."
    try expect(
      replacing(0, by: [(spectral + "original", kept), (spectral + "0._u", left), (spectral + "0._v", right)]),
      "(spectral normalisation)"
    )
    let mask = Tensor(.float64, shape: [8, 6], values: Self.weights[0].map { $0 == pivot ? 0 : 1 })
    let pruned = try Self.read(replacing(0, by: [("0.weight_orig", Self.matrix(0)), ("0.weight_mask", mask)]))
    #expect(Array(pruned.parameters.prefix(48)) == Self.weights[0].map { $0 == pivot ? 0 : $0 })
  }

  // MARK: Normalisations

  /// What the second layer's sums become under a BatchNorm, folded by hand.
  private static func folded(epsilon: Double) -> [Double] {
    let scale = (0..<8).map { gamma[$0] / (variance[$0] + epsilon).squareRoot() }
    var parameters = Self.parameters
    let start = 6 * 8 + 8
    for row in 0..<8 {
      for column in 0..<8 { parameters[start + row * 8 + column] *= scale[row] }
      parameters[start + 64 + row] = (biases[1][row] - mean[row]) * scale[row] + beta[row]
    }
    return parameters
  }

  private static let mean = (0..<8).map { Double($0) - 3.5 }
  private static let variance = (0..<8).map { 0.25 + Double($0) }
  private static let gamma = (0..<8).map { 1 + Double($0) / 8 }
  private static let beta = (0..<8).map { 0.5 - Double($0) / 8 }

  @Test func normalisationsOfKerasAndFlaxAreFolded() throws {
    func check(_ file: Tensors, epsilon: Double, note: String) throws {
      let stored = try Self.read(file)
      for (found, wanted) in zip(stored.parameters, Self.folded(epsilon: epsilon)) {
        #expect(abs(found - wanted) < 1e-12)
      }
      #expect(stored.notes == [note] && stored.unused.isEmpty)
    }
    // Of two layers of a size the numbers, or for Keras those of names that are counted apart, tell which is meant.
    let first = Array(repeating: 0.0, count: 8)
    func identity(_ epsilon: Double) -> [Double] { Array(repeating: 1 - epsilon, count: 8) }
    func keras(_ layer: Int) -> String { "model/dense" + ["", "_1", "_2"][layer] }
    let ofKeras: [(String, [Double])] = [
      ("model/batch_normalization/moving_mean", first.map { $0 - 0 }),
      ("model/batch_normalization/moving_variance", identity(1e-3)),
      ("model/batch_normalization_1/gamma", Self.gamma), ("model/batch_normalization_1/beta", Self.beta),
      ("model/batch_normalization_1/moving_mean", Self.mean),
      ("model/batch_normalization_1/moving_variance", Self.variance),
    ]
    let stored = try Self.read(
      Self.file({ keras($0) + "/kernel" }, { keras($0) + "/bias" }, isTransposed: true)
        + ofKeras.map { ($0.0, Self.vector($0.1)) }
    )
    #expect(stored.unused.isEmpty)
    #expect(
      stored.notes.last
        == "BatchNorm model/batch_normalization_1 is folded into model/dense_1, as if it stood before the activation"
    )
    for (found, wanted) in zip(stored.parameters.suffix(91), Self.folded(epsilon: 1e-3).suffix(91)) {
      #expect(abs(found - wanted) < 1e-12)
    }
    let ofFlax: [(String, [Double])] = [
      ("params.BatchNorm_1.scale", Self.gamma), ("params.BatchNorm_1.bias", Self.beta),
      ("batch_stats.BatchNorm_1.mean", Self.mean), ("batch_stats.BatchNorm_1.var", Self.variance),
    ]
    try check(
      Self.file({ "params.Dense_\($0).kernel" }, { "params.Dense_\($0).bias" }, isTransposed: true)
        + ofFlax.map { ($0.0, Self.vector($0.1)) },
      epsilon: 1e-5,
      note: "BatchNorm batch_stats.BatchNorm_1 is folded into params.Dense_1, as if it stood before the activation"
    )
  }

  @Test func meansWithoutSignTellThatTheActivationCameFirst() throws {
    let norm: [(String, [Double])] = [
      ("bn1.weight", Self.gamma), ("bn1.bias", Self.beta), ("bn1.running_mean", Self.mean.map(abs)),
      ("bn1.running_var", Self.variance),
    ]
    let stored = try Self.read(
      Self.file({ "fc\($0).weight" }, { "fc\($0).bias" }) + norm.map { ($0.0, Self.vector($0.1)) }
    )
    #expect(
      stored.notes == [
        "BatchNorm bn1 is folded into fc2, the layer after it, since none of its means is below 0, as after an activation"
      ]
    )
    let scale = (0..<8).map { Self.gamma[$0] / (Self.variance[$0] + 1e-5).squareRoot() }
    let last = stored.parameters.suffix(27)
    for (index, found) in last.prefix(24).enumerated() {
      #expect(abs(found - Self.weights[2][index] * scale[index % 8]) < 1e-12)
    }
  }

  @Test(arguments: ["model/layer_normalization/gamma", "params.LayerNorm_0.scale", "model.p_re_lu.alpha"])
  func whatElseChangesTheNetworkIsNamed(name: String) {
    let file = Self.file({ "\($0).weight" }, { "\($0).bias" }) + [(name, Self.vector(Self.gamma))]
    #expect(Self.fault(file).hasSuffix("an activation with weights of its own: \"\(name)\" (8)"))
  }

  // MARK: Numbers and texts

  @Test func numbersBeyondFloatsAreRefused() throws {
    let file = Self.file({ "\($0).weight" }, { "\($0).bias" }).map { name, tensor in
      name == "1.weight"
        ? (name, Tensor(.float64, shape: tensor.shape, values: tensor.values.map { $0 * 1e300 })) : (name, tensor)
    }
    let stored = try Self.read(file)
    let error = #expect(throws: CheckpointError.self) { try stored.floats(path: "x") }
    #expect(error?.description.contains("layer \"1.weight\" does not fit: expected numbers of 32 bits") == true)
    #expect(try Self.read(Self.file({ "\($0).weight" }, { "\($0).bias" })).floats(path: "x").count == 155)
  }

  @Test func metadataThatIsNotUnderstoodIsSaid() throws {
    let file = Self.file({ "\($0).weight" }, { "\($0).bias" })
    let doubts = try Self.read(file, metadata: ["input_scale": "banana", "activation": "quux"]).doubts
    #expect(doubts.count == 2)
    #expect(doubts[0] == "input_scale in its metadata is \"banana\": expected MEAN,SD; left aside")
    #expect(try Self.read(file, metadata: ["input_scale": "0,1", "activation": "relu"]).doubts == [])
  }
}
