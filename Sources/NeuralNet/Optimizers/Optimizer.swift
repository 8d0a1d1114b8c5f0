/// A rule that turns gradients into parameter changes, with PyTorch's definitions and defaults.
///
/// θ is a parameter, g its gradient, η the learning rate.
public enum Optimizer: Hashable, Sendable {
  /// Stochastic gradient descent: θ ← θ − η·g.
  case sgd

  /// Gradient descent with a heavy ball (Polyak, 1964): v ← μ·v + g, θ ← θ − η·v.
  case momentum(Double)

  /// Momentum that looks ahead (Nesterov, 1983): v ← μ·v + g, θ ← θ − η·(g + μ·v).
  case nesterov(Double)

  /// Steps divided by a running mean of squared gradients (Tieleman and Hinton, 2012); α = 0.99.
  case rmsprop

  /// Steps divided by the sum of all squared gradients so far (Duchi et al., 2011).
  case adagrad

  /// Momentum and RMSprop with bias correction (Kingma and Ba, 2014); β₁ = 0.9, β₂ = 0.999.
  case adam

  /// Adam whose weight decay stands apart from the gradient (Loshchilov and Hutter, 2017): L2's λ shrinks, θ ← (1 − η·λ)·θ.
  case adamw

  /// Adam that looks ahead as Nesterov's momentum does (Dozat, 2016); its momentum grows from 0.45 to 0.9, ψ = 0.004.
  case nadam

  /// Momentum made orthogonal for each layer's weights (Jordan et al., 2024), AdamW for the biases; μ = 0.95, Nesterov's, 5 steps of
  /// Newton and Schulz, weight decay as AdamW's.
  case muon

  /// Every optimizer once: μ = 0.9 for the momentum ones.
  public static let all: [Optimizer] = [
    .sgd, .momentum(0.9), .nesterov(0.9), .rmsprop, .adagrad, .adam, .adamw, .nadam, .muon,
  ]

  /// The name on the command line and in JSON, such as `adam`.
  public var name: String {
    switch self {
    case .sgd: "sgd"
    case .momentum: "momentum"
    case .nesterov: "nesterov"
    case .rmsprop: "rmsprop"
    case .adagrad: "adagrad"
    case .adam: "adam"
    case .adamw: "adamw"
    case .nadam: "nadam"
    case .muon: "muon"
    }
  }

  /// The optimizer of a command-line name with its usual settings; case does not matter.
  public init?(name: String) {
    let wanted = canonicalName(name)
    guard let found = Optimizer.all.first(where: { $0.name == wanted }) else { return nil }
    self = found
  }

  /// The name as prose has it, such as "Adam".
  public var displayName: String {
    switch self {
    case .sgd: "SGD"
    case .momentum: "momentum"
    case .nesterov: "Nesterov"
    case .rmsprop: "RMSprop"
    case .adagrad: "Adagrad"
    case .adam: "Adam"
    case .adamw: "AdamW"
    case .nadam: "NAdam"
    case .muon: "Muon"
    }
  }

  /// The update on one line.
  public var formula: String {
    switch self {
    case .sgd: "θ ← θ − η·g"
    case .momentum(let momentum): "v ← \(shortDecimal(momentum))·v + g, θ ← θ − η·v"
    case .nesterov(let momentum):
      "v ← \(shortDecimal(momentum))·v + g, θ ← θ − η·(g + \(shortDecimal(momentum))·v)"
    case .rmsprop: "v ← 0.99·v + 0.01·g², θ ← θ − η·g / (√v + ε)"
    case .adagrad: "v ← v + g², θ ← θ − η·g / (√v + ε)"
    case .adam: "m ← 0.9·m + 0.1·g, v ← 0.999·v + 0.001·g², θ ← θ − η·m′ / (√v′ + ε)"
    case .adamw: "θ ← (1 − η·λ)·θ, then as Adam"
    case .nadam: "m, v as Adam; θ ← θ − η·(c·g + d·m) / (√v′ + ε)"
    case .muon: "m ← 0.95·m + 0.05·g, θ ← (1 − η·λ)·θ − η·√max(1, rows/columns)·orthogonal(0.05·g + 0.95·m)"
    }
  }

  /// PyTorch's default weight decay: 0 but for the optimizers that have one of their own.
  public var defaultL2: Double {
    switch self {
    case .sgd, .momentum, .nesterov, .rmsprop, .adagrad, .adam, .nadam: 0
    case .adamw: 0.01
    case .muon: 0.1
    }
  }

  /// Whether L2 shrinks the weights themselves, θ ← (1 − η·λ)·θ, rather than being added to the gradient as λ·θ.
  public var decouplesDecay: Bool {
    switch self {
    case .sgd, .momentum, .nesterov, .rmsprop, .adagrad, .adam, .nadam: false
    case .adamw, .muon: true
    }
  }

  /// How many running values it keeps per parameter: 0, 1 or 2.
  public var momentCount: Int {
    switch self {
    case .sgd: 0
    case .momentum, .nesterov, .rmsprop, .adagrad: 1
    case .adam, .adamw, .nadam, .muon: 2
    }
  }
}

extension Optimizer {
  /// The strength of L2 above which its shrinking overshoots zero farther at every step, so that weights grow without end; nil where no
  /// strength does that, because steps are divided by the gradients' size.
  ///
  /// From the eigenvalues of the update of a weight with no other gradient.
  public func largestStableL2(learningRate: Double) -> Double? {
    let limit: Double? =
      switch self {
      case .sgd, .adamw, .muon: 2
      case .momentum(let momentum): 2 * (1 + momentum)
      case .nesterov(let momentum): 2 * (1 + momentum) / (1 + 2 * momentum)
      case .rmsprop, .adagrad, .adam, .nadam: nil
      }
    return limit.map { $0 / learningRate }
  }
}
