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
    One neuron, squared error, sample by sample, at a learning rate of 0.01. The loss stops at 165 because ReLU cannot output the negative \
    targets. The initial weight is −0.868928, which course notes print as −0.8689: from the rounded weight the losses of epoch 0 sum to \
    365.7751, from this one to the 365.7803 of the notes.
    """,
    NeuronSettings(),
    testInputs: [-2, 0, 2, 4]
  )

  private static let identity = NeuronPreset(
    "identity",
    "the same line without an activation",
    "The same start, data and learning rate with ŷ = z. The neuron can output any line, and the loss goes to 0.",
    NeuronSettings(architecture: .neuron(.identity)),
    testInputs: [-2, 0, 2, 4]
  )

  private static let sigmoidLine = NeuronPreset(
    "sigmoid-line",
    "the same line with a sigmoid",
    "A sigmoid outputs only numbers between 0 and 1: of the targets −9, −7, …, 11 it can approach just one.",
    NeuronSettings(architecture: .neuron(.sigmoid)),
    testInputs: [-2, 0, 2, 4]
  )

  private static let dead = NeuronPreset(
    "dead",
    "a dead ReLU neuron",
    "At the start z is below 0 for every sample, so all gradients are 0 and nothing changes. Raise the bias, and it learns again.",
    NeuronSettings(start: [1, -6]),
    testInputs: [-2, 0, 2, 4]
  )

  private static let plain = NeuronPreset(
    "plain",
    "what a neuron computes",
    "x = 2, w = 0.5, b = 1: the weighted sum is 2, and without an activation this is the output. It equals the target, so nothing is learned.",
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
    "a sigmoid neuron learns one sample",
    "x = 2, w = 0.4, b = 0.1: z = 0.9 and ŷ = σ(0.9) = 0.71095. Against the target 1 the loss is 0.08355.",
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
    "updates that ignore the gradient",
    """
    The sigmoid neuron again, but every update uses dw = 0.5 and db = 0.2, whatever the data. The loss rises, because the true gradient has \
    the opposite sign.
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
    "two hidden units with made-up updates",
    """
    2-2-1 with sigmoids, target 0: ŷ = 0.6474. Every update uses 0.01 for weights and 0.05 for biases. The loss falls from 0.4192 to 0.3203 \
    in ten epochs by luck: the true gradients happen to have the same signs.
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
      "a 1-1-1 network learns a threshold",
      """
      Targets 0 at x = −2, −1, 0 and 1 at x = 1, 2; full batch. The learning rate 0.25 gives the steps of a notebook's 0.1, which sums over \
      5 samples and leaves out the factor 2: 0.1·Σ = 0.25·2/5·Σ.
      """,
      learningRate: 0.25
    ),
    threshold(
      "threshold-notebook",
      "the same, wired as in a common notebook",
      """
      During training its output neuron reads x instead of a₁, so the losses it prints are those of another network. Used with a₁, the \
      weights predict worse.
      """,
      learningRate: 0.25,
      wiring: .inputIntoOutput
    ),
    threshold(
      "threshold-mean",
      "the same with the gradient of the mean",
      """
      The gradient of PyTorch's MSELoss is 2/5·Σ, so the learning rate 0.1 gives steps 0.4 times as large as the notebook's.
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
      "a learning rate that is too small",
      0.0005,
      "The steps are too small: after 100 epochs the neuron is still far from the line."
    ),
    rate(
      "converge",
      "a learning rate that converges",
      0.05,
      "One step finds the weight, because η·λ = 1 in its direction; the bias follows."
    ),
    rate(
      "oscillate",
      "a learning rate that oscillates",
      0.0995,
      "Every step overshoots the minimum and ends a little nearer on the other side."
    ),
    rate(
      "diverge",
      "a learning rate that diverges",
      0.11,
      "Every step overshoots by more than it corrects, so the loss grows without bound."
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
