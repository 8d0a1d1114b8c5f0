import NeuralNet

/// A network for a walk by name: what `dlviz backprop --lesson NAME` opens.
public struct BackpropPreset: Equatable, Sendable {
  /// The name on the command line.
  public let name: String
  /// What it is, in a few words.
  public let title: String
  /// Where the walk begins.
  public let state: BackpropState

  /// The preset of a name; case does not matter.
  public init?(name: String) {
    guard let found = Self.all.first(where: { $0.name == name.lowercased() }) else { return nil }
    self = found
  }

  private init?(_ name: String, _ title: String, _ make: () throws(BackpropError) -> BackpropState) {
    guard let state = try? make() else { return nil }
    self.name = name
    self.title = title
    self.state = state
  }

  /// The course's 2-2-1 network.
  public static var course: BackpropPreset { all[0] }

  /// Every preset; the first is the course's.
  public static let all: [BackpropPreset] = [
    BackpropPreset("course", "the course's 2-2-1 network") { () throws(BackpropError) in
      try BackpropState(
        // Stored (outputs, inputs): the course's W₁ is [[0.1, 0.3], [0.2, 0.4]] as x·W₁.
        network([2, 2, 1], [0.1, 0.2, 0.3, 0.4, 0.01, 0.02, 0.5, 0.6, 0.03]),
        samples: [BackpropSample([0.5, 0.8], [1])],
        learningRate: 0.5
      )
    },
    BackpropPreset("neuron", "one sigmoid neuron") { () throws(BackpropError) in
      try BackpropState(
        network([1, 1], [0.4, 0.1]),
        samples: [BackpropSample([2], [1])],
        learningRate: 0.1
      )
    },
    BackpropPreset("xor", "XOR with 2-4-1, one sample per pass") { () throws(BackpropError) in
      try BackpropState(
        network(
          [2, 4, 1],
          [
            0.24835707650561634, -0.11707668736166799, -0.06913215058559233, -0.11706847847459027,
            0.32384426905034625, 0.7896064077536957, 0.7615149282040127, 0.3837173645764544,
            0, 0, 0, 0,
            -0.23473719296747605, 0.27128002179298233, -0.23170884640623113, -0.23286487678512843,
            0,
          ]
        ),
        samples: [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0)].map { BackpropSample($0.0, [$0.1]) },
        learningRate: 1
      )
    },
    BackpropPreset("bce", "the course's network with BCE: σ′ cancels") { () throws(BackpropError) in
      try BackpropState(
        network([2, 2, 1], [0.1, 0.2, 0.3, 0.4, 0.01, 0.02, 0.5, 0.6, 0.03]),
        samples: [BackpropSample([0.5, 0.8], [1])],
        loss: .bce,
        learningRate: 0.5
      )
    },
    BackpropPreset("deep", "4-8-8-3 with tanh and softmax cross-entropy") { () throws(BackpropError) in
      var random = RandomNumbers(seed: 42)
      return try BackpropState(
        Network(
          Architecture(layerSizes: [4, 8, 8, 3], hiddenActivation: .tanh, outputActivation: .identity),
          initializer: .glorotUniform,
          using: &random
        ),
        samples: [
          BackpropSample([0.5, -0.2, 0.8, 0.1], [0, 1, 0]), BackpropSample([-0.4, 0.9, 0.2, -0.7], [1, 0, 0]),
        ],
        loss: .softmaxCrossEntropy,
        learningRate: 0.1
      )
    },
  ].compactMap { $0 }

  private static func network(_ sizes: [Int], _ parameters: [Double]) -> Network<Double> {
    Network(
      Architecture(layerSizes: sizes, hiddenActivation: .sigmoid, outputActivation: .sigmoid),
      parameters: parameters
    )
  }
}
