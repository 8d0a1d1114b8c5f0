import Lessons
import Shell
import Testing
import Training

@testable import Screens

/// The tasks of mnist's lesson, from what a session has said.
struct MnistTasksTests {
  @Test func factsAreThoseOfTheTable() {
    let script = MnistScript.trained()
    #expect(Set(script.screen.facts.keys) == Set(LessonFacts.names(of: "mnist") ?? []))
    #expect(script.screen.facts["epoch"] ?? 0 >= 1)
  }

  @Test func overfittingIsSeen() throws {
    var screen = MnistScreen()
    screen.shell.lesson = Course.lesson(named: "mnist").map { TaskTracker($0) }
    func report(_ epoch: Int, train: Double, test: Double, accuracy: Double) -> MnistScreen.Message {
      .training(
        .epochEnded(
          EpochReport(epoch: epoch, step: epoch, trainLoss: train, testLoss: test, testAccuracy: accuracy, seconds: 1)
        )
      )
    }
    func done() -> [Bool] { screen.shell.lesson?.isDone ?? [] }
    _ = screen.update(.message(report(1, train: 0.5, test: 0.4, accuracy: 0.9)))
    #expect(done() == [false, false, false])
    _ = screen.update(.message(report(2, train: 0.2, test: 0.2, accuracy: 0.975)))
    #expect(done() == [true, false, false])
    // A training loss that rises too is no overfitting.
    _ = screen.update(.message(report(3, train: 0.3, test: 0.3, accuracy: 0.96)))
    #expect(done() == [true, false, false])
    let commands = screen.update(.message(report(4, train: 0.1, test: 0.3, accuracy: 0.97)))
    #expect(done() == [true, true, false])
    #expect(commands.contains(.program(.remember(.finished(lesson: "mnist", task: 1)))))
  }
}
