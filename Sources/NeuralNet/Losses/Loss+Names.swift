extension Loss {
  /// The name on the command line and in JSON, such as `bce-with-logits`.
  public var name: String {
    switch self {
    case .mse: "mse"
    case .mae: "mae"
    case .huber: "huber"
    case .bce: "bce"
    case .bceWithLogits: "bce-with-logits"
    case .softmaxCrossEntropy: "cross-entropy"
    case .hinge: "hinge"
    }
  }

  /// The loss of a command-line name; case and `_` for `-` do not matter, `softmax-cross-entropy` is understood too.
  public init?(name: String) {
    let wanted = canonicalName(name)
    let canonical = wanted == "softmax-cross-entropy" ? "cross-entropy" : wanted
    guard let found = Loss.all.first(where: { $0.name == canonical }) else { return nil }
    self = found
  }

  /// The name as prose has it, such as "MSE".
  public var displayName: String {
    switch self {
    case .mse: "MSE"
    case .mae: "MAE"
    case .huber: "Huber"
    case .bce: "BCE"
    case .bceWithLogits: "BCE with logits"
    case .softmaxCrossEntropy: "cross-entropy"
    case .hinge: "hinge"
    }
  }

  /// The loss of one element on one line: ŷ the prediction, y the target, z a logit, p = softmax(z).
  public var formula: String {
    switch self {
    case .mse: "L = (ŷ − y)²"
    case .mae: "L = |ŷ − y|"
    case .huber(let delta):
      "L = (ŷ − y)²/2 if |ŷ − y| ≤ \(shortDecimal(delta)), else \(huberFactor(delta))(|ŷ − y| − \(shortDecimal(delta / 2)))"
    case .bce: "L = −y·ln ŷ − (1 − y)·ln(1 − ŷ)"
    case .bceWithLogits: "L = max(z, 0) − z·y + ln(1 + e⁻|z|)"
    case .softmaxCrossEntropy: "L = −Σ yₖ·ln pₖ, p = softmax(z)"
    case .hinge: "L = max(0, 1 − s·ŷ), s = ±1"
    }
  }

  /// The derivative of one element's loss on one line.
  public var derivativeFormula: String {
    switch self {
    case .mse: "dL/dŷ = 2·(ŷ − y)"
    case .mae: "dL/dŷ = sign(ŷ − y)"
    case .huber(let delta): "dL/dŷ = ŷ − y, cut off at ±\(shortDecimal(delta))"
    case .bce: "dL/dŷ = (ŷ − y) / (ŷ·(1 − ŷ))"
    case .bceWithLogits: "dL/dz = σ(z) − y"
    case .softmaxCrossEntropy: "dL/dz = p − y"
    case .hinge: "dL/dŷ = −s if s·ŷ < 1, else 0"
    }
  }
}

private func huberFactor(_ delta: Double) -> String {
  delta == 1 ? "" : shortDecimal(delta) + "·"
}
