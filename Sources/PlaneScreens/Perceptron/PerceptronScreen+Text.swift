import Datasets
import NeuralNet
import Plots
import Shell
import Terminal

extension PerceptronScreen {
  /// A run's state after one sample, as data.
  public struct Sample: Hashable, Sendable {
    /// The epoch, from 1.
    public let epoch: Int
    /// The row of the truth table, from 0.
    public let row: Int
    /// What the rule did.
    public let update: PerceptronUpdate
    /// w₁, w₂ and b of the rule's line after it.
    public let ruleLine: [Double]
    /// w₁, w₂ and b of the chosen variant's line after it; the rule's own for the classic one.
    public let variantLine: [Double]
  }

  /// Every sample that a function's run has been shown so far.
  public func samples(of gate: LogicGate) -> [Sample] {
    let run = run(gate)
    return (run.begin...run.end).compactMap { step in
      guard let row = run.sample(at: step), let update = run.moment(at: step).update else { return nil }
      return Sample(
        epoch: run.epoch(at: step),
        row: row,
        update: update,
        ruleLine: Self.parameters(run.moment(at: step).classic),
        variantLine: Self.parameters(run.moment(at: step).line(options.variant))
      )
    }
  }

  /// w₁, w₂ and b before the first sample, the same for every variant.
  public func startLine(of gate: LogicGate) -> [Double] { Self.parameters(run(gate).moment(at: 0).classic) }

  /// How many of the four points the chosen variant's newest line puts on their right side.
  public func rightCount(of gate: LogicGate) -> Int {
    run(gate).rightCount(run(gate).moment(at: liveStep).line(options.variant))
  }

  /// For every whole epoch of a function's run, how many samples were wrong when their turn came.
  public func errorsPerEpoch(of gate: LogicGate) -> [Int] { run(gate).errorsPerEpoch }

  /// Whether a function's run passed an epoch without an error.
  public func hasConverged(_ gate: LogicGate) -> Bool { run(gate).hasConverged }

  /// The functions on show: a few, or all sixteen.
  public var shownGates: [LogicGate] { page == .gates ? slots : LogicGate.allCases }

  private static func parameters(_ line: Boundary) -> [Double] { [line.w1, line.w2, line.b] }

  /// What came of every function on show, in lines of words.
  /// - Parameter isASCII: whether signs without an ASCII letter of their own are written out.
  public func textSummary(isASCII: Bool = false) -> [String] {
    let whose = options.variant == .classic ? "" : "\(options.variant.lineName): "
    let lines = shownGates.flatMap { gate -> [String] in
      let run = run(gate)
      let line = run.moment(at: liveStep).line(options.variant)
      let errors = run.errorsPerEpoch
      let shown = errors.prefix(20).map(String.init).joined(separator: " ") + (errors.count > 20 ? " …" : "")
      var lines = [
        "\(gate.title)\(gate.title == gate.formula ? "" : "  \(gate.formula)")   \(whose)\(Self.numbers(line))   \(run.rightCount(line))/\(run.targets.count) right"
          + (run.hasConverged ? ", converged" : gate.isLinearlySeparable ? "" : ", no line can"),
        "  \(options.variant == .classic ? "" : "rule's ")errors per epoch: \(shown)",
      ]
      if page == .gates {
        lines += run.targets.indices.map { row in
          let point = PerceptronRun.points[row]
          let isRight = line.predict(point) == run.targets[row]
          return "  (\(PlaneDiagnosis.name(point)))  target \(run.targets[row])  "
            + "z \(NumberFormat.significant(4).string(line.sum(point), width: 9))  "
            + "predicted \(line.predict(point))  \(isRight ? "right" : "WRONG")"
            + (words(gate).rounding(line, at: point).map { "  (\($0))" } ?? "")
        }
        lines += ["  " + words(gate).verdict.string.replacing("\u{A0}", with: " "), ""]
      }
      return lines
    }
    return isASCII ? lines.map(\.spelledInASCII) : lines
  }
}
