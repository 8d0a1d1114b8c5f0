import CKernels
import NeuralNet

// What the kernels call the settings' choices.

extension Activation {
  var kernel: (kind: pk_activation, parameter: Double) {
    switch self {
    case .identity: (pk_activation_identity, 0)
    case .sigmoid: (pk_activation_sigmoid, 0)
    case .tanh: (pk_activation_tanh, 0)
    case .relu: (pk_activation_relu, 0)
    case .leakyReLU(let slope): (pk_activation_leaky_relu, slope)
    case .elu(let alpha): (pk_activation_elu, alpha)
    case .selu: (pk_activation_selu, 0)
    case .gelu: (pk_activation_gelu, 0)
    case .geluTanh: (pk_activation_gelu_tanh, 0)
    case .silu: (pk_activation_silu, 0)
    case .softplus: (pk_activation_softplus, 0)
    case .mish: (pk_activation_mish, 0)
    case .hardTanh: (pk_activation_hard_tanh, 0)
    case .step: (pk_activation_step, 0)
    }
  }
}

extension OutputActivation {
  var kernel: (kind: pk_activation, parameter: Double) {
    switch self {
    case .linear: (pk_activation_identity, 0)
    case .tanh: (pk_activation_tanh, 0)
    case .sigmoid: (pk_activation_sigmoid, 0)
    case .softmax: (pk_activation_softmax, 0)
    }
  }
}

extension PlaygroundLoss {
  var kernel: pk_loss {
    switch self {
    case .halfSquare: pk_loss_half_square
    case .square: pk_loss_square
    case .huber: pk_loss_huber
    case .hinge: pk_loss_hinge
    case .bce: pk_loss_bce
    case .crossEntropy: pk_loss_cross_entropy
    }
  }
}

extension PlaygroundOptimizer {
  var kernel: pk_rule {
    switch self {
    case .sgd: pk_rule_sgd
    case .momentum: pk_rule_momentum
    case .rmsprop: pk_rule_rmsprop
    case .adam: pk_rule_adam
    }
  }
}

extension WeightPenalty {
  var kernel: pk_regularization {
    switch self {
    case .none: pk_regularization_none
    case .l1: pk_regularization_l1
    case .l2: pk_regularization_l2
    }
  }
}
