import Terminal

/// Glyphs of bars that end inside a cell.
enum BlockBar {
  /// The glyph of a cell filled from the bottom by a fraction.
  static func rising(_ fraction: Double, isASCII: Bool) -> Unicode.Scalar {
    isASCII ? glyph(fraction, asciiRising) : glyph(fraction, risingEighths)
  }

  /// The glyph of a cell filled from the left by a fraction.
  static func rightward(_ fraction: Double, isASCII: Bool) -> Unicode.Scalar {
    isASCII ? glyph(fraction, asciiWhole) : glyph(fraction, rightwardEighths)
  }

  /// The glyph of a cell filled from the top by a fraction: there are only halves.
  static func falling(_ fraction: Double, isASCII: Bool) -> Unicode.Scalar {
    isASCII ? glyph(fraction, asciiWhole) : glyph(fraction, fallingHalves)
  }

  /// The glyph of a cell filled from the right by a fraction: there are only halves.
  static func leftward(_ fraction: Double, isASCII: Bool) -> Unicode.Scalar {
    isASCII ? glyph(fraction, asciiWhole) : glyph(fraction, leftwardHalves)
  }

  private static func glyph(_ fraction: Double, _ glyphs: [Unicode.Scalar]) -> Unicode.Scalar {
    glyphs[Int(clamping: fraction * Double(glyphs.count - 1), to: 0...glyphs.count - 1)]
  }
}

private let risingEighths: [Unicode.Scalar] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
private let rightwardEighths: [Unicode.Scalar] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]
private let fallingHalves: [Unicode.Scalar] = [" ", "▀", "█"]
private let leftwardHalves: [Unicode.Scalar] = [" ", "▐", "█"]
private let asciiRising: [Unicode.Scalar] = [" ", ".", ":", "#"]
private let asciiWhole: [Unicode.Scalar] = [" ", "#"]
