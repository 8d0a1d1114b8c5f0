import Plots
import Terminal

/// A text under headings that is written line by line.
public protocol ExplanationWriter {
  /// What has been written.
  var lines: [StyledText] { get set }
}

extension ExplanationWriter {
  /// Begins a part.
  public mutating func heading(_ text: String) {
    if !lines.isEmpty { lines.append(StyledText()) }
    lines.append(StyledText(text, .title, .bold))
  }

  /// Writes a line under the heading.
  public mutating func say(_ text: String, _ role: Role = .text) { lines.append(StyledText("  " + text, role)) }
}
