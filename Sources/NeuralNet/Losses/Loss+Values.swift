import RealModule

extension Loss {
  /// The loss of one prediction against its target.
  ///
  /// ``bceWithLogits`` takes the prediction as a logit. ``softmaxCrossEntropy`` is a loss of a whole vector; here the
  /// prediction is one class's probability p and the value that class's term −y·ln p.
  public func value<Scalar: NetworkScalar>(prediction: Scalar, target: Scalar) -> Scalar {
    let difference = prediction - target
    switch self {
    case .mse: return difference * difference
    case .mae: return abs(difference)
    case .huber(let delta):
      let delta = Scalar(delta)
      return abs(difference) <= delta
        ? difference * difference / 2
        : delta * (abs(difference) - delta / 2)
    case .bce:
      return -(target * Scalar.log(floored(prediction)) + (1 - target) * Scalar.log(floored(1 - prediction)))
    case .bceWithLogits:
      return Swift.max(prediction, 0) - prediction * target + Scalar.log(onePlus: Scalar.exp(-abs(prediction)))
    case .softmaxCrossEntropy:
      return target == 0 ? 0 : -target * Scalar.log(floored(prediction))
    case .hinge:
      let margin = 1 - side(target) * prediction
      return margin <= 0 ? 0 : margin
    }
  }

  /// The derivative of ``value(prediction:target:)`` with respect to the prediction.
  ///
  /// For ``bce`` the two probabilities in the denominator are floored as in the value, so it stays finite. A target of 1
  /// or 0 leaves one of its two terms, −y/ŷ + (1 − y)/(1 − ŷ), so at ŷ = y the slope is the one-sided −1 or +1.
  public func derivative<Scalar: NetworkScalar>(prediction: Scalar, target: Scalar) -> Scalar {
    let difference = prediction - target
    switch self {
    case .mse: return 2 * difference
    case .mae: return difference > 0 ? 1 : (difference < 0 ? -1 : difference)
    case .huber(let delta):
      let delta = Scalar(delta)
      return difference > delta ? delta : (difference < -delta ? -delta : difference)
    case .bce:
      if target == 1 { return -1 / floored(prediction) }
      if target == 0 { return 1 / floored(1 - prediction) }
      return difference / (floored(prediction) * floored(1 - prediction))
    case .bceWithLogits:
      // 1 − σ(z) as σ(−z), so that the small remainder at a large logit keeps its digits.
      return target == 1 ? -logistic(-prediction) : logistic(prediction) - target
    case .softmaxCrossEntropy: return -target / floored(prediction)
    case .hinge:
      let s: Scalar = side(target)
      // NaN passes through as in the value.
      return s * prediction < 1 ? -s : (prediction.isNaN ? prediction : 0)
    }
  }

  private func floored<Scalar: NetworkScalar>(_ probability: Scalar) -> Scalar {
    // Written so that NaN passes through: a diverged run must not look like a merely bad one.
    probability < Scalar(Loss.probabilityFloor) ? Scalar(Loss.probabilityFloor) : probability
  }

  private func side<Scalar: NetworkScalar>(_ target: Scalar) -> Scalar { target > 0 ? 1 : -1 }
}
