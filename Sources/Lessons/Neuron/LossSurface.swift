import NeuralNet

/// The loss over the output neuron's first weight and its bias, all other parameters as they are.
public struct LossSurface: Hashable, Sendable {
  /// Which samples the loss is the mean of.
  public enum Part: Hashable, Sendable, CaseIterable {
    /// The sample that comes next.
    case sample
    /// The batch that the next sample belongs to.
    case batch
    /// All samples.
    case all
  }

  /// What the output neuron adds to w·u + b, and y, for each sample.
  private let samples: [(input: Double, rest: Double, target: Double)]
  private let activation: Activation
  /// How many samples the part has, of which ``count`` are taken.
  public let total: Int

  /// The most samples that the loss is the mean of; of more, evenly chosen ones are taken, since a picture asks for thousands of places.
  public static let mostSamples = 200

  /// The surface around a state.
  public init(_ state: NeuronState, over part: Part = .all) {
    let settings = state.settings
    activation = settings.architecture.outputActivation
    let output = settings.architecture.layers[settings.architecture.layers.count - 1]
    let all = settings.data.samples
    let size = settings.batch.size(of: all.count)
    let chosen: ArraySlice<NeuronSample>
    switch part {
    case .sample: chosen = all[state.nextSample...state.nextSample]
    case .batch:
      let first = state.nextSample / size * size
      chosen = all[first..<min(all.count, first + size)]
    case .all: chosen = all[...]
    }
    total = chosen.count
    let stride = (chosen.count + Self.mostSamples - 1) / Self.mostSamples
    samples = chosen.enumerated().filter { $0.offset % stride == 0 }.map(\.element).map { sample in
      let pass = NeuronPass(settings, parameters: state.parameters, inputs: sample.inputs)
      var rest = 0.0
      for (index, value) in pass.outputInputs.enumerated().dropFirst() {
        rest += state.parameters[output.weightOffset + index] * value
      }
      return (pass.outputInputs[0], rest, sample.target)
    }
  }

  /// How many samples the loss is the mean of.
  public var count: Int { samples.count }

  /// The mean of (ŷ − y)² at a weight and a bias.
  public func loss(weight: Double, bias: Double) -> Double {
    // A picture asks for thousands of places: the usual functions without a choice for every sample.
    switch activation {
    case .identity: mean(weight, bias) { $0 }
    case .relu: mean(weight, bias) { max(0, $0) }
    case .leakyReLU(let slope): mean(weight, bias) { $0 > 0 ? $0 : slope * $0 }
    default: mean(weight, bias) { activation.value(at: $0) }
    }
  }

  @inline(__always)
  private func mean(_ weight: Double, _ bias: Double, _ function: (Double) -> Double) -> Double {
    var total = 0.0
    for sample in samples {
      let error = function(weight * sample.input + sample.rest + bias) - sample.target
      total += error * error
    }
    return total / Double(samples.count)
  }

  /// Whether both are the same surface.
  public static func == (left: LossSurface, right: LossSurface) -> Bool {
    left.activation == right.activation && left.samples.elementsEqual(right.samples, by: ==)
  }

  /// Hashes what the surface is made from.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(activation)
    for sample in samples {
      hasher.combine(sample.input)
      hasher.combine(sample.rest)
      hasher.combine(sample.target)
    }
  }

  /// Where the output neuron's first weight and its bias stand among the parameters.
  public static func axes(_ settings: NeuronSettings) -> (weight: Int, bias: Int) {
    let output = settings.architecture.layers[settings.architecture.layers.count - 1]
    return (output.weightOffset, output.biasOffset)
  }
}
