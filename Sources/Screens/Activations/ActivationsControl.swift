import NeuralNet
import Plots
import Training

/// The settings that keys change on the activations screen.
enum ActivationsControl: Int, CaseIterable, Hashable, Sendable {
  case x, threshold, slope, alpha
  case width, depth, initializer, batchSize, seed, depthThreshold

  /// The settings of a page, in order.
  static func controls(_ page: ActivationsScreen.Page) -> [ActivationsControl] {
    switch page {
    case .curves: [.x, .threshold, .slope, .alpha]
    case .depth: [.depth, .width, .initializer, .batchSize, .seed, .depthThreshold]
    }
  }

  static let widths = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]
  static let depths = [1, 2, 3, 5, 8, 10, 15, 20, 25, 30, 35, 40, 45, 50]
  static let batchSizes = [4, 8, 16, 32, 64, 128, 256, 512, 1024]

  var label: String {
    switch self {
    case .x: "x"
    case .threshold, .depthThreshold: "saturated below"
    case .slope: "leaky slope"
    case .alpha: "ELU α"
    case .width: "width"
    case .depth: "depth"
    case .initializer: "init"
    case .batchSize: "batch"
    case .seed: "seed"
    }
  }

  /// The value after or before one in a rising list; values between two of its steps are fine.
  static func step(_ value: Int, in values: [Int], up: Bool) -> Int {
    (up ? values.first { $0 > value } : values.last { $0 < value }) ?? value
  }
}

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
