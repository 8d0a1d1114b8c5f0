/// The points of a run, parted into those trained on and those tested on.
public struct PlaneSplit: Hashable, Sendable {
  /// Trained on, in this order in each epoch.
  public var train: [PlanePoint]
  /// Tested on.
  public var test: [PlanePoint]

  /// Draws, shuffles and parts the points, and leaves the stream where the weights are drawn from.
  init(_ settings: PlaygroundSettings, using random: inout SeededRandom) {
    let dataset = settings.dataset
    let count = settings.sampleCount ?? dataset.defaultCount
    var points = dataset.points(count: count, noise: settings.noise / 100, using: &random)
    random.shuffle(&points)
    let split = (Double(points.count) * settings.trainPercent / 100).rounded(.down)
    let place = Self.place(split, in: points.count)
    train = Array(points[..<place])
    test = Array(points[place...])
    let edits = settings.edits
    if !edits.removed.isEmpty {
      train.removeAll { edits.removed.contains($0) }
      test.removeAll { edits.removed.contains($0) }
    }
    train += edits.added
  }

  /// The points of settings.
  public init(_ settings: PlaygroundSettings) {
    var random = SeededRandom(seed: settings.seed)
    self.init(settings, using: &random)
  }

  /// JavaScript's `slice`: a negative place counts from the end, NaN is 0, and nothing lies outside.
  private static func place(_ split: Double, in count: Int) -> Int {
    if split.isNaN { return 0 }
    let place = split < 0 ? Double(count) + split : split
    return Int(max(0, min(Double(count), place)))
  }
}
