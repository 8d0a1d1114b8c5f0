import NeuralNet

/// Networks in safetensors files, with the names that PyTorch's `nn.Sequential` of linear layers and activations gives them.
///
/// Layer k is `2k.weight`, shape (out, in), and `2k.bias`, shape (out): between two linear layers stands an activation, which has a number
/// but no weights. Reading takes any names: the order comes from the shapes, and where these leave several, from numbers in the names.
public enum NetworkFile {
  /// Names of the metadata that dlviz writes and reads.
  public enum Key {
    /// `pt`, as PyTorch's own writer puts it.
    public static let format = "format"
    /// What a pixel was fed as, `MEAN,SD`.
    public static let inputScale = "input_scale"
    /// The hidden layers' activation.
    public static let activation = "activation"
    /// The command line that trained the weights.
    public static let command = "command"
    /// The seed of the run.
    public static let seed = "seed"
    /// Which images were learned.
    public static let dataset = "dataset"
  }

  /// Writes a network's weights; the file appears whole or not at all.
  /// - Parameter metadata: what is said of them in the header.
  /// - Throws: also for a network that is not finite: reading would refuse it.
  public static func write<Scalar: NetworkScalar>(
    _ network: Network<Scalar>,
    as type: Tensor.ElementType,
    metadata: [String: String] = [:],
    to path: String
  ) throws(CheckpointError) {
    let parameters = network.architecture.layers.flatMap { layer in
      network.parameters[layer.weightRange].map { Double($0) } + network.parameters[layer.biasRange].map { Double($0) }
    }
    var metadata = metadata
    metadata[Key.activation] = network.architecture.hiddenActivation.name
    try write(parameters, layerSizes: network.architecture.layerSizes, as: type, metadata: metadata, to: path)
  }

  /// Writes weights; the file appears whole or not at all.
  /// - Parameters:
  ///   - parameters: layer after layer its (out, in) weights and then its biases.
  ///   - layerSizes: what the layers have, the input first.
  ///   - metadata: what is said of them in the header.
  /// - Throws: also for numbers that are not finite: reading would refuse them.
  public static func write(
    _ parameters: [Double],
    layerSizes: [Int],
    as type: Tensor.ElementType,
    metadata: [String: String] = [:],
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
    var metadata = metadata
    metadata[Key.format] = "pt"
    try Safetensors.write(tensors, metadata: metadata, to: path)
  }

  /// A file's network.
  /// - Parameters:
  ///   - order: the layers' names in order; nil finds it from shapes and numbers.
  ///   - expecting: what goes in and comes out, where that is known: it can tell an order, and which way round matrices are.
  public static func network(
    _ path: String,
    order: [String]? = nil,
    expecting ends: (inputs: Int, outputs: Int)? = nil
  ) throws(CheckpointError) -> StoredNetwork {
    var layers = StoredLayers(try Safetensors.read(contentsOf: path), order: order, ends: ends)
    return try layers.read()
  }

  /// The network of a file that must have certain sizes.
  /// - Parameter layerSizes: what is expected, the input first.
  public static func network(
    _ path: String,
    order: [String]? = nil,
    layerSizes: [Int]
  ) throws(CheckpointError) -> StoredNetwork {
    let ends = layerSizes.count > 1 ? (layerSizes[0], layerSizes[layerSizes.count - 1]) : nil
    let stored = try network(path, order: order, expecting: ends)
    try stored.check(layerSizes, path: path)
    return stored
  }

  /// The parameters of a file, in a network's flat layout.
  /// - Parameter layerSizes: what the network has, the input first.
  public static func read(_ path: String, layerSizes: [Int]) throws(CheckpointError) -> [Double] {
    try network(path, layerSizes: layerSizes).parameters
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
