import Playground
import Records
import Testing

@Suite struct PeerLinkTests {
  @Test(arguments: 0..<13)
  func runsAsThePeerDoes(index: Int) throws {
    let link = try PeerLinks.load()[index]
    let read = try PlaygroundLink(try #require(link["hash"]?.string)) { "unused" }
    let trainer = try PlaygroundTrainer(read.settings)
    #expect(Double(trainer.split.train.count) == link["train"]?.number)
    #expect(Double(trainer.split.test.count) == link["test"]?.number)
    try expect(trainer.split.train, begin: link["first_train"])
    try expect(trainer.split.test, begin: link["first_test"])
    try expect(trainer.weights, are: link["initial_weights"])
    var done = 0
    for row in try #require(link["epochs"]?.array) {
      let epoch = Int(try #require(row["epoch"]?.number))
      while done < epoch {
        trainer.trainEpoch()
        done += 1
      }
      let figures = trainer.evaluate()
      // The peer's exp and tanh are followed to the last bit, so the losses agree to it too.
      expect(figures.trainLoss, is: row["train_loss"], epoch)
      expect(figures.testLoss, is: row["test_loss"], epoch)
    }
    try expect(trainer.weights, are: link["final_weights"])
  }

  private func expect(_ loss: Double, is value: JSONValue?, _ epoch: Int) {
    let expected = value?.number
    #expect(loss == expected || (loss.isNaN && expected?.isNaN == true), "epoch \(epoch)")
  }

  private func expect(_ points: [PlanePoint], begin value: JSONValue?) throws {
    for (point, expected) in zip(points, try #require(value?.array)) {
      #expect(point.x == expected["x"]?.number)
      #expect(point.y == expected["y"]?.number)
      #expect(point.label == expected["label"]?.number)
    }
  }

  private func expect(_ weights: PlaygroundWeights, are value: JSONValue?) throws {
    for (layer, expected) in try PeerLinks.layers(value).enumerated() {
      for (unit, numbers) in expected.units.enumerated() {
        expect(weights.bias(layer: layer, unit: unit), numbers.bias)
        for (weight, number) in zip(weights.weights(layer: layer, unit: unit), numbers.weights) {
          expect(weight, number)
        }
      }
    }
  }

  private func expect(_ weight: Double, _ expected: Double) {
    #expect(weight == expected || (weight.isNaN && expected.isNaN))
  }
}
