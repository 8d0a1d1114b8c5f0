import NeuralNet
import TestSupport
import Testing

@Suite struct LossTests {
  @Test(arguments: [Loss.mse, .bce])
  func agreesWithTheReference(loss: Loss) throws {
    let golden = try Golden("losses")
    let target = try golden["y_true"].number
    let predictions = try golden["y_pred"].numbers
    expectClose(
      predictions.map { loss.value(prediction: $0, target: target) },
      try golden[loss.name].numbers
    )
    expectClose(
      predictions.map { loss.derivative(prediction: $0, target: target) },
      try golden["\(loss.name)_derivative"].numbers
    )
  }

  @Test func binaryCrossEntropyIsClampedWhereTheReferenceClampsIt() throws {
    let golden = try Golden("losses")
    try #expect(golden["bce_epsilon"].number == Loss.probabilityFloor)
    expectClose(Loss.bce.value(prediction: 0.0, target: 1), try golden["bce_at_clipped_0"].number)
    expectClose(Loss.bce.value(prediction: 1.0, target: 0), try golden["bce_at_clipped_0"].number)
    #expect(Loss.bce.value(prediction: Float(1), target: 0).isFinite)
    #expect(Loss.bce.derivative(prediction: 0.0, target: 1).isFinite)
    #expect(Loss.bce.value(prediction: 1.0, target: 1) == 0)
  }

  @Test func binaryCrossEntropyWithLogitsAgreesWithPyTorch() throws {
    let golden = try Golden("losses")["bce_with_logits"]
    let logits = try golden["logit"].numbers
    expectClose(logits.map { Loss.bceWithLogits.value(prediction: $0, target: 1) }, try golden["loss"].numbers)
    expectClose(
      logits.map { Loss.bceWithLogits.derivative(prediction: $0, target: 1) },
      try golden["derivative"].numbers
    )
  }

  @Test func softmaxCrossEntropyAgreesWithPyTorch() throws {
    let golden = try Golden("losses")["softmax_cross_entropy"]
    let logits = try golden["logits"].rows
    let labels = try golden["target"].numbers.map(Int.init)
    let results = zip(logits, labels).map { softmaxCrossEntropy(logits: $0, label: $1) }
    expectClose(results.map(\.loss), try golden["loss_each"].numbers)
    expectClose(results.flatMap(\.probabilities), try golden["probabilities"].numbers)
    expectClose(logits.flatMap { softmax($0) }, try golden["probabilities"].numbers)
    let targets = labels.flatMap { label in (0..<4).map { $0 == label ? 1.0 : 0 } }
    let loss = Loss.softmaxCrossEntropy
    expectClose(
      loss.mean(predictions: logits.flatMap { $0 }, targets: targets, outputs: 4),
      try golden["loss_mean"].number
    )
    expectClose(
      loss.gradient(predictions: logits.flatMap { $0 }, targets: targets, outputs: 4),
      try golden["gradient_of_mean"].numbers
    )
  }

  @Test(arguments: Loss.all)
  func derivativeAgreesWithFiniteDifferences(loss: Loss) {
    for target in [0.0, 1] {
      for prediction in stride(from: 0.033, to: 1, by: 0.077) {
        let step = 1e-6
        let slope =
          (loss.value(prediction: prediction + step, target: target)
            - loss.value(prediction: prediction - step, target: target)) / (2 * step)
        expectClose(
          loss.derivative(prediction: prediction, target: target),
          slope,
          within: 1e-7,
          "\(loss) at \(prediction)"
        )
      }
    }
  }

  @Test func huberIsLinearFarOutAndSmoothWhereItsPartsMeet() {
    let loss = Loss.huber(delta: 2)
    #expect(loss.value(prediction: 1.0, target: 0) == 0.5)
    #expect(loss.value(prediction: 2.0, target: 0) == 2)
    #expect(loss.value(prediction: 5.0, target: 0) == 8)
    #expect(loss.derivative(prediction: -5.0, target: 0) == -2)
  }

  @Test func hingeTakesTargetsOfZeroOrMinusOneForTheNegativeClass() {
    #expect(Loss.hinge.value(prediction: 0.25, target: 1) == 0.75)
    #expect(Loss.hinge.value(prediction: 0.25, target: 0) == 1.25)
    #expect(Loss.hinge.value(prediction: 0.25, target: -1) == 1.25)
    #expect(Loss.hinge.value(prediction: 1.5, target: 1) == 0)
    #expect(Loss.hinge.derivative(prediction: 1.5, target: 1) == 0)
    #expect(Loss.hinge.derivative(prediction: 0.5, target: 0) == 1)
  }

  @Test(arguments: Loss.all)
  func staysFiniteFarOut(loss: Loss) {
    for prediction in [-1000.0, 0, 1, 1000] {
      for target in [0.0, 1] {
        #expect(loss.value(prediction: prediction, target: target).isFinite)
        #expect(loss.derivative(prediction: prediction, target: target).isFinite)
      }
    }
  }

  @Test(arguments: Loss.all)
  func doesNotHideAPredictionThatIsNotANumber(loss: Loss) {
    #expect(!(loss.value(prediction: Double.nan, target: 1) >= 0))
    #expect(!loss.derivative(prediction: Double.nan, target: 1).isFinite)
  }

  @Test(arguments: Loss.all)
  func isFoundByItsName(loss: Loss) {
    #expect(Loss(name: loss.name) == loss)
    #expect(Loss(name: loss.name.uppercased().replacing("-", with: "_")) == loss)
  }

  @Test func unknownNamesAreNothing() { #expect(Loss(name: "l2") == nil) }
}
