/// A setting that a run cannot have.
public struct PlaygroundFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// Which setting, as the command line names it.
  public var setting: String
  /// What could stand there.
  public var expected: String
  /// What does.
  public var found: String

  /// Makes a fault.
  public init(_ setting: String, expected: String, found: String) {
    self.setting = setting
    self.expected = expected
    self.found = found
  }

  /// One line.
  public var description: String { "\(setting): expected \(expected), found \(found)" }
}

extension PlaygroundSettings {
  /// The most hidden layers and the most units of one that a run takes.
  public static let limits = (layers: 20, units: 128, samples: 100_000)

  /// Whether a network can be made and trained by them.
  public func validate() throws(PlaygroundFault) {
    let limits = Self.limits
    if hidden.count > limits.layers {
      throw PlaygroundFault("hidden", expected: "at most \(limits.layers) layers", found: "\(hidden.count)")
    }
    for layer in hidden where !(0...limits.units).contains(layer.units) {
      throw PlaygroundFault("hidden", expected: "0 to \(limits.units) units", found: "\(layer.units)")
    }
    if let sampleCount, !(2...limits.samples).contains(sampleCount) {
      throw PlaygroundFault("samples", expected: "2 to \(limits.samples)", found: "\(sampleCount)")
    }
    if !(0..<1).contains(dropout) {
      throw PlaygroundFault("dropout", expected: "0 or more and less than 1", found: "\(dropout)")
    }
    if case .boundary(let text) = dataset {
      do {
        _ = try BoundaryFormula(text)
      } catch {
        throw PlaygroundFault("boundary", expected: "a function of x", found: "'\(text)' (\(error))")
      }
    }
    if case .given(let weights) = initialization, weights.layerSizes != layerSizes {
      func text(_ sizes: [Int]) -> String { sizes.map(String.init).joined(separator: "-") }
      throw PlaygroundFault(
        "init",
        expected: "weights of \(text(layerSizes))",
        found: "\(weights.name) with \(text(weights.layerSizes))"
      )
    }
    try validateOutput()
  }

  private func validateOutput() throws(PlaygroundFault) {
    let (output, loss) = (outputActivation, effectiveLoss)
    if (output == .softmax) != (loss == .crossEntropy) {
      throw PlaygroundFault(
        "loss",
        expected: output == .softmax ? "cross-entropy with softmax" : "softmax with cross-entropy",
        found: "\(loss.rawValue) with \(output.rawValue)"
      )
    }
    if loss == .bce, output != .sigmoid {
      throw PlaygroundFault("loss", expected: "sigmoid with bce", found: "bce with \(output.rawValue)")
    }
    if loss == .hinge, output == .sigmoid {
      throw PlaygroundFault("loss", expected: "linear or tanh with hinge", found: "hinge with sigmoid")
    }
    switch task {
    case .regression:
      if loss == .bce || loss == .hinge || loss == .crossEntropy {
        throw PlaygroundFault("loss", expected: "half-square, mse or huber for values", found: loss.rawValue)
      }
    case .classes(let count):
      if output != .softmax {
        throw PlaygroundFault("output", expected: "softmax for \(count) classes", found: output.rawValue)
      }
    case .twoClasses: break
    }
  }
}
