import Plots
import Terminal

/// What a network says of an image, in a few words: mark, class, confidence, and the truth where it is another.
struct Verdict: Hashable, Sendable {
  var prediction: String
  var truth: String
  var confidence: Double

  var isRight: Bool { prediction == truth }

  /// The words for a width; the mark tells right from wrong without colour.
  func text(width: Int) -> StyledText {
    let percent = NumberFormat.percent(0).string(confidence)
    if isRight {
      return StyledText("✓ ", .good, .bold) + StyledText(prediction, .title, .bold)
        + StyledText(prediction.count + percent.count + 3 <= width ? " " + percent : "", .muted)
    }
    var text = StyledText("✗ ", .bad, .bold) + StyledText(prediction, .bad, .bold)
    let long = " is \(truth)"
    if text.count + long.count <= width { text.append(long, .text) }
    if text.count + percent.count < width { text.append(" " + percent, .muted) }
    return text
  }
}
