import NeuralNet
import Shell
import Training

extension MnistScreen {
  private typealias Parameters = ClassifierParameters

  /// The settings, the same on every page.
  public var settings: [Setting<MnistScreen>] {
    [
      Setting(Parameters.learningRate, run: \.training.learningRate, of: self),
      optimizerSetting,
      Setting(Parameters.batchSize, run: \.training.batchSize, of: self),
      layerSetting(Parameters.hidden, 0),
      layerSetting(Parameters.second, 1),
      Setting(Parameters.activation, run: \.activation, of: self),
      Setting(Parameters.dropout, run: \.training.dropout, of: self),
      Setting(Parameters.l2, run: \.training.l2, of: self),
      Setting(Parameters.augmentation, run: \.training.augmentation, of: self),
      Setting(Parameters.schedule, run: \.training.schedule, of: self),
      Setting(Parameters.epochs, run: \.training.epochs, of: self),
      Setting(Parameters.trainImages, run: \.trainImages, of: self),
      paceSetting,
    ]
  }

  private var optimizerSetting: Setting<MnistScreen> {
    let parameter = Parameters.optimizer
    return Setting(parameter, value: run.settings.training.optimizer) { screen, optimizer in
      var new = screen.run.settings
      screen.state.noteOptimizer(new.training.optimizer, before: optimizer)
      new.training.optimizer = optimizer
      return screen.configure(new, parameter.label, parameter.format(optimizer))
    }
  }

  /// Units of the first or second hidden layer; layers beyond them, which the command line may ask for, follow the second.
  private func layerSetting(_ parameter: Parameter<Int>, _ index: Int) -> Setting<MnistScreen> {
    let hidden = run.settings.hidden
    var setting = Setting<MnistScreen>(parameter, value: hidden.indices.contains(index) ? hidden[index] : 0) {
      screen,
      units in
      var new = screen.run.settings
      guard index <= new.hidden.count else {
        screen.shell.notice = "a second layer needs a first one"
        return []
      }
      let rest = new.hidden.dropFirst(index + 1)
      // Without a layer those after it go too.
      new.hidden = Array(new.hidden.prefix(index)) + (units > 0 ? [units] + rest : [])
      // Weights from a file fit their own shape alone.
      if new.initialParameters?.count != new.architecture.parameterCount { new.initialParameters = nil }
      return screen.configure(new, parameter.label, parameter.format(units))
    }
    if index > 0, hidden.count > index + 1 {
      setting.value = hidden.dropFirst(index).map { "\($0)" }.joined(separator: "-")
    }
    return setting
  }
}
