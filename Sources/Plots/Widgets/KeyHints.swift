import Terminal

/// A line of keys and what they do.
public struct KeyHints: Widget, Hashable {
  /// One key and what it does.
  public struct Hint: Hashable, Sendable {
    /// The key as it is printed on the keyboard.
    public var key: String
    /// What it does.
    public var action: String

    /// A hint.
    public init(_ key: String, _ action: String) {
      self.key = key
      self.action = action
    }
  }

  /// The hints, the most important first: what does not fit is left out from the end.
  public var hints: [Hint]

  /// A line of hints.
  public init(_ hints: [Hint]) { self.hints = hints }

  /// Draws as many hints as fit whole.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard !region.isEmpty else { return }
    var x = region.x + (region.width > 4 ? 1 : 0)
    for hint in hints {
      let length = hint.key.unicodeScalars.count + 1 + hint.action.unicodeScalars.count
      guard x + length <= region.maxX else { continue }
      x = buffer.write(hint.key, x: x, y: region.y, look.ink(.accent, .bold), clip: region) + 1
      x = buffer.write(hint.action, x: x, y: region.y, look.ink(.muted), clip: region) + 2
    }
  }
}
