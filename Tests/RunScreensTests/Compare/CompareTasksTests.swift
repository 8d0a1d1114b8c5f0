import Lessons
import RunScreens
import ScreenTestSupport
import Shell
import Terminal
import Testing
import Training

/// The course's tasks, done on the compare screen by keys.
@Suite struct CompareTasksTests {
  @Test func eachIsDone() throws {
    let (sweep, outcomes) = CompareScreenTests.xor()
    var script = ScreenScript(CompareScreen(sweep), size: Size(120, 40)).inLesson("compare")
    script.hear(.finished(Array(outcomes.dropLast())))
    script.hear(.idle)
    #expect(script.doneTasks.isEmpty)
    script.hear(.finished([outcomes[outcomes.count - 1]]))
    script.hear(.idle)
    #expect(script.doneTasks == [1])
    // Of the made-up runs those with more units fail less often.
    script.type("++")
    #expect(script.doneTasks == [1, 2])
    script.screen.shell.focusSetting("spread")
    script.type("++")
    #expect(script.doneTasks == [1, 2, 3])
    script.type("2")
    for _ in 0..<8 where !script.doneTasks.contains(4) { script.press(.down) }
    #expect(script.doneTasks == [1, 2, 3, 4])
  }

  @Test func factsAreThoseOfTheTable() {
    let (sweep, outcomes) = CompareScreenTests.xor()
    var script = ScreenScript(CompareScreen(sweep, outcomes: outcomes), size: Size(120, 40))
    // A run is selected on the page that lists them.
    script.type("2")
    let keys = script.screen.facts.keys
    #expect(Set(keys) == Set(LessonFacts.names(of: "compare") ?? []))
  }
}
