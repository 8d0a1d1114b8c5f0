/// A batch normalisation's tensors in a file, as PyTorch, Keras or Flax names them.
struct StoredNormalisation {
  /// The name of the layer.
  var name: String
  /// The tensors with the running mean and variance.
  var mean: String
  var variance: String
  /// The tensors with the scale γ and the shift β, where there are.
  var scale: String?
  var shift: String?
  /// What is added to the variance, the library's default: files do not have it.
  var epsilon: Double
  /// Whether the number at the name's end counts this kind of layer alone, as Keras does from the beginning of a program.
  var isCountedAlone = false

  /// All of a file, in the order of their names.
  static func all(in entries: [String: StoredTensors.Entry]) -> [StoredNormalisation] {
    entries.keys.sorted(by: NetworkFile.precedes).compactMap { find(from: $0, in: entries) }
  }

  private static func find(from mean: String, in entries: [String: StoredTensors.Entry]) -> StoredNormalisation? {
    let last = StoredLayers.lastPart(mean)
    let prefix = String(mean.dropLast(last.count))
    // Keras before version 3 ends all names so.
    let end = last.hasSuffix(":0") ? ":0" : ""
    let name = prefix.last == "." || prefix.last == "/" ? String(prefix.dropLast()) : prefix
    func existing(_ name: String) -> String? { entries[name] == nil ? nil : name }
    switch last.dropLast(end.count) {
    case "running_mean":
      return StoredNormalisation(
        name: name,
        mean: mean,
        variance: prefix + "running_var",
        scale: existing(prefix + "weight"),
        shift: existing(prefix + "bias"),
        epsilon: 1e-5
      )
    case "moving_mean":
      return StoredNormalisation(
        name: name,
        mean: mean,
        variance: prefix + "moving_variance" + end,
        scale: existing(prefix + "gamma" + end),
        shift: existing(prefix + "beta" + end),
        epsilon: 1e-3,
        isCountedAlone: true
      )
    case "mean" where !name.isEmpty && entries[prefix + "var"]?.shape == entries[mean]?.shape:
      // Flax keeps what is learned and what is counted apart.
      let learned = prefix.replacing("batch_stats", with: "params", maxReplacements: 1)
      guard existing(learned + "scale") != nil || existing(learned + "bias") != nil else { return nil }
      return StoredNormalisation(
        name: name,
        mean: mean,
        variance: prefix + "var",
        scale: existing(learned + "scale"),
        shift: existing(learned + "bias"),
        epsilon: 1e-5
      )
    default: return nil
    }
  }

  /// The names of all its tensors; PyTorch counts batches beside them.
  var tensors: [String] {
    let count = mean.dropLast(StoredLayers.lastPart(mean).count) + "num_batches_tracked"
    return [mean, variance, scale, shift, String(count)].compactMap { $0 }
  }
}
