import Lessons
import NeuralNet
import Plots
import Shell
import Terminal

extension NeuronScreen {
  /// The settings.
  public var settings: [Setting<NeuronScreen>] {
    let now = settingsNow
    let axes = LossSurface.axes(now)
    return [
      Setting(NeuronParameters.learningRate, value: now.learningRate) { screen, value in
        screen.change { $0.learningRate = value }
      },
      Setting(NeuronParameters.output, value: now.architecture.outputActivation) { screen, value in
        screen.change { $0.architecture.outputActivation = value }
      },
      Setting(NeuronParameters.batch, value: now.batch) { screen, value in screen.change { $0.batch = value } },
      Setting(NeuronParameters.optimizer, value: now.optimizer) { screen, value in
        screen.change { $0.optimizer = value }
      },
      parameterSetting(axes.weight, option: "--weight"),
      parameterSetting(axes.bias, option: "--bias"),
      Setting(NeuronParameters.showsSum, \.showsSum, of: self),
      Setting(NeuronParameters.surface, \.surfacePart, of: self),
      Setting(NeuronParameters.epochs, value: now.epochs) { screen, value in screen.change { $0.epochs = value } },
    ]
  }

  /// A parameter that is put by hand, by tenths or as a typed number.
  private func parameterSetting(_ index: Int, option: String) -> Setting<NeuronScreen> {
    let parameter = NeuronParameters.parameter(settingsNow.parameterNames[index], option: option)
    let value = run.state.parameters[index]
    return Setting(
      parameter.label,
      value: NumberFormat.significant(4).string(value),
      set: { (screen, text) throws(ParameterError) in screen.set(parameter: index, to: try parameter.value(of: text)) },
      change: { screen, up in
        let old = screen.run.state.parameters[index]
        guard old.isFinite else { return [] }
        return screen.set(parameter: index, to: ((old * 10).rounded() + (up ? 1 : -1)) / 10)
      }
    )
  }

  /// The screen's own keys.
  public var bindings: [Binding<NeuronScreen>] {
    [
      Binding(
        "l",
        common: .logarithm,
        hint: "log",
        rank: 120,
        help: "the loss on a linear or a logarithmic axis",
        group: HelpGroup.looking
      ) { screen, _ in
        screen.isLogarithmic.toggle()
        return []
      }
    ]
  }

  /// A click on the surface puts weight and bias there.
  public mutating func point(_ mouse: Mouse, at panel: PanelID, in region: Rect) -> [Command] {
    guard panel == .surface, mouse.action == .press || mouse.action == .drag,
      let place = surfacePlace(at: mouse.position, in: region)
    else { return [] }
    let axes = LossSurface.axes(settingsNow)
    return set(parameter: axes.weight, to: (place.x * 1000).rounded() / 1000)
      + set(parameter: axes.bias, to: (place.y * 1000).rounded() / 1000)
  }
}
