import NeuralNet
import Shell

extension LossesScreen {
  /// The figures by which a lesson's tasks are checked.
  public var facts: [String: Double] {
    let (_, probabilities, gradient) = crossEntropy
    var facts: [String: Double] = [
      "page": Double(page.index + 1), "target": target, "prediction": cursor, "logit": logit,
      "target_probability": probabilities[targetClass], "largest_logit_gradient": gradient.map(abs).max() ?? 0,
    ]
    guard page == .logit, (0...1).contains(target) else { return facts }
    let mse = abs(LossReading(.mse, logit: logit, target: target).slope)
    let bce = abs(LossReading(.bce, logit: logit, target: target).slope)
    facts["mse_gradient"] = mse
    facts["bce_gradient"] = bce
    // Where both have vanished nothing is to be compared.
    if bce > 1e-6 { facts["mse_over_bce"] = mse / bce }
    return facts
  }
}
