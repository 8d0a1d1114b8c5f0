import NeuralNet
import Plots
import Terminal
import Training

/// What depth did to one activation's gradient, signal and units, in words with their figures.
struct DepthDiagnosis {
  /// What became of the gradient on its way from the last layer to the first.
  enum Gradient: Hashable {
    /// There is none: the signal left Float's range at a layer.
    case overflow(layer: Int)
    /// Nothing at all came back to the first layer.
    case cut
    /// Less than a hundredth came back.
    case vanishing
    /// Less than a tenth came back.
    case fading
    /// About what was put in came back.
    case fine
    /// More than tenfold came back.
    case growing
    /// More than a hundredfold came back.
    case exploding
  }

  /// What became of the signal on its way from the first layer to the last.
  enum Signal: Hashable {
    /// The last layer's spread is less than a tenth of the first's.
    case fading
    /// Neither.
    case steady
    /// The last layer's spread is more than ten times the first's.
    case growing
  }

  let report: DepthReport
  let gradient: Gradient
  let signal: Signal
  /// How many units are the same for every sample and pass no gradient, layer by layer.
  private let dead: [Int]
  private let width: Int
  private let initializer: Initializer?

  /// A diagnosis.
  /// - Parameters:
  ///   - width: units in each layer.
  ///   - initializer: how their weights began; nil where that is not known.
  init(_ report: DepthReport, width: Int, initializer: Initializer? = nil) {
    self.report = report
    self.initializer = initializer
    self.width = width
    dead = report.firstOverflow == nil ? report.layers.map { Int(($0.dead * Double(width)).rounded()) } : []
    if let layer = report.firstOverflow {
      gradient = .overflow(layer: layer + 1)
    } else if let ratio = report.gradientRatio, ratio > 0 {
      gradient =
        ratio < 0.01 ? .vanishing : ratio < 0.1 ? .fading : ratio > 100 ? .exploding : ratio > 10 ? .growing : .fine
    } else {
      gradient = .cut
    }
    let change = Self.signalChange(report)
    signal = change.map { $0 < 0.1 ? .fading : $0 > 10 ? .growing : .steady } ?? .steady
  }

  /// The last layer's spread over the first layer's; nil where one of them has none or is beyond Float.
  private static func signalChange(_ report: DepthReport) -> Double? {
    guard report.firstOverflow == nil, report.layers.count > 1, let first = report.layers.first,
      let last = report.layers.last, first.standardDeviation > 0
    else { return nil }
    return last.standardDeviation / first.standardDeviation
  }

  /// Whether so many units are dead that it shows: a quarter of one layer, or a tenth of all.
  var unitsDie: Bool {
    4 * (dead.max() ?? 0) >= width && deadCount > 0 || 10 * deadCount >= width * max(1, dead.count)
  }

  private var deadCount: Int { dead.reduce(0, +) }

  /// Whether gradient, signal and units are all as they should be.
  var isHealthy: Bool { gradient == .fine && signal == .steady && !unitsDie }

  /// What a layer multiplies the gradient by on its way back, the geometric mean over all; nil without one.
  var gradientFactor: Double? {
    guard report.layers.count > 1, let ratio = report.gradientRatio, ratio > 0 else { return nil }
    let logarithm = Scale.logarithmic
    return logarithm.value(at: logarithm.position(ratio) / Double(report.layers.count - 1))
  }

  // MARK: The verdict

  /// The worst, in a word or two.
  var shortWord: String {
    switch gradient {
    case .overflow: "overflow"
    case .cut: "cut off"
    case .vanishing: "vanishing"
    case .exploding: "exploding"
    case .fading: "gradient fades"
    case .growing: "gradient grows"
    case .fine: isHealthy ? "healthy" : otherTroubles.first ?? ""
    }
  }

  /// All there is to say in a few words: of gradient, signal and dead units.
  var word: String {
    switch gradient {
    case .fine: isHealthy ? "healthy" : (["gradient fine"] + otherTroubles).joined(separator: ", ")
    case .overflow, .cut: shortWord
    case .vanishing, .exploding, .fading, .growing: ([shortWord] + otherTroubles).joined(separator: ", ")
    }
  }

  private var otherTroubles: [String] {
    var words: [String] = []
    if signal == .fading { words.append("signal fades") }
    if signal == .growing { words.append("signal grows") }
    if unitsDie { words.append("units die") }
    return words
  }

  /// The first layer's gradient over the last layer's.
  var gradientFigure: String {
    switch gradient {
    case .overflow: "none"
    case .cut: "0"
    case .vanishing, .fading, .fine, .growing, .exploding: report.gradientRatio.map { "×\(Self.figure($0))" } ?? "none"
    }
  }

  /// The last layer's spread over the first layer's, or the layer where it leaves Float's range.
  var signalFigure: String {
    if case .overflow(let layer) = gradient { return "layer \(layer)" }
    return Self.signalChange(report).map { "×\(Self.figure($0))" } ?? "–"
  }

  /// The share of dead units of all layers, or their number where they are few.
  var deadFigure: String {
    guard !dead.isEmpty else { return "–" }
    let share = Double(deadCount) / Double(width * dead.count)
    return share < 0.01 ? "\(deadCount)" : NumberFormat.percent(0).string(share)
  }

  /// The figures that the verdict stands on, in one line.
  var figures: String { "gradient \(gradientFigure), signal \(signalFigure), dead \(deadFigure)" }

  /// A sign that says it without colour; ASCII has its own, since a check mark's letter there is the arrow's.
  func glyph(_ charset: Capabilities.Charset) -> String {
    let isASCII = charset.isASCII
    return switch gradient {
    case .overflow, .cut: isASCII ? "x" : "✗"
    case .vanishing: isASCII ? "v" : "▼"
    case .exploding: isASCII ? "^" : "▲"
    case .fading, .growing, .fine: isHealthy ? (isASCII ? "+" : "✓") : "!"
    }
  }

  var role: Role {
    switch gradient {
    case .overflow, .cut, .vanishing, .exploding: .bad
    case .fading, .growing, .fine: isHealthy ? .good : .warning
    }
  }

  // MARK: Sentences

  /// One sentence or two on the gradient, and one each on signal, saturation and units where there is something to say.
  var sentences: [String] {
    [gradientSentence, cureSentence, signalSentence, saturationSentence, blockedSentence, deadSentence].compactMap {
      $0
    }
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

  private var gradientSentence: String {
    let factor = gradientFactor.map { ", ×\(NumberFormat.compact.string($0)) per layer" } ?? ""
    let ratio = report.gradientRatio.map(Self.figure) ?? ""
    switch gradient {
    case .overflow(let layer):
      return
        "The signal exceeds 3.4e38, the largest 32-bit float, at layer \(layer) of \(depth): no gradient can be computed."
    case .cut:
      return isBlockedEverywhere
        ? "No gradient passes: f′ = 0 everywhere. Layer 1 cannot learn."
        : "No gradient at all reaches layer 1: it cannot learn."
    case .vanishing: return "\(ratio) of the gradient reaches layer 1\(factor): it hardly learns."
    case .fading: return "Only \(ratio) of the gradient reaches layer 1\(factor): it learns slowly."
    case .growing: return "Layer 1 gets \(ratio) times the gradient\(factor): it needs small steps."
    case .exploding: return "Layer 1 gets \(ratio) times the gradient\(factor): steps blow up."
    case .fine:
      guard depth > 1 else { return "With one layer, nothing can vanish or explode." }
      return "\(ratio) of the gradient reaches layer 1\(factor)."
    }
  }

  /// Which weights keep a ReLU's gradient, where those that it has are too small: told only where they give the measured factor.
  private var cureSentence: String? {
    guard gradient == .vanishing || gradient == .fading, report.activation == .relu, let initializer,
      let measured = gradientFactor
    else { return nil }
    // Going back, a layer multiplies the variance by width · Var(w) · ½, since ReLU lets half of it through.
    let deviation = initializer.standardDeviation(inputs: width, outputs: width)
    let expected = deviation * (Double(width) / 2).squareRoot()
    guard expected < 0.95, (0.8...1.25).contains(measured / expected) else { return nil }
    return "ReLU lets half of its variance through, and \(initializer.displayName)'s weights do not make up for it: "
      + "√(width · Var(w) / 2) = \(NumberFormat.compact.string(expected)) a layer. He's, with Var(w) = 2/width, do: try them."
  }

  private var isBlockedEverywhere: Bool { report.layers.allSatisfy { $0.blocked == 1 } }

  private var signalSentence: String? {
    guard signal != .steady, let first = report.layers.first, let last = report.layers.last else { return nil }
    let figures = "\(Self.figure(first.standardDeviation)) → \(Self.figure(last.standardDeviation))"
    return signal == .fading
      ? "The signal fades: spread \(figures), so the samples become ever more alike."
      : "The signal grows: spread \(figures)."
  }

  private var saturationSentence: String? {
    guard report.activation.saturates, !isBlockedEverywhere,
      let worst = report.layers.indices.max(by: { share($0) < share($1) }), share(worst) >= 0.2
    else { return nil }
    return "\(NumberFormat.percent(0).string(share(worst))) of layer \(worst + 1)'s activations are saturated."
  }

  private func share(_ layer: Int) -> Double { report.layers[layer].saturated }

  /// Units that samples move but no gradient passes; those of which every one is so are the gradient's sentence.
  private var blockedSentence: String? {
    guard report.firstOverflow == nil, !isBlockedEverywhere else { return nil }
    let blocked = report.layers.map { Int((($0.blocked - $0.dead) * Double(width)).rounded()) }
    return Self.units(blocked).map { "\($0.count) without a gradient, \($0.place): f′ = 0 for every sample." }
  }

  private var deadSentence: String? {
    Self.units(dead).map { "\($0.count) dead, \($0.place): the same output for every sample." }
  }

  /// How many units there are over all layers and where most of them, as a sentence begins; nil when there are none.
  private static func units(_ counts: [Int]) -> (count: String, place: String)? {
    let total = counts.reduce(0, +)
    guard total > 0, let worst = counts.indices.max(by: { counts[$0] < counts[$1] }) else { return nil }
    return (
      "\(NumberFormat.grouped.string(total)) unit\(total == 1 ? " is" : "s are")",
      counts[worst] == total ? "in layer \(worst + 1)" : "\(counts[worst]) of them in layer \(worst + 1)"
    )
  }
}
