import Datasets
import NeuralNet
import Plots
import ScreenTestSupport
import Shell
import Terminal
import TestSupport
import Testing

@testable import PlaneScreens

struct PerceptronFrameTests {
  private static func script(_ size: Size, _ page: PerceptronScreen.View = .gates) -> ScreenScript<PerceptronScreen> {
    var script = ScreenScript(PerceptronScreen(page: page), size: size)
    for _ in 0..<15 { script.type("s") }
    return script
  }

  @Test(arguments: [Size(80, 24), Size(120, 40)], [Capabilities.full, .plain])
  func gatesAreAsLookedAt(size: Size, capabilities: Capabilities) throws {
    try expectGoldenFrame(
      "perceptron-gates-\(size.width)-\(capabilities.charset.rawValue)",
      Self.script(size).frame(capabilities)
    )
  }

  @Test(arguments: [Size(80, 24), Size(120, 40)], [Capabilities.full, .plain])
  func allSixteenAreAsLookedAt(size: Size, capabilities: Capabilities) throws {
    try expectGoldenFrame(
      "perceptron-all-\(size.width)-\(capabilities.charset.rawValue)",
      Self.script(size, .all).frame(capabilities)
    )
  }

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(120, 24), Size(120, 40), Size(200, 60), Size(300, 100)])
  func everyPanelIsThere(size: Size) {
    let text = Self.script(size).text()
    // Fifteen samples: the third of the fourth epoch.
    for part in ["AND", "errors per epoch", "the rule", "truth table", "1-4 flip", "learning rate", "w₁", "input"] {
      #expect(text.contains(part) || (part == "input" && size.width < 80), "\(part) at \(size)")
    }
    for gate in ["OR  x₁ ∨ x₂", "XOR  x₁ ⊕ x₂"] {
      #expect(text.contains(gate) == (size.width >= 120), "\(gate) at \(size)")
    }
    let all = Self.script(size, .all).text()
    for gate in ["AND", "XOR", "NAND", "converged"] { #expect(all.contains(gate), "\(gate) at \(size)") }
  }

  @Test func figuresOnTheFrameAreTheRunsOwn() {
    let script = Self.script(Size(120, 40))
    let run = script.screen.run(.and)
    let line = run.moment(at: 15).classic
    let text = script.text()
    #expect(text.contains(PerceptronScreen.numbers(line)))
    #expect(text.contains("\(run.rightCount(line))/4"))
    #expect(text.contains("epoch 4, sample 3 of 4"))
  }

  /// A unit is as long to the right as upwards, a cell being twice as high as wide.
  @Test(arguments: [Size(33, 13), Size(38, 19), Size(118, 36), Size(40, 60), Size(198, 56)])
  func squaresLookSquare(size: Size) {
    for isShown in [true, false] {
      var axes = PerceptronScreen.plane
      axes.isShown = isShown
      let fit = PlaneFit(axes, in: Rect(size))
      let map = HeatMap.mapArea(in: fit.region, axes: fit.axes)
      let across = Double(map.width) / (fit.axes.x.upperBound - fit.axes.x.lowerBound)
      let up = 2 * Double(map.height) / (fit.axes.y.upperBound - fit.axes.y.lowerBound)
      #expect(abs(across / up - 1) < 0.04, "\(across) columns and \(up) half rows a unit in \(size)")
      #expect(map.width <= size.width && map.height <= size.height)
    }
    let square = PlaneFit.square(in: Rect(size))
    #expect(square.width == 2 * square.height && square.width <= size.width && square.height <= size.height)
  }

  /// Both lines, the rule's and the variant's, are on the frame with their owners.
  @Test(arguments: [Size(80, 24), Size(120, 40)])
  func variantsAreToldApart(size: Size) {
    var settings = PerceptronSettings()
    settings.variant = .pocket
    var script = ScreenScript(PerceptronScreen(settings: settings, gates: [.nand]), size: size)
    script.type("SSSs")
    let text = script.text()
    for part in ["rule's errors per epoch", "rule's   w = ", "pocket's w = ", "the pocket's line", "╌╌ rule's"] {
      #expect(text.contains(part), "\(part) in\n\(text)")
    }
  }

  /// The contradiction is whole on the page of one gate, its inequalities beside the table.
  @Test(arguments: [LogicGate.xor, .xnor], [Size(80, 24), Size(120, 40), Size(200, 60)])
  func theContradictionHasRoom(gate: LogicGate, size: Size) {
    var script = ScreenScript(PerceptronScreen(gates: [gate]), size: size)
    for _ in 0..<30 {
      script.type("s")
      let text = script.text()
      for part in ["cannot", "w₁+w₂+2b", "must hold", "w₁+w₂+b"] { #expect(text.contains(part), "\(part) in\n\(text)") }
    }
    #expect(script.text().contains("no line") && script.text().contains("are equal"))
  }

  @Test func explanationsBreakBetweenWords() {
    var script = ScreenScript(PerceptronScreen(gates: [.xor]), size: Size(80, 24))
    script.type("SSSSSe")
    var seen = ""
    for _ in 0..<30 {
      seen += script.text()
      script.press(.down)
    }
    #expect(seen.contains("Both cannot hold."))
    #expect(!script.text().split(separator: "\n").contains { $0.contains("…│") })
    let text = StyledText("  one two") + StyledText(" three: ", .bad) + StyledText("four", .good) + StyledText(".")
    #expect(text.wrapped(width: 11, indent: 4).map(\.string) == ["  one two", "    three:", "    four."])
    #expect(StyledText("b =\u{A0}-0.1 end").wrapped(width: 8).map(\.string) == ["b = -0.1", "end"])
    #expect(StyledText("abcdefgh").wrapped(width: 5).map(\.string) == ["abcde", "fgh"])
  }

  @Test func sideBySideSharesTheAxisOfErrors() {
    var script = ScreenScript(PerceptronScreen(), size: Size(200, 60))
    for _ in 0..<20 { script.type("S") }
    let charts = [LogicGate.and, .or, .xor].map {
      script.screen.errorsChart($0, in: Rect(x: 0, y: 0, width: 60, height: 12), look: Look())
    }
    #expect(charts.allSatisfy { $0.xAxis.limits == 0...20 })
    // Levels and risers, nothing aslant; a dot at every whole epoch.
    for chart in charts {
      let points = chart.series[0].points
      #expect(zip(points, points.dropFirst()).allSatisfy { $0.x == $1.x || $0.last == $1.first })
      #expect(chart.markers.map(\.x) == chart.markers.indices.map { Double($0 + 1) } && !chart.markers.isEmpty)
    }
  }

  @Test func saysWhichSizeItNeeds() {
    for size in [Size(0, 0), Size(1, 1), Size(59, 24), Size(80, 19)] {
      var script = ScreenScript(PerceptronScreen(), size: size)
      #expect(script.frame().size == size)
      if size.width > 40 { #expect(script.text().contains("60×20")) }
      #expect(script.type("q") == [.back])
    }
  }

  @Test func asciiFramesHoldASCIIAlone() {
    for page in [PerceptronScreen.View.gates, .all] {
      #expect(Self.script(Size(120, 40), page).text(.plain).unicodeScalars.allSatisfy { $0.isASCII })
    }
  }

  @Test(arguments: [1, 2, 3])
  func theMonkeyBreaksNothing(seed: UInt64) {
    runMonkey(
      seed: seed,
      events: 3000,
      makeScreen: { _, _ in ScreenHost(PerceptronScreen()) },
      destination: Destination("perceptron")
    )
  }
}
