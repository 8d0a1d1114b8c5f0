import Terminal

/// Fills cells with the colours or shades of a field.
struct FieldPainter {
  let palette: FieldPalette
  let range: ClosedRange<Double>
  let look: Look
  private let map: ColorMap

  init(palette: FieldPalette, range: ClosedRange<Double>, look: Look) {
    self.palette = palette
    self.range = range
    self.look = look
    map = palette.map(look.theme)
  }

  /// Whether a cell holds two values, one above the other.
  static func usesHalfBlocks(_ look: Look) -> Bool { !look.isASCII && look.hasGradients }

  /// The values that a region has room for.
  static func sampleSize(of region: Rect, look: Look) -> Size {
    Size(region.width, usesHalfBlocks(look) ? region.height * 2 : region.height)
  }

  /// Draws a field into a region; the field is resampled to what the region has room for.
  func draw(_ field: Field, in region: Rect, of buffer: inout Buffer) {
    guard !region.isEmpty else { return }
    let field = field.resampled(to: FieldPainter.sampleSize(of: region, look: look))
    let halfBlocks = FieldPainter.usesHalfBlocks(look)
    for row in 0..<region.height {
      for column in 0..<region.width {
        let x = region.x + column
        let y = region.y + row
        buffer[x, y] =
          halfBlocks
          ? halfBlock(field[column, 2 * row], field[column, 2 * row + 1])
          : shade(field[column, row])
      }
    }
  }

  private func halfBlock(_ upper: Double, _ lower: Double) -> Cell {
    guard let top = map.index(at: ColorMap.fraction(of: upper, in: range)),
      let bottom = map.index(at: ColorMap.fraction(of: lower, in: range))
    else { return undefined }
    // By place in the map, of whose colours neighbours may be the same: the glyphs of a frame are finer than any terminal shows them.
    if top == bottom { return Cell(" ", Style(look.theme.text, on: map.colors[top])) }
    return Cell("▀", Style(map.colors[top], on: map.colors[bottom]))
  }

  /// What stands for a value that is not a number.
  private var undefined: Cell { Cell(look.isASCII ? "?" : "×", look.cellStyle(.bad)) }

  private func shade(_ value: Double) -> Cell {
    let fraction = ColorMap.fraction(of: value, in: range)
    guard let color = map.color(at: fraction) else { return undefined }
    if palette == .diverging, !look.isMono, !look.hasGradients { return signedShade(fraction) }
    let ramp = look.charset == .shades ? consoleRamp : look.isASCII ? asciiRamp : shadeRamp
    let glyph = ramp[Int(clamping: fraction * Double(ramp.count) - 0.5, to: 0...ramp.count - 1)]
    if look.isMono { return Cell(glyph, .plain) }
    if look.hasGradients {
      // The colour fills the cell and the ramp's glyph says the same a second time.
      return Cell(glyph, Style(color.blended(with: color.contrast, 0.4), on: color))
    }
    return Cell(glyph, look.cellStyle(.text))
  }

  /// Where colours are too few for shades of them: the denser the further from the middle, and on either side with glyphs of its own.
  private func signedShade(_ fraction: Double) -> Cell {
    let isNegative = fraction < 0.5
    let ramp =
      switch look.charset {
      case .ascii: isNegative ? asciiNegativeRamp : asciiPositiveRamp
      case .shades: isNegative ? asciiNegativeRamp : consoleRamp
      case .block, .braille: isNegative ? negativeRamp : shadeRamp
      }
    let distance = 2 * (fraction - 0.5).magnitude
    let glyph = ramp[Int(clamping: distance * Double(ramp.count - 1), to: 0...ramp.count - 1)]
    return Cell(glyph, look.cellStyle(isNegative ? .negative : .positive))
  }
}

extension Look {
  /// The style of a role on the theme's background, for cells that are overwritten whole.
  func cellStyle(_ role: Role) -> Style {
    var style = style(role)
    if style.background.isDefault, !isMono { style.background = theme.background }
    return style
  }
}

/// From empty to full; none of these glyphs draws a line elsewhere.
private let asciiRamp: [Unicode.Scalar] = [" ", ".", ",", ":", ";", "=", "%", "#", "@"]

private let asciiPositiveRamp: [Unicode.Scalar] = [" ", ":", "%", "#", "@"]
private let asciiNegativeRamp: [Unicode.Scalar] = [" ", ".", ",", ";", "="]

/// Like minus signs.
private let negativeRamp: [Unicode.Scalar] = [" ", "·", "-", "=", "≡"]

/// What of the shades the Linux console's fonts have.
private let consoleRamp: [Unicode.Scalar] = [" ", "░", "▒", "█"]

private let shadeRamp: [Unicode.Scalar] = [" ", "░", "▒", "▓", "█"]
