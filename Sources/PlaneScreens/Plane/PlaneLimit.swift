import Datasets
import NeuralNet
import Training

/// Why no weights of a network's shape can solve its table, however long it learns.
enum PlaneLimit: Hashable {
  /// The hidden layers are linear, so all layers together are one unit.
  case linear
  /// Each hidden layer has one unit whose activation never turns back, so ŷ rises or falls along one direction alone.
  case oneUnit

  /// The limit of settings; nil where one line separates the classes or the shape can bend the plane.
  init?(_ settings: PlaneSettings) {
    guard settings.data.needsTwoLines else { return nil }
    if settings.activation == .identity || settings.hidden.isEmpty {
      self = .linear
    } else if settings.hidden.allSatisfy({ $0 == 1 }), settings.activation.isMonotone {
      self = .oneUnit
    } else {
      return nil
    }
  }
}

extension LabeledPoints {
  /// Whether the ones of a truth table lie on a diagonal, so that no one line has them on one side: XOR and XNOR.
  var needsTwoLines: Bool { self == LabeledPoints(.xor) || self == LabeledPoints(.xnor) }
}

extension Activation {
  /// Whether a larger input never gives a smaller output; GELU, SiLU and Mish dip below 0 first, and can bend the plane by themselves.
  var isMonotone: Bool {
    switch self {
    case .identity, .sigmoid, .tanh, .relu, .selu, .softplus, .hardTanh, .step: true
    case .leakyReLU(let slope): slope >= 0
    case .elu(let alpha): alpha >= 0
    case .gelu, .geluTanh, .silu, .mish: false
    }
  }
}
