import Plots
import Records
import ScreenTestSupport
import Shell
import Terminal
import Testing

@testable import WatchScreens

/// Axes, long lines, settings and the machine.
@Suite struct WatchPagesTests {
  private func script(_ state: WatchState, _ size: Size = Size(120, 40)) -> ScreenScript<WatchScreen> {
    var script = ScreenScript(WatchScreen(["runs"]), size: size)
    script.hear(.state(state))
    return script
  }

  private func plain(_ name: String, facts: [RunFact] = []) -> RunHistory {
    var run = RunHistory(name: name)
    run.set(facts)
    for step in 0..<10 { run.append(1 / Double(step + 1), at: step, named: "loss") }
    return run
  }

  // MARK: Axes

  @Test func axesThatNoRunHasAreSkipped() {
    var none = script(WatchFixtures.state([plain("without")]))
    none.type("x")
    #expect(none.screen.options.x == .step)
    #expect(none.text().contains("no log here gives the epochs or times of its values"))
    var timed = RunHistory(name: "timed")
    let loss = timed.metric(named: "loss")
    for step in 0..<10 { timed.append(1, at: step, epoch: nil, time: Double(step), to: loss) }
    var times = script(WatchFixtures.state([timed]))
    times.type("x")
    #expect(times.screen.options.x == .relative)
    times.type("xx")
    #expect(times.screen.options.x == .step)
  }

  @Test func runsWithoutTheAxisAreNamed() {
    var script = script(WatchFixtures.state([WatchFixtures.run("with"), plain("without"), plain("bare")]))
    script.type("x")
    #expect(script.screen.options.x == .epoch)
    #expect(script.text().contains("not shown, without epochs: without, bare"))
  }

  // MARK: The log

  @Test func longLinesAreWrapped() {
    var run = plain("run")
    for line in 1...50 { run.append(text: "line \(line) " + String(repeating: "x", count: 200) + " end\(line)") }
    run.append(text: String(repeating: "y", count: 150) + "last")
    var script = script(WatchFixtures.state([run]), Size(80, 24))
    script.type("6")
    #expect(script.text().contains("last") && script.text().contains("end50"))
    #expect(!script.text().contains("end1 "))
    for _ in 0..<20 { script.press(.pageUp) }
    #expect(script.text().contains("line 1 x"))
    #expect(script.text().contains("end1"))
    for _ in 0..<20 { script.press(.pageDown) }
    #expect(script.text().contains("last"))
  }

  @Test func rowsOfALogHaveAllItsLetters() {
    for width in [4, 7, 20, 80] {
      let lines = ["", "short", String(repeating: "abc ", count: 60), String(repeating: "x", count: 40)]
      let rows = LogRows(lines[...], width: width)
      let texts = rows.texts(0..<rows.count)
      #expect(texts.count == rows.count)
      #expect(texts.allSatisfy { $0.unicodeScalars.count <= width })
      let letters = texts.joined().filter { $0 != " " }
      #expect(letters == lines.joined().filter { $0 != " " })
      // Any part is what it is within the whole.
      #expect(rows.texts(3..<min(9, rows.count)) == Array(texts[3..<min(9, texts.count)]))
    }
  }

  // MARK: Settings

  @Test func settingsThatAreNoneSayNothingOfDifferences() {
    var script = script(WatchFixtures.state([plain("a"), plain("b")]))
    script.type("3")
    #expect(!script.text().contains("0 of 0"))
    script.type("e")
    #expect(script.text().contains("what the settings say"))
    #expect(script.text().contains("these logs give none"))
  }

  @Test func theSettingsPageIsExplained() {
    let runs = [
      plain("a", facts: [RunFact("lr", "0.1"), RunFact("seed", "1")]),
      plain("b", facts: [RunFact("lr", "0.2"), RunFact("seed", "1")]),
    ]
    var script = script(WatchFixtures.state(runs))
    script.type("3e")
    // The box breaks lines where it is narrow.
    let words = script.text().split(whereSeparator: { " \n│".contains($0) }).joined(separator: " ")
    #expect(words.contains("Of 2 settings 1 differs"), "\(script.text())")
    #expect(words.contains("lr: 0.1 in a, 0.2 in b."), "\(script.text())")
    #expect(words.contains("The same in all: seed 1."), "\(script.text())")
  }

  @Test func smoothingSaysItsRange() {
    #expect(throws: ParameterError.self) { try WatchOptions.smoothings.value(of: "1") }
    #expect(WatchOptions.smoothings.expected == "a number from 0 to 0.9999")
  }

  // MARK: The machine

  @Test func theMachinesFiguresHaveUnitsAndOneTime() {
    var machine = RunHistory(name: "machine")
    for second in 0..<20 {
      if second >= 2 { machine.append(50, at: second, named: "processor, %") }
      machine.append(3, at: second, named: MachineSampler.memoryName)
    }
    var state = WatchFixtures.state()
    state.machine = machine
    state.memory = 8.25
    var script = script(state)
    script.type("7")
    let text = script.text()
    #expect(text.contains("3.00 of 8.25"), "\(text)")
    // Both axes begin at 0 and end with their unit.
    let axes = text.split(separator: "\n").filter { $0.hasSuffix(" s│") }
    #expect(axes.count == 2 && axes.allSatisfy { $0.dropFirst().drop { $0 == " " }.hasPrefix("0 ") }, "\(text)")
  }

  @Test func totalMemoryIsRead() {
    let text = "MemTotal:        8000000 kB\nMemFree: 1 kB\nMemAvailable:    6000000 kB\n"
    #expect(MachineSampler.gigabytes("MemTotal", text) == 8.192)
    #expect(MachineSampler.memory(text) == 2.048)
  }
}
