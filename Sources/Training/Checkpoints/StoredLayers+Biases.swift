/// Weights and biases of one layer.
extension StoredLayers {
  /// Reads a layer.
  /// - Parameter bias: the tensor with its bias; nil where it has none.
  mutating func layer(
    _ link: LayerChain.Link,
    isTransposed: Bool,
    bias: String?
  ) throws(CheckpointError) -> Layer {
    used.insert(link.name)
    var weights = try file.tensor(link.name)?.values ?? []
    if isTransposed {
      let (rows, columns) = (link.inputs, link.outputs)
      weights = (0..<columns).flatMap { column in (0..<rows).map { row in weights[row * columns + column] } }
    }
    var biases = Array(repeating: 0.0, count: link.outputs)
    if let bias {
      used.insert(bias)
      guard let tensor = try file.tensor(bias) else { throw missing(bias) }
      guard tensor.values.count == link.outputs, tensor.shape.filter({ $0 != 1 }).count <= 1 else {
        throw .shapeMismatch(path: file.path, tensor: bias, expected: [link.outputs], found: tensor.shape)
      }
      biases = tensor.values
    } else {
      notes.append("\(Self.layerName(link.name)) has no bias")
    }
    for (name, values) in [(link.name, weights), (bias ?? link.name, biases)] {
      guard let fault = values.first(where: { !$0.isFinite }) else { continue }
      throw .notFinite(path: file.path, tensor: name, found: "\(fault)")
    }
    return Layer(name: link.name, inputs: link.inputs, outputs: link.outputs, weights: weights, biases: biases)
  }

  /// What a bias is called beside its matrix.
  private static let pairs = [
    ("weights", "biases"), ("weight", "bias"), ("kernel", "bias"), ("Weight", "Bias"), ("WEIGHT", "BIAS"),
    ("coefs", "intercepts"), ("W", "b"), ("W", "B"), ("w", "b"),
  ]

  /// The name that the bias beside a matrix has.
  func biasName(of weight: String) -> String? {
    let last = Self.lastPart(weight)
    let prefix = weight.dropLast(last.count)
    for (from, to) in Self.pairs {
      guard let range = last.firstRange(of: from) else { continue }
      let name = String(prefix) + last[..<range.lowerBound] + to + last[range.upperBound...]
      if file.entries[name] != nil { return name }
    }
    return nil
  }

  /// Biases of files whose names do not tell them, by matrix: where no layer has one by name, and for each size there are as many vectors as
  /// layers, they belong together in the order of their names.
  func biasesByPlace(of links: [LayerChain.Link]) -> [String: String] {
    guard links.allSatisfy({ biasName(of: $0.name) == nil }) else { return [:] }
    let taken = Set(StoredNormalisation.all(in: file.entries).flatMap(\.tensors) + links.map(\.name))
    let vectors = file.entries.filter { name, entry in
      entry.isFloat && !taken.contains(name) && !Self.isScale(name) && (1...2).contains(entry.shape.count)
        && entry.shape.filter { $0 != 1 }.count <= 1
    }
    let names = Dictionary(grouping: vectors.keys) { vectors[$0]?.shape.reduce(1, *) ?? 0 }
    var biases: [String: String] = [:]
    for (size, links) in Dictionary(grouping: links, by: \.outputs) {
      guard let names = names[size], names.count == links.count else { return [:] }
      let matrices = links.map(\.name).sorted(by: NetworkFile.precedes)
      for (matrix, bias) in zip(matrices, names.sorted(by: NetworkFile.precedes)) { biases[matrix] = bias }
    }
    return biases
  }

  /// Whether a vector is called as what multiplies, such as the weight of a normalisation.
  private static func isScale(_ name: String) -> Bool {
    let last = lastPart(name).lowercased()
    return last.contains("weight")
      || ["gamma", "scale", "alpha", "negative_slope", "mean", "var", "std"].contains(last)
  }

  func missing(_ name: String) -> CheckpointError {
    .missingTensor(path: file.path, expected: "a tensor \"\(name)\"", found: "none")
  }
}
