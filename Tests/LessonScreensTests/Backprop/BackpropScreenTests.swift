import LessonScreens
import Lessons
import NeuralNet
import Plots
import ScreenTestSupport
import Shell
import Terminal
import TestSupport
import Testing

@Suite struct BackpropScreenTests {
  private func script(_ name: String = "course", size: Size = Size(120, 40)) throws -> ScreenScript<BackpropScreen> {
    let preset = try #require(BackpropPreset(name: name))
    var screen = BackpropScreen(preset.state)
    screen.shell.lesson = Course.lesson(named: "backprop").map { TaskTracker($0) }
    return ScreenScript(screen, size: size)
  }

  @Test func grammar() throws {
    var script = try script()
    for _ in 0..<4 {
      expectGrammarOnAllPages(script)
      script.type("p")
    }
  }

  @Test func stepsThroughTheWalkAndBack() throws {
    var script = try script()
    var frames = [script.frame().lines]
    for _ in 0..<25 {
      script.type("s")
      frames.append(script.frame().lines)
    }
    #expect(script.screen.lesson.state.pass == 1)
    for frame in frames.dropLast().reversed() {
      script.type("[")
      // The notice of a task that is done takes the place of the keys.
      #expect(script.frame().lines.dropFirst().dropLast() == frame.dropFirst().dropLast())
    }
    script.type("SSS")
    #expect(script.screen.lesson.operation.name == "loss")
    script.type("{")
    #expect(script.screen.lesson.operation.name == "a2")
    script.press(.end)
    #expect(script.screen.lesson.operation.name == "new_loss")
    script.press(.home)
    #expect(script.screen.playback.position == 0)
  }

  @Test func everyFigureOfTheCourseIsShown() throws {
    var script = try script()
    let figures = [
      ("z1", "0.49"), ("a1", "0.620106"), ("z2", "0.679453"), ("a2", "0.663617"), ("loss", "0.113154"),
      ("dL_da2", "−0.672767"), ("delta2", "−0.150181"), ("dL_dW2", "−0.0931285"), ("dL_db2", "−0.150181"),
      ("dL_da1", "−0.0901088"), ("delta1", "−0.0212273"), ("dL_dW1", "−0.0169819"), ("dL_db1", "−0.0212273"),
      ("new_W2", "0.646564"), ("new_b2", "0.105091"), ("new_W1", "0.408491"), ("new_b1", "0.0306137"),
      ("new_prediction", "0.692519"), ("new_loss", "0.0945448"),
    ]
    for (name, figure) in figures {
      #expect(script.screen.lesson.operation.name == name)
      #expect(script.text().contains(figure), "\(name) \(figure)")
      script.type("s")
    }
  }

  @Test func numbersAreChangedAndTakenBack() throws {
    var script = try script()
    script.type("pp")
    #expect(script.screen.shell.panel == .numbers)
    let before = script.screen.lesson.walk.loss
    script.press(.down, .right)
    #expect(script.screen.lesson.state.sample.inputs[1] == 0.9)
    script.press(.enter)
    for _ in 0..<20 { script.press(.backspace) }
    script.type("-2")
    script.press(.enter)
    #expect(script.screen.lesson.state.sample.inputs[1] == -2)
    #expect(script.screen.lesson.walk.loss != before)
    script.press(.enter)
    script.type("x")
    script.press(.enter)
    #expect(script.text().contains("expected a number"))
    script.type("uu")
    #expect(script.screen.lesson.walk.loss == before)
    #expect(script.commands.contains(.program(.remember(.finished(lesson: "backprop", task: 2)))))
    script.type("u")
    #expect(script.text().contains("nothing to undo"))
  }

  @Test func settings() throws {
    var script = try script()
    script.press(.right)
    #expect(script.screen.lesson.state.learningRate == 1)
    script.press(.tab, .right)
    #expect(script.screen.lesson.state.network.architecture.hiddenActivation == .tanh)
    script.press(.tab, .right)
    #expect(script.screen.lesson.state.loss == .bce)
    script.press(.right)
    #expect(script.screen.lesson.state.loss == .mae)
    script.press(.tab, .right)
    script.type("S")
    #expect(script.screen.lesson.index == script.screen.lesson.walk.operations.count - 1)
    script.type("R")
    #expect(script.screen.lesson.state.pass == 0)
    script.type("r")
    #expect(script.screen.lesson.state == BackpropPreset(name: "course")?.state)
  }

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(120, 40)])
  func goldenFrames(size: Size) throws {
    for (name, capabilities) in [("braille", Capabilities.full), ("ascii", .plain)] {
      var script = try script(size: size)
      script.type("ssssss")
      try expectGoldenFrame("backprop-delta-\(size.width)-\(name)", script.frame(capabilities))
    }
  }

  @Test(arguments: ["xor", "deep", "neuron"])
  func goldenNetworks(name: String) throws {
    var script = try script(name, size: Size(100, 30))
    script.type("SSSSS")
    try expectGoldenFrame("backprop-\(name)-100", script.frame())
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func monkey(seed: UInt64) throws {
    let states = BackpropPreset.all.map(\.state)
    runMonkey(
      seed: seed,
      events: 600,
      makeScreen: { _, _ in
        let host = ScreenHost(BackpropScreen(states[Int(seed) % states.count]))
        if let lesson = Course.lesson(named: "backprop") { host.join(TaskTracker(lesson)) }
        return host
      },
      destination: Destination("backprop")
    )
  }
}
