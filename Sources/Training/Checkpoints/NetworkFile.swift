import NeuralNet

/// Networks in safetensors files, with the names that PyTorch's `nn.Sequential` of linear layers and activations gives them.
///
/// Layer k is `2k.weight`, shape (out, in), and `2k.bias`, shape (out): between two linear layers stands an activation, which has a number
/// but no weights. Reading takes any names `NAME.weight` and `NAME.bias`, in ascending order, numbers by value.
public enum NetworkFile {
  /// Writes a network's weights; the file appears whole or not at all.
  /// - Throws: also for a network that is not finite: reading would refuse it.
  public static func write<Scalar: NetworkScalar>(
    _ network: Network<Scalar>,
    as type: Tensor.ElementType,
    to path: String
  ) throws(CheckpointError) {
    let parameters = network.architecture.layers.flatMap { layer in
      network.parameters[layer.weightRange].map { Double($0) } + network.parameters[layer.biasRange].map { Double($0) }
    }
    try write(parameters, layerSizes: network.architecture.layerSizes, as: type, to: path)
  }

  /// Writes weights; the file appears whole or not at all.
  /// - Parameters:
  ///   - parameters: layer after layer its (out, in) weights and then its biases.
  ///   - layerSizes: what the layers have, the input first.
  /// - Throws: also for numbers that are not finite: reading would refuse them.
  public static func write(
    _ parameters: [Double],
    layerSizes: [Int],
    as type: Tensor.ElementType,
    to path: String
  ) throws(CheckpointError) {
    var tensors: [(name: String, tensor: Tensor)] = []
    var rest = parameters[...]
    for (index, (inputs, outputs)) in zip(layerSizes, layerSizes.dropFirst()).enumerated() {
      let weights = Array(rest.prefix(inputs * outputs))
      rest = rest.dropFirst(inputs * outputs)
      tensors.append(("\(2 * index).weight", Tensor(type, shape: [outputs, inputs], values: weights)))
      tensors.append(("\(2 * index).bias", Tensor(type, shape: [outputs], values: Array(rest.prefix(outputs)))))
      rest = rest.dropFirst(outputs)
    }
    for (name, tensor) in tensors {
      if let fault = tensor.values.first(where: { !$0.isFinite }) {
        throw .notSaved(path: path, tensor: name, found: fault.isNaN ? "NaN" : "\(fault)")
      }
    }
    try Safetensors.write(tensors, to: path)
  }

  /// The parameters of a file, in a network's flat layout.
  /// - Parameter layerSizes: what the network has, the input first.
  public static func read(_ path: String, layerSizes: [Int]) throws(CheckpointError) -> [Double] {
    let tensors = try Safetensors.read(contentsOf: path)
    let names = tensors.keys.filter { $0.hasSuffix(".weight") }.map { String($0.dropLast(".weight".count)) }
      .sorted(by: precedes)
    guard names.count == layerSizes.count - 1 else {
      throw .missingTensor(
        path: path,
        expected: "\(layerSizes.count - 1) layers (sizes \(layerSizes.map(String.init).joined(separator: "-")))",
        found: Self.shape(tensors)
      )
    }
    var parameters: [Double] = []
    for (index, name) in names.enumerated() {
      let (inputs, outputs) = (layerSizes[index], layerSizes[index + 1])
      for (tensorName, shape) in [("\(name).weight", [outputs, inputs]), ("\(name).bias", [outputs])] {
        guard let tensor = tensors[tensorName] else {
          throw .missingTensor(path: path, expected: "a tensor \"\(tensorName)\"", found: "none")
        }
        guard tensor.shape == shape else {
          throw .shapeMismatch(path: path, tensor: tensorName, expected: shape, found: tensor.shape)
        }
        if let fault = tensor.values.first(where: { !$0.isFinite }) {
          throw .notFinite(path: path, tensor: tensorName, found: "\(fault)")
        }
        parameters += tensor.values
      }
    }
    let expected = Set(names.flatMap { ["\($0).weight", "\($0).bias"] })
    if let other = tensors.keys.filter({ !expected.contains($0) }).min() {
      throw .missingTensor(path: path, expected: "weights and biases only", found: "a tensor \"\(other)\"")
    }
    return parameters
  }

  /// The layer sizes that a file's weights have, the input first; nil when they do not follow one another.
  public static func layerSizes(of path: String) throws(CheckpointError) -> [Int]? {
    layerSizes(try Safetensors.read(contentsOf: path))
  }

  /// What a file's tensors are, in a few words.
  private static func shape(_ tensors: [String: Tensor]) -> String {
    let count = tensors.keys.count { $0.hasSuffix(".weight") }
    let layers = "\(count) layer\(count == 1 ? "" : "s")"
    guard let sizes = layerSizes(tensors) else { return layers }
    return layers + " (sizes \(sizes.map(String.init).joined(separator: "-")))"
  }

  private static func layerSizes(_ tensors: [String: Tensor]) -> [Int]? {
    var sizes: [Int] = []
    for name in tensors.keys.filter({ $0.hasSuffix(".weight") }).sorted(by: precedes) {
      guard let shape = tensors[name]?.shape, shape.count == 2, sizes.isEmpty || sizes.last == shape[1] else {
        return nil
      }
      if sizes.isEmpty { sizes.append(shape[1]) }
      sizes.append(shape[0])
    }
    return sizes.count >= 2 ? sizes : nil
  }

  /// Whether a name comes before another when runs of digits count as numbers: `2.weight` before `10.weight`.
  static func precedes(_ left: String, _ right: String) -> Bool {
    let (leftParts, rightParts) = (parts(left), parts(right))
    for (a, b) in zip(leftParts, rightParts) where a != b {
      if let m = Int(a), let n = Int(b), m != n { return m < n }
      return a < b
    }
    return leftParts.count == rightParts.count ? left < right : leftParts.count < rightParts.count
  }

  private static func parts(_ name: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = name[...]
    while let first = rest.first {
      let part = rest.prefix { $0.isNumber == first.isNumber }
      parts.append(part)
      rest = rest.dropFirst(part.count)
    }
    return parts
  }
}
