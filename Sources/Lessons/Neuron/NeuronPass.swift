import NeuralNet

/// One sample on its way through a network of at most one hidden layer and one output.
public struct NeuronPass: Hashable, Sendable {
  /// x.
  public let inputs: [Double]
  /// z₁, one per hidden neuron; empty where there are none.
  public let hiddenSums: [Double]
  /// a₁ = f(z₁).
  public let hiddenOutputs: [Double]
  /// What the output neuron reads: a₁, or x where there is no hidden neuron or where it is wired past them.
  public let outputInputs: [Double]
  /// z, the output neuron's weighted sum.
  public let sum: Double
  /// ŷ = f(z).
  public let prediction: Double

  /// Sends a sample through.
  public init(_ settings: NeuronSettings, parameters: [Double], inputs: [Double], wiring: NeuronWiring? = nil) {
    let architecture = settings.architecture
    self.inputs = inputs
    if architecture.layers.count == 2 {
      let hidden = architecture.layers[0]
      hiddenSums = (0..<hidden.outputs).map { unit in
        var sum = parameters[hidden.biasOffset + unit]
        for (index, x) in inputs.enumerated() {
          sum += parameters[hidden.weightOffset + unit * hidden.inputs + index] * x
        }
        return sum
      }
      hiddenOutputs = hiddenSums.map { architecture.hiddenActivation.value(at: $0) }
    } else {
      hiddenSums = []
      hiddenOutputs = []
    }
    let wiring = wiring ?? settings.wiring
    outputInputs = hiddenSums.isEmpty || wiring == .inputIntoOutput ? inputs : hiddenOutputs
    let output = architecture.layers[architecture.layers.count - 1]
    var sum = 0.0
    for (index, value) in outputInputs.enumerated() { sum += parameters[output.weightOffset + index] * value }
    sum += parameters[output.biasOffset]
    self.sum = sum
    prediction = architecture.outputActivation.value(at: sum)
  }

  /// (ŷ − y)².
  public func loss(target: Double) -> Double { (prediction - target) * (prediction - target) }

  /// The gradient of (ŷ − y)² by every parameter, by the chain rule.
  ///
  /// With the bug's wiring it is what the notebook computes: as if the output neuron had read a₁.
  public func gradient(_ settings: NeuronSettings, parameters: [Double], target: Double) -> [Double] {
    let architecture = settings.architecture
    var gradient = [Double](repeating: 0, count: parameters.count)
    let output = architecture.layers[architecture.layers.count - 1]
    let delta = 2 * (prediction - target) * architecture.outputActivation.derivative(atInput: sum)
    let read = hiddenOutputs.isEmpty ? inputs : hiddenOutputs
    for (index, value) in read.enumerated() { gradient[output.weightOffset + index] = delta * value }
    gradient[output.biasOffset] = delta
    guard !hiddenSums.isEmpty else { return gradient }
    let hidden = architecture.layers[0]
    for unit in 0..<hidden.outputs {
      let slope = architecture.hiddenActivation.derivative(atInput: hiddenSums[unit])
      let delta = delta * parameters[output.weightOffset + unit] * slope
      for (index, x) in inputs.enumerated() {
        gradient[hidden.weightOffset + unit * hidden.inputs + index] = delta * x
      }
      gradient[hidden.biasOffset + unit] = delta
    }
    return gradient
  }
}
