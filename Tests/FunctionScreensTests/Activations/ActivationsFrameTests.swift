import Foundation
import Plots
import ScreenTestSupport
import Shell
import Terminal
import TestSupport
import Testing
import Training

@testable import FunctionScreens
@testable import NeuralNet

struct ActivationsFrameTests {
  static let ascii = Capabilities(charset: .ascii, colorDepth: .mono, hasMouse: false)

  // MARK: Golden frames

  @Test(arguments: [Size(80, 24), Size(120, 40)], [Capabilities.full, Self.ascii])
  func curvesAreAsLookedAt(size: Size, capabilities: Capabilities) throws {
    let script = ActivationsScript([.sigmoid, .tanh, .relu], size: size)
    try expectGoldenFrame(
      "activations-curves-\(size.width)-\(capabilities.charset.rawValue)",
      script.frame(capabilities)
    )
  }

  @Test(arguments: [Size(80, 24), Size(120, 40)], [Capabilities.full, Self.ascii])
  func depthIsAsLookedAt(size: Size, capabilities: Capabilities) throws {
    let script = Self.depth(size)
    try expectGoldenFrame(
      "activations-depth-\(size.width)-\(capabilities.charset.rawValue)",
      script.frame(capabilities)
    )
  }

  /// The depth page with figures that no machine's rounding can change.
  private static func depth(_ size: Size) -> ActivationsScript {
    var script = ActivationsScript(
      [.sigmoid, .relu],
      page: .depth,
      size: size,
      depth: DepthSettings(width: 16, depth: 6, batchSize: 16, activations: [])
    )
    let settings = script.screen.depthSettings
    let sigmoid = (0..<6).map { layer in
      Self.layer(mean: 0.5, spread: 0.2 / Double(layer + 1), range: 0.1...0.9, gradient: power(4, layer - 5))
    }
    let relu = (0..<6).map { layer in
      Self.layer(mean: 0.4, spread: 0.6, range: 0...3, gradient: 1, saturated: 0.5, dead: layer == 3 ? 0.125 : 0)
    }
    for report in [
      DepthReport(activation: .sigmoid, layers: sigmoid), DepthReport(activation: .relu, layers: relu),
    ] {
      _ = script.screen.update(.message(.report(settings, report)))
    }
    _ = script.screen.update(.message(.finished(settings, seconds: 0.125)))
    return script
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<abs(exponent)).reduce(1) { product, _ in exponent < 0 ? product / base : product * base }
  }

  private static func layer(
    mean: Double,
    spread: Double,
    range: ClosedRange<Double>,
    gradient: Double,
    saturated: Double = 0,
    dead: Double = 0
  ) -> DepthLayer {
    DepthLayer(
      mean: mean,
      standardDeviation: spread,
      preActivationSize: 1,
      range: range,
      histogram: [1, 4, 9, 16, 25, 16, 9, 4, 1],
      saturated: saturated,
      blocked: dead,
      dead: dead,
      gradientSize: gradient,
      weightGradientSize: gradient,
      activationsOverflowed: false,
      hasOverflowed: false
    )
  }

  // MARK: What must be on a frame

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(120, 40), Size(200, 60), Size(300, 100)])
  func everyPanelIsThere(size: Size) {
    let curves = ActivationsScript(size: size).text()
    for title in [
      "f(x)", "f′(x)", "activations", "3 shown", "sigmoid 0.7311", "sigmoid 0.1966", "σ′(x) = σ(x)·(1 − σ(x))",
    ] {
      #expect(curves.contains(title), "\(title) at \(size)")
    }
    let depth = Self.depth(size).text()
    for title in ["activations of each layer", "gradient ∂L/∂a", "what happens", "healthy"] {
      #expect(depth.contains(title), "\(title) at \(size)")
    }
    // 4⁻⁵ of the gradient comes back to the first of six layers.
    #expect(depth.contains("9.8e-4"))
  }

  @Test func saysWhichSizeItNeeds() {
    for size in [Size(0, 0), Size(1, 1), Size(59, 24), Size(80, 19)] {
      var script = ActivationsScript(size: size)
      #expect(script.frame().size == size)
      if size.width > 40 { #expect(script.text().contains("60×20")) }
      #expect(script.type("q") == [.back])
    }
  }

  @Test func asciiFramesHoldASCIIAlone() {
    for script in [ActivationsScript(Activation.all, size: Size(80, 24)), Self.depth(Size(80, 24))] {
      #expect(script.text(Self.ascii).unicodeScalars.allSatisfy { $0.isASCII })
    }
  }

  /// Without colours and strokes, each curve is drawn with its own mark.
  @Test func asciiCurvesAreToldApartByTheirMarks() {
    let text = ActivationsScript([.sigmoid, .tanh, .relu], size: Size(120, 40)).text(Self.ascii)
    for mark in ["1111", "2222", "3 3"] { #expect(text.contains(mark), "\(mark)") }
  }

  @Test func plotsOneAboveTheOtherLineUp() {
    let script = ActivationsScript([.sigmoid, .gelu], size: Size(120, 40))
    let lines = script.frame(Self.ascii).lines
    // The cursor's foot on both horizontal axes.
    let feet = lines.compactMap { line in
      line.prefix(62).firstIndex(of: "^").map { line.distance(from: line.startIndex, to: $0) }
    }
    #expect(feet.count >= 2)
    #expect(Set(feet.prefix(2)).count == 1)
  }

  @Test func saturatedStretchesAreShaded() {
    var script = ActivationsScript([.sigmoid], size: Size(120, 40))
    let plot = script.screen.panels[.values]
    let backgrounds = Set((plot.x + 6..<plot.maxX - 1).map { script.frame()[$0, plot.y + 3].style.background })
    #expect(backgrounds.count == 2)
    // The identity saturates nowhere.
    script = ActivationsScript([.identity], size: Size(120, 40))
    let plain = Set((plot.x + 6..<plot.maxX - 1).map { script.frame()[$0, plot.y + 3].style.background })
    #expect(plain.count == 1)
  }

  @Test func theTangentPassesThroughTheCursor() {
    var script = ActivationsScript([.tanh], size: Size(80, 24))
    script.type("/0")
    script.press(.enter)
    #expect(script.text().contains("y = 0 + 1·(x − 0.0)"))
    script.press(.left)
    #expect(script.text().contains("·(x + 0.1)"))
    #expect(script.text().contains("y = −0.09967 + 0.9901"))
  }

  @Test func overflowIsMarkedAndSaid() throws {
    var script = ActivationsScript(
      [.identity],
      page: .depth,
      depth: DepthSettings(width: 16, depth: 40, batchSize: 16, initializer: .normal(20), activations: [])
    )
    try script.experiment()
    #expect(script.text().contains("identity overflow"))
    #expect(script.text().contains("3.4e38"))
    for _ in 0..<10 { script.press(.pageDown) }
    #expect(script.text(Self.ascii).contains("overflow"))
  }

  /// More columns than fit are scrolled to.
  @Test func columnsScroll() throws {
    var script = ActivationsScript(
      Activation.all,
      page: .depth,
      size: Size(80, 24),
      depth: DepthSettings(width: 4, depth: 2, batchSize: 4, activations: [])
    )
    try script.experiment()
    #expect(script.text().contains("1 sigmoid"))
    #expect(script.text().contains("9 more"))
    for _ in 0..<20 { script.type("k") }
    #expect(!script.text().contains("1 sigmoid"))
    #expect(script.text().contains("E step"))
    for _ in 0..<20 { script.type("j") }
    #expect(script.text().contains("1 sigmoid"))
  }

  /// Marks of other curves keep clear of the dots at the cursor.
  @Test(arguments: [Size(60, 20), Size(80, 24), Size(120, 40)])
  func marksKeepClearOfTheCursor(size: Size) {
    var script = ActivationsScript([.sigmoid, .tanh, .relu], size: size)
    let plot = Panel(title: "").inner(of: script.screen.panels[.values])
    let marks: Set<Unicode.Scalar> = ["1", "2", "3"]
    for _ in 0..<60 {
      let frame = script.frame()
      let rows = plot.y..<plot.maxY - 2
      if let cursor = (plot.x + 5..<plot.maxX).first(where: { x in rows.contains { frame[x, $0].glyph == "●" } }) {
        for x in max(plot.x + 4, cursor - 2)...min(plot.maxX - 1, cursor + 2) {
          #expect(!rows.contains { marks.contains(frame[x, $0].glyph) }, "x = \(script.screen.cursor)")
        }
      }
      script.press(.left)
    }
  }

  /// Every row of the table can be scrolled to, and its figures are never cut.
  @Test func theTableSaysWhichRowsItShows() {
    var script = ActivationsScript(size: Size(80, 24))
    #expect(script.text().contains("↑↓ 1-6 of 14"))
    #expect(script.text().contains("max f′") && script.text().contains("(−1.758, ∞)"))
    for _ in 0..<13 { script.press(.down) }
    #expect(script.text().contains("↑↓ 9-14 of 14"))
    script = ActivationsScript(size: Size(60, 20))
    #expect(script.text().contains("0.731 0.197"))
    for _ in 0..<40 { script.press(.left) }
    #expect(script.text().contains("−0.995 0.010"))
    script = ActivationsScript(size: Size(300, 100))
    for word in ["drawback", "the perceptron", "typical use", "max(−1, min(1, x))"] {
      #expect(script.text().contains(word), "\(word)")
    }
  }

  /// What does not fit is said to be there, and zooming shows it.
  @Test func whatIsCutCanBeZoomedTo() {
    var script = ActivationsScript(size: Size(80, 24))
    #expect(script.text().contains("p, then z for all"))
    #expect(!script.text().contains("tangent y"))
    script.type("p")
    #expect(script.text().contains("z for all"))
    script.type("z")
    #expect(script.text().contains("tangent y") && !script.text().contains("z for all"))
  }

  @Test func theStepIsSaturatedEverywhereByName() {
    #expect(ActivationsScript([.step], size: Size(80, 24)).text().contains("step saturated here: everywhere"))
    #expect(ActivationsScript([.sigmoid], size: Size(80, 24)).text().contains("sigmoid saturated: |x| > 4.58"))
  }

  /// Where the signal explodes, no bin stands for what lies beyond it.
  @Test func explodingHistogramsSayTheirScale() throws {
    var script = ActivationsScript(
      [.relu],
      page: .depth,
      depth: DepthSettings(width: 16, depth: 20, batchSize: 16, initializer: .normal(1), activations: [])
    )
    try script.experiment()
    #expect(script.text().contains("each layer on its own scale"))
    #expect(script.text().contains("few ") && script.text().contains(" many"))
  }
}
