import NeuralNet
import Plots

/// What is happening to a neuron and why, in words that hold of the state they are made from.
public struct NeuronFindings: Sendable {
  /// The sentences, what matters most first.
  public let all: [NeuronFinding]

  /// Looks at a run.
  public init(_ run: NeuronRun) {
    let state = run.state
    let settings = state.settings
    guard state.isFinite else {
      all = [Self.divergence(run)]
      return
    }
    var findings: [NeuronFinding?] = [Self.pretended(run), Self.wiring(state)]
    if settings.isSingleNeuron {
      let dead = Self.dead(state)
      findings += [dead, Self.floor(settings)]
      if dead == nil { findings.append(Self.zeroGradient(state)) }
      findings.append(Self.line(state))
    }
    findings.append(NeuronRate(settings)?.finding)
    all = findings.compactMap { $0 }
  }

  /// The finding about something; nil where there is none.
  public subscript(topic: NeuronFinding.Topic) -> String? { all.first { $0.topic == topic }?.text }

  /// Σ of the squared distances between the targets and what the activation can output.
  public static func leastLoss(_ settings: NeuronSettings) -> Double {
    unreachable(settings).reduce(0, +)
  }

  // MARK: Sentences

  private static func divergence(_ run: NeuronRun) -> NeuronFinding {
    let state = run.state
    let rate = state.settings.learningRate
    let place = state.lastStep.map { "in epoch \($0.epoch), sample \($0.sample + 1)" } ?? "at the start"
    return NeuronFinding(
      topic: .diverged,
      text: "A parameter stopped being finite \(place): every update overshot by more than it corrected. "
        + "Go back with [ and lower the learning rate, for example to \(figure(rate / 10, digits: 2))."
    )
  }

  private static func pretended(_ run: NeuronRun) -> NeuronFinding? {
    let state = run.state
    guard let used = state.settings.gradients.pretended else { return nil }
    let actual = state.gradientOfAll
    // A step of −η·p changes the loss by about −η·p·g.
    let product = zip(used, actual).reduce(0) { $0 + $1.0 * $1.1 }
    let effect =
      product < 0
      ? "a step against the made-up gradient goes uphill and the loss rises"
      : product > 0
        ? "a step against the made-up gradient happens to go downhill"
        : "to first order a step does not change the loss"
    func short(_ values: [Double]) -> String { "(\(figures(values, digits: 3)))" }
    return NeuronFinding(
      topic: .pretended,
      text:
        "Every update uses \(short(used)), whatever the data. The true gradient is \(short(actual)). Their dot product is "
        + "\(figure(product, digits: 3)), so \(effect)."
    )
  }

  private static func wiring(_ state: NeuronState) -> NeuronFinding? {
    guard state.settings.wiring == .inputIntoOutput else { return nil }
    let count = Double(state.settings.data.count)
    let trained = state.lossOfAll / count
    var corrected = state.settings
    corrected.wiring = .correct
    let used =
      corrected.data.samples.reduce(0) {
        $0 + NeuronPass(corrected, parameters: state.parameters, inputs: $1.inputs).loss(target: $1.target)
      } / count
    return NeuronFinding(
      topic: .wiring,
      text:
        "During training the output neuron reads x instead of a₁: ŷ = σ(w₂·x + b₂). The mean loss \(fixed(trained)) is that of this "
        + "network; used with a₁, the same weights have \(fixed(used)). The hidden neuron follows gradients of a ŷ that it does not influence."
    )
  }

  private static func dead(_ state: NeuronState) -> NeuronFinding? {
    let settings = state.settings
    guard isSilent(settings.architecture.outputActivation), state.slopes.allSatisfy({ $0 == 0 }) else { return nil }
    let total = state.lossOfAll
    let constant =
      settings.architecture.outputActivation == .relu
      ? "It outputs 0 for every sample, and the loss stays at Σ y² = " : "The loss stays at "
    return NeuronFinding(
      topic: .dead,
      text:
        "The neuron is dead: f′(z) = 0 for all \(counted(settings.data.count, "sample")), so every gradient is 0 and no update "
        + "changes it. \(constant)\(figure(total))."
    )
  }

  private static func zeroGradient(_ state: NeuronState) -> NeuronFinding? {
    let settings = state.settings
    guard isSilent(settings.architecture.outputActivation) else { return nil }
    let silent = zip(settings.data.samples, state.slopes).filter { $1 == 0 }.map(\.0)
    guard !silent.isEmpty else { return nil }
    let places = silent.prefix(6).map { figure($0.inputs[0], digits: 3) }.joined(separator: ", ")
    let condition = settings.architecture.outputActivation == .relu ? "z ≤ 0" : "f is flat"
    return NeuronFinding(
      topic: .zeroGradient,
      text:
        "At x = \(places)\(silent.count > 6 ? ", …" : ""), \(condition) and the gradient is 0: \(silent.count == 1 ? "this sample changes" : "these \(silent.count) samples change") nothing."
    )
  }

  private static func floor(_ settings: NeuronSettings) -> NeuronFinding? {
    let terms = unreachable(settings).filter { $0 > 0 }
    guard !terms.isEmpty else { return nil }
    let activation = settings.architecture.outputActivation
    let shown = terms.count <= 7 ? terms[...] : terms.prefix(6)
    let sum = shown.map { figure($0, digits: 4) }.joined(separator: " + ") + (terms.count > 7 ? " + …" : "")
    let total = figure(terms.reduce(0, +))
    let targets = terms.count == 1 ? "1 target lies" : "\(terms.count) targets lie"
    return NeuronFinding(
      topic: .floor,
      text:
        "The outputs of \(activation.displayName) lie in \(activation.range.withTrueMinus), but \(targets) outside. Even the nearest possible outputs leave "
        + "\(terms.count == 1 ? "a squared error of" : "squared errors of") \(sum)\(terms.count == 1 ? "" : " = \(total)"): the summed loss cannot fall below \(total)."
    )
  }

  private static func line(_ state: NeuronState) -> NeuronFinding? {
    let settings = state.settings
    guard settings.architecture.outputActivation == .identity, settings.gradients == .actual,
      let fit = LineFit(settings.data.samples)
    else { return nil }
    let equation =
      "\(figure(fit.weight, digits: 4))·x \(fit.bias < 0 ? "−" : "+") \(figure(abs(fit.bias), digits: 4))"
    let now = "it is \(figure(state.lossOfAll)) now"
    return NeuronFinding(
      topic: .line,
      text: fit.isExact
        ? "All targets lie on the line ŷ = \(equation), and without an activation the neuron can output any line: the summed loss can reach 0; \(now)."
        : "No line meets all targets. The best is ŷ = \(equation), with a summed loss of \(figure(fit.loss)); \(now)."
    )
  }

  // MARK: Figures

  /// Whether the activation has stretches where its derivative is exactly 0.
  private static func isSilent(_ activation: Activation) -> Bool { activation == .relu || activation == .hardTanh }

  /// The squared distance of each target from what the activation can output.
  private static func unreachable(_ settings: NeuronSettings) -> [Double] {
    let bounds = outputBounds(settings.architecture.outputActivation)
    return settings.data.samples.map { sample in
      let distance =
        sample.target < bounds.low ? bounds.low - sample.target : max(0, sample.target - bounds.high)
      return distance * distance
    }
  }

  private static func outputBounds(_ activation: Activation) -> (low: Double, high: Double) {
    switch activation {
    case .identity, .step: (-.infinity, .infinity)
    case .leakyReLU(let slope): (slope > 0 ? -.infinity : 0, .infinity)
    case .sigmoid: (0, 1)
    case .tanh, .hardTanh: (-1, 1)
    case .relu, .softplus: (0, .infinity)
    case .elu(let alpha): (-max(0, alpha), .infinity)
    case .selu: (-1.7581, .infinity)
    case .gelu, .geluTanh: (-0.17004, .infinity)
    case .silu: (-0.27847, .infinity)
    case .mish: (-0.30884, .infinity)
    }
  }
}
