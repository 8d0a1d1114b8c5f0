/// Batch normalisations, folded into the dense layers that they belong to.
extension StoredLayers {
  /// Where a normalisation stands.
  private enum Place {
    /// Between a layer's sum and its activation; a guess where names do not say so.
    case after(Int, isGuess: Bool)
    /// On what goes into a layer.
    case before(Int, reason: String)
  }

  /// Folds every BatchNorm into the dense layer that it belongs to.
  mutating func foldNormalisations(into layers: inout [Layer]) throws(CheckpointError) {
    let normalisations = StoredNormalisation.all(in: file.entries)
    for normalisation in normalisations {
      func values(_ name: String?, else value: Double, count: Int) throws(CheckpointError) -> [Double] {
        guard let name else { return Array(repeating: value, count: count) }
        guard let values = try file.tensor(name)?.values, values.count == count else { throw missing(name) }
        return values
      }
      used.formUnion(normalisation.tensors)
      guard let mean = try file.tensor(normalisation.mean)?.values else { throw missing(normalisation.mean) }
      let variance = try values(normalisation.variance, else: 1, count: mean.count)
      let gamma = try values(normalisation.scale, else: 1, count: mean.count)
      let beta = try values(normalisation.shift, else: 0, count: mean.count)
      let scale = zip(gamma, variance).map { $0 / ($1 + normalisation.epsilon).squareRoot() }
      let shift = zip(beta, zip(mean, scale)).map { $0 - $1.0 * $1.1 }
      var place = try place(of: normalisation, count: mean.count, among: layers, all: normalisations)
      // Sums have means of either sign; what has passed a ReLU or a sigmoid has none below 0.
      if case .after(let index, isGuess: true) = place, index + 1 < layers.count, mean.count >= 8,
        mean.allSatisfy({ $0 >= 0 })
      {
        place = .before(index + 1, reason: ", since none of its means is below 0, as after an activation")
      }
      let name = normalisation.name
      switch place {
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
      case .before(let index, let reason):
        for output in 0..<layers[index].outputs {
          let row = output * layers[index].inputs
          var added = 0.0
          for input in 0..<layers[index].inputs {
            added += layers[index].weights[row + input] * shift[input]
            layers[index].weights[row + input] *= scale[input]
          }
          layers[index].biases[output] += added
        }
        notes.append(
          "BatchNorm \(name) is folded into \(Self.layerName(layers[index].name)), the layer after it\(reason)"
        )
      }
    }
  }

  /// By the numbers in a sequence (`net.0`, `net.1`, …), else by equal numbers (`fc1`, `bn1`), else one after another where each layer but
  /// perhaps the last has one, else by the only size that fits.
  private func place(
    of normalisation: StoredNormalisation,
    count: Int,
    among layers: [Layer],
    all: [StoredNormalisation]
  ) throws(CheckpointError) -> Place {
    let (stem, number) = Self.numbered(normalisation.name)
    let places = layers.indices.map { Self.numbered(Self.layerName(layers[$0].name)) }
    if let number, places.contains(where: { $0.stem == stem && $0.number != nil }) {
      let before = layers.indices.last { places[$0].stem == stem && (places[$0].number ?? .max) < number }
      let after = layers.indices.first { places[$0].stem == stem && (places[$0].number ?? -1) > number }
      if let before, layers[before].outputs == count, places[before].number == number - 1 || after == nil {
        return .after(before, isGuess: false)
      }
      if let after, layers[after].inputs == count { return .before(after, reason: "") }
      if let before, before + 1 < layers.count, layers[before].outputs == count {
        return .before(before + 1, reason: "")
      }
    }
    if !normalisation.isCountedAlone, let number,
      let same = layers.indices.first(where: { places[$0].number == number }),
      layers[same].outputs == count
    {
      return .after(same, isGuess: true)
    }
    let fitting = layers.indices.filter { layers[$0].outputs == count }
    if fitting.count == 1 { return .after(fitting[0], isGuess: true) }
    let sizes = all.map { file.entries[$0.mean]?.shape.reduce(1, *) ?? 0 }
    if let index = all.firstIndex(where: { $0.mean == normalisation.mean }),
      sizes == Array(layers.map(\.outputs).prefix(all.count)), all.count >= layers.count - 1
    {
      return .after(index, isGuess: true)
    }
    if fitting.isEmpty, layers[0].inputs == count { return .before(0, reason: "") }
    throw .missingTensor(
      path: file.path,
      expected: "a dense layer that BatchNorm \"\(normalisation.name)\" of \(count) values can be folded into",
      found: fitting.isEmpty ? "none of that size" : "several of that size"
    )
  }
}
