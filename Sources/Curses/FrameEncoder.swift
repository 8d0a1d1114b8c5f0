import Terminal

/// Turns the difference of two frames into the bytes that make a terminal show the second.
///
/// ncurses could keep the screen itself, but its colours are pairs of palette entries: 24-bit colour it has only where
/// terminfo holds a `-direct` entry, which stock systems do not install, and redefining palette entries leaves a changed
/// palette behind. The frame's difference is known here anyway. So ncurses starts the terminal, knows its strings and
/// reads its keys, and never refreshes a window; what is shown comes from here, in terminfo's strings.
struct FrameEncoder {
  let strings: ControlStrings
  let capabilities: Capabilities

  /// The bytes that turn `shown` into `frame`, none where they are the same; nil for `shown` clears the screen first.
  /// - Parameter frame: as large as `shown`, and as the window.
  /// - Complexity: O(cells).
  func encode(_ frame: Buffer, over shown: Buffer?) -> [UInt8] {
    var output = Output(strings: strings, capabilities: capabilities)
    if shown == nil {
      output.bytes += strings.reset
      output.bytes += strings.clear
    }
    let previous = shown ?? Buffer(size: frame.size)
    precondition(previous.size == frame.size, "frames of \(previous.size) and \(frame.size) cannot be compared")
    let width = frame.size.width
    let unreachable = strings.scrollsAtLastCell ? frame.cells.count - 1 : frame.cells.count
    frame.forEachChange(from: previous) { run in
      output.move(to: Point(run.x, run.y))
      let start = run.y * width + run.x
      for index in start..<min(start + run.length, unreachable) {
        output.apply(frame.cells[index].style)
        output.write(frame.cells[index].glyph)
      }
    }
    guard !output.bytes.isEmpty else { return [] }
    output.finish()
    return strings.beginUpdate + output.bytes + strings.endUpdate
  }
}
