extension Key {
  /// A key by its name: a single character, or `space`, `enter`, `escape`, `tab`, `shift-tab`, `backspace`, `delete`, `insert`, `up`,
  /// `down`, `left`, `right`, `home`, `end`, `pageUp`, `pageDown`, `ctrl-c`, `f1` …; nil for what is none.
  public init?(name: some StringProtocol) {
    let scalars = name.unicodeScalars
    if scalars.count == 1, let scalar = scalars.first {
      self = .character(scalar)
      return
    }
    if let key = Key.named[String(name)] {
      self = key
    } else if name.hasPrefix("ctrl-"), scalars.count == 6, let letter = scalars.last {
      self = .control(letter)
    } else if name.hasPrefix("f"), let number = Int(name.dropFirst()), (1...12).contains(number) {
      self = .function(number)
    } else {
      return nil
    }
  }

  private static let named: [String: Key] = [
    "space": .character(" "), "enter": .enter, "escape": .escape, "tab": .tab, "shift-tab": .backTab,
    "backspace": .backspace, "delete": .delete, "insert": .insert, "up": .up, "down": .down, "left": .left,
    "right": .right, "home": .home, "end": .end, "pageUp": .pageUp, "pageDown": .pageDown,
  ]
}
