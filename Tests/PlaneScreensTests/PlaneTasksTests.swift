import Lessons
import NeuralNet
import PlaneScreens
import ScreenTestSupport
import Shell
import Terminal
import Testing
import Training

/// The tasks of the course's lessons, done on the screens by keys.
@Suite struct PlaneTasksTests {
  @Test func perceptron() {
    var script = ScreenScript(PerceptronScreen()).inLesson("perceptron")
    #expect(script.commands.contains(.program(.remember(.opened(lesson: "perceptron")))) && script.doneTasks.isEmpty)
    script.type(" ")
    for _ in 0..<40 where !script.doneTasks.contains(1) { script.type("S") }
    #expect(script.doneTasks == [1])
    script.press(.right, .right)
    for _ in 0..<40 where !script.doneTasks.contains(2) { script.type("S") }
    #expect(script.doneTasks == [1, 2])
    script.type("a")
    #expect(script.doneTasks == [1, 2, 3])
    for _ in 0..<16 where !script.doneTasks.contains(4) { script.press(.right) }
    for _ in 0..<4 where !script.doneTasks.contains(4) { script.press(.down, .right) }
    #expect(script.doneTasks == [1, 2, 3, 4])
    #expect(script.text().contains("task 4 done, none left"))
  }

  /// Where somebody came to work, no notice speaks of tasks until they were opened; what is done is remembered all the same.
  @Test func tasksAreQuietUntilTheyAreOpened() {
    var screen = PerceptronScreen()
    screen.shell.lesson = Course.lesson(named: "perceptron").map { TaskTracker($0) }
    screen.shell.lesson?.announces = false
    var script = ScreenScript(screen, size: Size(80, 24))
    script.type(" ")
    for _ in 0..<40 where !script.doneTasks.contains(1) { script.type("S") }
    #expect(script.doneTasks == [1] && !script.text().contains("task 1 done"))
    #expect(script.commands.contains(.program(.remember(.finished(lesson: "perceptron", task: 0)))))
    script.type("g")
    script.press(.escape, .right, .right)
    for _ in 0..<40 where !script.doneTasks.contains(2) { script.type("S") }
    #expect(script.text().contains("task 2 done"))
  }

  @Test func xor() {
    var settings = PlaneSettings()
    settings.hidden = [2]
    settings.learningRate = 5
    settings.epochs = 2000
    for seed in 0..<20 where true {
      settings.seed = UInt64(seed)
      var script = ScreenScript.trained(XorScreen(settings: settings).inLesson("xor"))
      let facts = script.screen.facts
      // A task is done exactly where the run is as it asks.
      #expect(script.doneTasks.contains(2) == (facts["right"].map { $0 < 4 } ?? false), "\(facts)")
      #expect(script.doneTasks.contains(1) == ((facts["right"] ?? 0) == 4 && (facts["loss"] ?? 1) < 0.05), "\(facts)")
      script.type("g")
      #expect(script.text().contains("Solve XOR with two hidden units"))
    }
  }

  @Test func xorFactsAreThoseOfTheTable() {
    for (screen, name) in [("xor", "xor"), ("perceptron", "perceptron")] {
      #expect(LessonFacts.names(of: screen) != nil, "\(name)")
    }
    let trained = ScreenScript.trained(XorScreen(settings: PlaneSettings()))
    #expect(Set(trained.screen.facts.keys) == Set(LessonFacts.names(of: "xor") ?? []))
    #expect(Set(PerceptronScreen().facts.keys) == Set(LessonFacts.names(of: "perceptron") ?? []))
  }
}

extension XorScreen {
  fileprivate func inLesson(_ name: String) -> XorScreen {
    var screen = self
    screen.shell.lesson = Course.lesson(named: name).map { TaskTracker($0) }
    return screen
  }
}
