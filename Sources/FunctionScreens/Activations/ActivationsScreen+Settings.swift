import NeuralNet
import Plots
import Shell
import Training

extension ActivationsScreen {
  /// The settings of the page in front.
  public var settings: [Setting<ActivationsScreen>] {
    page == .curves
      ? [xSetting, thresholdSetting, slopeSetting, alphaSetting]
      : [
        experiment(ActivationsParameters.depth, \.depth), experiment(ActivationsParameters.width, \.width),
        experiment(ActivationsParameters.initializer, \.initializer),
        experiment(ActivationsParameters.batchSize, \.batchSize), experiment(ActivationsParameters.seed, \.seed),
        thresholdSetting,
      ]
  }

  private var xSetting: Setting<ActivationsScreen> {
    Setting(
      "x",
      value: readable(cursor),
      set: { (screen, text) throws(ParameterError) in
        screen.moveCursor(to: try ActivationsParameters.x.value(of: text))
      },
      change: { screen, up in screen.moveCursor(to: screen.step(screen.cursor, up: up)) }
    )
  }

  private var thresholdSetting: Setting<ActivationsScreen> {
    Setting(ActivationsParameters.threshold, value: threshold) { screen, value in
      screen.threshold = value
      screen.depthSettings.saturationThreshold = value
      screen.profiles = screen.activations.map { ActivationProfile($0, threshold: value) }
      return screen.page == .depth ? screen.runExperiment() : []
    }
  }

  /// A setting of the experiment, which runs anew.
  private func experiment<Value>(
    _ parameter: Parameter<Value>,
    _ path: WritableKeyPath<DepthSettings, Value>
  ) -> Setting<ActivationsScreen> {
    Setting(parameter, value: depthSettings[keyPath: path]) { screen, value in
      screen.depthSettings[keyPath: path] = value
      screen.clampSelection()
      return screen.runExperiment()
    }
  }

  private var slopeSetting: Setting<ActivationsScreen> {
    let slope = activations.compactMap { if case .leakyReLU(let slope) = $0 { slope } else { nil } }.first
    return Setting(ActivationsParameters.slope, value: slope ?? 0) { screen, value in
      screen.replace(.leakyReLU(slope: value))
    }
  }

  private var alphaSetting: Setting<ActivationsScreen> {
    let alpha = activations.compactMap { if case .elu(let alpha) = $0 { alpha } else { nil } }.first
    return Setting(ActivationsParameters.alpha, value: alpha ?? 0) { screen, value in
      screen.replace(.elu(alpha: value))
    }
  }

  /// Puts an activation with another slope or α in its place, and shows it.
  private mutating func replace(_ activation: Activation) -> [Command] {
    guard let index = activations.firstIndex(where: { $0.name == activation.name }) else { return [] }
    activations[index] = activation
    row = index
    profiles[index] = ActivationProfile(activation, threshold: threshold)
    if slots[index] == nil { shell.notice = "\(activation.displayName) is not selected: Enter selects it" }
    return selectionChanged()
  }

  mutating func newSeed() -> [Command] {
    // The next seed in a fixed sequence: a session can be told again from its first seed.
    var random = RandomNumbers(seed: depthSettings.seed)
    depthSettings.seed = random.next() % 100_000
    shell.notice = "new seed \(depthSettings.seed)"
    return runExperiment()
  }

  mutating func reset() -> [Command] {
    guard page == .curves else { return runExperiment() }
    xRange = firstRange
    cursor = firstCursor
    placedCursor = firstCursor
    isLogarithmic = false
    shell.notice = "x \(readable(cursor)), range \(rangeWords)"
    return []
  }
}
