import CCurses
import Terminal

extension CursesTerminal {
  /// Shows a frame, clipped to the window; where the terminal is slower than the frames, only the newest of them.
  public func draw(_ frame: Buffer) {
    sendUnsent()
    guard unsent.isEmpty else {
      // The terminal is slower than the frames: of those that wait the newest is drawn, and nothing piles up.
      waiting = frame
      return
    }
    waiting = nil
    let base = shown.flatMap { $0.size == size ? $0 : nil }
    let frame = frame.clipped(to: size)
    unsent = encoder.encode(frame, over: base)[...]
    shown = frame
    sendUnsent()
  }

  /// Writes what the terminal takes now, and when that was all, draws the frame that waited for it.
  func sendUnsent() {
    while !unsent.isEmpty {
      let written = unsent.withUnsafeBufferPointer { guard_write($0.baseAddress, Int64($0.count)) }
      guard written > 0 else {
        // Gone: reading will say so, and end the program.
        if written < 0 { unsent = [] }
        return
      }
      unsent = unsent.dropFirst(Int(written))
    }
    guard let frame = waiting else { return }
    waiting = nil
    draw(frame)
  }
}

extension Buffer {
  /// The same cells in a buffer of another size: cut at the edges, blank where there were none.
  func clipped(to size: Size) -> Buffer {
    guard size != self.size else { return self }
    var result = Buffer(size: size)
    for y in 0..<min(size.height, self.size.height) {
      for x in 0..<min(size.width, self.size.width) { result[x, y] = self[x, y] }
    }
    return result
  }
}
