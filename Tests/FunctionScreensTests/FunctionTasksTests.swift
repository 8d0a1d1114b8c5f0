import FunctionScreens
import Lessons
import NeuralNet
import ScreenTestSupport
import Shell
import Terminal
import Testing
import Training

/// The tasks of the course's lessons, done on the screens by keys.
@Suite struct FunctionTasksTests {
  /// Runs the depth experiment that the screen has asked for.
  private func answer(
    _ commands: [ScreenCommand<ActivationsScreen.Effect>],
    _ script: inout ScreenScript<ActivationsScreen>
  )
    throws
  {
    for case .effect(.run(let settings)) in commands {
      var reports: [DepthReport] = []
      try DepthComparison(settings).run(report: { reports.append($0) })
      for report in reports { script.hear(.report(settings, report)) }
      script.hear(.finished(settings, seconds: nil))
    }
  }

  @Test func activations() throws {
    var script = ScreenScript(ActivationsScreen()).inLesson("activations")
    #expect(script.doneTasks.isEmpty)
    for _ in 0..<100 where !script.doneTasks.contains(1) { script.press(.left) }
    #expect(script.doneTasks == [1])
    script.type("oo")
    for _ in 0..<200 where !script.doneTasks.contains(2) { script.press(.right) }
    #expect(script.doneTasks == [1, 2])
    try answer(script.type("d"), &script)
    #expect(script.doneTasks == [1, 2, 3])
    // Without the sigmoid and tanh there is only ReLU.
    for key in ["1", "2"] { try answer(script.type(key), &script) }
    if !script.doneTasks.contains(4) {
      // The third setting is the initializer.
      script.press(.tab, .tab)
      for _ in 0..<12 where !script.doneTasks.contains(4) { try answer(script.press(.right), &script) }
    }
    #expect(script.doneTasks == [1, 2, 3, 4])
  }

  @Test func losses() {
    var script = ScreenScript(LossesScreen()).inLesson("losses")
    #expect(script.doneTasks.isEmpty)
    script.type("2")
    for _ in 0..<20 where !script.doneTasks.contains(1) { script.press(.pageDown) }
    #expect(script.doneTasks == [1])
    for _ in 0..<40 where !script.doneTasks.contains(2) { script.press(.pageUp) }
    #expect(script.doneTasks == [1, 2])
    script.type("3")
    for _ in 0..<40 where !script.doneTasks.contains(3) { script.type("s") }
    #expect(script.doneTasks == [1, 2, 3])
    script.type("ga")
    #expect(script.text().contains("With BCE the factor cancels"))
  }

  @Test func factsAreThoseOfTheTable() throws {
    var losses = ScreenScript(LossesScreen())
    losses.type("2")
    #expect(Set(losses.screen.facts.keys) == Set(LessonFacts.names(of: "losses") ?? []))
    var activations = ScreenScript(ActivationsScreen())
    try answer(activations.type("d"), &activations)
    #expect(Set(activations.screen.facts.keys) == Set(LessonFacts.names(of: "activations") ?? []))
  }
}
