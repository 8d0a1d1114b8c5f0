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

  /// Unchanged cells that are cheaper to write again than to jump over.
  private static let bridgedGap = 4

  /// The bytes that turn `shown` into `frame`, clipped to `window`; nil for `shown` clears the screen first.
  /// - Complexity: O(cells) in time, one array in memory.
  func encode(_ frame: Buffer, over shown: Buffer?, window: Size) -> [UInt8] {
    var output = Output(strings: strings, capabilities: capabilities)
    let previous = shown ?? Buffer(size: window)
    if shown == nil {
      output.bytes += strings.reset
      output.bytes += strings.clear
    }
    let width = min(window.width, previous.size.width)
    let height = min(window.height, previous.size.height)
    for y in 0..<height { encodeRow(y, width: width, height: height, frame, previous, into: &output) }
    guard !output.bytes.isEmpty else { return [] }
    output.finish()
    return strings.beginUpdate + output.bytes + strings.endUpdate
  }

  private func encodeRow(
    _ y: Int,
    width: Int,
    height: Int,
    _ frame: Buffer,
    _ previous: Buffer,
    into output: inout Output
  ) {
    // What is outside a smaller frame is blank.
    let new = frame.row(y)
    let old = previous.row(y)
    let end = strings.scrollsAtLastCell && y == height - 1 ? width - 1 : width
    var x = 0
    while x < end {
      let cell = x < new.count ? new[new.startIndex + x] : .blank
      if cell == old[old.startIndex + x] {
        x += 1
        continue
      }
      if output.cursor?.y == y, let from = output.cursor?.x, from < x, x - from <= Self.bridgedGap,
        (from..<x).allSatisfy({ $0 < new.count && new[new.startIndex + $0].style == output.style })
      {
        for bridged in from..<x { output.write(new[new.startIndex + bridged].glyph) }
      } else {
        output.move(to: Point(x, y))
      }
      output.apply(cell.style)
      output.write(cell.glyph)
      x += 1
      // After the last column terminals disagree on where the cursor is.
      output.cursor = x < width ? Point(x, y) : nil
    }
  }
}

extension Buffer {
  /// The cells of one row, empty outside the buffer.
  fileprivate func row(_ y: Int) -> ArraySlice<Cell> {
    guard y >= 0, y < size.height else { return [] }
    return cells[y * size.width..<(y + 1) * size.width]
  }
}
