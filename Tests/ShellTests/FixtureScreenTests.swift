import Plots
import ScreenTestSupport
import Terminal
import TestSupport
import Testing

@testable import Shell

/// What the least screen gets from the shell.
struct FixtureScreenTests {
  @Test func grammarHolds() { expectGrammarOnAllPages(ScreenScript(FixtureScreen())) }

  @Test func looksLikeAScreen() {
    let frame = ScreenScript(FixtureScreen(), size: Size(60, 20)).frame()
    let lines = frame.lines
    #expect(lines[0] == " dlviz · fixture   a sum")
    #expect(
      lines[1] == "╭ sum ────────────────────────────────────────────── 2.5 ╮".replacing("──── 2", with: "────── 2")
    )
    #expect(lines[2].contains("2 + 0.5"))
    #expect(lines[18] == " first ‹ 2 ›  second 0.5")
    #expect(lines[19].contains("d double") && lines[19].contains("? help") && lines[19].contains("q quit"))
  }

  @Test func settingsChangeAreTypedAndEnd() {
    var script = ScreenScript(FixtureScreen())
    script.press(.right)
    #expect(script.screen.first == 3)
    script.type("++++++++")
    #expect(script.screen.first == 9 && script.text().contains("first: the keys go no higher"))
    script.type("d")
    #expect(script.screen.first == 9)
    script.press(.tab)
    script.type("-")
    #expect(script.screen.second == 0.2)
    script.type("/12.5")
    script.press(.enter)
    #expect(script.screen.second == 12.5)
    script.type("/")
    script.press(.up, .backspace, .enter)
    #expect(script.screen.second == 12)
    script.type("/101")
    script.press(.enter)
    #expect(script.text().contains("second: expected a number from 0.01 to 100, found '101'"))
    script.press(.backTab)
    #expect(script.screen.focusedSetting?.label == "first")
  }

  @Test func helpExplainAndLeaving() {
    var script = ScreenScript(FixtureScreen())
    script.type("?")
    for line in ["keys of dlviz fixture", "double the first", "change the setting", "write a picture"] {
      #expect(script.text().contains(line))
    }
    script.type("e")
    #expect(script.text().contains("2 + 0.5 = 2.5"))
    script.type("q")
    #expect(!script.screen.shell.overlay.isOpen)
    #expect(script.press(.escape).isEmpty && script.text().contains("q leaves this screen"))
    #expect(script.type("y") == [.program(.copy("dlviz fixture"))])
    #expect(script.type("t") == [.program(.changeTheme)])
    #expect(script.type("w") == [.program(.writePicture)])
    #expect(script.type("q") == [.back])
  }

  @Test func aLongCommandIsBrokenIntoFullRows() {
    let command = "dlviz fixture '" + String(repeating: "words and-links&", count: 20) + "'"
    for width in [10, 40, 77, 400] {
      let lines = ScrollingText.command(command, in: Rect(x: 0, y: 0, width: width, height: 5)).lines.map(\.string)
      #expect(lines.joined() == command)
      #expect(lines.dropLast().allSatisfy { $0.count == width - 6 })
    }
  }

  @Test func tellsItselfAsTextAndJSON() {
    let look = Look(theme: .dark, charset: .ascii, colorDepth: .mono)
    let text = FixtureScreen().text(look: look)
    #expect(text.contains { $0.contains("2 + 0.5") } && text.last == "the sum is 2.5")
    #expect(
      FixtureScreen().json() == [
        #"{"event":"started","command":"fixture"}"#, #"{"event":"result","sum":2.5}"#,
        #"{"event":"finished","reason":"completed"}"#,
      ]
    )
  }

  @Test(arguments: [UInt64](0..<3)) func theMonkeyBreaksNothing(seed: UInt64) {
    runMonkey(seed: seed, events: 1000, makeScreen: { _, _ in ScreenHost(FixtureScreen()) })
  }
}
