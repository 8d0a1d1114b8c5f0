import Plots
import Shell
import Terminal
import TestSupport
import Testing

/// The loop on a terminal that shows frames later than they are drawn.
struct AppLoopReadinessTests {
  private func run(
    on terminal: HeadlessTerminal,
    remember: @escaping (Theme, Color?) -> Void = { _, _ in },
    greeting: @escaping (Look) -> String? = { _ in nil }
  ) {
    AppLoop(
      terminal: terminal,
      wake: {},
      theme: Theme.fitting,
      remember: remember,
      greeting: greeting,
      framesPerSecond: 60,
      now: { [unowned terminal] in terminal.now },
      writePicture: { _, _, _, _ in "wrote nothing" },
      makeScreen: { _, _ in ScreenHost(FixtureScreen(), worker: IdleWorker()) }
    ).run(.menu)
  }

  @Test func noFrameIsDrawnBeforeTheLastOneIsShown() throws {
    let terminal = HeadlessTerminal(size: Size(60, 20))
    terminal.press(.right, after: .milliseconds(100))
    terminal.press(.right, after: .milliseconds(100))
    terminal.press(.control("c"), after: .seconds(10))
    var waits = 0
    var counts: [Int] = []
    terminal.onWait = { [unowned terminal] in
      waits += 1
      counts.append(terminal.frameCount)
      if waits == 1 { terminal.isReady = false }
      if waits == 3 { terminal.isReady = true }
    }
    run(on: terminal)
    // The first frame; none for either key; one for both as soon as the terminal is ready, long before the next key.
    #expect(counts == [1, 1, 1, 2])
    #expect(try #require(terminal.frame).lines[2].contains("4 + 0.5"))
  }

  @Test func aKeyGoesThroughTheCharsets() throws {
    let terminal = HeadlessTerminal(size: Size(60, 20))
    for _ in 0..<3 { terminal.press(.control("t"), after: .milliseconds(100)) }
    terminal.press(.control("c"), after: .seconds(1))
    var charsets: [Capabilities.Charset] = []
    terminal.onWait = { [unowned terminal] in charsets.append(terminal.capabilities.charset) }
    run(on: terminal)
    #expect(charsets == [.braille, .block, .shades, .ascii])
    let frame = try #require(terminal.frame)
    #expect(frame.cells.allSatisfy { $0.glyph.isASCII })
    #expect(frame.text.contains("glyphs: ASCII; ctrl-T for others"))
  }

  @Test func theThemeFollowsTheTerminalUntilAPersonChooses() throws {
    let terminal = HeadlessTerminal(size: Size(60, 20))
    terminal.capabilities.background = Color(hex: 0xFFFFFF)
    terminal.press(.character("t"), after: .milliseconds(100))
    terminal.press(.control("c"), after: .seconds(1))
    var backgrounds: [Color] = []
    terminal.onWait = { [unowned terminal] in backgrounds.append(terminal.frame?[0, 0].style.background ?? .default) }
    var chosen: [(String, Color?)] = []
    run(on: terminal, remember: { chosen.append(($0.name, $1)) })
    #expect(backgrounds == [Theme.light.background, Theme.dark.background])
    #expect(chosen.map(\.0) == ["dark"] && chosen.map(\.1) == [Color(hex: 0xFFFFFF)])
  }

  @Test func theFirstScreenSaysWhatWasChosen() throws {
    let terminal = HeadlessTerminal(size: Size(60, 20))
    terminal.press(.control("c"), after: .seconds(1))
    run(on: terminal, greeting: { "glyphs: \($0.charset.words)" })
    #expect(try #require(terminal.frame).text.contains("glyphs: braille"))
  }

  @Test func aPastedTextIsForTheLineThatIsTyped() throws {
    let terminal = HeadlessTerminal(size: Size(60, 20))
    terminal.enqueue(.paste("q+++\n"), after: .milliseconds(100))
    terminal.press(.character("/"), after: .milliseconds(100))
    terminal.enqueue(.paste("7"), after: .milliseconds(100))
    terminal.press(.enter, after: .milliseconds(100))
    terminal.press(.control("c"), after: .seconds(1))
    var texts: [String] = []
    terminal.onWait = { [unowned terminal] in texts.append(terminal.frame?.text ?? "") }
    run(on: terminal)
    #expect(texts[1].contains("2 + 0.5") && texts[1].contains("no text field"))
    #expect(texts.last?.contains("7 + 0.5") == true)
  }
}
