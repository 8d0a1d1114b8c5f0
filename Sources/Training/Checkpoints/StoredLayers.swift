import NeuralNet
import TensorFiles

/// Puts a network together from a file's tensors.
struct StoredLayers {
  private let file: SafetensorsFile
  /// Layers by the order asked for; nil finds it.
  private let wanted: [String]?
  /// What must go in and come out; nil takes any.
  private let ends: (inputs: Int, outputs: Int)?
  private var notes: [String] = []
  private var used: Set<String> = []

  /// A dense layer on its way: W (outputs, inputs) row-major, b (outputs).
  private struct Layer {
    var name: String
    var inputs: Int
    var outputs: Int
    var weights: [Double]
    var biases: [Double]
  }

  init(_ file: SafetensorsFile, order wanted: [String]?, ends: (inputs: Int, outputs: Int)?) {
    self.file = file
    self.wanted = wanted
    self.ends = ends
  }

  /// The network.
  mutating func read() throws(CheckpointError) -> StoredNetwork {
    let matrices = file.entries.filter { $0.value.shape.count == 2 && $0.value.isFloat && !$0.value.shape.contains(0) }
    let (links, isTransposed) = try order(matrices.keys.sorted(by: NetworkFile.precedes))
    var layers: [Layer] = []
    for link in links { layers.append(try layer(link, isTransposed: isTransposed)) }
    try foldNormalisations(into: &layers)
    try refuseWhatChangesTheNetwork()
    for layer in layers {
      guard let fault = (layer.weights + layer.biases).first(where: { !$0.isFinite }) else { continue }
      throw .notFinite(path: file.path, tensor: layer.name, found: "\(fault)")
    }
    return StoredNetwork(
      layerSizes: [layers[0].inputs] + layers.map(\.outputs),
      parameters: layers.flatMap { $0.weights + $0.biases },
      layerNames: layers.map { Self.layerName($0.name) },
      weightNames: layers.map(\.name),
      notes: notes,
      unused: file.entries.keys.filter { !used.contains($0) }.sorted(by: NetworkFile.precedes),
      metadata: file.metadata
    )
  }

  // MARK: Order

  /// The matrices in order, and whether the file has them as (in, out).
  ///
  /// All matrices are tried first, then those called weight alone; as (out, in) first, as PyTorch has them, then turned, which only the
  /// network's ends can tell from a chain read backwards. At last some may be left out, if what is left leads from end to end in one way.
  private mutating func order(_ names: [String]) throws(CheckpointError) -> ([LayerChain.Link], isTransposed: Bool) {
    if let wanted { return (try order(names, wanted), false) }
    // Keras and Flax call a matrix a kernel, and keep it as (in, out).
    let areKernels = !names.isEmpty && names.allSatisfy { Self.lastPart($0) == "kernel" }
    let weights = names.filter { Self.lastPart($0).lowercased().contains("weight") }
    let choices = weights.isEmpty || weights.count == names.count ? [names] : [names, weights]
    var (several, misfit): ([LayerChain.Link]?, [LayerChain.Link]?)
    for choice in choices {
      let links = choice.map { link($0, isTransposed: areKernels) }
      switch LayerChain(links).answer() {
      case .order(let order) where fits(order): return (order, areKernels)
      case .order(let order): misfit = misfit ?? order
      case .several(let links): several = several ?? links
      case .none: break
      }
    }
    if several == nil, let ends, !areKernels {
      if case .order(let order) = LayerChain(names.map { link($0, isTransposed: true) }).answer(), fits(order) {
        notes.append("its matrices are (in, out) and were transposed")
        return (order, true)
      }
      let links = names.map { link($0, isTransposed: false) }
      switch LayerChain(links).trail(from: ends.inputs, to: ends.outputs) {
      case .order(let order): return (order, false)
      case .several(let links): several = misfit == nil ? links : nil
      case .none: break
      }
    }
    // The plain chain, whose sizes the caller finds wrong by name.
    if let misfit { return (misfit, areKernels) }
    if let several { throw .ambiguousOrder(path: file.path, layers: several.map { Self.layerName($0.name) }) }
    throw .missingTensor(
      path: file.path,
      expected: "matrices that form a chain"
        + (ends.map { ", from \($0.inputs) to \($0.outputs)" } ?? ""),
      found: Self.list(names.map { "\($0) \(Self.shape(file.entries[$0]?.shape ?? []))" }, else: "no matrix")
    )
  }

  /// Whether a chain has the ends that are expected.
  private func fits(_ order: [LayerChain.Link]) -> Bool {
    guard let ends else { return true }
    return order.first?.inputs == ends.inputs && order.last?.outputs == ends.outputs
  }

  /// The order that was asked for, by the layers' or the matrices' names.
  private func order(_ names: [String], _ wanted: [String]) throws(CheckpointError) -> [LayerChain.Link] {
    var links: [LayerChain.Link] = []
    for layer in wanted {
      let matching = names.filter { $0 == layer || Self.layerName($0) == layer }
      guard matching.count == 1 else {
        throw .missingTensor(
          path: file.path,
          expected: "a matrix of layer \"\(layer)\"",
          found: Self.list(names.map(Self.layerName), else: "no matrix")
        )
      }
      let link = link(matching[0], isTransposed: false)
      if let last = links.last, last.outputs != link.inputs {
        throw .shapeMismatch(
          path: file.path,
          tensor: link.name,
          expected: [link.outputs, last.outputs],
          found: [link.outputs, link.inputs]
        )
      }
      links.append(link)
    }
    return links
  }

  private func link(_ name: String, isTransposed: Bool) -> LayerChain.Link {
    let shape = file.entries[name]?.shape ?? [0, 0]
    return LayerChain.Link(name: name, inputs: shape[isTransposed ? 0 : 1], outputs: shape[isTransposed ? 1 : 0])
  }

  // MARK: Layers

  private mutating func layer(_ link: LayerChain.Link, isTransposed: Bool) throws(CheckpointError) -> Layer {
    used.insert(link.name)
    var weights = try file.tensor(link.name)?.values ?? []
    if isTransposed {
      let (rows, columns) = (link.inputs, link.outputs)
      weights = (0..<columns).flatMap { column in (0..<rows).map { row in weights[row * columns + column] } }
    }
    var biases = Array(repeating: 0.0, count: link.outputs)
    if let name = biasName(of: link.name) {
      used.insert(name)
      guard let tensor = try file.tensor(name) else { throw missing(name) }
      guard tensor.shape == [link.outputs] || tensor.shape == [1, link.outputs] else {
        throw .shapeMismatch(path: file.path, tensor: name, expected: [link.outputs], found: tensor.shape)
      }
      biases = tensor.values
    } else {
      notes.append("\(Self.layerName(link.name)) has no bias")
    }
    for (name, values) in [(link.name, weights), (biasName(of: link.name) ?? link.name, biases)] {
      guard let fault = values.first(where: { !$0.isFinite }) else { continue }
      throw .notFinite(path: file.path, tensor: name, found: "\(fault)")
    }
    return Layer(name: link.name, inputs: link.inputs, outputs: link.outputs, weights: weights, biases: biases)
  }

  /// The name that the bias beside a matrix has.
  private func biasName(of weight: String) -> String? {
    let last = Self.lastPart(weight)
    let prefix = weight.dropLast(last.count)
    for (from, to) in [("weight", "bias"), ("kernel", "bias"), ("Weight", "Bias"), ("W", "b"), ("w", "b")] {
      guard let range = last.firstRange(of: from) else { continue }
      let name = String(prefix) + last[..<range.lowerBound] + to + last[range.upperBound...]
      if file.entries[name] != nil { return name }
    }
    return nil
  }

  private func missing(_ name: String) -> CheckpointError {
    .missingTensor(path: file.path, expected: "a tensor \"\(name)\"", found: "none")
  }

  // MARK: Normalisations

  /// Folds every BatchNorm into the dense layer that it belongs to.
  private mutating func foldNormalisations(into layers: inout [Layer]) throws(CheckpointError) {
    let suffix = "running_mean"
    let prefixes = file.entries.keys.filter { Self.lastPart($0) == suffix }.map { String($0.dropLast(suffix.count)) }
    for prefix in prefixes.sorted(by: NetworkFile.precedes) {
      func values(_ part: String) throws(CheckpointError) -> [Double]? { try file.tensor(prefix + part)?.values }
      let name = prefix.hasSuffix(".") ? String(prefix.dropLast()) : prefix
      guard let mean = try values("running_mean"), let variance = try values("running_var"),
        mean.count == variance.count
      else { throw missing(prefix + "running_var") }
      for part in ["running_mean", "running_var", "weight", "bias", "num_batches_tracked"] {
        used.insert(prefix + part)
      }
      let gamma = try values("weight") ?? Array(repeating: 1, count: mean.count)
      let beta = try values("bias") ?? Array(repeating: 0, count: mean.count)
      guard gamma.count == mean.count, beta.count == mean.count else { throw missing(prefix + "weight") }
      let scale = zip(gamma, variance).map { $0 / ($1 + 1e-5).squareRoot() }
      let shift = zip(beta, zip(mean, scale)).map { $0 - $1.0 * $1.1 }
      switch try place(of: name, count: mean.count, among: layers) {
      case .after(let index, let isGuess):
        for output in 0..<layers[index].outputs {
          let row = output * layers[index].inputs
          for n in row..<row + layers[index].inputs { layers[index].weights[n] *= scale[output] }
          layers[index].biases[output] = layers[index].biases[output] * scale[output] + shift[output]
        }
        let layer = Self.layerName(layers[index].name)
        notes.append(
          "BatchNorm \(name) is folded into \(layer)" + (isGuess ? ", as if it stood before the activation" : "")
        )
      case .before(let index):
        for output in 0..<layers[index].outputs {
          let row = output * layers[index].inputs
          var added = 0.0
          for input in 0..<layers[index].inputs {
            added += layers[index].weights[row + input] * shift[input]
            layers[index].weights[row + input] *= scale[input]
          }
          layers[index].biases[output] += added
        }
        notes.append("BatchNorm \(name) is folded into \(Self.layerName(layers[index].name)), the layer after it")
      }
    }
  }

  /// Where a normalisation stands.
  private enum Place {
    /// Between a layer's sum and its activation; a guess where names do not say so.
    case after(Int, isGuess: Bool)
    /// On what goes into a layer.
    case before(Int)
  }

  /// By the numbers in a sequence (`net.0`, `net.1`, …), else by equal numbers (`fc1`, `bn1`), else by the only size that fits.
  private func place(of name: String, count: Int, among layers: [Layer]) throws(CheckpointError) -> Place {
    let (stem, number) = Self.numbered(name)
    let places = layers.indices.map { Self.numbered(Self.layerName(layers[$0].name)) }
    if let number, places.contains(where: { $0.stem == stem && $0.number != nil }) {
      let before = layers.indices.last { places[$0].stem == stem && (places[$0].number ?? .max) < number }
      let after = layers.indices.first { places[$0].stem == stem && (places[$0].number ?? -1) > number }
      if let before, layers[before].outputs == count, places[before].number == number - 1 || after == nil {
        return .after(before, isGuess: false)
      }
      if let after, layers[after].inputs == count { return .before(after) }
      if let before, before + 1 < layers.count, layers[before].outputs == count { return .before(before + 1) }
    }
    if let number, let same = layers.indices.first(where: { places[$0].number == number }),
      layers[same].outputs == count
    {
      return .after(same, isGuess: true)
    }
    let fitting = layers.indices.filter { layers[$0].outputs == count }
    if fitting.count == 1 { return .after(fitting[0], isGuess: true) }
    if fitting.isEmpty, layers[0].inputs == count { return .before(0) }
    throw .missingTensor(
      path: file.path,
      expected: "a dense layer that BatchNorm \"\(name)\" of \(count) values can be folded into",
      found: fitting.isEmpty ? "none of that size" : "several of that size"
    )
  }

  /// A tensor called weight that is no dense layer's would change what the network says.
  private func refuseWhatChangesTheNetwork() throws(CheckpointError) {
    if wanted != nil { return }
    for name in file.entries.keys.sorted(by: NetworkFile.precedes) where !used.contains(name) {
      guard let entry = file.entries[name], Self.lastPart(name) == "weight", entry.shape.count != 2 else { continue }
      let what =
        switch entry.shape.count {
        case 0, 1: "a normalisation or an activation with weights of its own"
        default: "a convolution"
        }
      throw .missingTensor(
        path: file.path,
        expected: "dense layers and BatchNorm only",
        found: "\(what): \"\(name)\" \(Self.shape(entry.shape))"
      )
    }
  }

  // MARK: Names

  /// What follows the last dot or slash.
  private static func lastPart(_ name: String) -> String {
    String(name[(name.lastIndex { $0 == "." || $0 == "/" }.map { name.index(after: $0) } ?? name.startIndex)...])
  }

  /// A layer's name: its matrix's without `.weight` or `.kernel`.
  static func layerName(_ name: String) -> String {
    for ending in [".weight", ".kernel", "/kernel"] where name.hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  /// A name without the number that it ends with, and the number.
  private static func numbered(_ name: String) -> (stem: Substring, number: Int?) {
    let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }.count
    return (name.dropLast(digits), Int(name.suffix(digits)))
  }

  private static func shape(_ shape: [Int]) -> String { "(\(shape.map(String.init).joined(separator: ", ")))" }

  /// Some names, not all of a thousand.
  private static func list(_ names: [String], else none: String) -> String {
    if names.isEmpty { return none }
    return names.prefix(8).joined(separator: ", ") + (names.count > 8 ? " and \(names.count - 8) more" : "")
  }
}
