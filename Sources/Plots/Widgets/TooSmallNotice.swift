import Terminal

/// What a screen shows where it has no room: the size that it needs.
public struct TooSmallNotice: Widget, Hashable {
  /// The least size at which the screen works.
  public var needed: Size

  /// A notice.
  public init(needed: Size = Size(60, 20)) { self.needed = needed }

  /// Whether a size has too little room.
  public func applies(to size: Size) -> Bool { size.width < needed.width || size.height < needed.height }

  /// Says which size is needed, which there is, and how to leave.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard !region.isEmpty else { return }
    var text = StyledText("needs \(needed.width)×\(needed.height)", .title, .bold)
    text.append(", has ")
    text.append("\(region.width)×\(region.height)", .warning, .bold)
    text.append("; ")
    text.append("q", .accent, .bold)
    text.append(" quits")
    let paragraph = Paragraph(text, alignment: .center)
    let height = min(paragraph.height(width: region.width), region.height)
    let place = Rect(x: region.x, y: region.y + (region.height - height) / 2, width: region.width, height: height)
    paragraph.draw(in: place, of: &buffer, look: look)
  }
}
