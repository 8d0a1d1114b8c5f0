import Terminal

/// The settings that keys change, in one line; the focused one stands between `‹` and `›`.
public struct ControlLine: Widget, Hashable {
  /// One setting.
  public struct Control: Hashable, Sendable {
    /// What it is.
    public var label: String
    /// What it is set to.
    public var value: String

    /// A setting.
    public init(_ label: String, _ value: String) {
      self.label = label
      self.value = value
    }

    /// Label, space and value with room for its marks.
    var width: Int { label.unicodeScalars.count + 1 + value.unicodeScalars.count + 4 }
  }

  /// The settings.
  public var controls: [Control]
  /// The setting that keys change; nil for none.
  public var focused: Int?

  /// A line of settings.
  public init(_ controls: [Control], focused: Int? = nil) {
    self.controls = controls
    self.focused = focused
  }

  /// The setting under a column of the screen, nil where there is none.
  public func control(atColumn column: Int, in region: Rect) -> Int? {
    places(in: region).first { column >= $0.x && column < $0.x + controls[$0.index].width }?.index
  }

  /// Draws the settings; a line too wide is scrolled so that the focused setting is seen.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard !region.isEmpty else { return }
    let line = Rect(x: region.x, y: region.y, width: region.width, height: 1)
    let places = places(in: line)
    for (index, start) in places {
      let control = controls[index]
      let isFocused = index == focused
      var x = buffer.write(control.label, x: start, y: line.y, look.ink(isFocused ? .title : .muted), clip: line) + 1
      if isFocused {
        x = buffer.write("‹ ", x: x, y: line.y, look.ink(.accent, .bold), clip: line)
        x = buffer.write(control.value, x: x, y: line.y, look.ink(.accent, .bold), clip: line)
        buffer.write(" ›", x: x, y: line.y, look.ink(.accent, .bold), clip: line)
      } else {
        buffer.write(control.value, x: x, y: line.y, look.ink(.text), clip: line)
      }
    }
    if let first = places.first, first.x < line.x {
      buffer.put("…", x: line.x, y: line.y, look.ink(.muted), clip: line)
    }
    if let last = places.last, last.x + controls[last.index].width - 4 > line.maxX {
      buffer.put("…", x: line.maxX - 1, y: line.y, look.ink(.muted), clip: line)
    }
  }

  /// Where each setting starts, scrolled so that the focused one is inside the region.
  private func places(in region: Rect) -> [(index: Int, x: Int)] {
    var x = region.x + 1
    var places: [(index: Int, x: Int)] = []
    for (index, control) in controls.enumerated() {
      places.append((index, x))
      // Marks take four cells; a setting without them leaves two so that nothing moves far when the focus does.
      x += control.width + (index == focused ? 2 : -1)
    }
    guard let focused, controls.indices.contains(focused) else { return places }
    let overshoot = places[focused].x + controls[focused].width + 1 - region.maxX
    guard overshoot > 0 else { return places }
    let shift = min(overshoot, places[focused].x - region.x - 2)
    return places.map { ($0.index, $0.x - max(0, shift)) }
  }
}
