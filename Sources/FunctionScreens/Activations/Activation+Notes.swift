import NeuralNet

extension Activation {
  /// The definition on one line, of x: plots, cursor and words have one letter for what goes in.
  var formulaOfX: String { Self.ofX(formula) }
  /// The derivative on one line, of x.
  var derivativeFormulaOfX: String { Self.ofX(derivativeFormula) }

  private static func ofX(_ formula: String) -> String {
    formula.replacing("z", with: "x").replacing("ᶻ", with: "ˣ")
  }

  /// Where it is used.
  var typicalUse: String {
    switch self {
    case .identity: "the output of a regression"
    case .sigmoid: "yes/no probabilities; LSTM gates"
    case .tanh: "recurrent networks; small networks"
    case .relu: "hidden layers, with He init"
    case .leakyReLU: "instead of ReLU where units die"
    case .elu: "hidden layers without batch norm"
    case .selu: "deep dense nets without norms"
    case .gelu: "transformers: BERT, ViT"
    case .geluTanh: "transformers: GPT-2"
    case .silu: "EfficientNet, LLaMA, YOLO"
    case .softplus: "outputs that must be positive"
    case .mish: "image networks: YOLOv4"
    case .hardTanh: "small and quantised networks"
    case .step: "the perceptron"
    }
  }

  /// What goes wrong with it.
  var knownTrouble: String {
    switch self {
    case .identity: "however many layers, the network is linear"
    case .sigmoid: "f′ is at most 1/4: gradients vanish with depth"
    case .tanh: "saturates on both sides: gradients vanish for large |x|"
    case .relu: "a unit with z < 0 for every sample gets no gradient"
    case .leakyReLU: "one more hyperparameter; near 1 it is almost linear"
    case .elu: "an exponential to compute; saturates at −α on the left"
    case .selu: "other inits, dropout or batch norm undo its scaling"
    case .gelu: "needs erf; dips below 0, so it is not monotonic"
    case .geluTanh: "only approximates GELU, to within 0.0005"
    case .silu: "needs exp; dips below 0, so it is not monotonic"
    case .softplus: "never 0, so never sparse; f′ vanishes on the left"
    case .mish: "the slowest here: needs exp, log and tanh"
    case .hardTanh: "f′ is exactly 0 beyond ±1: no gradient there"
    case .step: "f′ is 0 everywhere: gradient descent cannot train it"
    }
  }

  /// The activation's own parameter, if it has one.
  var parameter: (name: String, value: Double)? {
    switch self {
    case .leakyReLU(let slope): ("slope", slope)
    case .elu(let alpha): ("α", alpha)
    default: nil
    }
  }
}
