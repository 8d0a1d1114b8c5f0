import Playground
import PlaygroundScreens
import Plots
import Terminal
import Testing

@Suite struct PlaygroundPreviewTests {
  @Test func itsFigureIsThatOfTheExperiment() throws {
    var preview = PlaygroundPreview()
    for _ in 0..<5 { preview.tick(.zero) }
    let trainer = try PlaygroundTrainer(PlaygroundSettings())
    for _ in 0..<10 { trainer.trainEpoch() }
    let loss = NumberFormat.significant(3).string(trainer.evaluate().testLoss)
    var frame = Buffer(size: Size(60, 24))
    preview.draw(in: frame.bounds, of: &frame, look: Look(theme: .dark, capabilities: .full))
    #expect(frame.text.contains("epoch 10"))
    #expect(frame.text.contains("test loss \(loss)"))
  }

  @Test func itRestsAtTheEnd() {
    var preview = PlaygroundPreview()
    var ticks = 0
    while preview.tickInterval != nil, ticks < 1000 {
      preview.tick(.zero)
      ticks += 1
    }
    #expect(ticks == 100)
  }
}
