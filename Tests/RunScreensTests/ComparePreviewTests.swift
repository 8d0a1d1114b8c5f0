import Plots
import RunScreens
import Terminal
import Testing

@Suite struct ComparePreviewTests {
  @Test func everyRunIsTrainedOnceAndDrawn() {
    var preview = RunScreens.ComparePreview()
    var ticks = 0
    while preview.tickInterval != nil, ticks < 100 {
      preview.tick(.zero)
      ticks += 1
    }
    #expect(ticks == 24)
    var frame = Buffer(size: Size(60, 20))
    preview.draw(in: frame.bounds, of: &frame, look: Look(theme: .dark, capabilities: .full))
    #expect(frame.text.contains("of 24 solved"))
    #expect(frame.text.contains("2, 3, 8 hidden units"))
  }
}
