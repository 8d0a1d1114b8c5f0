import LessonScreens
import Lessons
import NeuralNet
import Plots
import ScreenTestSupport
import Shell
import Terminal
import TestSupport
import Testing

@Suite struct NeuronScreenTests {
  private func script(_ name: String = "line", size: Size = Size(120, 40)) throws -> ScreenScript<NeuronScreen> {
    let preset = try #require(NeuronPreset(name: name))
    var screen = NeuronScreen(preset.settings, preset: preset)
    screen.shell.lesson = Course.lesson(named: "neuron").map { TaskTracker($0) }
    return ScreenScript(screen, size: size)
  }

  @Test func grammar() throws { expectGrammarOnAllPages(try script()) }

  @Test func stepsBothWays() throws {
    var script = try script()
    let start = script.frame()
    script.type("ss")
    #expect(script.screen.run.position == 2)
    script.type("S")
    #expect(script.screen.run.position == 11)
    #expect(abs(script.screen.run.epochs[0].lossSum - 365.7803) < 0.0001)
    #expect(script.text().contains("365.7803"))
    script.type("{[")
    #expect(script.screen.run.position == 0)
    #expect(script.frame().lines.dropFirst().dropLast(2) == start.lines.dropFirst().dropLast(2))
    script.press(.end)
    #expect(script.screen.run.isFinished)
    script.press(.home)
    #expect(script.screen.run.position == 0)
  }

  @Test func playsToTheEnd() throws {
    var script = try script()
    script.type(" ")
    #expect(script.screen.playback.isPlaying)
    for index in 1...2000 where script.screen.playback.isPlaying { script.tick(milliseconds: 20 * index) }
    #expect(script.screen.run.isFinished && !script.screen.playback.isPlaying)
    #expect(script.text().contains("165"))
  }

  @Test func everyChainRuleFigureIsShown() throws {
    var script = try script("sigmoid")
    script.type("s")
    let text = script.text()
    for figure in ["0.9", "0.71095", "0.08355", "−0.5781", "0.2055"] { #expect(text.contains(figure), "\(figure)") }
  }

  @Test func settingsChangeTheRunFromHereOn() throws {
    var script = try script()
    script.type("S")
    script.press(.right)
    #expect(script.screen.run.state.settings.learningRate == 0.02)
    script.type("[[")
    script.press(.tab)
    script.press(.right)
    #expect(script.screen.run.state.settings.architecture.outputActivation == .identity)
    script.type("r")
    #expect(script.screen.run.position == 0)
    #expect(script.screen.run.state.settings.architecture.outputActivation == .identity)
    script.type("R")
    #expect(script.screen.run.state.parameters != NeuronSettings().start)
  }

  @Test func numbersAreTyped() throws {
    var script = try script()
    for _ in 0..<4 { script.press(.tab) }
    script.type("/")
    for _ in 0..<20 { script.press(.backspace) }
    script.type("-3.5")
    script.press(.enter)
    #expect(script.screen.run.state.parameters[0] == -3.5)
    script.type("/")
    for _ in 0..<20 { script.press(.backspace) }
    script.type("x")
    script.press(.enter)
    #expect(script.text().contains("expected a number from"))
  }

  @Test func tasksAreCheckedAndRemembered() throws {
    var script = try script("dead")
    #expect(script.commands.contains(.program(.remember(.opened(lesson: "neuron")))))
    for _ in 0..<5 { script.press(.tab) }
    script.type("/")
    for _ in 0..<20 { script.press(.backspace) }
    script.type("1")
    let commands = script.press(.enter)
    #expect(commands == [.program(.remember(.finished(lesson: "neuron", task: 3)))])
    #expect(script.text().contains("task 4 done, 4 left"))
    script.type("g")
    let text = script.text()
    #expect(text.contains("Tasks: 1 of 5 done") && !text.contains("Five targets are negative"))
    script.type("a")
    #expect(script.text().contains("Five targets are negative"))
  }

  @Test func divergenceStopsThePlay() throws {
    var settings = NeuronSettings(architecture: .neuron(.identity), learningRate: 1)
    settings.epochs = 1000
    var script = ScreenScript(NeuronScreen(settings, preset: nil))
    script.press(.end)
    #expect(script.screen.run.hasDiverged)
    #expect(script.text().contains("diverged"))
    script.type("[")
    #expect(!script.screen.run.hasDiverged)
  }

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(120, 40)])
  func goldenFrames(size: Size) throws {
    for (name, capabilities) in [("braille", Capabilities.full), ("ascii", .plain)] {
      var script = try script(size: size)
      script.type("SSSSSs")
      try expectGoldenFrame("neuron-line-\(size.width)-\(name)", script.frame(capabilities))
    }
  }

  @Test(arguments: ["pretend", "two-hidden", "threshold-notebook", "diverge"])
  func goldenPresets(name: String) throws {
    var script = try script(name, size: Size(100, 30))
    script.type("SSSSSSSS")
    try expectGoldenFrame("neuron-\(name)-100", script.frame())
  }

  @Test func goldenExplanation() throws {
    var script = try script(size: Size(80, 24))
    script.type("Sse")
    try expectGoldenFrame("neuron-explain-80", script.frame())
  }

  @Test func theSurfaceTakesAClick() throws {
    var script = try script()
    let region = script.screen.panels[.surface]
    script.mouse(.press, region.x + region.width / 2, region.y + region.height / 2)
    #expect(script.screen.run.state.parameters != NeuronSettings().start)
    #expect(script.text().contains("): "))
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func monkey(seed: UInt64) {
    runMonkey(
      seed: seed,
      events: 600,
      makeScreen: { _, _ in
        let host = ScreenHost(NeuronScreen())
        if let lesson = Course.lesson(named: "neuron") { host.join(TaskTracker(lesson)) }
        return host
      },
      destination: Destination("neuron")
    )
  }
}
