/// What is known of a run at one moment, for words to be said of it.
public struct PlaygroundObservation: Sendable {
  /// The settings.
  public var settings: PlaygroundSettings
  /// The weights now.
  public var weights: PlaygroundWeights
  /// Every unit's output over the plane.
  public var maps: PlaneMaps
  /// Units of the hidden layers that give exactly 0 at every training point, by layer and unit.
  public var silentUnits: [UnitPlace]
  /// How many points are trained on.
  public var trainCount: Int
  /// Losses after the epochs so far, from epoch 0; thinned evenly if there were many.
  public var figures: [PlaygroundFigures]
  /// The epochs of ``figures``.
  public var epochs: [Int]

  /// Makes an observation.
  public init(
    settings: PlaygroundSettings,
    weights: PlaygroundWeights,
    maps: PlaneMaps,
    silentUnits: [UnitPlace],
    trainCount: Int,
    figures: [PlaygroundFigures],
    epochs: [Int]
  ) {
    self.settings = settings
    self.weights = weights
    self.maps = maps
    self.silentUnits = silentUnits
    self.trainCount = trainCount
    self.figures = figures
    self.epochs = epochs
  }
}

/// A unit of a trained layer; both count from 0, the first hidden layer first.
public struct UnitPlace: Hashable, Sendable {
  /// Its layer.
  public var layer: Int
  /// Its number there.
  public var unit: Int

  /// Makes a place.
  public init(layer: Int, unit: Int) {
    self.layer = layer
    self.unit = unit
  }

  /// As a label has it: h₁₂ is the second unit of the first hidden layer; with two digits in either, h₁,₁₂.
  public var title: String {
    "h" + Self.lowered(layer + 1) + (layer >= 9 || unit >= 9 ? "," : "") + Self.lowered(unit + 1)
  }

  /// A number in subscript digits.
  static func lowered(_ number: Int) -> String {
    // By scalars: a screen asks for hundreds of titles in a frame, and finding characters takes longer than all else of it.
    String(String.UnicodeScalarView("\(number)".unicodeScalars.compactMap { Unicode.Scalar($0.value + 0x2080 - 0x30) }))
  }
}
