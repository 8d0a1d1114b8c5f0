import Lessons
import ScreenTestSupport
import Shell
import Terminal
import Testing
import WatchScreens

/// The course's tasks, done on the watch screen by keys.
@Suite struct WatchTasksTests {
  @Test func eachIsDone() {
    var script = ScreenScript(WatchScreen(["runs"]), size: Size(120, 40)).inLesson("watch")
    script.hear(.state(WatchFixtures.state([WatchFixtures.run("alone")])))
    #expect(script.doneTasks.isEmpty)
    script.hear(.state(WatchFixtures.state()))
    #expect(script.doneTasks == [1])
    script.press(.left)
    #expect(script.doneTasks == [1, 2])
    script.type("a")
    #expect(script.doneTasks == [1, 2])
    script.type("a")
    #expect(script.doneTasks == [1, 2, 3])
    script.type("b2")
    #expect(script.doneTasks == [1, 2, 3, 4])
  }

  @Test func factsAreThoseOfTheTable() {
    #expect(Set(WatchScreen(["runs"]).facts.keys) == Set(LessonFacts.names(of: "watch") ?? []))
  }
}
