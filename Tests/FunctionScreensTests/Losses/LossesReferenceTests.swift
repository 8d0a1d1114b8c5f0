import Foundation
import NeuralNet
import Plots
import ScreenTestSupport
import Shell
import Testing

@testable import FunctionScreens

/// The screen's figures against PyTorch's.
struct LossesReferenceTests {
  private struct Reference: Decodable {
    struct Logits: Decodable {
      var logit: [Double]
      var target: Double
      var loss: [Double]
      var derivative: [Double]
    }
    struct Softmax: Decodable {
      var logits: [[Double]]
      var target: [Int]
      var loss_each: [Double]
      var probabilities: [[Double]]
    }
    var y_true: Double
    var y_pred: [Double]
    var mse: [Double]
    var mse_derivative: [Double]
    var bce: [Double]
    var bce_derivative: [Double]
    var bce_epsilon: Double
    var bce_at_clipped_0: Double
    var bce_with_logits: Logits
    var softmax_cross_entropy: Softmax
  }

  private static func reference() throws -> Reference {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../NeuralNetTests/Reference/losses.json").standardizedFileURL
    return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
  }

  private func expectClose(_ found: Double?, _ wanted: Double, _ comment: Comment) {
    #expect(abs((found ?? .nan) - wanted) <= 1e-12 * max(1, abs(wanted)), comment)
  }

  @Test func predictionPage() throws {
    let reference = try Self.reference()
    let screen = LossesScreen(target: reference.y_true)
    for (index, prediction) in reference.y_pred.enumerated() {
      let mse = screen.reading(.mse, at: prediction)
      expectClose(mse?.value, reference.mse[index], "MSE at \(prediction)")
      expectClose(mse?.slope, reference.mse_derivative[index], "MSE′ at \(prediction)")
      let bce = screen.reading(.bce, at: prediction)
      expectClose(bce?.value, reference.bce[index], "BCE at \(prediction)")
      expectClose(bce?.slope, reference.bce_derivative[index], "BCE′ at \(prediction)")
    }
    #expect(Loss.probabilityFloor == reference.bce_epsilon)
    expectClose(screen.reading(.bce, at: 0)?.value, reference.bce_at_clipped_0, "BCE at 0")
    #expect(screen.reading(.bce, at: -0.01) == nil && screen.reading(.bce, at: 1.01) == nil)
    let clamping = LossesWords.clamping(target: 1).string
    #expect(clamping.contains("34.54") && clamping.contains("1e−15"))
  }

  @Test func logitPage() throws {
    let reference = try Self.reference().bce_with_logits
    let screen = LossesScreen(page: .logit, target: reference.target)
    for (index, logit) in reference.logit.enumerated() {
      let bce = screen.reading(.bce, at: logit)
      expectClose(bce?.value, reference.loss[index], "BCE at \(logit)")
      expectClose(bce?.slope, reference.derivative[index], "BCE′ at \(logit)")
    }
  }

  @Test func softmaxPage() throws {
    let reference = try Self.reference().softmax_cross_entropy
    for (row, logits) in reference.logits.enumerated() {
      var screen = LossesScreen(page: .softmax, logits: logits)
      screen.setTargetClass(reference.target[row] + 1)
      expectClose(screen.crossEntropy.loss, reference.loss_each[row], "loss \(row)")
      for (index, probability) in reference.probabilities[row].enumerated() {
        expectClose(screen.crossEntropy.probabilities[index], probability, "p \(row) \(index)")
        let wanted = probability - (index == reference.target[row] ? 1 : 0)
        expectClose(screen.crossEntropy.gradient[index], wanted, "p − y \(row) \(index)")
      }
    }
  }

  /// The derivative that is shown is the slope of the curve that is shown.
  @Test(arguments: [LossesPage.prediction, .logit])
  func slopesAreTheCurvesOwn(page: LossesPage) {
    let screen = LossesScreen(page: page, target: 0.25, delta: 0.5)
    let step = 1e-6
    for loss in screen.losses {
      for x in [0.11, 0.37, 0.62, 0.93] {
        guard let low = screen.reading(loss, at: x - step), let high = screen.reading(loss, at: x + step) else {
          Issue.record("no \(loss.name) at \(x)")
          continue
        }
        let slope = (high.value - low.value) / (2 * step)
        #expect(abs((screen.reading(loss, at: x)?.slope ?? .nan) - slope) < 1e-5, "\(loss.name) at \(x)")
      }
    }
  }

  /// σ(−6)(1 − σ(−6)) = 0.0024665: MSE's slope is 2(ŷ − 1)σ′ = −0.0049208, BCE's ŷ − 1 = −0.99753, 202.7 times as much.
  @Test func saysWhyTheGradientDies() {
    var screen = LossesScreen(page: .logit)
    screen.setCursor(-6)
    let words = LossesWords(screen).words.map(\.string).joined(separator: "\n")
    for part in ["0.002473", "0.002467", "−0.00492", "−0.998", "203 times smaller"] {
      #expect(words.contains(part), "\(part) in\n\(words)")
    }
  }

  @Test func curvesAreNeverInfinite() {
    for page in [LossesPage.prediction, .logit] {
      for target in [-1.0, -0.5, 0, 0.1, 0.25, 0.5, 0.75, 0.9, 1, 1.5, 2] {
        let screen = LossesScreen(page: page, target: target)
        for series in [screen.chart(false), screen.chart(true)].flatMap(\.series) {
          #expect(series.points.allSatisfy { $0.isFinite }, "\(series.name), y = \(target)")
        }
      }
    }
  }

  /// −y/ŷ + (1 − y)/(1 − ŷ) where its other term is gone: the reference's −1.0101 at 0.99 goes on to −1, not to 0.
  @Test func slopesAtTheEndsAreOneSided() {
    var one = LossesScreen(target: 1)
    #expect(one.reading(.bce, at: 1)?.slope == -1 && one.reading(.bce, at: 1)?.value == 0)
    #expect(LossesScreen(target: 0).reading(.bce, at: 0)?.slope == 1)
    #expect(LossesScreen(target: 0.5).reading(.bce, at: 0.5)?.slope == 0)
    one.setCursor(1)
    let words = LossesWords(one).words.map(\.string).joined(separator: "\n")
    #expect(words.contains("BCE's is −1, from the left"), "\(words)")
    let derivation = LossesExplanation(one).lines.map(\.string).joined(separator: "\n")
    #expect(derivation.contains("−y/ŷ, from the left, where ŷ < 1 = −1"), "\(derivation)")
  }

  /// At 0 the true BCE is infinite: the floor's figure is said to be the floor's, and nothing is compared with it.
  @Test func theFloorIsSaidToBeOne() {
    var screen = LossesScreen(target: 1)
    screen.setCursor(0)
    let words = LossesWords(screen).words.map(\.string).joined(separator: "\n")
    #expect(
      words.contains("infinite here") && words.contains("stops at 34.54") && !words.contains("pushes"),
      "\(words)"
    )
    screen.setCursor(0.25)
    #expect(LossesWords(screen).words[0].string == "BCE's slope is 2.67 times MSE's.")
    // −0.25·ln(1e-15) and −0.75·ln(1e-15).
    #expect(LossesWords.clamping(target: 0.25).string.hasSuffix("stops at 8.635 and 25.90."))
  }

  @Test func onTargetIsSaidToBe() {
    var screen = LossesScreen(page: .logit, target: 0.5)
    screen.setCursor(0)
    let words = LossesWords(screen).words.map(\.string).joined(separator: "\n")
    #expect(words.contains("On target") && !words.contains("other side"), "\(words)")
    screen.setCursor(1)
    #expect(LossesWords(screen).words.contains { $0.string.hasPrefix("Off by 0.231") })
  }

  @Test func pointsAreDecimalsAndReachWhereBCEGrows() {
    let points = LossesScreen().points()
    let bce = points.filter { $0.loss == "bce" }.map(\.x)
    for x in [0, 1e-6, 0.001, 0.999, 1] { #expect(bce.contains(x), "\(x)") }
    #expect(points.filter { $0.loss == "mse" }.count == 101 && points.contains { $0.x == -0.82 })
    #expect(points.allSatisfy { "\($0.x)".count <= 9 && $0.value.isFinite && $0.derivative.isFinite })
    #expect(LossesScreen(page: .logit).points(count: 5).filter { $0.loss == "bce" }.map(\.x) == [-8, -4, 0, 4, 8])
  }
}
