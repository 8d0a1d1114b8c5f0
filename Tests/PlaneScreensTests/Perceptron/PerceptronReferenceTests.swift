import Datasets
import Foundation
import NeuralNet
import Plots
import ScreenTestSupport
import Shell
import Testing

@testable import PlaneScreens

/// The screen's runs against NumPy's.
struct PerceptronReferenceTests {
  private struct Reference: Decodable {
    struct Run: Decodable {
      var weights0: [Double]
      var targets: [Int]
      var errors_per_epoch: [Int]
      var w1_w2_b_after_each_epoch: [[Double]]
      var predictions: [Int]
    }
    var lr: Double
    var bias0: Double
    var gates: [String: Run]
  }

  @Test(arguments: [LogicGate.and, .or, .xor])
  func followsTheReference(gate: LogicGate) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../NeuralNetTests/Reference/perceptron.json").standardizedFileURL
    let reference = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
    let expected = try #require(reference.gates[gate.name])
    var settings = PerceptronSettings()
    settings.learningRate = reference.lr
    settings.epochs = expected.errors_per_epoch.count
    settings.start = .given(w1: expected.weights0[0], w2: expected.weights0[1], bias: reference.bias0)
    var screen = PerceptronScreen(settings: settings, gates: [gate], pace: nil)
    screen.runToEnd()

    #expect(screen.run(gate).targets == expected.targets)
    #expect(screen.errorsPerEpoch(of: gate) == expected.errors_per_epoch)
    #expect(screen.hasConverged(gate) == (gate != .xor))
    let ends = screen.samples(of: gate).filter { $0.row == 3 }.map(\.ruleLine)
    #expect(ends.count == expected.errors_per_epoch.count)
    for (found, wanted) in zip(ends, expected.w1_w2_b_after_each_epoch) {
      for (left, right) in zip(found, wanted) { #expect(abs(left - right) < 1e-12) }
    }
    let line = screen.run(gate).moment(at: .max).classic
    #expect(PerceptronRun.points.map { line.predict($0) } == expected.predictions)
  }

  /// All functions but XOR and XNOR are separated, from any seed and start.
  @Test(arguments: [PerceptronSettings.Start.random, .zero, .wrong])
  func fourteenOfSixteenAreSeparated(start: PerceptronSettings.Start) {
    var settings = PerceptronSettings()
    settings.start = start
    settings.epochs = 60
    var screen = PerceptronScreen(settings: settings, page: .all, pace: nil)
    screen.runToEnd()
    for gate in LogicGate.allCases {
      #expect(screen.hasConverged(gate) == (gate != .xor && gate != .xnor), "\(gate.name)")
      #expect(gate.isLinearlySeparable || screen.run(gate).cycle(at: .max) != nil)
    }
  }

  /// By hand, η = 1 from w = 0, b = 0: (0,0) → 1 but 0 is wanted, b = −1; (0,1) → 0 but 1: w₂ = 1, b = 0; (1,0) → 1, right;
  /// (1,1) → 1, right: OR after one epoch and two corrections.
  @Test func theRuleIsSaidWithItsNumbers() {
    var settings = PerceptronSettings()
    settings.learningRate = 1
    settings.start = .zero
    var screen = PerceptronScreen(settings: settings, gates: [.or], pace: nil)
    screen.advance(by: 2)
    let words = screen.words(.or).rule.map(\.string).joined(separator: "\n")
    for part in [
      "x = (0, 1), target t = 1", "0·0 + 0·1 − 1 = −1", "z < 0, so ŷ = 0", "1 − 0 = 1", "(0, +1)", "Δb = η·e = +1",
      "w = (0, 1), b = 0", "none → 1 (positive: the side of 1)", "x₂ at 0",
    ] {
      #expect(words.contains(part), "\(part) in\n\(words)")
    }
    screen.advance(by: 2)
    #expect(screen.errorsPerEpoch(of: .or) == [2])
    #expect(screen.run(.or).moment(at: 4).corrections == 2)
  }

  /// The four inequalities of XNOR are XOR's turned round, and each is checked against the line.
  @Test func contradictionsAreSaidForBoth() throws {
    var screen = PerceptronScreen(gates: [.xor, .xnor], pace: nil)
    screen.runToEnd()
    let xor = try #require(screen.words(.xor).contradiction).string
    for part in ["w₂+b ≥ 0 and w₁+b ≥ 0, so w₁+w₂+2b ≥ 0", "b < 0 and w₁+w₂+b < 0, so w₁+w₂+2b < 0"] {
      #expect(xor.replacing("\u{A0}", with: " ").contains(part), "\(part) in \(xor)")
    }
    let xnor = try #require(screen.words(.xnor).contradiction).string
    for part in ["w₂+b < 0 and w₁+b < 0, so w₁+w₂+2b < 0", "b ≥ 0 and w₁+w₂+b ≥ 0, so w₁+w₂+2b ≥ 0"] {
      #expect(xnor.replacing("\u{A0}", with: " ").contains(part), "\(part) in \(xnor)")
    }
    #expect(screen.words(.and).contradiction == nil)
    for gate in [LogicGate.xor, .xnor] { #expect(screen.words(gate).demands.contains { !$0.isMet }) }
    #expect(screen.words(.xor).verdict.string.contains("Never converges"))
  }

  @Test func pocketAndAverageAreTheTrainersOwn() {
    var settings = PerceptronSettings()
    settings.variant = .pocket
    var screen = PerceptronScreen(settings: settings, gates: [.xor], pace: nil)
    screen.runToEnd()
    let run = screen.run(.xor)
    var trainer = PerceptronTrainer(
      settings.perceptron(.xor),
      inputs: PerceptronRun.points.map { [$0.x, $0.y] },
      targets: [0, 1, 1, 0]
    )
    for step in 1...run.stepCount {
      trainer.step()
      #expect(run.moment(at: step).pocket == Boundary(trainer.pocket))
      #expect(run.moment(at: step).averaged == Boundary(trainer.averaged))
    }
    // The best line on the way, kept however the run went on.
    let best = run.moments.map { run.rightCount($0.classic) }.max()
    #expect(run.rightCount(run.moment(at: .max).pocket) == best)
  }

  /// From the first epoch that repeats, not from the last two looked at.
  @Test func tellsSinceWhenItNeverRests() throws {
    var screen = PerceptronScreen(gates: [.xor], pace: nil)
    screen.runToEnd()
    let run = screen.run(.xor)
    let cycle = try #require(run.cycle(at: .max))
    let ends = (0...20).map { run.moment(at: 4 * $0).classic }
    func isClose(_ one: Boundary, _ other: Boundary) -> Bool {
      max(abs(one.w1 - other.w1), abs(one.w2 - other.w2), abs(one.b - other.b)) < 1e-9
    }
    let first = try #require((1...20).first { isClose(ends[$0], ends[$0 - 1]) })
    #expect(cycle.firstEpoch == first && cycle.epochs == 1 && first < 10)
    #expect(
      screen.words(.xor).verdict.string.contains("all epochs from \(first) on are equal")
    )
    // What has not been seen yet is not told.
    #expect(run.cycle(at: 4 * first - 1) == nil)
  }

  /// 0.2·1 + 0 − 0.2 is 0 by hand: after corrections of 0.1 it is not, and the words say so.
  @Test func roundingsAreSaid() throws {
    var settings = PerceptronSettings()
    settings.start = .given(w1: 0, w2: 0, bias: -0.2)
    var screen = PerceptronScreen(settings: settings, gates: [.and], pace: nil)
    screen.runToEnd()
    let line = screen.run(.and).moment(at: .max).classic
    let point = try #require(PerceptronRun.points.first { line.roundingParts(at: $0) != nil })
    #expect(abs(line.sum(point)) > 0 && abs(line.sum(point)) < 1e-15)
    #expect(screen.words(.and).verdict.string.contains("rounds to"))
    #expect(screen.textSummary().contains { $0.contains("rounds to") })
    #expect(Boundary(Perceptron(weights: [0.5, 0.25], bias: -0.5)).roundingParts(at: SIMD2(1, 0)) == nil)
  }

  @Test func functionsWithoutNamesAreCalledOnce() {
    let lines = PerceptronScreen(page: .all).textSummary()
    #expect(lines.contains { $0.hasPrefix("0   w₁") } && lines.contains { $0.hasPrefix("AND  x₁ ∧ x₂   w₁") })
  }

  @Test func oneCorrectionIsOne() {
    var settings = PerceptronSettings()
    settings.start = .zero
    var screen = PerceptronScreen(settings: settings, gates: [.and], pace: nil)
    screen.advance(by: 1)
    #expect(screen.words(.and).verdict.string.contains("1 correction so far"))
    screen.advance(by: 3)
    #expect(screen.words(.and).verdict.string.contains("2 corrections so far"))
  }
}
