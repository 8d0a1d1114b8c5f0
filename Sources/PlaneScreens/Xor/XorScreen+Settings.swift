import NeuralNet
import Shell
import Training

extension XorScreen {
  /// The settings of the page in front.
  public var settings: [Setting<XorScreen>] {
    [
      Setting(PlaneParameters.learningRate, run: \.learningRate, of: self),
      hiddenSetting,
      secondSetting,
      Setting(PlaneParameters.activation, run: \.activation, of: self),
      Setting(PlaneParameters.loss, run: \.loss, of: self),
      Setting(PlaneParameters.optimizer, run: \.optimizer, of: self),
      Setting(PlaneParameters.initializer, run: \.initializer, of: self),
      Setting(PlaneParameters.seed, run: \.seed, of: self),
      paceSetting,
    ]
  }

  private var hiddenSetting: Setting<XorScreen> {
    let parameter = PlaneParameters.hidden
    return Setting(parameter, value: run.settings.hidden.first ?? 0) { screen, units in
      // Without a first hidden layer there is no second one.
      screen.reshape(
        (units > 0 ? [units] : []) + (units > 0 ? screen.run.settings.hidden.dropFirst() : []),
        parameter,
        units
      )
    }
  }

  private var secondSetting: Setting<XorScreen> {
    let hidden = run.settings.hidden
    let parameter = PlaneParameters.second
    guard hidden.count > 2 else {
      return Setting(parameter, value: hidden.count > 1 ? hidden[1] : 0) { screen, units in
        guard let first = screen.run.settings.hidden.first else {
          screen.shell.notice = "a second layer needs a first one"
          return []
        }
        return screen.reshape([first] + (units > 0 ? [units] : []), parameter, units)
      }
    }
    // More layers than two come from the command line: they go before the second one's units do.
    return Setting(
      parameter.label,
      short: parameter.shortLabel,
      value: hidden.dropFirst().map { "\($0)" }.joined(separator: "-")
    ) { screen, up in
      guard !up else {
        screen.shell.notice = "more than two layers come from --hidden; - removes the last one"
        return []
      }
      let rest = Array(screen.run.settings.hidden.dropLast())
      return screen.reshape(rest, parameter, rest.count > 1 ? rest[1] : 0)
    }
  }

  private mutating func reshape(_ hidden: [Int], _ parameter: Parameter<Int>, _ units: Int) -> [Command] {
    var new = run.settings
    new.hidden = hidden
    // Weights from a file fit their own shape alone.
    if new.initialParameters?.count != new.architecture.parameterCount { new.initialParameters = nil }
    return configure(new, parameter.label, parameter.format(units))
  }
}
