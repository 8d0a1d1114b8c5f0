import NeuralNet

/// A chain of dense layers as a file has it.
public struct StoredNetwork: Sendable {
  /// The units of every layer, the input first.
  public var layerSizes: [Int]
  /// Weights and biases in a network's flat layout.
  public var parameters: [Double]
  /// What the file calls the layers, in order.
  public var layerNames: [String]
  /// The full names of their matrices.
  public var weightNames: [String]
  /// Whether the file has its matrices as (in, out).
  public var isTransposed: Bool
  /// What had to be done to the file's numbers, a sentence each: normalisations folded in, biases that are not there.
  public var notes: [String]
  /// Tensors that were left aside.
  public var unused: [String]
  /// What the file says of itself.
  public var metadata: [String: String]

  /// What a pixel was fed as when the weights were trained; nil where the file does not say.
  public var normalisation: PixelNormalisation? {
    metadata[NetworkFile.Key.inputScale].flatMap { PixelNormalisation(parsing: $0) }
  }

  /// The hidden layers' activation; nil where the file does not say.
  public var activation: Activation? { metadata[NetworkFile.Key.activation].flatMap { Activation(name: $0) } }

  /// Units of the hidden layers.
  public var hidden: [Int] { Array(layerSizes.dropFirst().dropLast()) }

  /// The parameters as 32-bit floats.
  /// - Throws: for numbers that these cannot hold.
  public func floats(path: String) throws(CheckpointError) -> [Float] {
    let floats = parameters.map { Float($0) }
    guard let index = floats.firstIndex(where: { !$0.isFinite }) else { return floats }
    var (layer, end) = (0, 0)
    for (number, sizes) in zip(layerSizes, layerSizes.dropFirst()).enumerated() where end <= index {
      (layer, end) = (number, end + (sizes.0 + 1) * sizes.1)
    }
    throw .outOfRange(path: path, tensor: weightNames[layer], found: "\(parameters[index])")
  }

  /// What the file says of itself that is not understood, a sentence each.
  public var doubts: [String] {
    var doubts: [String] = []
    if let text = metadata[NetworkFile.Key.inputScale], normalisation == nil {
      doubts.append("input_scale in its metadata is \"\(text)\": expected MEAN,SD; left aside")
    }
    if let text = metadata[NetworkFile.Key.activation], activation == nil {
      doubts.append(
        "activation in its metadata is \"\(text)\": expected \(Activation.all.map(\.name).joined(separator: ", ")); left aside"
      )
    }
    return doubts
  }

  /// Makes sure that it has certain sizes.
  /// - Throws: the first layer that has not, by name and shape.
  public func check(_ expected: [Int], path: String) throws(CheckpointError) {
    guard layerSizes != expected else { return }
    for (index, name) in weightNames.enumerated() where layerSizes.count == expected.count {
      let shape = [layerSizes[index + 1], layerSizes[index]]
      let wanted = [expected[index + 1], expected[index]]
      guard shape != wanted else { continue }
      throw .shapeMismatch(
        path: path,
        tensor: name,
        expected: isTransposed ? wanted.reversed() : wanted,
        found: isTransposed ? shape.reversed() : shape
      )
    }
    throw .missingTensor(path: path, expected: Self.words(expected), found: Self.words(layerSizes))
  }

  private static func words(_ sizes: [Int]) -> String {
    let count = sizes.count - 1
    return "\(count) layer\(count == 1 ? "" : "s") (sizes \(sizes.map(String.init).joined(separator: "-")))"
  }
}
