/// Something to try, and whether it is done.
public struct PlaygroundTask: Hashable, Sendable {
  /// What it is called.
  public var title: String
  /// What is asked, in a sentence.
  public var text: String
  /// The test loss to come below.
  public var goal: Double
  /// The experiment to begin with.
  public var settings: PlaygroundSettings
  /// The features that may be used; nil for any.
  public var features: Set<PlaneFeature>?
  /// The most hidden units.
  public var mostUnits: Int?

  /// Whether a network keeps the rules and has come below the goal.
  public func isDone(_ settings: PlaygroundSettings, _ figures: PlaygroundFigures) -> Bool {
    guard settings.dataset == self.settings.dataset, settings.noise == self.settings.noise, figures.testLoss < goal
    else { return false }
    if let features, !settings.features.isSubset(of: features) { return false }
    if let mostUnits, settings.hidden.reduce(0, { $0 + $1.units }) > mostUnits { return false }
    return true
  }

  /// The tasks, the easiest first.
  public static let all: [PlaygroundTask] = [
    task(
      "circle with one unit",
      .circle,
      "Find the features that let one hidden unit learn the circle, test loss below 0.02.",
      goal: 0.02
    ) {
      $0.mostUnits = 1
      $0.settings.hidden = [HiddenLayer(units: 1)]
    },
    task(
      "circle without its squares",
      .circle,
      "Learn the circle with only x₁ and x₂ and at most three hidden units, test loss below 0.05.",
      goal: 0.05
    ) {
      $0.features = [.x, .y]
      $0.mostUnits = 3
      $0.settings.hidden = [HiddenLayer(units: 1)]
    },
    task("four quadrants", .xor, "Learn the four quadrants with only x₁ and x₂, test loss below 0.02.", goal: 0.02) {
      $0.features = [.x, .y]
      $0.settings.hidden = [HiddenLayer(units: 2)]
    },
    task("spiral", .spiral, "Learn the spiral with only x₁ and x₂, test loss below 0.02.", goal: 0.02) {
      $0.features = [.x, .y]
      $0.settings.hidden = [HiddenLayer(units: 4), HiddenLayer(units: 2)]
    },
    task(
      "noisy quadrants",
      .xor,
      "With noise 35, bring the test loss below 0.25 without fitting the noise.",
      goal: 0.25
    ) {
      $0.settings.noise = 35
      $0.settings.hidden = [HiddenLayer(units: 8), HiddenLayer(units: 8)]
    },
  ]

  private static func task(
    _ title: String,
    _ dataset: PlaneDataset,
    _ text: String,
    goal: Double,
    _ change: (inout PlaygroundTask) -> Void
  ) -> PlaygroundTask {
    var settings = PlaygroundSettings()
    settings.dataset = dataset
    var task = PlaygroundTask(title: title, text: text, goal: goal, settings: settings, features: nil, mostUnits: nil)
    change(&task)
    return task
  }
}
