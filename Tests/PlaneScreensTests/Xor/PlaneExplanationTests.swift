import Datasets
import NeuralNet
import Plots
import ScreenTestSupport
import Shell
import Testing
import Training

@testable import PlaneScreens

@Suite
struct PlaneExplanationTests {
  private func settings(_ optimizer: Optimizer = .sgd, _ change: (inout PlaneSettings) -> Void = { _ in })
    -> PlaneSettings
  {
    var settings = PlaneSettings()
    settings.optimizer = optimizer
    settings.learningRate = 0.05
    change(&settings)
    return settings
  }

  private func lines(_ settings: PlaneSettings, after steps: Int, row: Int = 1) throws -> (
    lines: [String], run: PlaneRun
  ) {
    var run = try PlaneRun(settings)
    for _ in 0..<steps { _ = run.step() }
    let snapshot = run.snapshot()
    let explanation = PlaneExplanation(
      network: snapshot.network,
      state: snapshot.state,
      settings: settings,
      row: row,
      diagnosis: nil
    )
    return (explanation.lines.map(\.string), run)
  }

  /// Every new weight and bias that is told is the one that the run's next step gives.
  @Test(arguments: Optimizer.all)
  func theUpdateIsTheRuns(optimizer: Optimizer) throws {
    let settings = settings(optimizer)
    let (lines, run) = try lines(settings, after: 30)
    var next = run
    let old = next.snapshot().network
    _ = next.step()
    let new = next.snapshot().network
    for (layer, layout) in old.architecture.layers.enumerated() {
      for output in 0..<layout.outputs {
        for input in 0..<layout.inputs {
          let change = try #require(
            FormulaNumber.change(
              old.weight(layer: layer, output: output, input: input),
              to: new.weight(layer: layer, output: output, input: input)
            )
          )
          let from = layer == 0 ? "x\(subscripted(input + 1))" : "h\(subscripted(input + 1))"
          let to = layer == 0 ? "h\(subscripted(output + 1))" : "ŷ"
          #expect(lines.contains { $0.hasPrefix("  \(from) → \(to)") && $0.hasSuffix("\(change.old) → \(change.new)") })
        }
        let name = layer == 0 ? "bias h\(subscripted(output + 1))" : "bias ŷ"
        #expect(lines.contains { $0.hasPrefix("  \(name)") && $0.contains(" → ") })
      }
    }
    // And one of them is worked out in full.
    #expect(lines.contains { $0.contains(": θ ← ") })
    switch optimizer {
    case .sgd: break
    case .muon: #expect(lines.contains { $0.contains("orthogonal matrix nearest to u") })
    case .nadam: #expect(lines.contains { $0.contains(": c·g + d·m = ") })
    case .adam, .adamw:
      #expect(lines.contains { $0.contains(": m ← 0.9·") && $0.contains(" + 0.1·") })
      #expect(lines.contains { $0.contains(": v ← 0.999·") && $0.contains(" + 0.001·") })
      #expect(lines.contains { $0.contains("v′ = v/(1 − 0.999^31) = ") })
    default: #expect(lines.contains { $0.contains(": v ← ") })
    }
  }

  @Test func theLossHasItsNumbers() throws {
    for (loss, start) in [
      (Loss.mse, "(0.49"), (.mae, "|0.49"), (.huber(delta: 1), "(0.49"), (.bce, "−ln 0.49"),
    ] {
      // ŷ = σ(−0.04) = 0.49.
      let parameters = Array(repeating: 0.0, count: 16) + [-0.04]
      let settings = settings(.sgd) {
        $0.loss = loss
        $0.initialParameters = parameters
      }
      let text = try lines(settings, after: 0).lines
      #expect(text.contains { $0.hasPrefix("  this input: L = \(start)") }, "\(loss)")
      #expect(text.contains { $0.hasPrefix("  mean over the 4 inputs: (") }, "\(loss)")
    }
  }

  @Test func formulasHaveTrueMinusesAndBrackets() throws {
    for optimizer in Optimizer.all {
      let text = try lines(
        settings(optimizer) {
          $0.activation = .tanh
          $0.hidden = [3, 2]
        },
        after: 50
      ).lines
      for line in text where !line.contains("Keys 1-4") {
        // A hyphen before a digit would be read as one between words.
        #expect(line.firstMatch(of: /-\d/) == nil, "\(line)")
        #expect(line.firstMatch(of: /[·−+] ?−/) == nil, "\(line)")
      }
      #expect(text.contains { $0.contains("·0 ") || $0.contains("·0)") })
      #expect(!text.contains { $0.firstMatch(of: /·[01]\.000(?!\d)/) != nil })
    }
  }

  @Test func theFirstLayersGradientIsPutTogether() throws {
    let text = try lines(settings(), after: 10).lines
    #expect(text.contains { $0.hasPrefix("  g(x₁ → h₁) = Σ δ(h₁)·x₁ over the inputs = ") })
  }

  @Test func thePerceptronIsExplainedBesideIt() throws {
    var companion = PerceptronCompanion(data: PlaneSettings().data, seed: 42)
    for _ in 0..<16 { companion.learnEpoch() }
    var run = try PlaneRun(settings())
    let network = run.snapshot().network
    let texts = (0..<4).map { row in
      PlaneExplanation(
        network: network,
        state: nil,
        settings: settings(),
        row: row,
        diagnosis: nil,
        companion: companion
      ).lines.map(\.string).joined(separator: "\n")
    }
    #expect(
      texts.allSatisfy {
        $0.contains("w ← w + η·e·x") && $0.contains("No line separates them: (1,0) and (0,1) need w₁+b ≥ 0")
      }
    )
    // XOR leaves it wrong somewhere, where it corrects.
    #expect(texts.contains { $0.contains("b ← ") && $0.contains("w₂ ← ") })
  }

  @Test func numbersAreWholeWhereTheyAreAndNeverRoundedToIt() {
    #expect(FormulaNumber.string(0) == "0")
    #expect(FormulaNumber.string(1) == "1")
    #expect(FormulaNumber.string(-2) == "−2")
    #expect(FormulaNumber.string(0.99998) == "0.99998")
    #expect(FormulaNumber.string(-0.00001234) == "−1.234e−5")
    #expect(FormulaNumber.setting(0.05) == "0.05")
    #expect(FormulaNumber.factor(-0.5) == "(−0.5000)")
    #expect(FormulaNumber.sum([(-0.5, 1), (-0.25, -1)], constant: -0.125) == "−0.5000·1 − 0.2500·(−1) − 0.1250")
    #expect(FormulaNumber.change(-7.984, to: -7.984 - 6.907e-5).map { "\($0.old) \($0.new)" } == "−7.984000 −7.984069")
    #expect(FormulaNumber.change(1, to: 1) == nil)
  }
}
