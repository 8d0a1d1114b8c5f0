import NeuralNet
import Plots
import ScreenTestSupport
import Shell
import Terminal
import Testing

@testable import FunctionScreens

/// Every key of the losses screen.
struct LossesKeyTests {
  private func fresh(_ page: LossesPage = .prediction) -> ScreenScript<LossesScreen> {
    ScreenScript(LossesScreen(page: page))
  }

  @Test func commonKeysMeanWhatTheyMeanEverywhere() { expectGrammarOnAllPages(fresh()) }

  @Test func numbersTurnPages() {
    var script = fresh()
    for (key, title) in [("2", "over the logit z"), ("3", "softmax cross-entropy"), ("1", "over the prediction")] {
      script.type(key)
      #expect(script.text().contains(title))
    }
  }

  @Test func theCursorMoves() {
    var script = fresh()
    script.press(.right, .right)
    #expect(script.screen.cursor == 0.35)
    script.type("-")
    script.press(.left)
    #expect(script.screen.cursor == 0.25)
    script.press(.right, .pageUp)
    #expect(script.screen.cursor == 0.8)
    script.press(.pageDown)
    #expect(script.screen.cursor == 0.3)
    script.type("2")
    script.press(.left)
    #expect(script.screen.logit == -3.1)
  }

  /// The settings take a typed value, and say what they expected where it is none.
  @Test func valuesAreTyped() {
    var script = fresh()
    script.type("/0.9")
    script.press(.enter)
    #expect(script.screen.cursor == 0.9)
    script.press(.tab)
    script.type("/-0.5")
    script.press(.enter)
    #expect(script.screen.target == -0.5)
    script.type("/qwt")
    #expect(script.screen.shell.editor?.string == "qwt")
    #expect(script.press(.enter).isEmpty)
    #expect(script.text().contains("expected a number from -1k to 1k, found 'qwt'"))
    script.type("/7")
    script.press(.escape)
    #expect(script.screen.target == -0.5 && script.screen.shell.editor == nil)
  }

  @Test func settings() {
    var script = fresh()
    script.press(.tab)
    script.type("-")
    #expect(script.screen.target == 0.9)
    script.type("v")
    #expect(script.screen.target == 0)
    script.type("v")
    #expect(script.screen.target == 1)
    script.press(.tab, .right)
    #expect(script.screen.losses.contains(.huber(delta: 2)))
    script.press(.tab)
    script.type("-")
    #expect(script.screen.range.ends == 0...1)
    script.press(.backTab)
    script.type("=")
    #expect(script.screen.delta == 5)
    script.type("r")
    #expect(script.screen.delta == 1 && script.screen.range.ends == -1...2)
  }

  @Test func lettersShowAndHide() {
    var script = fresh()
    script.type("mb")
    #expect(script.screen.shownLosses.map(\.loss) == [.mae, .huber(delta: 1), .hinge])
    #expect(script.text().contains("hidden"))
    script.type("b")
    #expect(script.screen.shownLosses.count == 4)
    // A target that is no probability leaves BCE out.
    script.press(.tab)
    script.type("+")
    #expect(script.screen.target == 1.5 && !script.screen.shownLosses.contains { $0.loss == .bce })
    #expect(script.text().contains("BCE is not drawn"))
  }

  /// A key without a use says so, in words of its common meaning where it has one.
  @Test func unknownKeysSaySo() {
    var script = fresh()
    script.type("x")
    #expect(script.text().contains("x: not a key on this page; ? lists the keys"))
    script.type(" ")
    #expect(script.text().contains("space: nothing runs on this page"))
    script.type("9")
    #expect(script.text().contains("there is no such page"))
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
    script.press(.pageUp)
    #expect(script.screen.logits[0] == 3)
    script.press(.pageDown)
    #expect(script.screen.logits[0] == 2)
    script.type("vvv")
    #expect(script.screen.targetClass == 3)
    script.press(.tab)
    script.type("-")
    #expect(script.screen.targetClass == 2)
    script.press(.tab)
    script.type("++++++")
    #expect(script.screen.logits.count == 10)
    script.type("+")
    #expect(script.screen.logits.count == 10 && script.text().contains("classes: the keys go no higher"))
    for _ in 0..<9 { script.type("-") }
    #expect(script.screen.logits.count == 3 && script.screen.targetClass == 2)
    script.type("r")
    #expect(script.screen.logits == LossesParameters.logits && script.screen.targetClass == 0)
    script.type("R")
    let drawn = script.screen.logits
    #expect(drawn != LossesParameters.logits)
    script.type("R")
    #expect(script.screen.logits != drawn)
    #expect(script.screen.logits.allSatisfy { abs($0) <= 10 })
  }

  /// One step by hand: z ← z − (p − y), and the loss falls.
  @Test func descends() {
    var script = fresh(.softmax)
    let before = script.screen.crossEntropy
    script.type("s")
    for index in script.screen.logits.indices {
      #expect(abs(script.screen.logits[index] - (LossesParameters.logits[index] - before.gradient[index])) < 1e-15)
    }
    #expect(script.screen.crossEntropy.loss < before.loss)
    let once = script.screen.crossEntropy.loss
    script.type("S")
    #expect(script.screen.crossEntropy.loss < once)
    script.type("1s")
    #expect(script.text().contains("s: there are no steps on this page"))
  }

  @Test func panelsZoomAndOverlays() {
    for page in LossesPage.allCases {
      var script = fresh(page)
      script.type("p")
      #expect(script.screen.shell.panel == .derivative)
      script.type("z")
      #expect(script.screen.panels.map(\.panel) == [.derivative])
      #expect(script.type("q").isEmpty)
      script.press(.enter)
      #expect(script.screen.shell.isZoomed && script.press(.escape).isEmpty)
      script.type("PPP")
      if page != .softmax {
        script.press(.up, .down)
        #expect(script.screen.shell.panel == .table)
      }
      script.type("e")
      #expect(script.text().contains("explain"))
      script.press(.down, .up, .pageDown, .pageUp)
      script.type("e?")
      #expect(script.text().contains("keys of dlviz losses"))
      script.type("q")
      #expect(script.screen.shell.overlay.kind == nil)
      #expect(script.press(.escape).isEmpty && script.text().contains("q leaves this screen"))
      #expect(script.type("q") == [.back])
    }
  }

  @Test func explainsEachShownLoss() {
    for page in [LossesPage.prediction, .logit] {
      let screen = LossesScreen(page: page, target: 0)
      let text = LossesExplanation(screen).lines.map(\.string).joined(separator: "\n")
      for loss in screen.losses {
        #expect(text.contains(loss.displayName))
        let slope = screen.reading(loss, at: screen.place)?.slope ?? .nan
        #expect(text.contains(NumberFormat.significant(4).string(slope)), "\(loss.name) in \(text)")
      }
    }
    let softmax = LossesExplanation(LossesScreen(page: .softmax)).lines.map(\.string).joined(separator: "\n")
    for part in ["0.6381", "0.4493", "−0.3619", "their sum is 0"] { #expect(softmax.contains(part), "\(part)") }
  }

  @Test func mouse() {
    var script = fresh()
    let panels = script.screen.panels
    let middle = panels[.derivative].middle
    let settingsRow = 38
    script.mouse(.move, middle)
    #expect(script.screen.place != 0.25 && script.screen.cursor == 0.25)
    script.mouse(.press, middle)
    #expect(script.screen.shell.panel == .derivative && script.screen.cursor != 0.25)
    let clicked = script.screen.cursor
    script.mouse(.wheelUp, middle)
    #expect(script.screen.cursor > clicked)
    script.mouse(.press, Point(panels[.table].x + 3, panels[.table].y + 3))
    #expect(script.screen.isVisible == [true, false, true, true, true])
    script.mouse(.press, Point(24, settingsRow))
    #expect(script.screen.focusedSetting?.label == "target y")
    script.mouse(.wheelDown, Point(24, settingsRow))
    #expect(script.screen.target == 0.9)
    script.mouse(.press, Point(30, 1))
    #expect(script.screen.page == .softmax)
    let bars = script.screen.panels[.third]
    script.mouse(.press, Point(bars.maxX - 4, bars.middle.y))
    #expect(script.screen.selectedClass == 3)
    script.mouse(.wheelUp, Point(bars.x + 4, bars.middle.y))
    #expect(script.screen.selectedClass == 0 && script.screen.logits[0] == 2.1)
  }
}
