import Terminal

/// Makes mouse events of xterm's button codes; keeps which button is down, since not every report says.
///
/// The code's low two bits and bits 6 and 7 are the button, 4, 8 and 16 are Shift, Alt and Ctrl, 32 is motion
/// (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h2-Mouse-Tracking).
struct MouseButtons: Hashable {
  private enum Button: Hashable {
    case left, right
  }

  private var pressed: Button?

  /// The event of a report with 1-based coordinates; nil for what no one listens to.
  mutating func event(code: Int, column: Int, row: Int, isRelease: Bool) -> Mouse? {
    guard column > 0, row > 0 else { return nil }
    let position = Point(column - 1, row - 1)
    let isMotion = code & 32 != 0
    switch (code & 0b1100_0011, isMotion) {
    case (64, false): return isRelease ? nil : Mouse(.wheelUp, at: position)
    case (65, false): return isRelease ? nil : Mouse(.wheelDown, at: position)
    case (0, true):
      pressed = .left
      return Mouse(.drag, at: position)
    case (2, true):
      pressed = .right
      return Mouse(.secondaryDrag, at: position)
    case (3, true):
      pressed = nil
      return Mouse(.move, at: position)
    case (0...3, false) where isRelease:
      let released = pressed
      pressed = nil
      return released == .left ? Mouse(.release, at: position) : nil
    case (0, false):
      pressed = .left
      return Mouse(.press, at: position)
    case (2, false):
      pressed = .right
      return Mouse(.secondaryPress, at: position)
    default: return nil
    }
  }
}
