import Terminal

/// What a person asks of the terminal on the command line; nil leaves it to what the terminal says of itself.
public struct CursesOptions: Hashable, Sendable {
  /// The glyphs to draw with (`--charset`).
  public var charset: Capabilities.Charset?
  /// The colours to draw with (`--color`).
  public var colorDepth: Capabilities.ColorDepth?
  /// Whether the mouse is wanted; without it, the terminal's own selection of text works (`--no-mouse`).
  public var usesMouse: Bool

  /// Options; what is not given is detected.
  public init(charset: Capabilities.Charset? = nil, colorDepth: Capabilities.ColorDepth? = nil, usesMouse: Bool = true)
  {
    self.charset = charset
    self.colorDepth = colorDepth
    self.usesMouse = usesMouse
  }
}
