/// A network as PyTorch prints one: a line for each module, nested by the points in the tensors' names.
public struct ModuleLine: Hashable, Sendable {
  /// How deep it stands; 0 for the whole.
  public let depth: Int
  /// The last part of the name; empty for the whole.
  public let name: String
  /// The whole name.
  public let path: String
  /// What it is: "Linear(in_features=784, out_features=128, bias=True)" where names and shapes tell, else its own tensors' shapes, else empty.
  public let description: String
  /// How many numbers it has, with all that it contains.
  public let parameterCount: Int
  /// The places of its own tensors among those given.
  public let tensors: [Int]

  /// The lines of a network, the whole first.
  /// - Parameters:
  ///   - tensors: names and shapes in order.
  ///   - activations: what stands after a module without tensors, by its path, such as "1" to "ReLU()".
  public static func lines(
    of tensors: [(name: String, shape: [Int])],
    activations: [String: String] = [:]
  ) -> [ModuleLine] {
    var root = Module()
    for (index, tensor) in tensors.enumerated() {
      let parts = tensor.name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      // Deeper names than any library makes are one part, so that no recursion goes deeper.
      let path = parts.count <= 24 ? Array(parts.dropLast()) : []
      root.insert(
        path[...],
        leaf: path.isEmpty && parts.count > 24 ? tensor.name : parts[parts.count - 1],
        index,
        tensor.shape
      )
    }
    for (path, text) in activations {
      root.insert(path.split(separator: ".").map(String.init)[...], description: text)
    }
    return root.lines(depth: 0, name: "", path: "")
  }

  private struct Module {
    var names: [String] = []
    var children: [String: Module] = [:]
    var own: [(leaf: String, index: Int, shape: [Int])] = []
    var description: String?

    mutating func insert(_ path: ArraySlice<String>, leaf: String, _ index: Int, _ shape: [Int]) {
      guard let first = path.first else {
        own.append((leaf, index, shape))
        return
      }
      if children[first] == nil { names.append(first) }
      children[first, default: Module()].insert(path.dropFirst(), leaf: leaf, index, shape)
    }

    mutating func insert(_ path: ArraySlice<String>, description: String) {
      guard let first = path.first else {
        self.description = description
        return
      }
      if children[first] == nil { names.append(first) }
      children[first, default: Module()].insert(path.dropFirst(), description: description)
    }

    var count: Int {
      own.reduce(0) { $0 + $1.shape.reduce(1, *) } + children.values.reduce(0) { $0 + $1.count }
    }

    func lines(depth: Int, name: String, path: String) -> [ModuleLine] {
      let line = ModuleLine(
        depth: depth,
        name: name,
        path: path,
        description: description ?? kind(of: path),
        parameterCount: count,
        tensors: own.map(\.index)
      )
      return [line]
        + sortedNames.flatMap { child in
          children[child]?.lines(depth: depth + 1, name: child, path: path.isEmpty ? child : path + "." + child) ?? []
        }
    }

    /// Numbered modules by number, for a file may hold them in the order of texts.
    private var sortedNames: [String] {
      let numbers = names.compactMap { Int($0) }
      return numbers.count == names.count
        ? names.sorted { (Int($0) ?? 0, $0) < (Int($1) ?? 0, $1) } : names
    }

    private static func isEmbedding(_ path: String) -> Bool {
      let name = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
      return name.contains("emb") || ["wte", "wpe"].contains(name)
    }

    /// What names and shapes tell; a table of embeddings is shaped as a linear layer's weight, and only its name tells.
    private func kind(of path: String) -> String {
      let shapes = Dictionary(own.map { ($0.leaf, $0.shape) }, uniquingKeysWith: { first, _ in first })
      guard !own.isEmpty else { return "" }
      let bias = shapes["bias"]
      let others = Set(shapes.keys).subtracting(["weight", "bias"])
      if let weight = shapes["weight"], others.isEmpty, bias == nil || bias == [weight.first ?? 0] {
        switch weight.count {
        case 2 where bias == nil && Self.isEmbedding(path): return "Embedding(\(weight[0]), \(weight[1]))"
        case 2:
          return "Linear(in_features=\(weight[1]), out_features=\(weight[0]), bias=\(bias == nil ? "False" : "True"))"
        case 4 where weight[2] == weight[3]:
          return
            "Conv2d(\(weight[1]), \(weight[0]), kernel_size=(\(weight[2]), \(weight[3])), bias=\(bias == nil ? "False" : "True"))"
        default: break
        }
      }
      if let mean = shapes["running_mean"], shapes["running_var"] == mean, mean.count == 1 {
        return "BatchNorm(\(mean[0]))"
      }
      return own.map { "\($0.leaf) \(NDArray.text($0.shape))" }.joined(separator: ", ")
    }
  }
}
