import Datasets
import Foundation
import NeuralNet
import Plots
import ScreenTestSupport
import Shell
import Terminal
import TestSupport
import Testing

@testable import Screens
@testable import Training

@Suite(.timeLimit(.minutes(3)))
struct DrawPageTests {
  /// Draws a one with the mouse in the middle of the sheet.
  private func drawOne(_ script: inout MnistPageScript) {
    let sheet = DrawLayout(script.stage.screen.body, isZoomed: false).sheet
    let x = sheet.x + sheet.width / 2
    script.mouse(.press, x, sheet.y + 2)
    script.mouse(.drag, x, sheet.y + sheet.height / 2)
    script.mouse(.drag, x, sheet.maxY - 3)
    script.mouse(.release, x, sheet.maxY - 3)
  }

  private func tab(_ script: MnistPageScript) -> DrawPage { script.stage.screen.draw }

  @Test(arguments: [Size(60, 20), Size(80, 20), Size(80, 24), Size(120, 40), Size(200, 60), Size(300, 100)])
  func everyPanelIsThere(size: Size) {
    var script = MnistPageScript.trained(page: .draw, size: size)
    #expect(script.text().contains("Draw a digit"))
    drawOne(&script)
    for capabilities in [.full, MnistPageScript.ascii, MnistPageScript.block] {
      let text = script.text(capabilities)
      for words in [
        "draw", size.width < 80 ? "it sees" : "the network sees", "pen 10 of 112 px", "%", "Enter pen down",
      ] {
        #expect(text.contains(words), "\(words) at \(size)")
      }
      #expect(!text.contains("Draw a digit:"))
    }
  }

  @Test func theSheetHasSquarePixels() {
    for width in stride(from: 60, through: 300, by: 7) {
      for height in stride(from: 20, through: 100, by: 5) {
        for isZoomed in [false, true] {
          let body = Size(width, height).page
          let layout = DrawLayout(body, isZoomed: isZoomed)
          #expect(layout.sheet.width == 2 * layout.sheet.height)
          #expect(layout.sheet.height >= 14)
          let panels = [layout.pad, layout.seen, layout.bars, layout.words, layout.samples].filter { !$0.isEmpty }
          for (index, panel) in panels.enumerated() {
            #expect(panel.intersection(body) == panel)
            for other in panels[..<index] { #expect(panel.intersection(other).isEmpty) }
          }
          #expect(layout.pad.intersection(layout.sheet) == layout.sheet)
          let place = layout.place(at: Point(layout.sheet.x, layout.sheet.maxY - 1))
          #expect(layout.cell(of: place) == Point(layout.sheet.x, layout.sheet.maxY - 1))
        }
      }
    }
  }

  @Test(arguments: [(Size(120, 40), 1), (Size(200, 60), 2), (Size(240, 70), 3), (Size(300, 100), 4)])
  func whatTheNetworkSeesTakesTheRoomThereIs(size: Size, scale: Int) {
    let layout = DrawLayout(size.page, isZoomed: false)
    let inner = Panel(title: "").inner(of: layout.seen)
    #expect(inner.width == 28 * scale && inner.height == 14 * scale)
    #expect(!layout.words.isEmpty && layout.samples.height >= 14)
  }

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(200, 60)])
  func theCursorNeverStandsOnTheInvitation(size: Size) {
    var script = MnistPageScript(page: .draw, size: size, hasData: false)
    let sheet = DrawLayout(script.stage.screen.body, isZoomed: false).sheet
    script.press(.up)
    for _ in 0..<40 { script.press(.up) }
    for _ in 0..<60 {
      let text = script.frame(MnistPageScript.ascii)
      let cell = DrawLayout(script.stage.screen.body, isZoomed: false).cell(of: tab(script).pad.cursor)
      let row = (sheet.x..<sheet.maxX).filter { text[$0, cell.y].glyph != " " }
      #expect(row == [cell.x], "row \(cell.y) has words too")
      #expect(script.text().contains("Draw a digit"))
      script.press(.down)
    }
  }

  @Test func everyStrokeIsJudged() {
    var script = MnistPageScript.trained(page: .draw)
    #expect(tab(script).verdict == nil)
    drawOne(&script)
    guard let verdict = tab(script).verdict, let network = script.stage.screen.currentNetwork else {
      Issue.record("no verdict")
      return
    }
    let pad = tab(script).pad
    let logits =
      network.forward(pad.prepared.map { PixelNormalisation.mnist.value($0) }).layers.last?.preActivations ?? []
    for (logit, expected) in zip(verdict.logits, logits) { #expect(abs(logit - expected) < 1e-4) }
    #expect(abs(verdict.probabilities.reduce(0, +) - 1) < 1e-12)
    #expect(verdict.prediction == logits.indices.max { logits[$0] < logits[$1] })
    #expect(script.text().contains(NumberFormat.percent(1).string(verdict.probabilities[verdict.prediction])))
    let first = verdict
    script.press(.character("c"))
    #expect(tab(script).verdict == nil)
    script.press(.character("u"))
    #expect(tab(script).verdict == first)
  }

  @Test func theKeyboardDraws() {
    var script = MnistPageScript.trained(page: .draw)
    script.press(.enter, .down, .down, .down, .down, .right, .right)
    #expect(tab(script).pad.isPenDown)
    #expect(script.text().contains("pen down"))
    script.press(.down, .enter)
    #expect(!tab(script).pad.isPenDown)
    #expect(tab(script).pad.cursor == DrawPad.Place(64, 76))
    #expect(tab(script).verdict != nil)
    script.type("x")
    #expect(script.text().contains("eraser 15 of 112 px") && script.text().contains(" erase "))
    script.type("bB")
    #expect(tab(script).pad.thickness == 10)
  }

  @Test func theRightButtonErases() {
    var script = MnistPageScript.trained(page: .draw)
    drawOne(&script)
    let before = tab(script).pad.ink.reduce(0, +)
    let sheet = DrawLayout(script.stage.screen.body, isZoomed: false).sheet
    script.mouse(.secondaryPress, sheet.x + sheet.width / 2, sheet.y + sheet.height / 2)
    script.mouse(.secondaryDrag, sheet.x + sheet.width / 2, sheet.y + sheet.height / 2 + 2)
    #expect(script.text().contains("eraser 15 of 112 px"), "the right button's tool, while it is held")
    script.mouse(.move, sheet.x, sheet.y)
    #expect(tab(script).pad.ink.reduce(0, +) < before - 50)
    #expect(!tab(script).pad.isStroking)
  }

  /// The probabilities beside a zoomed sheet are no sheet.
  @Test func onlyTheSheetIsDrawnOn() {
    var script = MnistPageScript.trained(page: .draw)
    script.type("z")
    let layout = DrawLayout(script.stage.screen.body, isZoomed: true)
    script.mouse(.press, layout.bars.middle)
    script.mouse(.release, layout.bars.middle)
    #expect(tab(script).pad.isEmpty)
    script.mouse(.press, layout.sheet.middle)
    script.mouse(.release, layout.sheet.middle)
    #expect(!tab(script).pad.isEmpty)
  }

  @Test func sharedKeysStillSteer() {
    var script = MnistPageScript.trained(page: .draw)
    script.type("s")
    #expect(script.commands.count == 1)
    script.type(" ")
    #expect(script.commands.count == 1)
    script.type("6")
    #expect(script.stage.screen.shell.page == .model)
  }

  @Test func teachingAsksForTheClassAndCanBeTakenBack() {
    var script = MnistPageScript.trained(page: .draw)
    script.type("T")
    #expect(tab(script).question == nil, "an empty sheet is not taught")
    #expect(script.text().contains("the sheet is empty"))
    drawOne(&script)
    script.type("T")
    #expect(tab(script).question == .teach)
    #expect(script.text().contains("which digit did you draw"))
    script.type("5")
    #expect(script.stage.screen.shell.page == .draw, "a digit answers the question and turns no page")
    #expect(tab(script).question == nil)
    let lessons = script.configured.first?.lessons
    #expect(lessons == [ClassifierLesson(image: tab(script).pad.prepared, label: 5)])
    // Two in a row, before the session has answered, are two lessons.
    script.type("T5")
    #expect(script.configured.first?.lessons.count == 2)
    script.type("U")
    #expect(script.configured.first?.lessons.count == 1)
    script.type("U")
    #expect(script.configured.first?.lessons.isEmpty == true)
    script.type("U")
    #expect(script.configured.isEmpty)
    #expect(script.text().contains("nothing has been taught"))
  }

  @Test func aLessonRaisesTheProbability() throws {
    var script = MnistPageScript.trained(page: .draw)
    drawOne(&script)
    let verdict = try #require(tab(script).verdict)
    let wrong = verdict.ranking.last ?? 0
    script.type("T\(wrong)")
    let settings = try #require(script.configured.first)
    // The session's part, by hand: the run takes the settings over and shows its network.
    var run = try ClassifierRun(MnistPageScript.settings)
    for _ in 0..<run.stepsPerEpoch { _ = run.step() }
    run.configure(settings)
    script.update(.message(.training(.configured(settings))))
    script.update(
      .message(.training(.snapshot(StepSnapshot(step: run.stepsPerEpoch, generation: 1, content: run.snapshot()))))
    )
    let lesson = try #require(script.stage.screen.state.lessons.last)
    #expect(lesson.probabilityAfter > lesson.probabilityBefore)
    #expect(script.text().contains("taught \(wrong) in \(lesson.updates) step"))
    // In a paragraph a sentence begins as one.
    script.press(.escape)
    #expect(script.text().contains("Taught \(wrong) in \(lesson.updates) step"))
    // Taking it back gives the same bits as before it.
    let taught = run.snapshot().network
    run.configure(MnistPageScript.settings)
    var untouched = try ClassifierRun(MnistPageScript.settings)
    for _ in 0..<untouched.stepsPerEpoch { _ = untouched.step() }
    #expect(run.snapshot().network == untouched.snapshot().network)
    #expect(run.snapshot().network != taught)
  }

  @Test func savingAsksForTheClass() {
    var script = MnistPageScript.trained(page: .draw)
    drawOne(&script)
    script.type("k")
    script.press(.escape)
    #expect(tab(script).question == nil && script.commands.isEmpty)
    script.type("k3")
    let effect = script.commands.compactMap { command -> MnistScreen.Effect? in
      if case .effect(let effect) = command { return effect }
      return nil
    }
    let files = DrawnSampleFiles(.mnist, in: "/nowhere/drawn")
    #expect(effect == [.saveSample(image: tab(script).pad.prepared, label: 3, files)])
    script.type("k")
    script.press(.enter)
    #expect(script.commands.count == 1, "Enter takes the network's own word")
  }

  @Test func drawsBeforeThereAreImages() {
    var script = MnistPageScript(page: .draw, hasData: false)
    drawOne(&script)
    #expect(!tab(script).pad.isEmpty)
    #expect(script.text().contains("There is no network yet"))
    script.type("T")
    #expect(script.text().contains("there is no network yet"))
    script.update(.message(.loaded(MnistPageScript.settings.data)))
    script.train(MnistPageScript.settings)
    #expect(tab(script).verdict != nil)
  }

  @Test func aQuestionIsNeverHiddenBehindTheExplanation() {
    var script = MnistPageScript.trained(page: .draw)
    drawOne(&script)
    script.type("eT")
    #expect(script.text().contains("which digit did you draw"))
    #expect(!script.stage.screen.shell.overlay.isOpen)
    script.press(.escape)
    #expect(tab(script).question == nil)
  }

  @Test func explainsWithTheNumbersOfNow() throws {
    var script = MnistPageScript.trained(page: .draw)
    drawOne(&script)
    script.type("e")
    let box = try #require(tab(script).pad.inkBox)
    let text = script.text()
    #expect(text.contains("\(box.columns.count)×\(box.rows.count) of the sheet's 112×112"))
    #expect(text.contains("aim (14, 14)"))
    script.type("e?")
    #expect(script.text().contains("undo the last lesson"))
  }

  @Test func aSmallFrame() {
    var script = MnistPageScript(page: .draw, size: Size(60, 20), hasData: false)
    script.press(.enter)
    script.press(.down, .down, .down, .down, .down, .down, .down)
    expectFrame(
      script.frame(MnistPageScript.ascii),
      """
       dlviz . generated   784-12-8-10 ReLU | Adam     loading 0%
       1 Train 2 Pred 3 Conf 4 Weights[5 Draw]6 Model   generated
      # draw ==== pen 10 of 112 px #+ it sees -------------------+
      |                            ||               0            |
      |                            ||     .@@.      1            |
      |                            ||     ,@@,      2            |
      |                            ||     ,@@,      3            |
      |                            ||     ,@@,      4            |
      |                            ||     .@@.      5            |
      |             ;;             ||               6            |
      |            ,@@,            ||no network yet 7            |
      |            ,@@,            ||               8            |
      |            ,@@,            ||               9            |
      |            .@o.            ||                            |
      |                            ||                            |
      |                            ||                            |
      |                            ||                            |
      #================ o pen down #+----------------------------+
       learning rate - 0.001 +  optimizer Adam  batch 20       10>
       Enter pen up  u undo  c clear  e explain  ? help  q quit
      """
    )
  }

  @Test(arguments: 1...3)
  func theMonkeyBreaksNothing(seed: UInt64) {
    let drawings = NSTemporaryDirectory() + "dlviz-monkey-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: drawings) }
    runMnistMonkey(seed: seed, page: .draw, drawings: drawings)
  }
}
