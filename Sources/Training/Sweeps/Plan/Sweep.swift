import NeuralNet

/// Many runs that differ in a few settings and in their seeds: every value of one or two axes with every seed.
public struct Sweep: Hashable, Sendable {
  /// A setting that is varied, and its values.
  public struct Axis: Hashable, Sendable {
    /// Which setting.
    public var parameter: SweepParameter
    /// Its values, at least one, all different.
    public var values: [SweepValue]

    /// An axis from its parts.
    public init(_ parameter: SweepParameter, _ values: [SweepValue]) {
      self.parameter = parameter
      self.values = values
    }

    /// An axis as an option has it, `hidden=2,3,4,8`.
    /// - Throws: what was expected.
    public init(parsing text: String) throws(SettingsError) {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let parameter = SweepParameter(name: String(parts[0])) else {
        throw SettingsError(
          setting: "over",
          expected: "a setting and its values such as hidden=2,4,8",
          found: "'\(text)'"
        )
      }
      self.parameter = parameter
      values = []
      for part in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
        let value = try parameter.value(String(part))
        guard !values.contains(value) else {
          throw SettingsError(
            setting: "over \(parameter.rawValue)",
            expected: "each value once",
            found: "\(value.text) twice"
          )
        }
        values.append(value)
      }
    }
  }

  /// What is trained.
  public var subject: SweepSubject { settings.subject }
  /// The settings that all runs share; those of the axes are replaced.
  public var settings: SweepSettings
  /// None, one or two settings that are varied.
  public var axes: [Axis]
  /// The first seed; the others follow one by one.
  public var firstSeed: UInt64
  /// How many seeds every setting is trained with.
  public var seedCount: Int
  /// What is learned, where the settings do not say it: the images and their checksum.
  public var data: String?
  /// The share of test images right that counts as solved, for runs that have some; nil when none is aimed at.
  public var targetAccuracy: Double?
  /// The settings of saved runs, whose axis only names them.
  var savedPoints: [SweepSettings]?
  /// Whether it is of saved runs.
  public var isSaved: Bool { savedPoints != nil }

  /// A sweep from its parts.
  public init(
    _ settings: SweepSettings,
    axes: [Axis],
    firstSeed: UInt64 = 42,
    seedCount: Int = 3,
    data: String? = nil
  ) {
    self.settings = settings
    self.axes = axes
    self.firstSeed = firstSeed
    self.seedCount = seedCount
    self.data = data
  }

  /// The settings of every group of runs that differ in their seed alone; the first axis varies slowest.
  public var points: [SweepSettings] {
    if let savedPoints { return savedPoints }
    return axes.reduce([settings]) { points, axis in
      points.flatMap { point in
        axis.values.map { value in
          var point = point
          point[axis.parameter] = value
          return point
        }
      }
    }
  }

  /// How many groups of runs there are.
  public var pointCount: Int { axes.reduce(1) { $0 * $1.values.count } }

  /// How many runs there are.
  public var runCount: Int { pointCount * seedCount }

  /// The epochs at which every run of so many epochs keeps its figures.
  public func curveEpochs(of total: Int) -> [Int] {
    SweepCurve.epochs(of: total, capacity: SweepCurve.capacity(runCount: runCount))
  }

  /// The place of a run's settings in ``points``, and its seed; runs of one setting follow each other.
  public func place(ofRun run: Int) -> (point: Int, seed: UInt64) {
    (run / seedCount, firstSeed &+ UInt64(run % seedCount))
  }

  /// What tells a point from the others, such as "hidden 4" or "hidden 4, tanh"; "all" where nothing is varied.
  public func label(ofPoint point: Int) -> String {
    let words = axisIndices(ofPoint: point).enumerated().map { axis, index in
      let value = axes[axis].values[index]
      switch axes[axis].parameter {
      case .activation: return Activation(name: value.text)?.displayName ?? value.text
      case .optimizer: return Optimizer(name: value.text)?.displayName ?? value.text
      case .loss: return Loss(name: value.text)?.displayName ?? value.text
      case .hidden where value == .layers([]): return "no hidden layer"
      case .gate, .schedule, .run, .dataset, .features, .regularization: return value.text
      default: return "\(axes[axis].parameter.words) \(value.text)"
      }
    }
    return words.isEmpty ? subject.rawValue : words.joined(separator: ", ")
  }

  /// A point's place along each axis.
  public func axisIndices(ofPoint point: Int) -> [Int] {
    var rest = point
    var indices: [Int] = []
    for axis in axes.reversed() {
      indices.append(rest % axis.values.count)
      rest /= axis.values.count
    }
    return indices.reversed()
  }

  /// The most runs of a sweep.
  public static let maximumRunCount = 1_000_000

  /// What must hold of a sweep.
  /// - Throws: the first thing that does not.
  public func validate() throws(SettingsError) {
    guard axes.count <= 2 else {
      throw SettingsError(setting: "over", expected: "at most two settings", found: "\(axes.count)")
    }
    guard axes.count < 2 || axes[0].parameter != axes[1].parameter else {
      throw SettingsError(
        setting: "over",
        expected: "two different settings",
        found: "\(axes[0].parameter.rawValue) twice"
      )
    }
    for axis in axes where !subject.parameters.contains(axis.parameter) {
      throw SettingsError(
        setting: "over",
        expected: "a setting of \(subject.rawValue): \(subject.parameters.map(\.rawValue).joined(separator: ", "))",
        found: axis.parameter.rawValue
      )
    }
    if let targetAccuracy {
      guard subject.hasTestSamples else {
        throw SettingsError(setting: "target", expected: "runs with test samples", found: subject.rawValue)
      }
      guard targetAccuracy > 0, targetAccuracy <= 1 else {
        throw SettingsError(setting: "target", expected: "a share above 0, at most 1", found: "\(targetAccuracy)")
      }
    }
    guard seedCount >= 1 else { throw SettingsError(setting: "seeds", expected: "1 or more", found: "\(seedCount)") }
    guard seedCount <= Self.maximumRunCount, pointCount <= Self.maximumRunCount, runCount <= Self.maximumRunCount else {
      throw SettingsError(setting: "seeds", expected: "at most \(Self.maximumRunCount) runs", found: "\(seedCount)")
    }
    for point in points { try point.validate() }
  }

  /// A preset of the course's exercises on MNIST; nil for other names.
  ///
  /// `exercise-2` varies the hidden layers' sizes, the second half of the first; `exercise-3` the activation.
  public init?(preset: String) {
    switch preset {
    case "exercise-2":
      let sizes = [32, 64, 128, 256].map { SweepValue.layers([$0, $0 / 2]) }
      self.init(SweepSettings(.mnist), axes: [Axis(.hidden, sizes)])
    case "exercise-3":
      let names = ["sigmoid", "relu", "tanh"].map(SweepValue.name)
      self.init(SweepSettings(.mnist), axes: [Axis(.activation, names)])
    default: return nil
    }
  }

  /// The names of the presets.
  public static let presets = ["exercise-2", "exercise-3"]
}
