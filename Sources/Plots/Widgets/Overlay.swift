import Terminal

/// A box in the middle of the screen, over what is there.
public struct Overlay: Hashable, Sendable {
  /// What the box's border says.
  public var panel: Panel
  /// The room wanted inside the border; less when the screen is smaller.
  public var contentSize: Size
  /// Whether what lies outside is drawn fainter.
  public var dimsBackground: Bool

  /// A box for content of a size.
  public init(title: String, contentSize: Size, footer: String = "", dimsBackground: Bool = true) {
    panel = Panel(title: title, footer: footer, isFocused: true, padding: 1)
    self.contentSize = contentSize
    self.dimsBackground = dimsBackground
  }

  /// Draws the box, empty.
  /// - Returns: the room inside.
  @discardableResult
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) -> Rect {
    if dimsBackground {
      let shade = look.theme.background
      let hasGradients = look.hasGradients
      buffer.restyle(region) { style in
        guard hasGradients else { return style.attributes = .dim }
        if !style.foreground.isDefault {
          style.foreground = shade.blended(with: style.foreground, 0.4)
        }
        if !style.background.isDefault {
          style.background = shade.blended(with: style.background, 0.4)
        }
      }
    }
    let box = region.centered(Size(contentSize.width + 4, contentSize.height + 2))
    buffer.fill(box, look.blank)
    return panel.draw(in: box, of: &buffer, look: look)
  }
}
