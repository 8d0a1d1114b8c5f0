import CCurses
import Terminal

extension CursesTerminal {
  /// Whether a frame drawn now would be sent at once: the last one is written and, as far as the terminal tells, shown.
  public var isReady: Bool { unsent.isEmpty && pacer.due(at: .now) == nil }

  /// Shows a frame, clipped to the window; where the terminal is slower than the frames, only the newest of them.
  public func draw(_ frame: Buffer) {
    write()
    guard isReady else {
      // The terminal is slower than the frames: of those that wait the newest is drawn, and nothing piles up.
      waiting = frame
      return
    }
    waiting = nil
    pacer.pass(.now)
    let base = shown.flatMap { $0.size == size ? $0 : nil }
    let limit = answersPerson ? nil : pacer.frameLimit
    let seen = encoder.seen(frame.clipped(to: size), after: lastSeen)
    lastSeen = seen
    let encoded = encoder.encode(
      seen.visible,
      over: base,
      from: limit == nil ? 0 : min(firstRow, max(0, size.height - 1)),
      within: limit
    )
    answersPerson = false
    shown = encoded.shown
    firstRow = encoded.nextRow ?? 0
    // The rest follows when this part is shown, unless there is a newer frame by then.
    if encoded.nextRow != nil { waiting = frame }
    guard !encoded.bytes.isEmpty else { return }
    unsent = (encoded.bytes + encoder.strings.requestReport)[...]
    frameLength = unsent.count
    write()
  }

  /// Writes what the terminal takes now, and when that was all and is shown, draws the frame that waited for it.
  func sendUnsent() {
    write()
    guard let frame = waiting, isReady else { return }
    waiting = nil
    draw(frame)
  }

  func write() {
    guard !unsent.isEmpty else { return }
    while !unsent.isEmpty {
      let written = unsent.withUnsafeBufferPointer { guard_write($0.baseAddress, Int64($0.count)) }
      guard written > 0 else {
        // Gone: reading will say so, and end the program.
        if written < 0 { unsent = [] }
        return
      }
      unsent = unsent.dropFirst(Int(written))
    }
    if frameLength > 0 { pacer.sent(frameLength, at: .now) }
    frameLength = 0
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
