import Plots
import Terminal

/// What a view must know beside its model.
public struct ViewContext: Hashable, Sendable {
  /// The window's size in cells.
  public var size: Size
  /// Theme, glyphs and colours.
  public var look: Look

  /// A context.
  public init(size: Size, look: Look) {
    self.size = size
    self.look = look
  }
}
