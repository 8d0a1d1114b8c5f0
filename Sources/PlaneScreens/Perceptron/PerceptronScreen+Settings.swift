import NeuralNet
import Plots
import Shell

extension PerceptronScreen {
  /// The settings of the page in front.
  public var settings: [Setting<PerceptronScreen>] {
    [
      restarting(PerceptronParameters.learningRate, \.learningRate),
      Setting(PerceptronParameters.variant, \.options.variant, of: self),
      Setting(PerceptronParameters.epochs, \.options.epochs, of: self),
      startSetting,
      restarting(PerceptronParameters.seed, \.seed, also: { $0.start = .random }),
      paceSetting,
    ]
  }

  /// A setting whose change begins the runs anew.
  private func restarting<Value>(
    _ parameter: Parameter<Value>,
    _ path: WritableKeyPath<PerceptronSettings, Value>,
    also change: @escaping (inout PerceptronSettings) -> Void = { _ in }
  ) -> Setting<PerceptronScreen> {
    Setting(parameter, value: options[keyPath: path]) { screen, value in
      screen.options[keyPath: path] = value
      change(&screen.options)
      screen.shell.notice = "\(parameter.label) \(parameter.format(value)): restarted"
      screen.restart()
      return []
    }
  }

  private var startSetting: Setting<PerceptronScreen> {
    Setting("start", value: PerceptronParameters.name(options.start)) { screen, up in
      screen.options.start = Ladder.cycle(screen.options.start, in: screen.starts, up: up)
      screen.shell.notice = "start \(PerceptronParameters.name(screen.options.start)): restarted"
      screen.restart()
      return []
    }
  }

  private var paceSetting: Setting<PerceptronScreen> {
    Setting("pace", short: "", value: pace.map { NumberFormat.compact.string($0) + "/s" } ?? "max") { screen, up in
      screen.changePace(up: up)
      return []
    }
  }

  /// The samples a second after one press; above the fastest is unthrottled.
  mutating func changePace(up: Bool) {
    let paces = PerceptronParameters.paces
    guard let pace else {
      if !up { self.pace = paces.last }
      return
    }
    self.pace = up && pace >= (paces.last ?? pace) ? nil : Ladder.next(pace, in: paces, up: up)
  }
}
