import Plots
import Terminal

/// What stands below the table of layers: what its columns mean, and what is to be said of the network.
struct HealthWords: Widget, Equatable {
  let caption: String
  /// The most important first.
  let sentences: [StyledText]

  /// Draws whole sentences only, as many as there is room for.
  func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    var words = StyledText(caption, .muted)
    var height = Paragraph(words).height(width: region.width)
    let isSpaced = region.height >= 10
    for sentence in sentences {
      height += (isSpaced ? 1 : 0) + Paragraph(sentence).height(width: region.width)
      guard height <= region.height else { break }
      words += StyledText(isSpaced ? "\n\n" : "\n") + sentence
    }
    Paragraph(words).draw(in: region, of: &buffer, look: look)
  }
}
