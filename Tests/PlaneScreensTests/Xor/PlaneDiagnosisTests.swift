import Datasets
import NeuralNet
import Plots
import Records
import ScreenTestSupport
import Shell
import Testing
import Training

@testable import PlaneScreens

/// The words are what a person believes: each claim here is one that holds, or that must not be made.
@Suite
struct PlaneDiagnosisTests {
  private func diagnosis(
    _ change: (inout PlaneSettings) -> Void,
    _ parameters: [Double],
    gate: LogicGate = .xor,
    loss: [Double] = []
  ) -> (diagnosis: PlaneDiagnosis, words: String) {
    var settings = PlaneSettings(gate: gate)
    change(&settings)
    var series = MetricSeries()
    for (index, value) in loss.enumerated() { series.append(value, at: index + 1) }
    let diagnosis = PlaneDiagnosis(
      network: Network(settings.architecture, parameters: parameters),
      settings: settings,
      loss: series,
      state: .running,
      atStep: loss.count
    )
    return (diagnosis, diagnosis.words(settings).map(\.string).joined(separator: "\n"))
  }

  private let flat = Array(repeating: 0.25, count: 200)
  /// h₁ and h₂ cut off (0,0) and (1,1): XOR, solved.
  private let solved = [20.0, 20, 20, 20, -10, -30, 20, -20, -10]

  @Test func aSaturatedOutputCannotMove() {
    // ŷ is 1 everywhere, to every digit: σ′ and the gradient are 0.
    let (diagnosis, words) = diagnosis(
      {
        $0.activation = .relu
        $0.learningRate = 1e6
        $0.hidden = [2]
      },
      [1, 1, 1, 1, 1, 1, 1e6, 1e6, 1e6],
      loss: flat
    )
    #expect(diagnosis.status == .stuck(.saturatedOutput))
    #expect(diagnosis.headline.text == "stuck")
    #expect(words.contains("the gradient is exactly 0"))
    #expect(words.contains("at (0,0) (1,1) ŷ is 1"))
    #expect(words.contains("lower it with - and restart with r"))
    #expect(!words.contains("slope ahead"))
  }

  @Test func noLearningRateIsSaid() {
    let (diagnosis, words) = diagnosis({ $0.learningRate = 0 }, Array(repeating: 0.3, count: 17), loss: flat)
    #expect(diagnosis.status == .stuck(.noLearningRate))
    #expect(words.contains("the learning rate is 0"))
  }

  @Test func cancellingGradientsAreNoSlope() {
    let (diagnosis, words) = diagnosis({ $0.hidden = [2] }, Array(repeating: 0, count: 9), loss: flat)
    #expect(diagnosis.status == .stuck(.balance))
    #expect(words.contains("the gradients of the points cancel"))
    #expect(!words.contains("slope"))
  }

  @Test func aDeadLayerCannotComeBack() {
    let (diagnosis, words) = diagnosis(
      {
        $0.activation = .relu
        $0.hidden = [2]
      },
      [-1, -1, -1, -1, -1, -1, 1, 1, 0],
      loss: flat
    )
    #expect(diagnosis.status == .stuck(.deadUnits))
    #expect(words.contains("Press R for new weights"))
    #expect(words.contains("2 of 2 ReLU units are dead (h₁ and h₂)"))
  }

  @Test func aPlateauSaysHowLittleItMoved() {
    let falling = (0..<200).map { 0.25 - 1e-7 * Double($0) }
    let small = (0..<17).map { 0.1 + 0.01 * Double($0 % 5) }
    let (diagnosis, words) = diagnosis({ _ in }, small, loss: falling)
    #expect(diagnosis.status == .plateau)
    #expect(words.contains("fell by only 0.0016 %"))
    #expect(words.contains("the loss may fall again"))
    let still = self.diagnosis({ _ in }, small, loss: flat).words
    #expect(still.contains("the loss has not moved"))
  }

  @Test func aLinearNetworkCannotSolveXOR() {
    let (diagnosis, words) = diagnosis(
      {
        $0.activation = .identity
        $0.hidden = [2]
      },
      [1, 2, -1, 0.5, 0.1, 0.2, 0.5, -0.5, 0],
      loss: flat
    )
    #expect(diagnosis.limit == .linear)
    #expect(words.contains("No weights of this network solve XOR"))
    #expect(words.contains("one linear unit"))
    #expect(!words.contains("cuts the plane"))
    #expect(!words.contains("slope ahead"))
  }

  @Test func oneUnitCannotSolveXORButOneLineDoesAND() {
    let weights = [1.0, 2, 0.1, 0.5, -0.5]
    let (diagnosis, words) = diagnosis({ $0.hidden = [1] }, weights, loss: flat)
    #expect(diagnosis.limit == .oneUnit)
    #expect(diagnosis.headline.text == "unsolvable")
    #expect(words.contains("one hidden unit draws one line"))
    for gate in LogicGate.allCases {
      #expect(
        (self.diagnosis({ $0.hidden = [1] }, weights, gate: gate).diagnosis.limit == nil) == gate.isLinearlySeparable
      )
    }
    // SiLU turns back: with z = −4, −1.28, 1.28 it is lowest in the middle, and one unit can do it.
    #expect(PlaneLimit(settings { $0.activation = .silu }) == nil)
    #expect(PlaneLimit(settings { $0.hidden = [1, 3] }) == nil)
    #expect(PlaneLimit(settings { $0.hidden = [1, 1] }) == .oneUnit)
  }

  private func settings(_ change: (inout PlaneSettings) -> Void) -> PlaneSettings {
    var settings = PlaneSettings()
    settings.hidden = [1]
    change(&settings)
    return settings
  }

  @Test func aSolutionIsToldByItsCuts() {
    let words = diagnosis({ $0.hidden = [2] }, solved).words
    #expect(words.contains("h₁ separates (0,0), h₂ separates (1,1)"))
    #expect(words.contains("Between the lines lie (0,1) (1,0), where ŷ is 1"))
  }

  @Test func unitsThatDoNothingAreNotPartOfIt() {
    // A third unit that cuts off (0,0) too, but whose weight to ŷ is next to nothing.
    let parameters = [20.0, 20, 20, 20, 20, 20, -10, -30, -10, 20, -20, -0.001, -10]
    let (diagnosis, words) = diagnosis({ $0.hidden = [3] }, parameters)
    #expect(diagnosis.idleUnits == [2])
    #expect(words.contains("h₃ hardly matters: its weight to ŷ is −0.001"))
    #expect(!words.contains("h₁ and h₃"))
  }

  @Test func unitsThatCutAlikeStandTogether() {
    // Five units like h₁, one like h₂.
    let weights = Array(repeating: 20.0, count: 12)
    let biases = [-10.0, -10, -10, -10, -10, -30]
    let parameters = weights + biases + [4, 4, 4, 4, 4, -20] + [-10]
    let words = diagnosis({ $0.hidden = [6] }, parameters).words
    #expect(words.contains("5 units separate (0,0), h₆ separates (1,1)"))
  }

  @Test func whatIsNotFiniteIsNotDead() {
    let (diagnosis, words) = diagnosis(
      {
        $0.activation = .relu
        $0.hidden = [2]
      },
      Array(repeating: .nan, count: 9),
      loss: flat
    )
    #expect(diagnosis.deadUnits.isEmpty)
    #expect(words.contains("no finite loss from epoch"))
    #expect(!words.contains("dead"))
  }

  @Test func theWayBackIsToldByItsFactors() {
    let (diagnosis, words) = diagnosis(
      {
        $0.hidden = [2]
        $0.activation = .tanh
      },
      [3, -3, 3, 3, 1, 1, 0.1, -0.1, 0.2],
      loss: flat
    )
    #expect(diagnosis.gradientNorms[1] > 2 * diagnosis.gradientNorms[0])
    #expect(words.contains(" times smaller"))
    #expect(!words.contains("σ′"))
    // The reason stands there only where its two figures give the ratio, within a factor of 2.
    let ratio = diagnosis.gradientNorms[1] / diagnosis.gradientNorms[0]
    let isReproduced = (0.5...2).contains(diagnosis.meanSlope * diagnosis.meanWeight * ratio)
    #expect(words.contains("multiplied by f′(z)") == isReproduced, "\(ratio) in \(words)")
  }

  /// Six layers whose slopes and weights both shrink a gradient cannot be the reason why it grows.
  @Test func noReasonIsToldThatItsFiguresContradict() throws {
    var settings = PlaneSettings()
    settings.hidden = [8, 8, 8, 8, 8, 8]
    settings.epochs = 300
    let script = XorScript.trained(settings)
    let diagnosis = try #require(script.screen.diagnosis)
    let words = diagnosis.words(settings).map(\.string).joined(separator: " ")
    let ratio = (diagnosis.gradientNorms.last ?? 0) / (diagnosis.gradientNorms.first ?? 1)
    if ratio < 0.5, diagnosis.meanSlope * diagnosis.meanWeight < 1 { #expect(!words.contains("multiplied by")) }
    if ratio > 2, diagnosis.meanSlope * diagnosis.meanWeight > 1 { #expect(!words.contains("multiplied by")) }
  }
}
