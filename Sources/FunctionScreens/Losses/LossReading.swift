import NeuralNet

/// What a loss says at one place.
struct LossReading: Hashable, Sendable {
  /// The loss.
  let loss: Loss
  /// What the loss reads: the prediction ŷ, or for hinge over a logit the logit itself.
  let prediction: Double
  /// L.
  let value: Double
  /// dL/dŷ.
  let derivative: Double
  /// σ′(z), where the prediction is σ of a logit; nil where the loss reads the number itself.
  let steepness: Double?
  /// The derivative by what is moved: dL/dŷ, or dL/dz over a logit.
  let slope: Double

  /// A loss of a prediction.
  init(_ loss: Loss, prediction: Double, target: Double) {
    self.loss = loss
    self.prediction = prediction
    value = loss.value(prediction: prediction, target: target)
    derivative = loss.derivative(prediction: prediction, target: target)
    steepness = nil
    slope = derivative
  }

  /// A loss of σ(z).
  ///
  /// BCE is computed from the logit, as a trainer does; hinge's prediction is a score, so it reads the logit itself.
  init(_ loss: Loss, logit z: Double, target: Double) {
    self.loss = loss
    if loss == .hinge {
      prediction = z
      value = loss.value(prediction: z, target: target)
      derivative = loss.derivative(prediction: z, target: target)
      steepness = nil
      slope = derivative
      return
    }
    let prediction: Double = Activation.sigmoid.value(at: z)
    let steepness: Double = Activation.sigmoid.derivative(atInput: z)
    self.prediction = prediction
    self.steepness = steepness
    derivative = loss.derivative(prediction: prediction, target: target)
    if loss == .bce {
      value = Loss.bceWithLogits.value(prediction: z, target: target)
      slope = Loss.bceWithLogits.derivative(prediction: z, target: target)
    } else {
      value = loss.value(prediction: prediction, target: target)
      slope = derivative * steepness
    }
  }
}
