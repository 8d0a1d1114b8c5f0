import Plots
import ScreenTestSupport
import Shell
import Terminal
import TestSupport
import Testing

struct MenuScreenTests {
  /// A preview that counts its ticks.
  private struct CountingPreview: MenuPreview {
    var count = 0
    var tickInterval: Duration? { count < 3 ? .milliseconds(50) : nil }
    mutating func tick(_ now: Duration) { count += 1 }
    func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
      Panel(title: "counted \(count)").draw(in: region, of: &buffer, look: look)
    }
  }

  private func entries(_ count: Int) -> [CatalogEntry] {
    (0..<count).map { index in
      CatalogEntry(
        "screen\(index)",
        group: "group \(index / 4)",
        says: "what number \(index) shows, in a line of ordinary length",
        preview: { CountingPreview() }
      ) { _, _ in ScreenHost(FixtureScreen()) }
    }
  }

  private func menu(_ count: Int = 5, _ size: Size) -> ScreenScript<MenuScreen> {
    ScreenScript(MenuScreen(entries(count), version: "9.8.7"), size: size)
  }

  @Test func grammarHolds() { expectGrammarOnAllPages(menu(12, Size(80, 24))) }

  @Test(
    arguments: [Size(60, 20), Size(80, 24), Size(120, 40)],
    [Capabilities.full, .plain]
  )
  func theMenuIsAsLookedAt(size: Size, capabilities: Capabilities) throws {
    var script = menu(12, size)
    script.press(.down)
    script.tick(milliseconds: 50)
    try expectGoldenFrame("menu-\(size.width)-\(capabilities.charset.rawValue)", script.frame(capabilities))
  }

  @Test func aRunIsChosenByArrows() {
    var entries = entries(2)
    entries[0].runs = [.init("plain", "what it opens with"), .init("dead", "one that cannot learn")]
    var script = ScreenScript(MenuScreen(entries), size: Size(80, 24))
    expectGrammar(script.screen)
    script.press(.right)
    #expect(script.text().contains("‹ dead ›") && script.text().contains("one that cannot learn"))
    #expect(script.press(.enter) == [.open(Destination("screen0", "dead"))])
    script.press(.left)
    #expect(script.text().contains("‹ plain ›"))
    #expect(script.press(.enter) == [.open(Destination("screen0"))])
    script.press(.down, .right)
    #expect(script.text().contains("nothing to move here"))
    #expect(script.press(.enter) == [.open(Destination("screen1"))])
  }

  /// A line that is too long ends with a whole thought.
  @Test func aLineThatDoesNotFitEndsAtAComma() {
    let lines = menu(12, Size(60, 20)).frame().lines.filter { $0.contains("dlviz screen") }
    #expect(lines.count == 12 && lines.allSatisfy { $0.contains("what number ") && !$0.contains("…") })
    #expect(!lines.contains { $0.contains("of ordinary") })
    #expect(menu(12, Size(80, 24)).frame().lines.contains { $0.contains("in a line of ordinary length") })
  }

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(120, 40), Size(200, 60)])
  func everyEntryIsInSight(size: Size) {
    let text = menu(12, size).text()
    for index in 0..<12 { #expect(text.contains("dlviz screen\(index)"), "\(index) at \(size)") }
    #expect(text.contains("version 9.8.7"))
  }

  /// Twenty entries need more rows than the least window has: the chosen one is always in sight, with a sign that more are there.
  @Test func twentyEntriesScroll() {
    var script = menu(20, Size(60, 20))
    #expect(script.text().contains("▾"))
    for index in 0..<20 {
      #expect(script.screen.selected == index)
      #expect(script.frame().lines.contains { $0.contains("▶") && $0.contains("dlviz screen\(index)") }, "\(index)")
      script.press(.down)
    }
    #expect(script.screen.selected == 19 && script.text().contains("▴"))
    script.press(.home)
    #expect(script.screen.selected == 0)
  }

  @Test func keysAndMouseOpen() {
    var script = menu(5, Size(80, 24))
    #expect(script.press(.enter) == [.open(Destination("screen0"))])
    #expect(script.type("3") == [.open(Destination("screen2"))])
    #expect(script.screen.selected == 2)
    #expect(script.type("7").isEmpty && script.text().contains("there is no such page or item"))
    let row = script.frame().lines.firstIndex { $0.contains("dlviz screen4") } ?? 0
    script.mouse(.move, 5, row)
    #expect(script.screen.selected == 4)
    #expect(script.mouse(.press, 5, row) == [.open(Destination("screen4"))])
    #expect(script.press(.escape).isEmpty)
    #expect(script.type("q") == [.back])
  }

  /// A preview moves while it is on show and has somewhere to go; where there is no room for one nothing runs for it.
  @Test func previewsMoveWhileTheyAreShown() {
    var script = menu(5, Size(120, 40))
    #expect(script.text().contains("counted 0"))
    script.tick(milliseconds: 50)
    #expect(script.text().contains("counted 1") && script.screen.tickInterval == .milliseconds(50))
    script.press(.down)
    #expect(script.text().contains("counted 0"))
    script.press(.up)
    script.tick(milliseconds: 100)
    script.tick(milliseconds: 150)
    #expect(script.screen.tickInterval == nil)
    #expect(menu(5, Size(80, 24)).screen.tickInterval == nil)
  }

  /// With few colours the chosen entry is one pair of colours: names in their own would be lost on it.
  @Test(arguments: [Capabilities.ColorDepth.colors16, .colors8, .mono])
  func theChosenEntryIsReadableInFewColours(depth: Capabilities.ColorDepth) {
    let script = menu(5, Size(80, 24))
    let look = Look(theme: .dark, charset: .braille, colorDepth: depth)
    let frame = script.view(ViewContext(size: Size(80, 24), look: look))
    let row = frame.lines.firstIndex { $0.contains("▶") } ?? 0
    let cells = (2..<70).map { frame[$0, row].style }
    #expect(Set(cells.map(\.foreground)).count == 1 && Set(cells.map(\.background)).count == 1)
    #expect(cells.allSatisfy { $0.attributes.contains(.reverse) })
  }

  @Test(arguments: [UInt64](0..<3)) func theMonkeyBreaksNothing(seed: UInt64) {
    let entries = entries(20)
    runMonkey(seed: seed, events: 1000, makeScreen: { _, _ in ScreenHost(MenuScreen(entries)) })
  }
}
