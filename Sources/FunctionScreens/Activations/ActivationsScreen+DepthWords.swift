import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension ActivationsScreen {
  func drawWords(in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = wordsPlace(in: region)
    let hidden = wordsHeight(width: inner.width) - inner.height
    let scroll = min(wordsScroll, max(0, hidden))
    frame(
      .words,
      "what happens",
      footer: hidden <= 0
        ? ""
        : shell.panel != .words
          ? "p, then ↑↓ for more" : scroll < hidden ? "↓ \(hidden - scroll) more" : "↑ to the top"
    ).draw(in: region, of: &buffer, look: look)
    Paragraph(depthWords(look.charset, width: inner.width), scroll: scroll).draw(in: inner, of: &buffer, look: look)
    dimIfOlder(inner, of: &buffer)
  }

  func wordsPlace(in region: Rect) -> Rect { Panel(title: "").inner(of: region).inset(horizontal: 1, vertical: 0) }

  func wordsHeight(width: Int) -> Int { Paragraph(depthWords(.braille, width: width)).height(width: width) }

  /// What the experiment shows: a line an activation with its verdict and figures, then a paragraph each.
  private func depthWords(_ charset: Capabilities.Charset, width: Int) -> StyledText {
    let diagnoses = reports.map { DepthDiagnosis($0, width: reportedWidth, initializer: reportedInitializer) }
    guard !diagnoses.isEmpty else { return StyledText() }
    var text = verdicts(diagnoses, charset, width: width)
    for diagnosis in diagnoses {
      text.append("\n\(diagnosis.report.activation.displayName): \(diagnosis.word).", diagnosis.role, .bold)
      text.append(" " + diagnosis.sentences.joined(separator: " ") + "\n")
    }
    return text
  }

  /// A line an activation under a line of titles: name, verdict, and what is left of gradient, signal and units.
  private func verdicts(_ diagnoses: [DepthDiagnosis], _ charset: Capabilities.Charset, width: Int) -> StyledText {
    var columns = [["f"] + diagnoses.map { "\($0.glyph(charset)) \($0.report.activation.displayName)" }]
    columns.append([""] + diagnoses.map(\.shortWord))
    columns.append(["gradient"] + diagnoses.map(\.gradientFigure))
    columns.append(["signal"] + diagnoses.map(\.signalFigure))
    columns.append(["dead"] + diagnoses.map(\.deadFigure))
    var widths = columns.map { column in column.map(\.unicodeScalars.count).max() ?? 0 }
    // The glyph stands for the word where there is no room for both.
    if widths.reduce(0, +) + 4 > width { widths[1] = 0 }
    var text = StyledText()
    for line in 0...diagnoses.count {
      let role = line == 0 ? Role.muted : diagnoses[line - 1].role
      for (column, words) in columns.enumerated() where widths[column] > 0 {
        let padding = String(repeating: " ", count: widths[column] - words[line].unicodeScalars.count)
        let isFigure = column >= 2
        text.append(
          isFigure ? padding + words[line] : words[line] + padding,
          isFigure && line > 0 ? .text : role,
          column == 0 && line > 0 ? .bold : []
        )
        text.append(column < columns.count - 1 ? " " : "\n")
      }
    }
    return text
  }
}
