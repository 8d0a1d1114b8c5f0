/// How weights start. Biases start at 0, except with ``pytorch`` and ``uniformWithBiases(_:)``.
public enum Initializer: Hashable, Sendable {
  /// Uniform in ± the bound.
  case uniform(Double)

  /// Weights and biases uniform in ± the bound.
  case uniformWithBiases(Double)

  /// Normal with mean 0 and the standard deviation.
  case normal(Double)

  /// Uniform in ±√(6 / (inputs + outputs)) (Glorot and Bengio, 2010), also called Xavier.
  case glorotUniform

  /// Normal with variance 2 / (inputs + outputs).
  case glorotNormal

  /// Uniform in ±√(6 / inputs) (He et al., 2015), also called Kaiming.
  case heUniform

  /// Normal with variance 2 / inputs.
  case heNormal

  /// What PyTorch's `Linear` does: weights and biases uniform in ±1/√inputs.
  case pytorch

  /// Every initializer once: ``uniform(_:)`` and ``uniformWithBiases(_:)`` in ±1, ``normal(_:)`` with a standard deviation of 0.5.
  public static let all: [Initializer] = [
    .uniform(1), .uniformWithBiases(1), .normal(0.5), .glorotUniform, .glorotNormal, .heUniform, .heNormal, .pytorch,
  ]

  /// The name on the command line and in JSON, such as `glorot-uniform`.
  public var name: String {
    switch self {
    case .uniform: "uniform"
    case .uniformWithBiases: "uniform-biases"
    case .normal: "normal"
    case .glorotUniform: "glorot-uniform"
    case .glorotNormal: "glorot-normal"
    case .heUniform: "he-uniform"
    case .heNormal: "he-normal"
    case .pytorch: "pytorch"
    }
  }

  /// The initializer of a command-line name; case and `_` for `-` do not matter.
  ///
  /// `xavier` and `kaiming`, alone or before `-uniform` and `-normal`, mean Glorot's and He's.
  public init?(name: String) {
    let wanted = canonicalName(name)
    let synonyms = [
      "xavier": "glorot-uniform", "glorot": "glorot-uniform", "xavier-uniform": "glorot-uniform",
      "xavier-normal": "glorot-normal", "kaiming": "he-uniform", "he": "he-uniform", "kaiming-uniform": "he-uniform",
      "kaiming-normal": "he-normal",
    ]
    let canonical = synonyms[wanted] ?? wanted
    guard let found = Initializer.all.first(where: { $0.name == canonical }) else { return nil }
    self = found
  }

  /// The name as prose has it, such as "Glorot uniform".
  public var displayName: String {
    switch self {
    case .uniform: "uniform"
    case .uniformWithBiases: "uniform, biases too"
    case .normal: "normal"
    case .glorotUniform: "Glorot uniform"
    case .glorotNormal: "Glorot normal"
    case .heUniform: "He uniform"
    case .heNormal: "He normal"
    case .pytorch: "PyTorch"
    }
  }

  /// The distribution on one line.
  public var formula: String {
    switch self {
    case .uniform(let bound): "w ~ U(−\(shortDecimal(bound)), \(shortDecimal(bound)))"
    case .uniformWithBiases(let bound): "w, b ~ U(−\(shortDecimal(bound)), \(shortDecimal(bound)))"
    case .normal(let deviation): "w ~ N(0, \(shortDecimal(deviation))²)"
    case .glorotUniform: "w ~ U(±√(6 / (inputs + outputs)))"
    case .glorotNormal: "w ~ N(0, 2 / (inputs + outputs))"
    case .heUniform: "w ~ U(±√(6 / inputs))"
    case .heNormal: "w ~ N(0, 2 / inputs)"
    case .pytorch: "w, b ~ U(±1/√inputs)"
    }
  }

  /// The standard deviation of a layer's weights.
  public func standardDeviation(inputs: Int, outputs: Int) -> Double {
    switch distribution(inputs: inputs, outputs: outputs) {
    case .uniform(let bound): bound / 3.0.squareRoot()
    case .normal(let deviation): deviation
    }
  }

  /// A weight of a layer with these sizes.
  public func weight(inputs: Int, outputs: Int, using random: inout RandomNumbers) -> Double {
    switch distribution(inputs: inputs, outputs: outputs) {
    case .uniform(let bound): random.uniform(in: -bound...bound)
    case .normal(let deviation): deviation * random.normal()
    }
  }

  /// A bias of a layer with these sizes.
  public func bias(inputs: Int, outputs: Int, using random: inout RandomNumbers) -> Double {
    switch self {
    case .pytorch, .uniformWithBiases: weight(inputs: inputs, outputs: outputs, using: &random)
    case .uniform, .normal, .glorotUniform, .glorotNormal, .heUniform, .heNormal: 0
    }
  }

  /// Draws a layer's weights, in storage order: the same numbers as one ``weight(inputs:outputs:using:)`` after another.
  func drawWeights(
    inputs: Int,
    outputs: Int,
    using random: inout RandomNumbers,
    into weights: UnsafeMutablePointer<Float>
  ) {
    // Finding the distribution's width costs a square root and a division, as much as half a weight.
    switch distribution(inputs: inputs, outputs: outputs) {
    case .uniform(let bound):
      for n in 0..<inputs * outputs { weights[n] = Float(random.uniform(in: -bound...bound)) }
    case .normal(let deviation):
      for n in 0..<inputs * outputs { weights[n] = Float(deviation * random.normal()) }
    }
  }

  private enum Distribution {
    case uniform(bound: Double)
    case normal(deviation: Double)
  }

  private func distribution(inputs: Int, outputs: Int) -> Distribution {
    let fanIn = Double(inputs)
    let fanBoth = Double(inputs + outputs)
    return switch self {
    case .uniform(let bound), .uniformWithBiases(let bound): .uniform(bound: abs(bound))
    case .normal(let deviation): .normal(deviation: abs(deviation))
    case .glorotUniform: .uniform(bound: (6 / fanBoth).squareRoot())
    case .glorotNormal: .normal(deviation: (2 / fanBoth).squareRoot())
    case .heUniform: .uniform(bound: (6 / fanIn).squareRoot())
    case .heNormal: .normal(deviation: (2 / fanIn).squareRoot())
    case .pytorch: .uniform(bound: 1 / fanIn.squareRoot())
    }
  }
}
