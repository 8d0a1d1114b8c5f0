import Terminal

/// The picture of a widget as it was drawn last: an equal one, in a room of the same size, is not drawn again.
///
/// A widget draws from its own values and nothing else, so equal ones look the same: what is kept can never be out of date, and nobody
/// has to say what has changed. A reference within a screen's value: its frames are the same without it.
public final class PictureMemo<Content: Widget & Equatable> {
  private var last: (content: Content, look: Look, picture: Buffer)?

  /// Nothing drawn yet.
  public init() {}

  /// Draws a widget into a region of blanks.
  public func draw(_ content: Content, in region: Rect, of buffer: inout Buffer, look: Look) {
    let place = Point(region.x, region.y)
    if let last, last.picture.size == region.size, last.look == look, last.content == content {
      return buffer.blit(last.picture, from: last.picture.bounds, to: place)
    }
    var picture = look.buffer(region.size)
    content.draw(in: picture.bounds, of: &picture, look: look)
    buffer.blit(picture, from: picture.bounds, to: place)
    last = (content, look, picture)
  }
}
