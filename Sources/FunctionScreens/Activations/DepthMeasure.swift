import NeuralNet
import Plots
import Training

/// What the depth page's chart shows of every layer.
enum DepthMeasure: Int, CaseIterable, Hashable, Sendable {
  case gradient, deviation, saturated, dead

  var title: String {
    switch self {
    case .gradient: "gradient ∂L/∂a"
    case .deviation: "spread of a"
    case .saturated: "saturated share"
    case .dead: "dead units"
    }
  }

  /// Whether it spans powers of ten.
  var scale: Scale {
    switch self {
    case .gradient, .deviation: .logarithmic
    case .saturated, .dead: .linear
    }
  }

  /// A layer's figure; NaN, which the chart marks, where Float could not hold it.
  func value(_ layer: DepthLayer, width: Int) -> Double {
    if layer.hasOverflowed { return .nan }
    return switch self {
    case .gradient: layer.gradientSize
    case .deviation: layer.standardDeviation
    case .saturated: layer.saturated
    case .dead: layer.dead * Double(width)
    }
  }
}
