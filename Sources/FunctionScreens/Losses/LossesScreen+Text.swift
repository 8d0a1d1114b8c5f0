import NeuralNet
import Plots
import Records
import Shell
import Terminal

extension LossesScreen {
  /// A loss at one place of the current page, as data.
  public struct CurvePoint: Hashable, Sendable {
    /// The loss's name as the command line has it.
    public let loss: String
    /// ŷ or z.
    public let x: Double
    /// L.
    public let value: Double
    /// dL/dŷ or dL/dz.
    public let derivative: Double
  }

  /// A loss where the current page reads it, as data; what the loss does not have there is NaN.
  public var readings: [CurvePoint] {
    guard page != .softmax else { return [] }
    return shownLosses.map { _, loss in
      let reading = reading(loss, at: place)
      return CurvePoint(
        loss: loss.name,
        x: place,
        value: reading?.value ?? .nan,
        derivative: reading?.slope ?? .nan
      )
    }
  }

  /// The points of every curve of the current page, evenly spaced over its range; none on the softmax page.
  ///
  /// BCE over a prediction has points ever closer to 0 and 1 besides, down to 10⁻⁶ and both ends themselves.
  public func points(count: Int = 101) -> [CurvePoint] {
    guard page != .softmax else { return [] }
    let ends = range.ends
    let intervals = Double(max(1, count - 1))
    let length = ends.upperBound - ends.lowerBound
    // One division of whole numbers gives the decimal's nearest Double: -0.82, not -0.8200000000000001.
    let grid = (0..<count).map { (ends.lowerBound * intervals + length * Double($0)) / intervals }
    let near: [Double] = (1...6).compactMap { Double("1e-\($0)") }
    let edges: [Double] = [0, 1] + near + near.map { 1 - $0 }
    return shownLosses.flatMap { _, loss in
      let places = page == .prediction && loss == .bce ? Array(Set(grid + edges)).sorted() : grid
      return places.compactMap { x in
        reading(loss, at: x).map { CurvePoint(loss: loss.name, x: x, value: $0.value, derivative: $0.slope) }
      }
    }
  }

  /// What `started` says of it.
  public func describe(in line: inout JSONLine) {
    line.add("page", page.rawValue)
    guard page != .softmax else { return }
    line.add("target", target)
    line.add("delta", delta)
    line.add("probability_floor", Loss.probabilityFloor)
  }

  /// All figures as JSON lines.
  public func figures() -> [JSONLine] { page == .softmax ? [softmaxFigures] : [cursorFigures] + curveFigures }

  private var softmaxFigures: JSONLine {
    let all = crossEntropy
    var line = JSONLine(event: "softmax")
    line.add("logits", logits)
    line.add("target_class", targetClass + 1)
    line.add("probabilities", all.probabilities)
    line.add("gradient", all.gradient)
    line.add("loss", all.loss)
    return line
  }

  private var xName: String { page == .logit ? "logit" : "prediction" }

  private var cursorFigures: JSONLine {
    let readings = readings
    var line = JSONLine(event: "cursor")
    line.add(xName, place)
    line.add("losses", readings.map(\.loss))
    line.add("values", readings.map(\.value))
    line.add("derivatives", readings.map(\.derivative))
    return line
  }

  private var curveFigures: [JSONLine] {
    points(count: pointCount).map { point in
      var line = JSONLine(event: "point")
      line.add("loss", point.loss)
      line.add(xName, point.x)
      line.add("value", point.value)
      line.add("derivative", point.derivative)
      return line
    }
  }

  /// Sets what the current page reads: ŷ or z.
  public mutating func setCursor(_ value: Double) {
    switch page {
    case .prediction:
      predictionRange = LossesRange.predictions.dropFirst().first { $0.ends.contains(value) } ?? predictionRange
      cursor = min(max(value, predictionRange.ends.lowerBound), predictionRange.ends.upperBound)
    case .logit:
      logitRange = LossesRange.logits.dropFirst().first { $0.ends.contains(value) } ?? logitRange
      logit = min(max(value, logitRange.ends.lowerBound), logitRange.ends.upperBound)
    case .softmax: break
    }
  }

  /// Sets the class that is right, from 1.
  public mutating func setTargetClass(_ number: Int) {
    guard logits.indices.contains(number - 1) else { return }
    targetClass = number - 1
  }

  /// The panels that stand in a text.
  public var textPanels: [PanelID] { page == .softmax ? [.derivative, .third] : [.value, .derivative] }

  /// What there is to say, in lines of words.
  public func summary() -> [StyledText] {
    let number = NumberFormat.significant(6)
    var lines: [String] = []
    switch page {
    case .prediction, .logit:
      let x = page == .logit ? "z" : "ŷ"
      lines.append("at \(x) = \(NumberFormat.compact.string(place)), y = \(NumberFormat.compact.string(target))")
      for (_, loss) in shownLosses {
        let name = loss.displayName + String(repeating: " ", count: max(0, 6 - loss.displayName.count))
        guard let reading = reading(loss, at: place) else {
          lines.append("  \(name)  none: \(x) is not a probability")
          continue
        }
        lines.append(
          "  \(name)  L \(number.string(reading.value, width: 11))   dL/d\(x) \(number.string(reading.slope, width: 11))   \(loss.formula)"
        )
      }
    case .softmax:
      let all = crossEntropy
      lines.append("softmax cross-entropy, target class \(targetClass + 1): L = \(number.string(all.loss))")
      for index in logits.indices {
        lines.append(
          "  class \(index + 1)  z \(number.string(logits[index], width: 9))  p \(number.string(all.probabilities[index], width: 9))"
            + "  p − y \(number.string(all.gradient[index], width: 10))"
        )
      }
    }
    return lines.map { StyledText($0) } + [StyledText()] + LossesWords(self).words
  }
}
