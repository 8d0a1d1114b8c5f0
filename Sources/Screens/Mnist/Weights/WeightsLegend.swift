import Plots
import Terminal

/// What the colours, glyphs and figures of the fourth page mean, in words from long to short.
enum WeightsLegend {
  /// What weights above and below 0 are drawn with, and what they want of the image.
  static func weights(_ look: Look) -> [StyledText] {
    if look.isMono {
      let (full, middle) = look.isASCII ? ("@", ";") : ("█", "▒")
      return [
        " +: wants ink here, \(middle) 0, blank -: wants paper", " + wants ink, blank - wants paper",
        " + ink, blank - paper",
      ].map { StyledText(full) + StyledText($0, .muted) }
    }
    // Few colours have no orange, and tell the signs apart by glyphs too.
    let below = look.hasGradients ? "orange" : look.color(.negative).green > 127 ? "yellow" : "red"
    let glyphs: (above: String, below: String) =
      look.hasGradients ? ("", "") : look.isASCII ? (" @", " =") : (" █", " ≡")
    func words(_ above: String, _ low: String, _ first: String, _ second: String) -> StyledText {
      StyledText(above, .positive) + StyledText(first, .muted) + StyledText(low, .negative)
        + StyledText(second, .muted)
    }
    return [
      words("blue" + glyphs.above + " +", below + glyphs.below + " −", ": wants ink here, ", ": wants paper"),
      words("blue" + glyphs.above, below + glyphs.below, " wants ink, ", " wants paper"),
      words("blue", below, ": ink, ", ": paper"),
    ]
  }

  /// What the figures of a unit's caption are.
  static func captions(areOutputs: Bool) -> [StyledText] {
    (areOutputs
      ? ["class, its mean probability on images of that class", "class, mean probability there", "class, probability"]
      : [
        "unit, class it is most active on, share of images it is active on",
        "unit, class it is most active on, share active", "unit, most active on class, share active",
        "unit, top class, active",
      ])
      .map { StyledText($0, .muted) }
  }

  /// Whether pictures can be compared with one another.
  static func scale(isShared: Bool) -> [StyledText] {
    (isShared ? ["all on one scale", "one scale"] : ["each on its own scale", "own scales"]).map {
      StyledText($0, .muted)
    }
  }

  /// What the projection's bold and faint digits mean.
  static func projection(_ look: Look, images: Int, highlighted: String?) -> [StyledText] {
    let count = NumberFormat.grouped.string(images)
    let other = look.isASCII ? "." : "·"
    let faint = look.isMono || look.colorDepth <= .colors8 ? "faint" : "grey"
    let words =
      highlighted.map {
        ["bold: cells with images of \($0), \(other) cells with others only", "bold: \($0), \(other) others"]
      } ?? [
        "each cell shows its most frequent class; bold: over \(GlyphScatter.few) images, \(faint): no majority; \(count) images",
        "bold: over \(GlyphScatter.few) images in the cell, \(faint): no majority; \(count) images",
        "bold: over \(GlyphScatter.few) images, \(faint): no majority", "bold: many, \(faint): mixed",
      ]
    return words.map { StyledText($0, .muted) }
  }
}
