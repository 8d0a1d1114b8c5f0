import NeuralNet
import Playground
import Plots
import Shell

extension PlaygroundScreen {
  private typealias S = Setting<PlaygroundScreen>

  private static let rates = [0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10]

  /// All of the experiment.
  public var settings: [Setting<PlaygroundScreen>] {
    [
      S(learningRate, run: \.experiment.learningRate, of: self), datasetSetting,
      S(activation, run: \.experiment.activation, of: self), layersSetting, unitsSetting, layerActivationSetting,
      S(penalty, run: \.experiment.regularization, of: self),
      S(penaltyRate, run: \.experiment.regularizationRate, of: self), batchSetting,
      S(noise, run: \.experiment.noise, of: self), S(trainShare, run: \.experiment.trainPercent, of: self),
      samplesSetting, S(optimizer, run: \.experiment.optimizer, of: self), lossSetting, outputSetting,
      S(dropout, run: \.experiment.dropout, of: self), initialSetting, seedSetting,
      flag("residual", "residual", \.isResidual), flag("test points", "test", \.showsTestData),
      flag("discrete", "discrete", \.isDiscrete), paceSetting,
    ]
  }

  private var learningRate: Parameter<Double> {
    .number(
      "learning rate",
      short: "rate",
      default: 0.03,
      in: 0...1000,
      steps: Self.rates,
      format: PlaygroundScreen.number
    )
  }
  private var activation: Parameter<Activation> {
    .choice("activation", short: "", default: .tanh, among: Activation.all, name: \.name, format: \.displayName)
  }
  private var penalty: Parameter<WeightPenalty> {
    .choice("regularization", short: "reg", default: .none, among: WeightPenalty.allCases, name: \.rawValue)
  }
  private var penaltyRate: Parameter<Double> {
    .number(
      "regularization rate",
      short: "reg rate",
      default: 0,
      in: 0...1000,
      steps: [0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
      format: PlaygroundScreen.number
    )
  }
  private var noise: Parameter<Double> {
    .number("noise", default: 0, in: 0...80, steps: (0...10).map { Double($0) * 5 }, format: PlaygroundScreen.number)
  }
  private var trainShare: Parameter<Double> {
    .number(
      "train percent",
      short: "train %",
      default: 50,
      in: 1...99,
      steps: (1...9).map { Double($0) * 10 },
      format: PlaygroundScreen.number
    )
  }
  private var optimizer: Parameter<PlaygroundOptimizer> {
    .choice(
      "optimizer",
      short: "",
      default: .sgd,
      among: PlaygroundOptimizer.allCases,
      name: \.rawValue,
      format: \.title
    )
  }
  private var dropout: Parameter<Double> {
    .number("dropout", default: 0, in: 0...0.95, steps: [0, 0.1, 0.2, 0.3, 0.4, 0.5], format: PlaygroundScreen.number)
  }

  static func number(_ value: Double) -> String { NumberFormat.compact.string(value) }

  /// Changes the experiment; what then does not fit together takes its usual value.
  mutating func change(_ label: String, _ value: String, _ edit: (inout PlaygroundSettings) -> Void) -> [Command] {
    var new = run.settings
    edit(&new.experiment)
    if case .given(let weights) = new.experiment.initialization, weights.layerSizes != new.experiment.layerSizes {
      new.experiment.initialization = .peer
    }
    if (try? new.experiment.validate()) == nil {
      new.experiment.loss = nil
      new.experiment.output = nil
    }
    do {
      try new.experiment.validate()
    } catch {
      shell.notice = "\(error)"
      return []
    }
    return configure(new, label, value)
  }

  private var datasetSetting: Setting<PlaygroundScreen> {
    var sets = PlaneDataset.named
    if !sets.contains(experiment.dataset) { sets.append(experiment.dataset) }
    let parameter = Parameter<PlaneDataset>.choice(
      "data",
      option: "--dataset",
      default: .circle,
      among: sets,
      name: \.name,
      format: \.title
    )
    return Setting(
      "data",
      value: experiment.dataset.title,
      set: { (screen, text) throws(ParameterError) in
        // What names no data set is read as a function whose graph parts the classes.
        if let named = parameter.parse(text) {
          return screen.change("data", named.title) { $0.dataset = named }
        }
        do {
          _ = try BoundaryFormula(text)
        } catch {
          throw ParameterError(
            option: "--dataset",
            label: "data",
            expected: "\(parameter.expected), or a function of x",
            found: "'\(text)' (\(error))"
          )
        }
        return screen.change("data", "y > \(text)") { $0.dataset = .boundary(text) }
      },
      change: { screen, up in
        let next = Ladder.cycle(screen.experiment.dataset, in: sets, up: up)
        return screen.change("data", next.title) { $0.dataset = next }
      }
    )
  }

  private var layersSetting: Setting<PlaygroundScreen> {
    Setting(
      Parameter<Int>.count(
        "layers",
        option: "--hidden",
        default: 2,
        in: 0...PlaygroundSettings.limits.layers,
        keys: 0...6
      ),
      value: experiment.hidden.count
    ) { screen, count in
      screen.change("layers", "\(count)") { settings in
        while settings.hidden.count > count { settings.hidden.removeLast() }
        while settings.hidden.count < count { settings.hidden.append(HiddenLayer(units: 2)) }
      }
    }
  }

  /// The hidden layer that settings are about: the selected one, else the last.
  var chosenLayer: Int? {
    if case .unit(let place, _) = selection, experiment.hidden.indices.contains(place.layer) { return place.layer }
    return experiment.hidden.indices.last
  }

  private var unitsSetting: Setting<PlaygroundScreen> {
    guard let layer = chosenLayer else {
      return Setting("units", value: "none") { screen, _ in
        screen.shell.notice = "there is no hidden layer"
        return []
      }
    }
    return Setting(
      Parameter<Int>.count(
        "units",
        option: "--hidden",
        default: 2,
        in: 1...PlaygroundSettings.limits.units,
        keys: 1...8
      ),
      label: "layer \(layer + 1) units",
      value: experiment.hidden[layer].units
    ) { screen, count in
      screen.change("units of layer \(layer + 1)", "\(count)") { $0.hidden[layer].units = count }
    }
  }

  private var layerActivationSetting: Setting<PlaygroundScreen> {
    guard let layer = chosenLayer else {
      return Setting("its activation", value: "none") { _, _ in [] }
    }
    let choices: [Activation?] = [nil] + Activation.all.map { $0 }
    let own = experiment.hidden[layer].activation
    return Setting("its activation", short: "its", value: own?.displayName ?? "the network's") { screen, up in
      let next = Ladder.cycle(own, in: choices, up: up)
      return screen.change("activation of layer \(layer + 1)", next?.displayName ?? "the network's") {
        $0.hidden[layer].activation = next
      }
    }
  }

  private var batchSetting: Setting<PlaygroundScreen> {
    let sizes: [BatchSize] = (1...30).map { .samples(Double($0)) } + [.full]
    func text(_ size: BatchSize) -> String {
      switch size {
      case .samples(let count): PlaygroundScreen.number(count)
      case .full: "full"
      }
    }
    return Setting(
      "batch",
      value: text(experiment.batchSize),
      set: { (screen, typed) throws(ParameterError) in
        let size: BatchSize? =
          typed.lowercased() == "full" ? .full : Int(typed).flatMap { $0 > 0 ? .samples(Double($0)) : nil }
        guard let size else {
          throw ParameterError(
            option: "--batch-size",
            label: "batch",
            expected: "a whole number above 0, or full",
            found: "'\(typed)'"
          )
        }
        return screen.change("batch", typed) { $0.batchSize = size }
      },
      change: { screen, up in
        let index = sizes.firstIndex(of: screen.experiment.batchSize) ?? 9
        let next = sizes[min(max(0, index + (up ? 1 : -1)), sizes.count - 1)]
        return screen.change("batch", text(next)) { $0.batchSize = next }
      }
    )
  }

  private var lossSetting: Setting<PlaygroundScreen> {
    Setting("loss", value: experiment.effectiveLoss.title) { screen, up in
      var loss = screen.experiment.effectiveLoss
      // Those that do not fit the task are passed over.
      for _ in PlaygroundLoss.allCases {
        loss = Ladder.cycle(loss, in: PlaygroundLoss.allCases, up: up)
        var new = screen.experiment
        (new.loss, new.output) = (loss, nil)
        if (try? new.validate()) != nil { break }
      }
      return screen.change("loss", loss.title) { ($0.loss, $0.output) = (loss, nil) }
    }
  }

  private var outputSetting: Setting<PlaygroundScreen> {
    Setting("output", value: experiment.outputActivation.title) { screen, up in
      var output = screen.experiment.outputActivation
      // The loss stays where it fits the output; outputs that fit no loss of the task are passed over.
      for _ in OutputActivation.allCases {
        output = Ladder.cycle(output, in: OutputActivation.allCases, up: up)
        for loss in [screen.experiment.loss, nil] {
          var new = screen.experiment
          (new.loss, new.output) = (loss, output)
          if (try? new.validate()) != nil {
            return screen.change("output", output.title) { ($0.loss, $0.output) = (loss, output) }
          }
        }
      }
      return []
    }
  }

  private var samplesSetting: Setting<PlaygroundScreen> {
    let count = experiment.sampleCount ?? experiment.dataset.defaultCount
    return Setting(
      Parameter<Int>.count(
        "points",
        option: "--samples",
        default: experiment.dataset.defaultCount,
        in: 2...PlaygroundSettings.limits.samples,
        keys: 2...PlaygroundSettings.limits.samples
      ),
      value: count
    ) { screen, count in
      guard screen.experiment.dataset.isGenerated else {
        screen.shell.notice = "the points come from the file"
        return []
      }
      return screen.change("points", "\(count)") { $0.sampleCount = count }
    }
  }

  private var seedSetting: Setting<PlaygroundScreen> {
    Setting(
      "seed",
      value: experiment.seed,
      set: { (screen, text) throws(ParameterError) in screen.change("seed", text) { $0.seed = text } },
      change: { screen, up in
        // Whole numbers step; the peer's own texts such as 0.27182 by their last digit.
        let old = screen.run.settings.seed
        var new = screen.run.settings
        new.edits = []
        new.seed = up ? old &+ 1 : old &- 1
        return screen.configure(new, "seed", new.experiment.seed)
      }
    )
  }

  private var initialSetting: Setting<PlaygroundScreen> {
    Setting("initial weights", short: "init", value: experiment.initialization.name) { screen, up in
      let next = Ladder.cycle(screen.experiment.initialization, in: PlaygroundInitialization.all, up: up)
      return screen.change("initial weights", next.name) { $0.initialization = next }
    }
  }

  private func flag(
    _ label: String,
    _ short: String,
    _ path: WritableKeyPath<PlaygroundSettings, Bool>
  ) -> Setting<PlaygroundScreen> {
    Setting(label, short: short, value: experiment[keyPath: path] ? "on" : "off") { screen, _ in
      let new = !screen.experiment[keyPath: path]
      return screen.change(label, new ? "on" : "off") { $0[keyPath: path] = new }
    }
  }
}
