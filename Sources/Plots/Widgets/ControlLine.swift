import Terminal

/// The settings that keys change, in one line; the focused one stands between `‹` and `›`,
/// or between `-` and `+` where these keys change it and the arrows do not.
///
/// Where not all settings fit their short labels are taken; where these do not fit either the line is scrolled so that the focused
/// setting is seen, and says at its ends how many more there are.
public struct ControlLine: Widget, Hashable {
  /// One setting.
  public struct Control: Hashable, Sendable {
    /// What it is.
    public var label: String
    /// What it is where there is little room; empty where the value speaks for itself.
    public var shortLabel: String
    /// What it is set to.
    public var value: String

    /// A setting; without a short label its label serves.
    public init(_ label: String, _ value: String, short: String? = nil) {
      self.label = label
      self.value = value
      shortLabel = short ?? label
    }
  }

  /// The settings.
  public var controls: [Control]
  /// The setting that keys change; nil for none.
  public var focused: Int?

  /// Whether `-` and `+` change the focused setting, and the arrow keys do something else.
  public var usesSigns: Bool

  /// A line of settings.
  public init(_ controls: [Control], focused: Int? = nil, usesSigns: Bool = false) {
    self.controls = controls
    self.focused = focused
    self.usesSigns = usesSigns
  }

  /// The setting under a column of the screen, nil where there is none.
  public func control(atColumn column: Int, in region: Rect) -> Int? {
    places(in: region).first { column >= $0.x && column <= $0.x + $0.width }?.index
  }

  /// Draws the settings.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard !region.isEmpty else { return }
    let line = Rect(x: region.x, y: region.y, width: region.width, height: 1)
    let places = places(in: line)
    for place in places {
      let control = controls[place.index]
      let isFocused = place.index == focused
      var x = place.x
      if !place.label.isEmpty {
        x = buffer.write(place.label, x: x, y: line.y, look.ink(isFocused ? .title : .muted), clip: line) + 1
      }
      if isFocused {
        x = buffer.write(usesSigns ? "- " : "‹ ", x: x, y: line.y, look.ink(.accent, .bold), clip: line)
        x = buffer.write(control.value, x: x, y: line.y, look.ink(.accent, .bold), clip: line)
        buffer.write(usesSigns ? " +" : " ›", x: x, y: line.y, look.ink(.accent, .bold), clip: line)
      } else {
        buffer.write(control.value, x: x, y: line.y, look.ink(.text), clip: line)
      }
    }
    drawMarks(places, in: line, of: &buffer, look: look)
  }

  /// How many settings are out of sight on either side.
  private func drawMarks(_ places: [Place], in line: Rect, of buffer: inout Buffer, look: Look) {
    guard let first = places.first, let last = places.last else { return }
    if first.index > 0 {
      buffer.write("‹\(first.index)", x: line.x, y: line.y, look.ink(.muted), clip: line)
    }
    let after = controls.count - 1 - last.index
    guard after > 0 else { return }
    let room = line.maxX - last.x - last.width
    let mark = ["\(after) more ›", "\(after)›"].first { $0.unicodeScalars.count + 2 <= room } ?? "›"
    let place = Rect(x: line.maxX - mark.unicodeScalars.count, y: line.y, width: mark.unicodeScalars.count, height: 1)
    buffer.write(mark, in: place.intersection(line), look.ink(.muted))
  }

  // MARK: Places

  /// A setting that is shown.
  private struct Place {
    var index: Int
    var label: String
    var x: Int
    var width: Int
  }

  private func places(in region: Rect) -> [Place] {
    guard !controls.isEmpty else { return [] }
    let all = controls.indices
    for isShort in [false, true] {
      let whole = places(all, isShort: isShort, from: region.x + 1)
      if let last = whole.last, last.x + last.width <= region.maxX { return whole }
    }
    let focus = focused.map { min(max($0, 0), controls.count - 1) } ?? 0
    // Two columns at each end are for the marks.
    func fits(_ range: ClosedRange<Int>) -> Bool {
      let start = region.x + (range.lowerBound > 0 ? 3 : 1)
      guard let last = places(range.lowerBound..<(range.upperBound + 1), isShort: true, from: start).last else {
        return false
      }
      return last.x + last.width + (range.upperBound < controls.count - 1 ? 4 : 0) <= region.maxX
    }
    let first = (0...focus).first { fits($0...focus) } ?? focus
    let last = (focus..<controls.count).last { fits(first...$0) } ?? focus
    return places(first..<(last + 1), isShort: true, from: region.x + (first > 0 ? 3 : 1))
  }

  private func places(_ range: Range<Int>, isShort: Bool, from start: Int) -> [Place] {
    var x = start
    return range.map { index in
      let control = controls[index]
      let isFocused = index == focused
      // What keys change has its whole name.
      let label = isShort && !isFocused ? control.shortLabel : control.label
      let name = label.unicodeScalars.count
      let width = name + (name > 0 ? 1 : 0) + control.value.unicodeScalars.count + (isFocused ? 4 : 0)
      let place = Place(index: index, label: label, x: x, width: width)
      // Marks take four cells; a setting without them leaves one more so that nothing moves far when the focus does.
      x += width + (isShort || isFocused ? 2 : 3)
      return place
    }
  }
}
