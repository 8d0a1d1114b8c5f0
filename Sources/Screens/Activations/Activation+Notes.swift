import NeuralNet

extension Activation {
  /// Where it is used.
  var typicalUse: String {
    switch self {
    case .identity: "output of a regression; no hidden layer gains from it"
    case .sigmoid: "output of a yes/no probability; gates of LSTM and GRU"
    case .tanh: "recurrent networks; small hidden layers; outputs in (−1, 1)"
    case .relu: "hidden layers of convolutional and dense networks, with He init"
    case .leakyReLU: "in place of ReLU where units die; GAN discriminators"
    case .elu: "hidden layers without batch norm: means closer to 0 than ReLU's"
    case .selu: "deep dense networks that normalise themselves, with LeCun init"
    case .gelu: "transformers: BERT, ViT"
    case .geluTanh: "transformers: GPT-2, where erf was slow"
    case .silu: "EfficientNet, LLaMA's gated layers, YOLO"
    case .softplus: "outputs that must be positive, such as a variance"
    case .mish: "image networks: YOLOv4"
    case .hardTanh: "quantised and small-device networks; cheap tanh"
    case .step: "the perceptron and McCulloch and Pitts' neuron"
    }
  }

  /// What goes wrong with it.
  var knownTrouble: String {
    switch self {
    case .identity: "layers of it collapse into one linear layer, whatever the depth"
    case .sigmoid: "f′ is at most 1/4, so gradients vanish with depth; never below 0, so means drift"
    case .tanh: "saturates on both sides; gradients vanish once |z| is large"
    case .relu: "a unit whose z is negative for every sample is dead: no gradient brings it back"
    case .leakyReLU: "one more number to choose; nearly linear when the slope is large"
    case .elu: "an exponential to compute; saturates at −α on the left"
    case .selu: "loses its fixed point with other inits, dropout or batch norm"
    case .gelu: "costs an erf; not monotonic, a small dip below 0"
    case .geluTanh: "an approximation: off from GELU by up to 0.0005"
    case .silu: "costs an exponential; not monotonic, a small dip below 0"
    case .softplus: "never 0, so nothing is sparse; f′ is a sigmoid and fades on the left"
    case .mish: "the costliest of these: exp, log and tanh"
    case .hardTanh: "f′ is exactly 0 beyond ±1: stuck units get no gradient"
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
