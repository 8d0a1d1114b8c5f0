import Terminal

/// A line of keys and what they do.
public struct KeyHints: Widget, Hashable {
  /// One key and what it does.
  public struct Hint: Hashable, Sendable {
    /// The key as it is printed on the keyboard.
    public var key: String
    /// What it does.
    public var action: String
    /// Whether it has its room before all others.
    public var isEssential: Bool

    /// A hint.
    public init(_ key: String, _ action: String, isEssential: Bool? = nil) {
      self.key = key
      self.action = action
      self.isEssential = isEssential ?? (key == "?" || key == "q")
    }
  }

  /// The hints, the most important first: what does not fit is left out from the end.
  public var hints: [Hint]

  /// A line of hints.
  public init(_ hints: [Hint]) { self.hints = hints }

  /// Draws as many hints as fit whole; the essential ones have their room before all others.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard !region.isEmpty else { return }
    var x = region.x + (region.width > 4 ? 1 : 0)
    for hint in fitting(region.maxX - x) {
      x = buffer.write(hint.key, x: x, y: region.y, look.ink(.accent, .bold), clip: region) + 1
      x = buffer.write(hint.action, x: x, y: region.y, look.ink(.muted), clip: region) + 2
    }
  }

  /// The hints that fit a width, in their order.
  private func fitting(_ width: Int) -> [Hint] {
    let isEssential = { (index: Int) in hints[index].isEssential }
    var shown: Set<Int> = []
    var length = -2
    for index in hints.indices.filter(isEssential) + hints.indices.filter({ !isEssential($0) }) {
      let hint = hints[index]
      let added = hint.key.unicodeScalars.count + 1 + hint.action.unicodeScalars.count + 2
      guard length + added <= width else { continue }
      length += added
      shown.insert(index)
    }
    return hints.indices.filter(shown.contains).map { hints[$0] }
  }
}
