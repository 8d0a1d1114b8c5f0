import Datasets
import NeuralNet
import Plots
import ScreenTestSupport
import Shell
import Terminal
import TestSupport
import Testing

@testable import Screens
@testable import Training

@Suite(.timeLimit(.minutes(3)))
struct WeightsPageTests {
  private func tab(_ script: MnistPageScript) -> WeightsPage { script.stage.screen.weights }

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(120, 40), Size(200, 60), Size(300, 100)])
  func everyViewIsThere(size: Size) {
    for capabilities in [.full, MnistPageScript.ascii, MnistPageScript.block] {
      var script = MnistPageScript.trained(page: .weights, size: size)
      let firstTitle = size.width > 60 ? "first layer" : "view 1/3"
      #expect(script.text(capabilities).contains(firstTitle), "\(size)")
      #expect(script.text(capabilities).contains("unit 1"), "\(size)")
      script.type("p")
      #expect(script.text(capabilities).contains("gradient"), "\(size)")
      #expect(script.text(capabilities).contains("output"), "\(size)")
      script.type("p")
      #expect(script.text(capabilities).contains("8-D to 2-D by PCA"), "\(size)")
      #expect(script.text(capabilities).contains("of the variance"), "\(size)")
    }
  }

  @Test func theLookBelongsToItsStep() throws {
    var script = MnistPageScript.trained(page: .weights)
    let inspection = try #require(tab(script).inspection)
    #expect(inspection.step == 3)
    #expect(script.text().contains("step 3"))
    #expect(!script.text().contains("as of step"))
    // A picture of a later step, while training runs: the look is old until its turn comes.
    var run = try ClassifierRun(MnistPageScript.settings)
    script.update(.message(.training(.stateChanged(.running))))
    script.stage = ScreenStage(script.stage.screen)
    var screen = script.stage.screen
    _ = screen.update(
      .message(.training(.snapshot(StepSnapshot(step: 4, generation: 1, content: run.snapshot()))))
    )
    let look = Look(theme: .dark, capabilities: .full)
    #expect(screen.view(ViewContext(size: Size(120, 40), look: look)).text.contains("as of step 3"))
  }

  @Test func asksOnceAtATime() {
    var script = MnistPageScript.trained(page: .train)
    #expect(tab(script).inspection == nil, "nothing is computed for a tab that is not looked at")
    var screen = script.stage.screen
    let asked = screen.update(.input(.key(.character("4")))).filter(\.isInspection)
    #expect(asked.count == 1)
    #expect(screen.update(.input(.key(.character("p")))).filter(\.isInspection).isEmpty)
    #expect(screen.weights.isInspecting)
    script.press(.character("4"))
    #expect(tab(script).inspection != nil && !tab(script).isInspecting)
  }

  @Test func everyFigureIsTheNetworks() throws {
    let script = MnistPageScript.trained(page: .weights)
    let network = try #require(script.stage.screen.currentNetwork)
    let inspection = try #require(tab(script).inspection)
    let test = MnistPageScript.settings.data.sets.test
    // The plain forward pass, image by image.
    let passes = (0..<test.count).map { network.forward(test.normalised(at: $0, .mnist)) }
    for unit in [0, 5, 11] {
      let values = passes.map { $0.layers[0].activations[unit] }
      let active = Double(values.filter { $0 > 0 }.count) / Double(test.count)
      #expect(abs(inspection.units[unit].activeShare - active) < 0.02)
      for label in 0..<10 {
        let own = test.labels.indices.filter { Int(test.labels[$0]) == label }.map { Double(values[$0]) }
        let mean = own.isEmpty ? 0 : own.reduce(0, +) / Double(own.count)
        #expect(abs(inspection.units[unit].classMeans[label] - mean) < 1e-3)
      }
    }
    let projection = try #require(inspection.projection)
    let components = PrincipalComponents(samples: passes.flatMap { $0.layers[1].activations }, count: test.count)
    let expected = components.project(passes.flatMap { $0.layers[1].activations })
    for index in expected.indices { #expect(abs(abs(projection.points[index]) - abs(expected[index])) < 1e-2) }
    #expect(inspection.layers.map(\.outputs) == [12, 8, 10])
    #expect(inspection.layers[0].weights.counts.reduce(0, +) == 784 * 12)
    #expect(inspection.layers[0].gradients.standardDeviation > 0)
  }

  @Test func oneClassLiesOnTheRightAndAnotherOnTop() throws {
    let script = MnistPageScript.trained(page: .weights)
    let projection = try #require(tab(script).inspection?.projection)
    func sum(axis: Int, label: UInt8) -> Float {
      projection.labels.indices.filter { projection.labels[$0] == label }.reduce(0) {
        $0 + projection.points[2 * $1 + axis]
      }
    }
    #expect(sum(axis: 0, label: 0) >= 0)
    #expect(sum(axis: 1, label: 1) >= 0)
  }

  @Test func everyPointHasItsGlyph() throws {
    let data = ImageDataset(
      name: "three",
      kind: .custom,
      width: 1,
      height: 1,
      pixels: [0, 0, 0],
      labels: [3, 7, 9],
      provenance: "test"
    )
    // Along the first axis alone: 3 at one end, 9 at the other.
    let projection = try #require(ActivationProjection([0, 1, 4], layer: 0, units: 1, test: data))
    var buffer = Buffer(size: Size(9, 1))
    GlyphScatter(projection: projection, highlighted: nil).draw(
      in: buffer.bounds,
      of: &buffer,
      look: Look(theme: .dark)
    )
    #expect(Set(buffer.lines[0].filter { $0 != " " }) == ["3", "7", "9"])
    #expect(buffer.lines[0].count == 9)
    var only = Buffer(size: Size(9, 1))
    GlyphScatter(projection: projection, highlighted: 7).draw(in: only.bounds, of: &only, look: Look(theme: .dark))
    #expect(only.lines[0].filter { $0 != " " }.sorted() == ["7", "·", "·"])
    #expect(ActivationProjection([0, .nan, 4], layer: 0, units: 1, test: data) == nil)
  }

  @Test func keysChooseUnitsAndClasses() {
    var script = MnistPageScript.trained(page: .weights)
    script.press(.right, .right, .left)
    #expect(tab(script).selected == 1)
    #expect(script.text().contains("unit 2"))
    script.press(.pageDown, .pageDown, .right)
    #expect(tab(script).selected == 11)
    script.press(.pageUp, .left)
    #expect(tab(script).selected == 2)
    script.press(.pageUp)
    #expect(tab(script).selected == 0)
    script.type("d")
    #expect(tab(script).highlighted == 0)
    #expect(script.text().contains("only 0"))
    script.type("DD")
    #expect(tab(script).highlighted == 9)
    script.type("a")
    #expect(tab(script).highlighted == nil)
    script.type("pz")
    #expect(script.stage.screen.shell.isZoomed && !script.text().contains("first layer's"))
    script.type("q")
    #expect(!script.stage.screen.shell.isZoomed && script.commands.isEmpty)
    script.type(" ")
    #expect(script.commands.count == 1, "space still steers")
  }

  @Test func theMouseChoosesUnits() {
    var script = MnistPageScript.trained(page: .weights)
    let layout = WeightsLayout(script.stage.screen.body, view: .units, isZoomed: false, unitCount: 12)
    let place = layout.grid[3].picture
    script.mouse(.press, place.x + 1, place.y + 1)
    #expect(tab(script).selected == 3)
    script.mouse(.press, layout.projection.x + 2, layout.projection.y + 2)
    #expect(script.stage.screen.shell.panel == .projection)
    script.mouse(.wheelDown, layout.projection.x + 2, layout.projection.y + 2)
    #expect(tab(script).highlighted == 0)
  }

  @Test func explainsWithTheNumbersOfNow() throws {
    var script = MnistPageScript.trained(page: .weights, size: Size(200, 60))
    script.type("e")
    let inspection = try #require(tab(script).inspection)
    let text = script.text()
    #expect(text.contains("unit 1 of the first layer"))
    #expect(text.contains("step 3"))
    #expect(text.contains(NumberFormat.significant(3).string(inspection.layers[0].weights.standardDeviation)))
  }

  @Test func aNetworkWithoutHiddenLayersIsLookedInto() {
    var settings = MnistPageScript.settings
    settings.hidden = []
    var script = MnistPageScript(page: .weights, size: Size(120, 40))
    script.train(settings)
    #expect(tab(script).inspection?.units.count == 10)
    #expect(script.text().contains("probabilities, 10-D to 2-D"))
  }

  @Test func aDivergedNetworkIsSaidToBeOne() throws {
    let settings = MnistPageScript.settings
    var script = MnistPageScript(page: .weights, size: Size(120, 40))
    script.train(settings)
    var snapshot = try #require(script.stage.screen.state.run.snapshot)
    snapshot.network.parameters = snapshot.network.parameters.map { _ in .nan }
    script.update(.message(.training(.stateChanged(.diverged(step: 4)))))
    script.update(.message(.training(.snapshot(StepSnapshot(step: 4, generation: 1, content: snapshot)))))
    #expect(script.text().contains("not finite"))
  }

  @Test func drawsWithoutANetwork() {
    for size in [Size(60, 20), Size(120, 40)] {
      var script = MnistPageScript(page: .weights, size: size)
      for _ in 0..<3 {
        #expect(script.text().contains("Training has not begun."))
        script.type("p")
      }
      script.press(.right, .pageDown, .up, .enter)
      #expect(tab(script).selected == 0)
    }
  }

  /// A screen on a network whose weights are known: unit 1 wants ink on the left, unit 2 above, all else is 0.
  private func handmade(size: Size) throws -> MnistPageScript {
    var settings = MnistPageScript.settings
    settings.hidden = [2]
    var script = MnistPageScript(page: .weights, size: size)
    script.update(
      .message(.training(.started(RunStart(configuration: settings, stepsPerEpoch: 3, generation: 1))))
    )
    var run = try ClassifierRun(settings)
    var snapshot = run.snapshot()
    snapshot.network.parameters = snapshot.network.parameters.indices.map { index in
      switch index {
      case 0..<784: index % 28 < 14 ? 1 : -1
      case 784..<1568: (index - 784) / 28 < 14 ? 1 : -0.5
      default: 0
      }
    }
    script.update(.message(.training(.snapshot(StepSnapshot(step: 0, generation: 1, content: snapshot)))))
    return script
  }

  @Test func aSmallFrameOfUnits() throws {
    let script = try handmade(size: Size(60, 20))
    expectFrame(
      script.frame(MnistPageScript.ascii),
      """
       dlviz . generated digits             | paused epoch 0 of 1
       1 Train 2 Pred 3 Conf[4 Weights]5 Draw 6 Model   generated
      # view 1/3 . layer 1 ===== 2 #+ unit 1 --------------- +-1 +
      |@@@@@@          @@@@@@@@@@@@||@@@@@@@@@@@@@@              |
      |@@@@@@          @@@@@@@@@@@@||@@@@@@@@@@@@@@              |
      |@@@@@@          @@@@@@@@@@@@||@@@@@@@@@@@@@@              |
      |@@@@@@          ,,,,,,,,,,,,||@@@@@@@@@@@@@@              |
      |@@@@@@          ,,,,,,,,,,,,||@@@@@@@@@@@@@@              |
      |@@@@@@          ,,,,,,,,,,,,||@@@@@@@@@@@@@@              |
      |> 1  7  10%     2  7  33%   ||@@@@@@@@@@@@@@              |
      |                            ||@@@@@@@@@@@@@@              |
      |                            ||@@@@@@@@@@@@@@              |
      |                            ||@@@@@@@@@@@@@@              |
      |                            ||@@@@@@@@@@@@@@              |
      |                            ||@@@@@@@@@@@@@@              |
      |                            ||@@@@@@@@@@@@@@              |
      |                            ||@@@@@@@@@@@@@@              |
      #= unit, top class, active ==#+- @ + ink, blank - paper ---+
       learning rate - 0.001 +  optimizer Adam  batch 20       10>
       space resume  p view  <^v> unit  e explain  ? help  q quit
      """
    )
  }

  @Test func aSmallFrameOfHistograms() throws {
    var script = try handmade(size: Size(60, 20))
    script.type("p")
    expectFrame(
      script.frame(),
      """
       dlviz · generated digits             ‖ paused epoch 0 of 1
       1 Train 2 Pred 3 Conf[4 Weights]5 Draw 6 Model   generated
      ╭ view 2/3 · weights and gradients, √count ──────── step 0 ╮
      │ layer 1 W 2×784 SD 0.89      gradient                    │
      │ █                         ▆  none before the first step  │
      │ █      ▃                  █                              │
      │ █      █                  █                              │
      │ █      █                  █                              │
      │ █      █                  █                              │
      │ −1           0            1                              │
      │                                                          │
      │ output W 10×2 all 0          gradient                    │
      │                              none before the first step  │
      │                                                          │
      │                                                          │
      │                                                          │
      │                                                          │
      ╰──────────────────────────────────────────────────────────╯
       learning rate - 0.001 +  optimizer Adam  batch 20       10›
       space resume  p view  s step  e explain  ? help  q quit
      """
    )
  }

  @Test(arguments: 4...6)
  func theMonkeyBreaksNothing(seed: UInt64) {
    runMnistMonkey(seed: seed, page: .weights)
  }
}

extension ScreenCommand where Effect == MnistScreen.Effect {
  /// Whether a look into a network is asked for.
  fileprivate var isInspection: Bool {
    if case .effect(.inspect) = self { return true }
    return false
  }
}
