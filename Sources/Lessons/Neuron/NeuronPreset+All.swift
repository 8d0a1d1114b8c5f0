import NeuralNet

extension NeuronPreset {
  /// Every preset, in the order of a course.
  public static let all: [NeuronPreset] =
    [course, identity, sigmoidLine, dead, plain, sigmoid, pretend, twoHidden] + thresholds + rates

  /// The course's run, which the command opens without a name.
  public static let course = NeuronPreset(
    "line",
    "a ReLU neuron learns y = 2x + 1",
    """
    One neuron, squared error, sample by sample at a learning rate of 0.01. Its loss stops at 165: ReLU cannot output the negative targets. \
    It begins with w = −0.868928, which course notes print as −0.8689: from the rounded weight epoch 0 sums to 365.7751, from this one to \
    their 365.7803.
    """,
    NeuronSettings(),
    testInputs: [-2, 0, 2, 4]
  )

  private static let identity = NeuronPreset(
    "identity",
    "the same line without an activation",
    "The same start, data and learning rate with ŷ = z. Any line can be output, and the loss goes to 0.",
    NeuronSettings(architecture: .neuron(.identity)),
    testInputs: [-2, 0, 2, 4]
  )

  private static let sigmoidLine = NeuronPreset(
    "sigmoid-line",
    "the same line with a sigmoid",
    "A sigmoid outputs numbers between 0 and 1 only: of the targets −9 to 11 it can match one.",
    NeuronSettings(architecture: .neuron(.sigmoid)),
    testInputs: [-2, 0, 2, 4]
  )

  private static let dead = NeuronPreset(
    "dead",
    "a ReLU neuron that cannot learn",
    "It begins with z below 0 for every sample: all gradients are 0, so nothing changes. Move the bias and it comes back to life.",
    NeuronSettings(start: [1, -6]),
    testInputs: [-2, 0, 2, 4]
  )

  private static let plain = NeuronPreset(
    "plain",
    "a neuron computes",
    "x = 2, w = 0.5, b = 1: the weighted sum is 2, and without an activation that is the output. The target is 2 too: nothing to learn.",
    NeuronSettings(
      data: NeuronData("one sample", [NeuronSample(2, 2)]),
      architecture: .neuron(.identity),
      start: [0.5, 1],
      learningRate: 0.1,
      epochs: 10
    )
  )

  private static let sigmoid = NeuronPreset(
    "sigmoid",
    "a sigmoid neuron computes, then learns",
    "x = 2, w = 0.4, b = 0.1: z = 0.9 and ŷ = σ(0.9) = 0.71095, at a loss of 0.08355 against the target 1.",
    NeuronSettings(
      data: oneSample,
      architecture: .neuron(.sigmoid),
      start: [0.4, 0.1],
      learningRate: 0.1,
      epochs: 50
    )
  )

  private static let pretend = NeuronPreset(
    "pretend",
    "gradients that were made up",
    """
    The sigmoid neuron again, but every update follows dw = 0.5 and db = 0.2, whatever the data. The loss rises: the true gradient has the \
    other sign.
    """,
    NeuronSettings(
      data: oneSample,
      architecture: .neuron(.sigmoid),
      start: [0.4, 0.1],
      learningRate: 0.1,
      gradients: .pretended([0.5, 0.2]),
      epochs: 5
    )
  )

  private static let oneSample = NeuronData("one sample", [NeuronSample(2, 1)])

  private static let twoHidden = NeuronPreset(
    "two-hidden",
    "a pass through two hidden neurons, with made-up gradients",
    """
    2-2-1 with sigmoids, target 0: ŷ = 0.6474. Every weight follows 0.01 and every bias 0.05. The loss falls from 0.4192 to 0.3203 in ten \
    epochs, by luck: here the true gradients have the same signs.
    """,
    NeuronSettings(
      data: NeuronData("one sample", [NeuronSample([0.5, 0.8], target: 0)]),
      architecture: Architecture(layerSizes: [2, 2, 1], hiddenActivation: .sigmoid, outputActivation: .sigmoid),
      start: [0.1, 0.2, 0.3, 0.4, 0.1, 0.1, 0.5, 0.5, 0],
      learningRate: 0.5,
      gradients: .pretended([0.01, 0.01, 0.01, 0.01, 0.05, 0.05, 0.01, 0.01, 0.05]),
      epochs: 10
    )
  )

  private static let thresholds = [
    threshold(
      "threshold",
      "1-1-1 learns a threshold",
      """
      0 for −2, −1, 0 and 1 for 1, 2; full batch. A notebook's learning rate of 0.1 is 0.25 here: it sums over 5 samples and leaves the \
      factor 2 out, 0.1·Σ = 0.25·2/5·Σ.
      """,
      learningRate: 0.25
    ),
    threshold(
      "threshold-notebook",
      "the same as a common notebook wires it",
      """
      While training, its output neuron reads x, not a₁, so the losses that it prints are those of another network; used with a₁ the \
      weights predict worse.
      """,
      learningRate: 0.25,
      wiring: .inputIntoOutput
    ),
    threshold(
      "threshold-mean",
      "the same with the mean's gradient at 0.1",
      """
      The gradient of PyTorch's MSELoss is 2/5·Σ, so the same learning rate of 0.1 makes steps of 0.4 times the notebook's size.
      """,
      learningRate: 0.1
    ),
  ]

  private static func threshold(
    _ name: String,
    _ title: String,
    _ about: String,
    learningRate: Double,
    wiring: NeuronWiring = .correct
  ) -> NeuronPreset {
    var settings = NeuronSettings(
      data: .threshold,
      architecture: Architecture(layerSizes: [1, 1, 1], hiddenActivation: .sigmoid, outputActivation: .sigmoid),
      // NumPy's first two normal numbers of seed 42, as the notebook draws them.
      start: [0.4967141530112327, 0, -0.13826430117118466, 0],
      learningRate: learningRate,
      batch: .full,
      epochs: 5000
    )
    settings.wiring = wiring
    return NeuronPreset(name, title, about, settings, testInputs: [-3, -0.5, 0.75, 3, 1, 0])
  }

  private static let rates = [
    rate(
      "crawl",
      "a learning rate that crawls",
      0.0005,
      "Right, and too slow: after 100 epochs it is still far from the line."
    ),
    rate(
      "converge",
      "a learning rate that converges",
      0.05,
      "One step finds the weight, since η·λ = 1 in its direction; the bias follows."
    ),
    rate(
      "oscillate",
      "a learning rate that oscillates",
      0.0995,
      "Every step overshoots to the other side, and comes back a little nearer."
    ),
    rate(
      "diverge",
      "a learning rate that diverges",
      0.11,
      "Every step overshoots by more than it corrects: the loss grows without end."
    ),
  ]

  private static func rate(_ name: String, _ title: String, _ rate: Double, _ about: String) -> NeuronPreset {
    NeuronPreset(
      name,
      title,
      "Identity, full batch, learning rate \(rate). \(about)",
      NeuronSettings(architecture: .neuron(.identity), learningRate: rate, batch: .full),
      testInputs: [-2, 0, 2, 4]
    )
  }
}
