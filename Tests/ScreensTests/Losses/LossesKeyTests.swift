import NeuralNet
import Plots
import Terminal
import Testing

@testable import Screens

/// Every key of the losses screen.
struct LossesKeyTests {
  private func fresh(_ page: LossesScreen.Page = .prediction) -> ScreenScript<LossesScreen> {
    ScreenScript(LossesScreen(page: page))
  }

  @Test func tabTurnsPages() {
    var script = fresh()
    for title in ["over the logit z", "softmax cross-entropy", "over the prediction"] {
      script.press(.tab)
      #expect(script.text().contains(title))
    }
    script.press(.backTab)
    #expect(script.screen.page == .softmax)
  }

  @Test func theCursorMoves() {
    var script = fresh()
    script.press(.right, .right)
    #expect(script.screen.cursor == 0.35)
    script.type("-[")
    #expect(script.screen.cursor == 0.25)
    script.type("]}")
    #expect(script.screen.cursor == 0.8)
    script.type("{")
    #expect(script.screen.cursor == 0.3)
    script.press(.home)
    #expect(script.screen.cursor == -1)
    script.press(.end)
    #expect(script.screen.cursor == 2)
    script.press(.tab, .left)
    #expect(script.screen.logit == -3.1)
  }

  @Test func settings() {
    var script = fresh()
    script.type("c-")
    #expect(script.screen.target == 0.9)
    script.type("y")
    #expect(script.screen.target == 0)
    script.type("y")
    #expect(script.screen.target == 1)
    script.type("c")
    script.press(.right)
    #expect(script.screen.losses.contains(.huber(delta: 2)))
    script.type("c-")
    #expect(script.screen.range.ends == 0...1)
    script.type("C=")
    #expect(script.screen.delta == 5)
    script.type("rc")
    #expect(script.screen.delta == 1 && script.screen.range.ends == -1...2)
  }

  @Test func digitsShowAndHide() {
    var script = fresh()
    script.type("14")
    #expect(script.screen.shownLosses.map(\.loss) == [.mae, .huber(delta: 1), .hinge])
    #expect(script.text().contains("hidden"))
    script.type("4")
    #expect(script.screen.shownLosses.count == 4)
    script.type("09")
    #expect(script.screen.shownLosses.count == 4)
    // A target that is no probability leaves BCE out.
    script.type("c+")
    #expect(script.screen.target == 1.5 && !script.screen.shownLosses.contains { $0.loss == .bce })
    #expect(script.text().contains("BCE is not drawn"))
  }

  @Test func logarithmicAxis() {
    var script = fresh()
    script.type("l")
    #expect(script.text().contains("(log)") && script.text().contains("(symmetric log)"))
    script.type("l")
    #expect(!script.screen.isLogarithmic)
  }

  @Test func softmaxKeys() {
    var script = fresh(.softmax)
    script.press(.up, .up)
    #expect(script.screen.logits[1] == 1.2)
    script.press(.right, .down)
    #expect(script.screen.logits[2] == 0)
    script.press(.left, .left)
    script.type("}")
    #expect(script.screen.logits[0] == 3)
    script.type("{[]")
    #expect(script.screen.logits[0] == 2)
    script.type("3")
    #expect(script.screen.targetClass == 2)
    script.type("y")
    #expect(script.screen.targetClass == 3)
    script.type("c-")
    #expect(script.screen.targetClass == 2)
    script.type("c++++++")
    #expect(script.screen.logits.count == 10)
    script.type("0")
    #expect(script.screen.targetClass == 9)
    script.type("+")
    #expect(script.screen.logits.count == 10 && script.text().contains("3 to 10 classes"))
    for _ in 0..<9 { script.type("-") }
    #expect(script.screen.logits.count == 3 && script.screen.targetClass == 2)
    script.type("r")
    #expect(script.screen.logits == LossesScreen.defaultLogits && script.screen.targetClass == 0)
    script.type("R")
    let drawn = script.screen.logits
    #expect(drawn != LossesScreen.defaultLogits)
    script.type("R")
    #expect(script.screen.logits != drawn)
    script.press(.end)
    #expect(script.screen.logits.allSatisfy { abs($0) <= 10 })
  }

  /// One step by hand: z ← z − (p − y), and the loss falls.
  @Test func descends() {
    var script = fresh(.softmax)
    let before = script.screen.crossEntropy
    script.type("s")
    for index in script.screen.logits.indices {
      #expect(abs(script.screen.logits[index] - (LossesScreen.defaultLogits[index] - before.gradient[index])) < 1e-15)
    }
    #expect(script.screen.crossEntropy.loss < before.loss)
    let once = script.screen.crossEntropy.loss
    script.type("S")
    #expect(script.screen.crossEntropy.loss < once)
    script.press(.tab)
    script.type("sR")
    #expect(script.text().contains("softmax page"))
  }

  @Test func panelsZoomAndOverlays() {
    for page in LossesScreen.Page.allCases {
      var script = fresh(page)
      script.type("p")
      #expect(script.screen.focusedPanel == .derivative)
      script.type("z")
      #expect(script.screen.layout.places.map(\.kind) == [.derivative])
      #expect(script.type("q").isEmpty)
      script.press(.enter)
      #expect(script.screen.isZoomed && script.press(.escape).isEmpty)
      script.type("PPP")
      if page != .softmax {
        script.press(.up, .down)
        #expect(script.screen.focusedPanel == .table)
      }
      script.type("e")
      #expect(script.text().contains("explain"))
      script.type("]")
      #expect(script.screen.overlay.kind == .explain)
      script.press(.down, .up, .pageDown, .pageUp)
      script.type("e?")
      #expect(script.text().contains("keys of dlviz losses"))
      script.type("q")
      #expect(script.screen.overlay.kind == nil)
      #expect(script.type("q") == [.back])
    }
  }

  @Test func explainsEachShownLoss() {
    for page in [LossesScreen.Page.prediction, .logit] {
      let screen = LossesScreen(page: page, target: 0)
      let text = LossesExplanation(screen).lines.map(\.string).joined(separator: "\n")
      for loss in screen.losses {
        #expect(text.contains(loss.displayName))
        let slope = screen.reading(loss, at: screen.place)?.slope ?? .nan
        #expect(text.contains(NumberFormat.significant(4).string(slope)), "\(loss.name) in \(text)")
      }
    }
    let softmax = LossesExplanation(LossesScreen(page: .softmax)).lines.map(\.string).joined(separator: "\n")
    for part in ["0.6381", "0.4493", "-0.3619", "their sum is 0"] { #expect(softmax.contains(part), "\(part)") }
  }

  @Test func mouse() {
    var script = fresh()
    let layout = script.screen.layout
    let middle = layout[.derivative].middle
    script.mouse(.move, middle)
    #expect(script.screen.hovered != nil && script.screen.cursor == 0.25)
    script.mouse(.press, middle)
    #expect(script.screen.focusedPanel == .derivative && script.screen.cursor != 0.25)
    let clicked = script.screen.cursor
    script.mouse(.wheelUp, middle)
    #expect(script.screen.cursor > clicked)
    script.mouse(.press, Point(layout[.table].x + 3, layout[.table].y + 3))
    #expect(script.screen.isVisible == [true, false, true, true, true])
    script.mouse(.press, Point(24, layout.controls.y))
    #expect(script.screen.focusedControl == .target)
    script.mouse(.wheelDown, Point(24, layout.controls.y))
    #expect(script.screen.target == 0.9)
    script.press(.tab, .tab)
    let bars = script.screen.layout[.third]
    script.mouse(.press, Point(bars.maxX - 4, bars.middle.y))
    #expect(script.screen.selectedClass == 3)
    script.mouse(.wheelUp, Point(bars.x + 4, bars.middle.y))
    #expect(script.screen.selectedClass == 0 && script.screen.logits[0] == 2.1)
  }
}
