import Foundation
import NeuralNet
import Playground
import Testing

@Suite struct WordsTests {
  private func observe(
    epochs: Int,
    _ change: (inout PlaygroundSettings) -> Void
  ) throws -> (PlaygroundObservation, [PlaygroundFinding]) {
    var settings = PlaygroundSettings()
    settings.seed = "3"
    settings.sampleCount = 100
    change(&settings)
    let trainer = try PlaygroundTrainer(settings)
    var figures = [trainer.evaluate()]
    for _ in 0..<epochs {
      trainer.trainEpoch()
      figures.append(trainer.evaluate())
    }
    let observation = trainer.observation(
      figures: figures,
      epochs: Array(0...epochs),
      grid: PlaneGrid(columns: 16, rows: 16)
    )
    return (observation, PlaygroundFinding.all(observation))
  }

  @Test func unitsThatBeginAtZeroStayAlike() throws {
    let (_, findings) = try observe(epochs: 5) { $0.initialization = .zero }
    #expect(findings.contains { if case .symmetricUnits(let units) = $0 { units.count == 4 } else { false } })
    // All give 0, but tanh has a slope there: they are alike, not dead.
    #expect(!findings.contains { if case .deadUnits = $0 { true } else { false } })
  }

  @Test func steepShapesAreTold() {
    let grid = PlaneGrid(columns: 48, rows: 48)
    func shape(_ value: (Double, Double) -> Double) -> UnitShape {
      var values: [Double] = []
      for row in 0..<grid.rows {
        for column in 0..<grid.columns {
          let (x, y) = grid.place(column: column, row: row)
          values.append(value(x, y))
        }
      }
      return UnitShape(values, on: grid)
    }
    #expect(shape { x, _ in abs(x) < 1.4 ? 1 : -1 } == .band(alongFirstAxis: false, isHigh: true))
    #expect(shape { _, y in abs(y) < 1 ? -1 : 1 } == .band(alongFirstAxis: true, isHigh: false))
    #expect(shape { x, _ in x > 4 ? 1 : 0 } == .direction(0))
    #expect(shape { _, y in y < -4.5 ? 1 : 0 } == .direction(-.pi / 2))
    #expect(shape { x, y in x * x + y * y < 4 ? 1 : -1 } == .middle(isHigh: true))
    #expect(shape { x, _ in cos(3 * x) } == .stripes(acrossFirstAxis: true))
    #expect(shape { x, y in cos(2 * (x * x + y * y).squareRoot()) } == .rings)
    #expect(shape { x, y in sin(x) * cos(3 * y) } == .complex)
  }

  @Test func aLinearNetworkIsOneLinearFunction() throws {
    let (observation, findings) = try observe(epochs: 20) {
      $0.activation = .identity
      $0.dataset = .gauss
    }
    let linear = findings.compactMap { finding -> String? in
      if case .linear(let boundary, true) = finding { boundary } else { nil }
    }
    let boundary = try #require(linear.first)
    // The output rises along both axes, as the positive Gaussian lies at the upper right.
    #expect(boundary.contains("·x₁ + ") && boundary.contains("·x₂"))
    #expect(
      observation.words(of: UnitPlace(layer: 2, unit: 0)).hasPrefix("The output is high towards the upper right.")
    )
  }

  @Test func deadUnitsAreNamed() throws {
    var settings = PlaygroundSettings()
    settings.activation = .relu
    let trainer = try PlaygroundTrainer(settings)
    trainer.set(-100, at: trainer.shape.bias(layer: 0, unit: 2))
    let observation = trainer.observation(figures: [], epochs: [], grid: PlaneGrid(columns: 8, rows: 8))
    #expect(PlaygroundFinding.all(observation).contains(.deadUnits([UnitPlace(layer: 0, unit: 2)], of: 6)))
    #expect(observation.words(of: UnitPlace(layer: 0, unit: 2)).hasPrefix("h₁₃ is the same everywhere."))
  }

  @Test func divergenceIsTold() throws {
    let (_, findings) = try observe(epochs: 30) {
      $0.activation = .identity
      $0.dataset = .plane
      $0.learningRate = 10
    }
    #expect(findings.first == .diverged(learningRate: 10))
  }

  @Test func overfittingIsTold() throws {
    let (_, findings) = try observe(epochs: 400) {
      $0.dataset = .xor
      $0.noise = 50
      $0.trainPercent = 20
      $0.hidden = [HiddenLayer(units: 8), HiddenLayer(units: 8)]
      $0.learningRate = 0.1
    }
    #expect(findings.contains { if case .overfitting = $0 { true } else { false } })
  }

  @Test func aBatchLargerThanTheDataIsTold() throws {
    let (_, findings) = try observe(epochs: 1) { $0.batchSize = .samples(80) }
    #expect(findings.contains(.noUpdates))
  }

  @Test(arguments: [
    (UnitShape.direction(0), "x"), (.middle(isHigh: true), "middle"), (.quadrants(isEqualSigns: false), "product"),
    (.band(alongFirstAxis: true, isHigh: true), "band"), (.flat(2), "flat"),
  ])
  func shapesAreRecognised(shape: UnitShape, kind: String) {
    let grid = PlaneGrid(columns: 20, rows: 20)
    var values: [Double] = []
    for row in 0..<20 {
      for column in 0..<20 {
        let (x, y) = grid.place(column: column, row: row)
        let value =
          switch kind {
          case "x": x
          case "middle": -x * x - y * y
          case "product": -x * y
          case "band": -y * y
          default: 2.0
          }
        values.append(value)
      }
    }
    #expect(UnitShape(values, on: grid).text == shape.text)
  }
}
