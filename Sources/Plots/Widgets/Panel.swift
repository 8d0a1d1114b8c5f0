import Terminal

/// A box with rounded corners, its title on the left of the upper edge and the figure that matters most on the right.
public struct Panel: Hashable, Sendable {
  /// What is inside.
  public var title: String
  /// The figure that matters most; empty for none.
  public var figure: String
  /// How the figure is drawn.
  public var figureRole: Role
  /// A word on the right of the lower edge; empty for none.
  public var footer: String
  /// Whether keys go to this panel.
  public var isFocused: Bool
  /// Empty columns between the border and what is inside.
  public var padding: Int

  /// A panel.
  public init(
    title: String,
    figure: String = "",
    figureRole: Role = .accent,
    footer: String = "",
    isFocused: Bool = false,
    padding: Int = 0
  ) {
    self.title = title.inColumns
    self.figure = figure
    self.figureRole = figureRole
    self.footer = footer.inColumns
    self.isFocused = isFocused
    self.padding = padding
  }

  /// The room inside a panel that takes a region.
  public func inner(of region: Rect) -> Rect { region.inset(horizontal: 1 + max(0, padding), vertical: 1) }

  /// Draws the border, title and figure.
  /// - Returns: the room inside.
  @discardableResult
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) -> Rect {
    let border: Border
    if look.isASCII {
      border = isFocused ? .asciiHeavy : .ascii
    } else {
      border = isFocused && look.colorDepth <= .colors8 ? .heavy : .rounded
    }
    let style = look.ink(isFocused ? .focusedBorder : .border)
    buffer.drawBorder(region, border, style)
    guard region.width >= 6, region.height >= 2 else { return inner(of: region) }

    // One border glyph stays visible beside each corner, and between title and figure.
    let room = region.width - 4
    let figureWidth = figure.isEmpty ? 0 : figure.unicodeScalars.count + 2
    let showsFigure = figureWidth > 0 && figureWidth <= room
    var titleRoom = room - (showsFigure ? figureWidth : 0)
    if showsFigure, titleRoom < min(title.unicodeScalars.count + 2, 5) { titleRoom = 0 }
    if !title.isEmpty, titleRoom >= 3 {
      let title = Shortening.shortened(title, to: titleRoom - 2)
      let width = title.unicodeScalars.count
      let place = Rect(x: region.x + 1, y: region.y, width: width + 2, height: 1)
      buffer.write(" ", x: place.x, y: place.y, style, clip: place)
      buffer.write(" ", x: place.maxX - 1, y: place.y, style, clip: place)
      buffer.write(title, in: place.inset(horizontal: 1, vertical: 0), look.ink(.title, isFocused ? .bold : []))
    }
    if showsFigure {
      let place = Rect(x: region.maxX - 1 - figureWidth, y: region.y, width: figureWidth, height: 1)
      buffer.write(" \(figure) ", x: place.x, y: place.y, look.ink(figureRole, .bold), clip: place)
    }
    if !footer.isEmpty {
      let footer = Shortening.shortened(footer, to: room - 2)
      let width = footer.unicodeScalars.count
      let place = Rect(x: region.maxX - 3 - width, y: region.maxY - 1, width: width + 2, height: 1)
      buffer.write(" ", x: place.x, y: place.y, style, clip: place)
      buffer.write(" ", x: place.maxX - 1, y: place.y, style, clip: place)
      buffer.write(footer, in: place.inset(horizontal: 1, vertical: 0), look.ink(.muted))
    }
    return inner(of: region)
  }
}

extension Panel {
  /// The first title that stands whole beside a figure on the upper edge of a region; the last one where none does.
  /// - Parameter titles: from the longest to the shortest.
  public static func title(_ titles: [String], beside figure: String, in region: Rect) -> String {
    let figureWidth = figure.isEmpty ? 0 : figure.unicodeScalars.count + 2
    let room = region.width - 4 - figureWidth - 2
    return titles.first { $0.unicodeScalars.count <= room } ?? titles.last ?? ""
  }
}
