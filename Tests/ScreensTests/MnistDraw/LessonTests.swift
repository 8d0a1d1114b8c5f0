import NeuralNet
import Plots
import ScreenTestSupport
import Shell
import Terminal
import TestSupport
import Testing

@testable import Screens
@testable import Training

/// What a lesson on the fifth tab does to the run, with a session that does it.
@Suite(.timeLimit(.minutes(3)))
struct LessonTests {
  private static var settings: ClassifierRunSettings {
    var settings = MnistPageScript.settings
    settings.training.epochs = 4
    return settings
  }

  private func drawOne(_ script: inout MnistPageScript) {
    let sheet = DrawLayout(script.stage.screen.body, isZoomed: false).sheet
    script.mouse(.press, sheet.x + sheet.width / 2, sheet.y + 2)
    script.mouse(.drag, sheet.x + sheet.width / 2, sheet.maxY - 3)
    script.mouse(.release, sheet.x + sheet.width / 2, sheet.maxY - 3)
  }

  /// A run that waits after three steps, with a drawing on the sheet.
  private func waiting() -> LiveMnist {
    var live = LiveMnist(page: .draw, settings: Self.settings)
    live.act({ drawOne(&$0) }, until: { _ in true })
    live.type("S") { $0.run.state == .paused && $0.run.shownStep == 3 && $0.run.lastStep == 3 }
    return live
  }

  /// The class that the network thinks least likely for the drawing.
  private func unlikely(_ live: LiveMnist) -> Int { live.script.stage.screen.draw.verdict?.ranking.last ?? 0 }

  @Test func aLessonSaysWhatItDidAndWhatItCost() throws {
    var live = waiting()
    live.type("T\(unlikely(live))") { $0.lessons.count == 1 }
    let lesson = try #require(live.state.lessons.last)
    let verdict = try #require(live.script.stage.screen.draw.verdict)
    #expect(abs(verdict.probabilities[Int(lesson.label)] - lesson.probabilityAfter) < 1e-4)
    #expect(lesson.step == 3)
    let accuracy = NumberFormat.percent(2).string(try #require(lesson.accuracyAfter))
    #expect(live.text.contains("→ \(accuracy)"))
    #expect(live.state.run.state == .paused)
    live.end()
  }

  @Test func takingALessonBackAtItsStepIsExact() {
    var live = waiting()
    let before = live.state.network
    live.type("T\(unlikely(live))") { $0.lessons.count == 1 }
    #expect(live.state.network != before)
    live.type("U") { $0.lessons.isEmpty }
    #expect(live.state.network == before)
    #expect(live.state.run.cursorStep == 3 && live.state.run.ghosts.isEmpty)
    live.end()
  }

  @Test func takingALessonBackAfterTrainingGoesBackToItsStep() {
    var live = waiting()
    let before = live.state.network
    live.type("T\(unlikely(live))") { $0.lessons.count == 1 }
    live.type("S") { $0.run.state == .paused && $0.run.shownStep == 6 && $0.run.lastStep == 6 }
    #expect(live.text.contains("After more training"))
    live.type("U") { $0.lessons.isEmpty && $0.run.state == .paused }
    // Network, step, curve and figures all are those of the lesson's step, without the lesson.
    #expect(live.state.network == before)
    #expect(live.state.run.cursorStep == 3 && live.state.run.shownStep == 3)
    #expect(live.state.run.reportedSteps(until: .max) == [3])
    #expect(live.state.run.ghosts.count == 1)
    #expect(live.text.contains("back at step 3, without the lesson"))
    live.end()
  }

  @Test func goingIntoThePastAndBackKeepsALessonUndoable() {
    var live = waiting()
    let before = live.state.network
    live.type("T\(unlikely(live))") { $0.lessons.count == 1 }
    live.act({ $0.press(.home) }, until: { $0.run.isRewound && $0.run.shownStep == 0 })
    live.type("U") { _ in true }
    #expect(live.text.contains("nothing had been taught yet at this step"))
    live.act({ $0.press(.end) }, until: { !$0.run.isRewound && $0.lessons.count == 1 })
    live.type("U") { $0.lessons.isEmpty }
    #expect(live.state.network == before)
    live.end()
  }

  @Test func aLessonPausesARunThatGoesOn() {
    var live = waiting()
    let label = unlikely(live)
    live.act({
      $0.update(.message(.training(.stateChanged(.running))))
      $0.type("T\(label)")
    }) { $0.lessons.count == 1 }
    let commands = live.script.commands
    guard case .effect(.run(.command(.pause))) = commands.first else {
      Issue.record("not paused first: \(commands.count) commands")
      return
    }
    #expect(live.text.contains("paused: training on washes it out"))
    live.end()
  }

  @Test func aLessonInThePastIsABranchThatWaits() {
    var live = waiting()
    live.act({ $0.press(.home) }, until: { $0.run.isRewound && $0.run.shownStep == 0 })
    live.type("T\(unlikely(live))") { $0.lessons.count == 1 && $0.run.state == .paused }
    #expect(live.state.run.cursorStep == 0)
    #expect(live.state.run.ghosts.count == 1)
    // Trained again from the beginning, the lesson at step 0 is in it.
    live.type("S") { $0.run.state == .paused && $0.run.shownStep == 3 && $0.run.lastStep == 3 }
    let taught = live.state.network
    live.type("S") { $0.run.state == .paused && $0.run.shownStep == 6 && $0.run.lastStep == 6 }
    live.act({ $0.press(.home) }, until: { $0.run.isRewound && $0.run.shownStep == 0 })
    #expect(live.state.lessons.count == 1)
    for step in 1...3 { live.type("]") { $0.run.cursorStep == step && $0.run.shownStep == step && $0.run.isRewound } }
    #expect(live.state.network == taught)
    live.end()
  }

  @Test func otherPagesSpeakOfTheTaughtNetwork() throws {
    var live = LiveMnist(page: .draw, settings: Self.settings)
    live.act({ drawOne(&$0) }, until: { _ in true })
    live.type("S") { $0.run.state == .paused && $0.run.shownStep == 3 && $0.run.lastStep == 3 }
    live.type("354") { _ in true }
    let untaught = try #require(live.state.report)
    let looked = try #require(live.script.stage.screen.weights.inspection)
    live.type("5T\(unlikely(live))") { $0.lessons.count == 1 }
    live.type("34") { _ in true }
    #expect(live.state.isReportCurrent)
    #expect(live.state.report?.losses != untaught.losses)
    let accuracy = try #require(live.state.lessons.last?.accuracyAfter)
    #expect(abs((live.state.report?.accuracy ?? -1) - accuracy) < 1e-12)
    // The histograms are of the taught weights, and of the last mini-batch's gradients.
    let again = try #require(live.script.stage.screen.weights.inspection)
    #expect(again.layers[0].weights != looked.layers[0].weights)
    #expect(again.layers[0].gradients == looked.layers[0].gradients)
    live.end()
  }

  @Test func noVerdictAcrossALesson() throws {
    var live = waiting()
    live.type("T\(unlikely(live))") { $0.lessons.count == 1 }
    let accuracy = try #require(live.state.lessons.last?.accuracyAfter)
    #expect(live.state.testAccuracy == accuracy)
    let words = try #require(live.state.health).sentences.map(\.string).joined(separator: " ")
    #expect(words.contains("After a lesson at step 3") && !words.contains("Overfitting"))
    // After a whole epoch without a lesson, the two can be compared again.
    for step in [6, 9] {
      live.type("S") { $0.run.state == .paused && $0.run.shownStep == step && $0.run.lastStep == step }
    }
    let later = try #require(live.state.health).sentences.map(\.string).joined(separator: " ")
    #expect(!later.contains("After a lesson"))
    live.end()
  }

  @Test func escapeFirstLiftsThePenAndClearsTheMessage() {
    var script = MnistPageScript.trained(page: .draw)
    script.press(.enter)
    #expect(script.stage.screen.draw.pad.isPenDown)
    script.press(.escape)
    #expect(!script.stage.screen.draw.pad.isPenDown && script.commands.isEmpty)
    script.update(.message(.fetchFailed("no network")))
    script.press(.escape)
    #expect(script.commands.isEmpty && !script.text().contains("no network"))
    script.press(.escape)
    #expect(script.commands.isEmpty && script.text().contains("q leaves this screen"))
    #expect(script.type("q") == [.back])
  }

  @Test func keysInTheKeyLineAreThoseThatWork() {
    var script = MnistPageScript(page: .draw, size: Size(160, 40), hasData: false)
    #expect(!script.text().contains("resume") && !script.text().contains("s step"))
    script = MnistPageScript.trained(page: .draw, size: Size(160, 40))
    drawOne(&script)
    script.type("T")
    let line = script.text().split(separator: "\n").last ?? ""
    #expect(line.contains("Esc cancel") && !line.contains("tabs") && !line.contains("step"))
  }

  @Test func nothingLessThanAllIsAHundredPerCent() {
    #expect(DrawPage.percent(1, 0) == "100%")
    #expect(DrawPage.percent(0.996, 0) == "99.6%")
    #expect(DrawPage.percent(0.99996, 0) == ">99.9%")
    #expect(DrawPage.percent(0.99996, 1) == ">99.9%")
    #expect(DrawPage.percent(0.5, 0) == "50%")
    #expect(DrawPage.percent(.nan, 0).contains("NaN"))
  }
}
