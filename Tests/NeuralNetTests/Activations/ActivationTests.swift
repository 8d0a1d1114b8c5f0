import NeuralNet
import TestSupport
import Testing

/// The reference files spell some names as PyTorch's functions.
private let referenceNames: [(Activation, String)] = [
  (.sigmoid, "sigmoid"), (.tanh, "tanh"), (.relu, "relu"), (.leakyReLU(slope: 0.01), "leaky_relu"),
  (.elu(alpha: 1), "elu"), (.selu, "selu"), (.gelu, "gelu"), (.geluTanh, "gelu_tanh"), (.silu, "silu"),
  (.softplus, "softplus"), (.mish, "mish"), (.hardTanh, "hardtanh"), (.identity, "identity"),
]

@Suite struct ActivationTests {
  @Test(arguments: referenceNames)
  func agreesWithPyTorch(activation: Activation, name: String) throws {
    let golden = try Golden("activations")
    let inputs = try golden["x"].numbers
    let values = try golden[name]["value"].numbers
    let derivatives = try golden[name]["derivative"].numbers
    expectClose(inputs.map { activation.value(at: $0) }, values, "\(name) value")
    expectClose(inputs.map { activation.derivative(atInput: $0) }, derivatives, "\(name) derivative")
    for input in inputs {
      let output = activation.value(at: input)
      if let derivative = activation.derivative(fromOutput: output) {
        expectClose(derivative, activation.derivative(atInput: input), "\(name) from output at \(input)")
      }
    }
  }

  @Test(arguments: Activation.all)
  func outputGivesTheDerivativeOnlyOfMonotonicFunctions(activation: Activation) {
    let isAmbiguous = [Activation.gelu, .geluTanh, .silu, .mish].contains(activation)
    #expect((activation.derivative(fromOutput: 0.25) as Double? == nil) == isAmbiguous)
  }

  @Test(arguments: Activation.all)
  func derivativeAgreesWithFiniteDifferences(activation: Activation) {
    for input in stride(from: -6.07, through: 6, by: 0.31) {
      let step = 1e-6
      let slope = (activation.value(at: input + step) - activation.value(at: input - step)) / (2 * step)
      expectClose(activation.derivative(atInput: input), slope, within: 1e-8, "\(activation) at \(input)")
    }
  }

  @Test(arguments: Activation.all)
  func staysFiniteFarOut(activation: Activation) {
    for input in [-1e300, -1000, -710, -100, 100, 710, 1000, 1e300] {
      #expect(activation.value(at: input).isFinite, "\(input)")
      #expect(activation.derivative(atInput: input).isFinite, "\(input)")
    }
    for input: Float in [-1e30, -1000, -100, 100, 1000, 1e30] {
      #expect(activation.value(at: input).isFinite, "\(input)")
      #expect(activation.derivative(atInput: input).isFinite, "\(input)")
    }
  }

  @Test(arguments: Activation.all)
  func staysWithinItsStatedRange(activation: Activation) throws {
    let values = stride(from: -30.0, through: 30, by: 0.01).map { activation.value(at: $0) }
    let bounds = activation.range.dropFirst().dropLast().replacing("−", with: "-").split(separator: ", ")
    let lower = try #require(bounds.first)
    let upper = try #require(bounds.last)
    let least = try #require(values.min())
    let greatest = try #require(values.max())
    if lower == "-∞" { #expect(least < -0.2) } else { try expectClose(least, #require(Double(lower)), within: 1e-3) }
    if upper == "∞" { #expect(greatest > 20) } else { try expectClose(greatest, #require(Double(upper)), within: 1e-3) }
  }

  @Test(arguments: Activation.all)
  func isFoundByItsName(activation: Activation) {
    #expect(Activation(name: activation.name) == activation)
    #expect(Activation(name: activation.name.uppercased().replacing("-", with: "_")) == activation)
  }

  @Test func unknownNamesAreNothing() {
    #expect(Activation(name: "sigmoidal") == nil)
    #expect(Activation(name: "") == nil)
  }

  @Test func slopeAndAlphaApply() {
    #expect(Activation.leakyReLU(slope: 0.2).value(at: -2.0) == -0.4)
    #expect(Activation.elu(alpha: 2).derivative(atInput: 0.0) == 2)
    #expect(Activation.elu(alpha: 2).derivative(fromOutput: -0.5) == 1.5)
    #expect(Activation.leakyReLU(slope: -1).derivative(fromOutput: 0.5) as Double? == nil)
  }
}
