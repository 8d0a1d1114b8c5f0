import NeuralNet
import Plots

/// The formulas of a pass, with the names that its shape gives.
struct WalkNames {
  private let state: BackpropState
  private var last: Int { state.network.architecture.layers.count - 1 }
  private var outputCount: Int { state.sample.targets.count }

  init(_ state: BackpropState) { self.state = state }

  /// What comes into a layer: `x` or `a₁`.
  func input(_ layer: Int) -> String { layer == 0 ? "x" : "a" + subscripted(layer) }

  /// The activation's name in formulas: `σ`, `tanh`, `softmax`, `ReLU`.
  func function(_ layer: Int) -> String {
    if layer == last, state.loss == .softmaxCrossEntropy { return "softmax" }
    switch state.network.architecture.activation(layer: layer) {
    case .sigmoid: return "σ"
    case .identity: return ""
    case let activation: return activation.displayName
    }
  }

  /// The derivative's name: `σ′`.
  func slope(_ layer: Int) -> String {
    switch state.network.architecture.activation(layer: layer) {
    case .sigmoid: "σ′"
    case let activation: activation.displayName + "′"
    }
  }

  private var prediction: String { "a" + subscripted(last + 1) }

  func sums(_ layer: Int) -> String {
    let number = subscripted(layer + 1)
    return "z\(number) = \(input(layer))·W\(number) + b\(number)"
  }

  func outputs(_ layer: Int) -> String {
    let number = subscripted(layer + 1)
    let function = function(layer)
    return "a\(number) = " + (function.isEmpty ? "z\(number)" : "\(function)(z\(number))")
      + (layer == last ? " = ŷ" : "")
  }

  var loss: String {
    let mean = outputCount == 1 ? "" : "1/\(outputCount)·Σ "
    return switch state.loss {
    case .mse: "L = \(mean)(ŷ − y)²"
    case .mae: "L = \(mean)|ŷ − y|"
    case .huber: "L = \(mean)huber(ŷ − y)"
    case .bce:
      outputCount == 1 ? "L = −y·ln ŷ − (1 − y)·ln(1 − ŷ)" : "L = −1/\(outputCount)·Σ (y·ln ŷ + (1 − y)·ln(1 − ŷ))"
    default: "L = −Σ y·ln ŷ"
    }
  }

  func outputGradient(_ layer: Int) -> String {
    let name = "dL/da" + subscripted(layer + 1)
    guard layer == last else {
      let next = subscripted(layer + 2)
      return "\(name) = δ\(next)·W\(next)ᵀ"
    }
    let mean = outputCount == 1 ? "" : "/\(outputCount)"
    return switch state.loss {
    case .mse: "\(name) = 2\(mean)·(ŷ − y)"
    case .mae: "\(name) = sign(ŷ − y)\(mean)"
    case .huber: "\(name) = (ŷ − y, cut off at ±1)\(mean)"
    case .bce: "\(name) = (ŷ − y) / (ŷ·(1 − ŷ))\(mean)"
    default: "\(name) = −y / ŷ"
    }
  }

  func delta(_ layer: Int) -> String {
    let number = subscripted(layer + 1)
    if layer == last {
      let mean = outputCount == 1 ? "" : "/\(outputCount)"
      if state.loss == .bce { return "δ\(number) = dL/da\(number) ⊙ σ′(z\(number)) = (ŷ − y)\(mean)" }
      if state.loss == .softmaxCrossEntropy { return "δ\(number) = dL/da\(number)·softmax′(z\(number)) = ŷ − y" }
    }
    let slope = slope(layer)
    return "δ\(number) = dL/dz\(number) = dL/da\(number) ⊙ \(slope)(z\(number))"
  }

  func weightGradient(_ layer: Int) -> String {
    let number = subscripted(layer + 1)
    return "dL/dW\(number) = \(input(layer))ᵀ·δ\(number)"
  }

  func biasGradient(_ layer: Int) -> String {
    let number = subscripted(layer + 1)
    return "dL/db\(number) = δ\(number)"
  }

  func weightUpdate(_ layer: Int) -> String {
    let number = subscripted(layer + 1)
    return "W\(number) ← W\(number) − η·dL/dW\(number)"
  }

  func biasUpdate(_ layer: Int) -> String {
    let number = subscripted(layer + 1)
    return "b\(number) ← b\(number) − η·dL/db\(number)"
  }

  var newPrediction: String { "ŷ = \(prediction) once more, with the new weights" }

  var newLoss: String { "L once more, with the new weights" }
}
