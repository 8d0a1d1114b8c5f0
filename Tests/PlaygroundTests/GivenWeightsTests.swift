import Testing

@testable import Playground

@Suite struct GivenWeightsTests {
  @Test func trainingBeginsWithThemAndThePointsStayTheSeeds() throws {
    var settings = PlaygroundSettings()
    settings.sampleCount = 20
    settings.hidden = [HiddenLayer(units: 1)]
    settings.seed = "7"
    let drawn = try PlaygroundTrainer(settings)
    settings.initialization = .given(
      GivenWeights(name: "w.safetensors", layerSizes: [2, 1, 1], parameters: [1, -2, 0.5, 3, -0.25])
    )
    let given = try PlaygroundTrainer(settings)
    #expect(given.weights.parameters == [1, -2, 0.5, 3, -0.25])
    #expect(given.split == drawn.split)
    given.trainEpoch()
    #expect(given.weights.parameters != [1, -2, 0.5, 3, -0.25])
  }

  @Test func thoseOfAnotherShapeAreRefused() {
    var settings = PlaygroundSettings()
    settings.initialization = .given(GivenWeights(name: "w.safetensors", layerSizes: [2, 1], parameters: [1, 2, 3]))
    #expect(
      throws: PlaygroundFault("init", expected: "weights of 2-4-2-1", found: "w.safetensors with 2-1")
    ) { try settings.validate() }
  }

  @Test func pointsAreReadBackToTheLastBit() throws {
    let points = [PlanePoint(x: 0.1 + 0.2, y: -1e-7, label: -1), PlanePoint(x: 3, y: 2, label: 1)]
    #expect(try PointList(parsing: PointList(points).text).points == points)
    #expect(try PointList(parsing: "1, 2, -1;").points == [PlanePoint(x: 1, y: 2, label: -1)])
    for text in ["1,2", "1,2,x", "1,nan,1", "1,2,3,4"] {
      #expect(throws: PlaygroundFault.self) { try PointList(parsing: text) }
    }
  }

  @Test func theCommandHasThePointsSetByHand() {
    var settings = PlaygroundSettings()
    settings.edits.added = [PlanePoint(x: 1.25, y: 2, label: 1)]
    settings.edits.removed = [PlanePoint(x: -1, y: 0.5, label: -1)]
    #expect(settings.command.contains("--add-points '1.25,2.0,1.0' --remove-points '-1.0,0.5,-1.0'"))
  }
}
