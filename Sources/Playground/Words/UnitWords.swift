import NeuralNet

extension PlaygroundObservation {
  /// What a unit of a trained layer detects, and what it is made of, in a sentence or two.
  public func words(of place: UnitPlace) -> String {
    let shape = weights.shape
    let map = maps.values[shape.unitIndex(layer: place.layer, unit: place.unit)]
    let isOutput = place.layer == shape.layerCount - 1
    let output = settings.outputCount == 1 ? "The output" : "Output p\(UnitPlace.lowered(place.unit + 1))"
    let name = isOutput ? output : place.title
    var text = "\(name) is \(UnitShape(map, on: maps.grid).text)."
    let inputs = weights.weights(layer: place.layer, unit: place.unit)
    let strongest = inputs.indices.filter { inputs[$0] != 0 }.sorted { abs(inputs[$0]) > abs(inputs[$1]) }.prefix(2)
    if !strongest.isEmpty {
      let parts = strongest.map { "\(ShortNumber.text(inputs[$0]))·\(inputName($0, layer: place.layer))" }
      text += " Its strongest input\(parts.count == 1 ? " is" : "s are") \(parts.joined(separator: " and "))."
    }
    return text
  }

  private func inputName(_ input: Int, layer: Int) -> String {
    layer == 0 ? settings.orderedFeatures[input].title : UnitPlace(layer: layer - 1, unit: input).title
  }
}

extension PlaygroundTrainer {
  /// Hidden units of ReLU that give 0 at every training point: none of them has a slope to learn from.
  public var silentUnits: [UnitPlace] {
    guard !split.train.isEmpty else { return [] }
    let outputs = trainingOutputs()
    var places: [UnitPlace] = []
    for layer in 0..<(shape.layerCount - 1) where settings.activation(ofHidden: layer) == .relu {
      for unit in 0..<shape.sizes[layer + 1]
      where outputs[shape.unitIndex(layer: layer, unit: unit)].allSatisfy({ $0 == 0 }) {
        places.append(UnitPlace(layer: layer, unit: unit))
      }
    }
    return places
  }

  /// What is known now.
  public func observation(figures: [PlaygroundFigures], epochs: [Int], grid: PlaneGrid) -> PlaygroundObservation {
    PlaygroundObservation(
      settings: settings,
      weights: weights,
      maps: outputs(at: grid),
      silentUnits: silentUnits,
      trainCount: split.train.count,
      figures: figures,
      epochs: epochs
    )
  }
}
