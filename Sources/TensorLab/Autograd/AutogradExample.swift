import NeuralNet

/// An expression worth stepping through, by name.
public struct AutogradExample: Hashable, Sendable {
  /// The name.
  public let name: String
  /// What it shows.
  public let summary: String
  /// The expression, its inputs' values first.
  public let source: String

  /// Every example.
  public static let all = [
    AutogradExample(
      name: "quadratic",
      summary: "a polynomial in which x is used twice, so that its gradient accumulates",
      source: "x = 3; x^2 + 2*x + 1"
    ),
    AutogradExample(
      name: "dot",
      summary: "a dot product of two vectors",
      source: "w = [1, 2, 3]; x = [4, 5, 6]; dot(w, x)"
    ),
    AutogradExample(
      name: "neuron",
      summary: "a neuron with two inputs and tanh",
      source: "x1 = 2; x2 = 0; w1 = -3; w2 = 1; b = 6.8813735870195432; n = x1*w1 + x2*w2 + b; o = tanh(n)"
    ),
    AutogradExample(
      name: "network",
      summary: "a 1-3-2-1 network: one sample of three features, two hidden units, one output, squared error",
      source: """
        x = [[0.3367, 0.1288, 0.2345]]; W1 = [[0.2303, -1.1229], [-0.1863, 2.2082], [-0.638, 0.4617]]; \
        W2 = [[0.2674], [0.5349]]; h = sigmoid(x @ W1); y = sigmoid(h @ W2); loss = mean((1 - y)^2)
        """
    ),
    AutogradExample(
      name: "logistic",
      summary: "the loss of logistic regression, from a logit",
      source: "w = 0.5; x = 2; b = -0.3; t = 1; z = w*x + b; loss = log(1 + exp(z)) - t*z"
    ),
    AutogradExample(
      name: "micrograd",
      summary: "the example of micrograd's README",
      source: """
        a = -4; b = 2; c = a + b; d = a*b + b^3; c += c + 1; c += 1 + c + (-a); d += d*2 + relu(b + a); \
        d += 3*d + relu(b - a); e = c - d; f = e^2; g = f/2; g += 10/f
        """
    ),
    AutogradExample(
      name: "kinks",
      summary: "corners: places without a derivative, where a library must choose",
      source: "x = 0; y = 0; relu(x) + abs(y) + max(x, y) + clamp(x, 0, 1)"
    ),
  ]

  /// An example by its name.
  public static func named(_ name: String) -> AutogradExample? { all.first { $0.name == name.lowercased() } }
}
