import Lessons
import Playground
import PlaygroundScreens
import ScreenTestSupport
import Shell
import Terminal
import Testing
import Training

/// The course's tasks on the playground, checked from networks that have been trained.
@Suite struct PlaygroundTasksTests {
  /// The tasks that are done once an experiment has been trained.
  private func done(_ epochs: Int, _ change: (inout PlaygroundSettings) -> Void) -> [Int] {
    var settings = PlaygroundSettings()
    settings.seed = "0.27182"
    settings.epochs = epochs
    change(&settings)
    return ScreenScript.trained(PlaygroundScreen(settings, pace: nil).inLesson).doneTasks
  }

  @Test func theCircleNeedsOneUnitAndTheSquares() {
    func circle(_ features: Set<PlaneFeature>) -> [Int] {
      done(120) {
        $0.dataset = .circle
        $0.hidden = [HiddenLayer(units: 1)]
        $0.features = features
      }
    }
    #expect(circle([.xSquared, .ySquared]) == [1])
    #expect(circle([.x, .y]).isEmpty)
  }

  @Test func theQuadrantsNeedNoFurtherFeature() {
    let xor = { (epochs: Int, noise: Double) in
      done(epochs) {
        $0.dataset = .xor
        $0.hidden = [HiddenLayer(units: 8), HiddenLayer(units: 8)]
        $0.noise = noise
      }
    }
    #expect(xor(150, 0) == [3])
    #expect(xor(3, 0).isEmpty)
    #expect(xor(50, 35) == [5])
  }

  @Test func factsAreThoseOfTheTable() {
    var settings = PlaygroundSettings()
    settings.epochs = 1
    let facts = ScreenScript.trained(PlaygroundScreen(settings, pace: nil)).screen.facts
    #expect(Set(facts.keys) == Set(LessonFacts.names(of: "playground") ?? []))
  }
}

extension PlaygroundScreen {
  /// The same in the course's lesson.
  fileprivate var inLesson: PlaygroundScreen {
    var screen = self
    screen.shell.lesson = Course.lesson(named: "playground").map { TaskTracker($0) }
    return screen
  }
}
