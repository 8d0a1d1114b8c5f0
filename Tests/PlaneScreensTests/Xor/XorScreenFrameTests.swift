import Datasets
import NeuralNet
import Plots
import ScreenTestSupport
import Shell
import Terminal
import TestSupport
import Testing
import Training

@testable import PlaneScreens

@Suite(.timeLimit(.minutes(3)))
struct XorScreenFrameTests {
  static let ascii = Capabilities(charset: .ascii, colorDepth: .mono, hasMouse: false)

  @Test func saysWhichSizeItNeeds() {
    for size in [Size(1, 1), Size(59, 24), Size(80, 19), Size(0, 0)] {
      let script = XorScript(size: size)
      #expect(script.frame().size == size)
      if size.width > 40 { #expect(script.text().contains("60×20")) }
      var quitting = script
      #expect(quitting.type("q") == [.back])
    }
  }

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(120, 40), Size(200, 60), Size(300, 100)])
  func everyPanelIsThere(size: Size) {
    let text = XorScript.trained(size: size).text()
    for title in ["loss", "output", "hidden", "network", "truth", "learning rate", "space"] {
      #expect(text.contains(title), "\(title) at \(size)")
    }
    #expect(text.contains("■ done epoch 10,000 of 10,000"))
    #expect(text.contains("4/4"))
  }

  @Test func everyFigureIsTheRuns() {
    let script = XorScript.trained()
    let text = script.text()
    guard let network = script.screen.network else {
      Issue.record("no network")
      return
    }
    for (index, input) in LogicGate.inputs.enumerated() {
      let output = network.forward([input.first ? 1 : 0, input.second ? 1 : 0]).output[0]
      #expect(text.contains(NumberFormat.fixed(3).string(output)), "row \(index)")
    }
    #expect(text.contains(NumberFormat.significant(4).string(script.screen.shownLoss ?? .nan)))
    #expect(text.contains("17 parameters"))
  }

  @Test func asciiFramesHoldASCIIAlone() {
    let text = XorScript.trained(size: Size(80, 24)).text(Self.ascii)
    #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
    #expect(text.contains("truth table"))
  }

  @Test func wrongPointsAreMarkedWithoutColour() {
    // Untrained, the outputs are all on one side: two of the four are wrong.
    var settings = PlaneSettings()
    settings.epochs = 0
    let script = XorScript.trained(settings, size: Size(80, 24))
    #expect(script.screen.diagnosis?.rightCount == 2)
    #expect(script.text(Self.ascii).contains("2/4"))
    let table = script.text().split(separator: "\n").filter { $0.contains("✗") }
    #expect(!table.isEmpty)
  }

  @Test func wordsComeFromTheRun() {
    #expect(XorScript.trained().text().contains("Solved:"))
    var dead = PlaneSettings()
    dead.activation = .relu
    dead.epochs = 1
    dead.learningRate = 0
    // Every ReLU's z is negative at every point: dead by construction.
    dead.initialParameters = [-1, -1, -1, -1, -1, -1, -1, -1] + [-1, -1, -1, -1] + [1, 1, 1, 1] + [0]
    #expect(XorScript.trained(dead, size: Size(200, 60)).text().contains("4 of 4 ReLU units are dead"))
    var twins = PlaneSettings()
    twins.epochs = 1
    twins.learningRate = 0
    twins.initialParameters = [1, 2, 1, 2, 3, -4, 5, 6] + [0.5, 0.5, 0, 1] + [1, 1, 2, 3] + [0]
    #expect(XorScript.trained(twins, size: Size(200, 60)).text().contains("h₁ and h₂ are identical"))
    var saturated = PlaneSettings()
    saturated.epochs = 1
    saturated.learningRate = 0
    saturated.initialParameters = [1, 2, 1, 3, 3, -4, 5, 6] + [9, 1, 0, 1] + [1, 2, 2, 3] + [0]
    #expect(XorScript.trained(saturated, size: Size(200, 60)).text().contains("h₁ is saturated"))
    var plateau = PlaneSettings()
    plateau.epochs = 200
    plateau.learningRate = 1e-5
    #expect(XorScript.trained(plateau, size: Size(200, 60)).text().contains("Plateau:"))
    var diverged = PlaneSettings()
    diverged.activation = .relu
    diverged.learningRate = 1e308
    diverged.loss = .bce
    let text = XorScript.trained(diverged, size: Size(200, 60)).text()
    #expect(text.contains("no finite loss from epoch"))
    #expect(text.contains("too high for this loss"))
  }

  @Test func aSecondLayerIsShown() {
    var settings = PlaneSettings()
    settings.hidden = [16, 8]
    settings.epochs = 5
    let text = XorScript.trained(settings, size: Size(200, 60)).text()
    #expect(text.contains("2-16-8-1"))
    #expect(text.contains("h₁₆"))
    #expect(text.contains("g₈"))
  }

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(120, 40)], [Capabilities.full, .plain])
  func theFrameIsAsLookedAt(size: Size, capabilities: Capabilities) throws {
    let script = XorScript.trained(size: size)
    try expectGoldenFrame("xor-\(size.width)-\(capabilities.charset.rawValue)", script.frame(capabilities))
  }

  @Test(arguments: 1...3)
  func theMonkeyBreaksNothing(seed: UInt64) {
    runMonkey(
      seed: seed,
      events: 10_000,
      makeScreen: { _, wake in
        ScreenHost(XorScreen(settings: PlaneSettings(), pace: nil), worker: SessionWorker(wake: wake))
      },
      destination: Destination("xor")
    )
  }
}
