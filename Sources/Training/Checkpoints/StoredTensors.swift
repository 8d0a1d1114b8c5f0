import TensorFiles

/// A file's tensors as a network uses them.
///
/// PyTorch keeps a weight that is normalised or pruned as parts, and computes it from them before each use: those are put together here, and
/// go by the weight's own name. Sources: `torch.nn.utils.weight_norm`, `.spectral_norm`, `.prune` and `.parametrizations`.
struct StoredTensors {
  /// What is known of a tensor before its numbers are read.
  struct Entry: Equatable {
    var shape: [Int]
    /// Whether its numbers can be weights.
    var isFloat: Bool
    /// The type as the file has it.
    var typeName: String
  }

  /// How a weight is computed from its parts.
  private enum Recipe {
    /// v · g / ‖v‖ for each row, or for all where g is one number.
    case weightNorm(length: String, direction: String)
    /// W / σ, where σ = u · W v is the largest singular value.
    case spectralNorm(weight: String, left: String, right: String)
    /// W where the mask is 1, else 0.
    case pruned(weight: String, mask: String)

    /// Its name in words, and the parts, the one that has the weight's shape first.
    var words: (name: String, parts: [String]) {
      switch self {
      case .weightNorm(let length, let direction): ("weight normalisation", [direction, length])
      case .spectralNorm(let weight, let left, let right): ("spectral normalisation", [weight, left, right])
      case .pruned(let weight, let mask): ("pruning", [weight, mask])
      }
    }
  }

  /// Every tensor by name, parts replaced by what they make.
  private(set) var entries: [String: Entry]
  /// What was put together, a sentence each.
  private(set) var notes: [String] = []
  private let file: SafetensorsFile
  private var recipes: [String: Recipe] = [:]

  var path: String { file.path }
  var metadata: [String: String] { file.metadata }

  init(_ file: SafetensorsFile) {
    self.file = file
    entries = file.entries.mapValues { Entry(shape: $0.shape, isFloat: $0.isFloat, typeName: $0.typeName) }
    for name in entries.keys.sorted(by: NetworkFile.precedes) {
      guard let (made, recipe) = recipe(from: name) else { continue }
      let (words, parts) = recipe.words
      entries[made] = entries[parts[0]]
      for part in parts { entries[part] = nil }
      recipes[made] = recipe
      notes.append("\(made) is computed from \(parts.joined(separator: ", ")) (\(words))")
    }
  }

  /// A tensor's numbers; nil where there is none of that name.
  func tensor(_ name: String) throws(CheckpointError) -> Tensor? {
    guard let recipe = recipes[name] else { return try file.tensor(name) }
    func values(_ name: String) throws(CheckpointError) -> [Double] { try file.tensor(name)?.values ?? [] }
    guard var made = try file.tensor(recipe.words.parts[0]) else { return nil }
    switch recipe {
    case .pruned(_, let mask):
      made.values = zip(made.values, try values(mask)).map { $0 * $1 }
    case .weightNorm(let length, _):
      let lengths = try values(length)
      let columns = made.values.count / lengths.count
      for (row, length) in lengths.enumerated() {
        let range = row * columns..<(row + 1) * columns
        let norm = made.values[range].reduce(0) { $0 + $1 * $1 }.squareRoot()
        for index in range { made.values[index] *= length / norm }
      }
    case .spectralNorm(_, let left, let right):
      let (left, right) = (try values(left), try values(right))
      var sigma = 0.0
      for (row, factor) in left.enumerated() {
        for (column, other) in right.enumerated() { sigma += factor * made.values[row * right.count + column] * other }
      }
      made.values = made.values.map { $0 / sigma }
    }
    return made
  }

  /// What a tensor is the first part of, by the names of the others beside it.
  private func recipe(from name: String) -> (made: String, Recipe)? {
    func stem(_ ending: String) -> String? { name.hasSuffix(ending) ? String(name.dropLast(ending.count)) : nil }
    func shape(_ name: String) -> [Int]? { entries[name].flatMap { $0.isFloat ? $0.shape : nil } }
    guard let shape = shape(name), !shape.contains(0) else { return nil }
    func weightNorm(_ made: String, length: String) -> (String, Recipe)? {
      guard shape.count == 2, let size = entries[length]?.shape.reduce(1, *), size == shape[0] || size == 1
      else { return nil }
      return (made, .weightNorm(length: length, direction: name))
    }
    func spectralNorm(_ made: String, _ left: String, _ right: String) -> (String, Recipe)? {
      guard shape.count == 2, entries[left]?.shape == [shape[0]], entries[right]?.shape == [shape[1]] else {
        return nil
      }
      return (made, .spectralNorm(weight: name, left: left, right: right))
    }
    let parametrised = ".parametrizations."
    if let made = stem("_v"), let found = weightNorm(made, length: made + "_g") { return found }
    if let made = stem(".original1"), let range = made.firstRange(of: parametrised) {
      return weightNorm(made[..<range.lowerBound] + "." + made[range.upperBound...], length: made + ".original0")
    }
    if let made = stem(".original"), let range = made.firstRange(of: parametrised) {
      return spectralNorm(
        made[..<range.lowerBound] + "." + made[range.upperBound...],
        made + ".0._u",
        made + ".0._v"
      )
    }
    guard let made = stem("_orig") else { return nil }
    if entries[made + "_mask"]?.shape == shape, entries[made + "_mask"]?.isFloat == true {
      return (made, .pruned(weight: name, mask: made + "_mask"))
    }
    return spectralNorm(made, made + "_u", made + "_v")
  }
}
