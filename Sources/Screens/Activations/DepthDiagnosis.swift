import NeuralNet
import Plots
import Terminal
import Training

/// What depth did to one activation's signal and gradient, in words with their figures.
struct DepthDiagnosis {
  /// What became of the gradient.
  enum Verdict: Hashable {
    /// The signal left Float's range at a layer.
    case overflow(layer: Int)
    /// Nothing at all came back to the first layer.
    case cut
    /// Less than a hundredth came back.
    case vanishing
    /// More than a hundredfold came back.
    case exploding
    /// About what was put in came back.
    case healthy
  }

  let report: DepthReport
  let verdict: Verdict
  private let width: Int

  /// A diagnosis.
  /// - Parameter width: units in each layer.
  init(_ report: DepthReport, width: Int) {
    self.report = report
    self.width = width
    if let layer = report.firstOverflow {
      verdict = .overflow(layer: layer + 1)
    } else if let ratio = report.gradientRatio, ratio > 0 {
      verdict = ratio < 0.01 ? .vanishing : ratio > 100 ? .exploding : .healthy
    } else {
      verdict = .cut
    }
  }

  /// What a layer multiplies the gradient by on its way back, the geometric mean over all; nil without one.
  var gradientFactor: Double? {
    guard report.layers.count > 1, let ratio = report.gradientRatio, ratio > 0 else { return nil }
    let logarithm = Scale.logarithmic
    return logarithm.value(at: logarithm.position(ratio) / Double(report.layers.count - 1))
  }

  var word: String {
    switch verdict {
    case .overflow: "overflow"
    case .cut: "cut off"
    case .vanishing: "vanishing"
    case .exploding: "exploding"
    case .healthy: "healthy"
    }
  }

  /// A sign that says it without colour; ASCII has its own, since a check mark's letter there is the arrow's.
  func glyph(_ charset: Capabilities.Charset) -> String {
    let isASCII = charset == .ascii
    return switch verdict {
    case .overflow, .cut: isASCII ? "x" : "✗"
    case .vanishing: isASCII ? "v" : "▼"
    case .exploding: isASCII ? "^" : "▲"
    case .healthy: isASCII ? "+" : "✓"
    }
  }

  var role: Role {
    switch verdict {
    case .overflow, .cut, .vanishing, .exploding: .bad
    case .healthy: .good
    }
  }

  /// One sentence or two on the gradient, one on the signal, one on dead units, where there is something to say.
  var sentences: [String] {
    ([gradientSentence, signalSentence, saturationSentence] + [deadSentence]).compactMap { $0 }
  }

  /// A factor with as many digits as say something: two far from 1.
  static func figure(_ value: Double) -> String {
    if value == 0 || (value >= 0.001 && value < 1000) { return NumberFormat.compact.string(value) }
    var exponent = Scale.logarithmic.position(value).rounded(.down)
    var mantissa = value / Scale.logarithmic.value(at: exponent)
    if mantissa >= 9.95 {
      mantissa /= 10
      exponent += 1
    }
    return "\(NumberFormat.fixed(1).string(mantissa))e\(Int(exponent))"
  }

  private var depth: Int { report.layers.count }

  private var gradientSentence: String? {
    let factor = gradientFactor.map { ", ×\(NumberFormat.compact.string($0)) a layer" } ?? ""
    let ratio = report.gradientRatio.map(Self.figure) ?? ""
    switch verdict {
    case .overflow(let layer):
      return
        "The signal passes 3.4e38, the largest 32-bit number, at layer \(layer) of \(depth): no gradient can be computed."
    case .cut: return "No gradient at all reaches layer 1: it cannot learn."
    case .vanishing: return "\(ratio) of the gradient reaches layer 1\(factor): it hardly learns."
    case .exploding: return "Layer 1 gets \(ratio) times the gradient\(factor): steps blow up."
    case .healthy:
      guard depth > 1 else { return "One layer: nothing to vanish or explode through." }
      return "\(ratio) of the gradient reaches layer 1\(factor)."
    }
  }

  private var signalSentence: String? {
    guard depth > 1, let first = report.layers.first, let last = report.layers.last, !last.activationsOverflowed else {
      return nil
    }
    let before = first.standardDeviation
    let after = last.standardDeviation
    guard before > 0 else { return nil }
    let figures = "\(Self.figure(before)) → \(Self.figure(after))"
    if after < before / 20 { return "The signal fades: spread \(figures)." }
    if after > before * 20 { return "The signal grows: spread \(figures)." }
    return nil
  }

  private var saturationSentence: String? {
    guard report.activation.saturates, let worst = report.layers.indices.max(by: { share($0) < share($1) }),
      share(worst) >= 0.2
    else { return nil }
    return "\(NumberFormat.percent(0).string(share(worst))) of layer \(worst + 1)'s activations are saturated."
  }

  private func share(_ layer: Int) -> Double { report.layers[layer].saturated }

  private var deadSentence: String? {
    guard report.firstOverflow == nil else { return nil }
    let dead = report.layers.map { Int(($0.dead * Double(width)).rounded()) }
    let total = dead.reduce(0, +)
    guard total > 0, let worst = dead.indices.max(by: { dead[$0] < dead[$1] }) else { return nil }
    let units = "\(NumberFormat.grouped.string(total)) unit\(total == 1 ? " is" : "s are") dead"
    let place = dead[worst] == total ? "in layer \(worst + 1)" : "\(dead[worst]) of them in layer \(worst + 1)"
    return "\(units), \(place): no sample moves them."
  }
}
