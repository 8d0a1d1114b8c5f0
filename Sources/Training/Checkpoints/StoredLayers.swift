import NeuralNet
import TensorFiles

/// Puts a network together from a file's tensors.
struct StoredLayers {
  let file: StoredTensors
  /// Layers by the order asked for; nil finds it.
  private let wanted: [String]?
  /// What must go in and come out; nil takes any.
  private let ends: (inputs: Int, outputs: Int)?
  var notes: [String] = []
  var used: Set<String> = []

  /// A dense layer on its way: W (outputs, inputs) row-major, b (outputs).
  struct Layer {
    var name: String
    var inputs: Int
    var outputs: Int
    var weights: [Double]
    var biases: [Double]
  }

  init(_ file: SafetensorsFile, order wanted: [String]?, ends: (inputs: Int, outputs: Int)?) {
    self.file = StoredTensors(file)
    self.wanted = wanted
    self.ends = ends
  }

  /// The network.
  mutating func read() throws(CheckpointError) -> StoredNetwork {
    notes = file.notes
    let matrices = file.entries.filter { $0.value.shape.count == 2 && $0.value.isFloat && !$0.value.shape.contains(0) }
    // A bias may be kept as a row or a column.
    let biases = Set(matrices.keys.compactMap(biasName))
    let names = matrices.keys.filter { !biases.contains($0) }.sorted(by: NetworkFile.precedes)
    let (links, isTransposed) = try order(names)
    let others = biasesByPlace(of: links)
    var layers: [Layer] = []
    for link in links {
      layers.append(try layer(link, isTransposed: isTransposed, bias: biasName(of: link.name) ?? others[link.name]))
    }
    if !others.isEmpty {
      let names = links.compactMap { others[$0.name] }
      notes.append("biases are taken to be \(Self.list(names, else: "none")), by their sizes and order")
    }
    try foldNormalisations(into: &layers)
    try refuseWhatChangesTheNetwork(sizes: Set(layers.map(\.outputs)))
    for layer in layers {
      guard let fault = (layer.weights + layer.biases).first(where: { !$0.isFinite }) else { continue }
      throw .notFinite(path: file.path, tensor: layer.name, found: "\(fault)")
    }
    return StoredNetwork(
      layerSizes: [layers[0].inputs] + layers.map(\.outputs),
      parameters: layers.flatMap { $0.weights + $0.biases },
      layerNames: layers.map { Self.layerName($0.name) },
      weightNames: layers.map(\.name),
      isTransposed: isTransposed,
      notes: notes,
      unused: file.entries.keys.filter { !used.contains($0) }.sorted(by: NetworkFile.precedes),
      metadata: file.metadata
    )
  }

  // MARK: Order

  /// The matrices in order, and whether the file has them as (in, out).
  ///
  /// Those called weight or kernel are tried first, if they lead from end to end, then all; as (out, in) first, as PyTorch has them, then
  /// turned, which only the network's ends can tell from a chain read backwards. At last some may be left out, if what is left leads from end
  /// to end in one way.
  private mutating func order(_ names: [String]) throws(CheckpointError) -> ([LayerChain.Link], isTransposed: Bool) {
    if let wanted { return try order(names, wanted) }
    let weights = names.filter { name in
      let last = Self.lastPart(name).lowercased()
      return last.contains("weight") || last.contains("kernel")
    }
    var choices = weights.isEmpty || weights.count == names.count ? [names] : [names, weights]
    if ends != nil { choices.reverse() }
    // Rows and columns may be biases.
    let wide = names.filter { file.entries[$0]?.shape.contains(1) == false }
    if !wide.isEmpty, wide.count < names.count { choices.append(wide) }
    var several: [LayerChain.Link]?
    var misfit: ([LayerChain.Link], isTransposed: Bool)?
    for choice in choices {
      for isTransposed in orientations(choice) {
        switch LayerChain(choice.map { link($0, isTransposed: isTransposed) }).answer() {
        case .order(let order) where fits(order):
          say(isTransposed, of: choice)
          return (order, isTransposed)
        case .order(let order): misfit = misfit ?? (order, isTransposed)
        case .several(let links): several = several ?? links
        case .none: break
        }
      }
    }
    if several == nil, let ends {
      for isTransposed in orientations(names) {
        switch LayerChain(names.map { link($0, isTransposed: isTransposed) }).trail(from: ends.inputs, to: ends.outputs)
        {
        case .order(let order):
          say(isTransposed, of: order.map(\.name))
          return (order, isTransposed)
        case .several(let links): several = several ?? (misfit == nil ? links : nil)
        case .none: break
        }
      }
    }
    // The plain chain, whose sizes the caller finds wrong by name.
    if let misfit { return misfit }
    if let several { throw .ambiguousOrder(path: file.path, layers: several.map { Self.layerName($0.name) }) }
    throw noChain(names)
  }

  private func noChain(_ names: [String]) -> CheckpointError {
    if names.isEmpty,
      let other = file.entries.filter({ $0.value.shape.count == 2 && !$0.value.isFloat }).keys.min(
        by: NetworkFile.precedes
      )
    {
      return .elementType(
        path: file.path,
        tensor: other,
        expected: StoredType.floats.map(\.rawValue),
        found: file.entries[other]?.typeName ?? ""
      )
    }
    return .missingTensor(
      path: file.path,
      expected: "matrices that form a chain"
        + (ends.map { ", from \($0.inputs) to \($0.outputs)" } ?? ""),
      found: Self.list(names.map { "\($0) \(Self.shape(file.entries[$0]?.shape ?? []))" }, else: "no matrix")
    )
  }

  /// Which ways round matrices may be, the likely one first: Keras and Flax call a matrix a kernel, and keep it as (in, out).
  private func orientations(_ names: [String]) -> [Bool] {
    let areKernels = areKernels(names)
    return ends == nil ? [areKernels] : [areKernels, !areKernels]
  }

  private func areKernels(_ names: [String]) -> Bool {
    !names.isEmpty && names.allSatisfy { Self.lastPart($0).lowercased().hasPrefix("kernel") }
  }

  /// Says so where matrices are the other way round than their names let one expect.
  private mutating func say(_ isTransposed: Bool, of names: [String]) {
    if isTransposed == areKernels(names) { return }
    notes.append(
      isTransposed
        ? "its matrices are (in, out) and were transposed" : "its kernels are (out, in), and were not transposed"
    )
  }

  /// Whether a chain has the ends that are expected.
  private func fits(_ order: [LayerChain.Link]) -> Bool {
    guard let ends else { return true }
    return order.first?.inputs == ends.inputs && order.last?.outputs == ends.outputs
  }

  /// The order that was asked for, by the layers' or the matrices' names.
  private mutating func order(
    _ names: [String],
    _ wanted: [String]
  ) throws(CheckpointError) -> ([LayerChain.Link], isTransposed: Bool) {
    var chosen: [String] = []
    for layer in wanted {
      let matching = names.filter { $0 == layer || Self.layerName($0) == layer }
      guard matching.count == 1 else {
        throw .missingTensor(
          path: file.path,
          expected: "a matrix of layer \"\(layer)\"",
          found: Self.list(names.map(Self.layerName), else: "no matrix")
        )
      }
      guard !chosen.contains(matching[0]) else {
        throw .missingTensor(path: file.path, expected: "each layer once", found: "\"\(layer)\" twice in --layers")
      }
      chosen.append(matching[0])
    }
    var fault: CheckpointError?
    for isTransposed in orientations(chosen) {
      let links = chosen.map { link($0, isTransposed: isTransposed) }
      guard let (last, next) = zip(links, links.dropFirst()).first(where: { $0.outputs != $1.inputs }) else {
        // Sizes of the ends that do not fit are found by the caller, of the usual way round.
        if !fits(links), isTransposed != areKernels(chosen) { continue }
        if !fits(links), fault == nil, ends != nil,
          fits(chosen.map { link($0, isTransposed: !isTransposed) })
        {
          continue
        }
        say(isTransposed, of: chosen)
        return (links, isTransposed)
      }
      let (expected, found) = ([next.outputs, last.outputs], [next.outputs, next.inputs])
      fault =
        fault
        ?? .shapeMismatch(
          path: file.path,
          tensor: next.name,
          expected: isTransposed ? expected.reversed() : expected,
          found: isTransposed ? found.reversed() : found
        )
    }
    throw fault ?? noChain(chosen)
  }

  private func link(_ name: String, isTransposed: Bool) -> LayerChain.Link {
    let shape = file.entries[name]?.shape ?? [0, 0]
    return LayerChain.Link(name: name, inputs: shape[isTransposed ? 0 : 1], outputs: shape[isTransposed ? 1 : 0])
  }

  // MARK: What cannot be folded

  /// Some tensors that are no dense layer's would change what the network says.
  private func refuseWhatChangesTheNetwork(sizes: Set<Int>) throws(CheckpointError) {
    if wanted != nil { return }
    for name in file.entries.keys.sorted(by: NetworkFile.precedes) where !used.contains(name) {
      guard let entry = file.entries[name], entry.shape.count != 2 else { continue }
      let last = Self.lastPart(name)
      // A number, or a vector of no module, is more likely something else.
      let isOfLayer = last != name && entry.shape.count == 1 && entry.shape[0] > 1 && sizes.contains(entry.shape[0])
      let what: String
      switch last.replacing(":0", with: "") {
      case "weight" where entry.shape.count < 2, "gamma" where isOfLayer, "scale" where isOfLayer,
        "alpha" where isOfLayer, "negative_slope" where isOfLayer:
        what = "a normalisation or an activation with weights of its own"
      case "weight",
        "kernel" where entry.shape.count > 2:
        what = "a convolution"
      default: continue
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
  static func lastPart(_ name: String) -> String {
    String(name[(name.lastIndex { $0 == "." || $0 == "/" }.map { name.index(after: $0) } ?? name.startIndex)...])
  }

  /// A layer's name: its matrix's without `.weight` or `.kernel`.
  static func layerName(_ name: String) -> String {
    for ending in [".weight", ".kernel", "/kernel", "/kernel:0"] where name.hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  /// A name without the number that it ends with, and the number.
  static func numbered(_ name: String) -> (stem: Substring, number: Int?) {
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
