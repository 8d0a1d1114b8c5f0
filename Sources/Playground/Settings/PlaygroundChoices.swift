import NeuralNet

/// What the output layer makes of its weighted sums.
public enum OutputActivation: String, CaseIterable, Hashable, Sendable {
  case linear, tanh, sigmoid, softmax

  /// As prose has it.
  public var title: String { rawValue }
}

/// What is minimised.
public enum PlaygroundLoss: String, CaseIterable, Hashable, Sendable {
  /// (ŷ − y)² / 2, the peer's.
  case halfSquare = "half-square"
  /// (ŷ − y)².
  case square = "mse"
  /// (ŷ − y)² / 2 within 1, |ŷ − y| − 1/2 beyond.
  case huber
  /// max(0, 1 − y·ŷ), y = ±1.
  case hinge
  /// −y ln ŷ − (1 − y) ln(1 − ŷ), y = 0 or 1, from the logit.
  case bce
  /// −ln of the right class's softmax.
  case crossEntropy = "cross-entropy"

  /// As prose has it.
  public var title: String {
    switch self {
    case .halfSquare: "half square"
    case .square: "MSE"
    case .huber: "Huber"
    case .hinge: "hinge"
    case .bce: "BCE"
    case .crossEntropy: "cross-entropy"
    }
  }

  /// The loss of one sample.
  public var formula: String {
    switch self {
    case .halfSquare: "(ŷ − y)²/2"
    case .square: "(ŷ − y)²"
    case .huber: "(ŷ − y)²/2 if |ŷ − y| ≤ 1, else |ŷ − y| − 1/2"
    case .hinge: "max(0, 1 − y·ŷ)"
    case .bce: "−y·ln ŷ − (1 − y)·ln(1 − ŷ)"
    case .crossEntropy: "−ln p of the target class"
    }
  }
}

/// What keeps weights small.
public enum WeightPenalty: String, CaseIterable, Hashable, Sendable {
  case none
  /// |w|: a weight that crosses zero by it stays 0 for good.
  case l1 = "L1"
  /// w²/2.
  case l2 = "L2"
}

/// The update rule; regularisation is a step of its own after it, as in the peer.
public enum PlaygroundOptimizer: String, CaseIterable, Hashable, Sendable {
  case sgd, momentum, rmsprop, adam

  /// As prose has it.
  public var title: String {
    switch self {
    case .sgd: "SGD"
    case .momentum: "momentum"
    case .rmsprop: "RMSprop"
    case .adam: "Adam"
    }
  }
}

/// How weights begin.
public enum PlaygroundInitialization: Hashable, Sendable {
  /// Uniform in ±0.5 from the seed's stream, biases 0.1: the peer's.
  case peer
  /// All 0, biases too: the peer's `initZero`.
  case zero
  /// One of the usual ones, biases as it has them.
  case usual(Initializer)
  /// Weights of a file.
  case given(GivenWeights)

  /// Every one once.
  public static let all: [PlaygroundInitialization] = [.peer, .zero] + Initializer.all.map { .usual($0) }

  /// The name on the command line.
  public var name: String {
    switch self {
    case .peer: "playground"
    case .zero: "zero"
    case .usual(let initializer): initializer.name
    case .given(let weights): weights.name
    }
  }

  /// The one of a name.
  public init?(name: String) {
    switch name.lowercased() {
    case "playground": self = .peer
    case "zero", "zeros": self = .zero
    default:
      guard let initializer = Initializer(name: name) else { return nil }
      self = .usual(initializer)
    }
  }
}
