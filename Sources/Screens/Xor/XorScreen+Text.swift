import Datasets
import NeuralNet
import Plots
import Terminal
import Training

extension XorScreen {
  /// The network as it is now, nil before training has begun.
  public var currentNetwork: Network<Double>? { network }

  /// The loss curve alone, for text output.
  public func textPlot(size: Size, look: Look) -> Buffer {
    var buffer = Buffer(size: size)
    var plain = self
    plain.pointer = nil
    plain.drawLoss(in: buffer.bounds, of: &buffer, look: look)
    return buffer
  }

  /// The truth table and what happened, in lines of words.
  public func textSummary() -> [StyledText] {
    guard let diagnosis else { return [] }
    var lines: [StyledText] = [StyledText(" x₁ x₂  target       ŷ")]
    for row in settings.data.points.indices {
      let point = settings.data.points[row]
      let output = NumberFormat.fixed(6).string(diagnosis.outputs[row])
      lines.append(
        StyledText(
          "  \(NumberFormat.compact.string(point.x))  \(NumberFormat.compact.string(point.y))       "
            + "\(settings.data.labels[row])  \(output)  \(diagnosis.isRight[row] ? "right" : "WRONG")"
        )
      )
    }
    return lines + [StyledText()] + diagnosis.words(settings)
  }
}
