import FunctionScreens
import NeuralNet
import Records
import Shell
import Training

/// Prints what the activations screen shows as JSON lines: facts and a curve an activation, or a line a layer.
struct ActivationsJSON {
  private let activations: [Activation]
  private let settings: DepthSettings
  private let places: [Double]
  private let at: Double

  init(_ activations: [Activation], settings: DepthSettings, places: [Double], at: Double) {
    self.activations = activations
    self.settings = settings
    self.places = places
    self.at = at
  }

  func printLines(deep: Bool) throws {
    var line = JSONLine(event: "started")
    line.add("command", "activations")
    line.add("page", deep ? "depth" : "curves")
    line.add("activations", activations.map(\.name))
    line.add("threshold", settings.saturationThreshold)
    if deep {
      line.add("width", settings.width)
      line.add("depth", settings.depth)
      line.add("batch_size", settings.batchSize)
      line.add("initializer", settings.initializer.name)
      line.add("seed", settings.seed)
    }
    print(line.text)
    if deep { try printDepth() } else { activations.forEach(printCurve) }
    line = JSONLine(event: "finished")
    line.add("reason", "completed")
    print(line.text)
  }

  private func printCurve(_ activation: Activation) {
    let facts = ActivationFacts(activation, threshold: settings.saturationThreshold)
    var line = JSONLine(event: "activation")
    line.add("name", activation.name)
    line.add("formula", facts.formula)
    line.add("derivative_formula", facts.derivativeFormula)
    line.add("range", activation.range)
    line.add("derivative_at_zero", facts.derivativeAtZero)
    line.add("maximum_derivative", facts.maximumDerivative)
    // An end that is null is open.
    line.add("saturated_from", facts.saturated.map(\.lowerBound))
    line.add("saturated_to", facts.saturated.map(\.upperBound))
    line.add("typical_use", facts.typicalUse)
    line.add("known_trouble", facts.knownTrouble)
    line.add("at", at)
    line.add("value", activation.value(at: at))
    line.add("derivative", activation.derivative(atInput: at))
    print(line.text)

    line = JSONLine(event: "curve")
    line.add("name", activation.name)
    line.add("x", places)
    line.add("value", activation.values(at: places))
    line.add("derivative", activation.derivatives(atInputs: places))
    print(line.text)
  }

  private func printDepth() throws {
    try DepthComparison(settings).run(report: { report in
      for (index, layer) in report.layers.enumerated() {
        var line = JSONLine(event: "layer")
        line.add("activation", report.activation.name)
        line.add("layer", index + 1)
        line.add("mean", layer.mean)
        line.add("standard_deviation", layer.standardDeviation)
        line.add("pre_activation_size", layer.preActivationSize)
        line.add("gradient_size", layer.gradientSize)
        line.add("weight_gradient_size", layer.weightGradientSize)
        line.add("saturated_share", layer.saturated)
        line.add("blocked_share", layer.blocked)
        line.add("dead_share", layer.dead)
        line.add("overflowed", layer.hasOverflowed)
        line.add("histogram_from", layer.range.lowerBound)
        line.add("histogram_to", layer.range.upperBound)
        line.add("histogram", layer.histogram)
        print(line.text)
      }
    })
  }
}
