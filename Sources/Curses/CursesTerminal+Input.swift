import CCurses
import Terminal

extension CursesTerminal {
  /// Sleeps until there is input, `wake()` is called or `deadline` has passed.
  ///
  /// Ctrl-Z is carried out here and followed by a resize, so that a frame is drawn; ctrl-L makes that frame a whole one. A
  /// terminal that is gone reads as
  /// ctrl-C, each time.
  public func waitForInput(until deadline: ContinuousClock.Instant?) -> [InputEvent] {
    var events: [InputEvent] = []
    while events.isEmpty {
      let reasons = guard_wait(Self.nanoseconds(until: deadline), !unsent.isEmpty)
      let has = { (reason: Int) in reasons & Int32(reason) != 0 }
      if has(Int(GUARD_WRITABLE)) { sendUnsent() }
      if has(Int(GUARD_STOP)) {
        suspend(wholeGroup: false)
        events.append(.resize(size))
      } else if has(Int(GUARD_CONTINUE)) {
        guard_resume()
        forgetScreen()
        events.append(.resize(size))
      }
      if has(Int(GUARD_INPUT)) { readKeys(into: &events) }
      // The window is gone and with it whoever could press a key: end as ctrl-C would.
      if has(Int(GUARD_HANGUP)) { events.append(.key(.control("c"))) }
      if has(Int(GUARD_RESIZE)), updateSize() { events.append(.resize(size)) }
      if has(Int(GUARD_WAKE)) { break }
      if let deadline, ContinuousClock.now >= deadline { break }
    }
    return events
  }

  private func readKeys(into events: inout [InputEvent]) {
    var value: UInt32 = 0
    // What one read takes is bounded, so that a flood of input cannot keep frames from being drawn.
    for _ in 0..<4096 {
      let unit: KeyDecoder.Unit =
        switch ccurses_read(&value) {
        case Int32(CCURSES_READ_CHARACTER): .character(value)
        case Int32(CCURSES_READ_KEY): .key(Int(value))
        default: .end
        }
      for event in decoder.decode(unit) { append(event, to: &events) }
      if unit == .end { return }
    }
  }

  private func append(_ event: InputEvent, to events: inout [InputEvent]) {
    if event == .key(.control("z")) {
      suspend()
      events.append(.resize(size))
      return
    }
    // The key that asks for the screen to be drawn anew, whatever has written over it.
    if event == .key(.control("l")) { shown = nil }
    // Of a pointer on its way only where it is now matters; a drag draws, so all of it counts.
    if case .mouse(let mouse) = event, mouse.action == .move, case .mouse(let last)? = events.last, last.action == .move
    {
      events.removeLast()
    }
    events.append(event)
  }

  private static func nanoseconds(until deadline: ContinuousClock.Instant?) -> Int64 {
    guard let deadline else { return -1 }
    let (seconds, attoseconds) = (deadline - .now).components
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    // A day at most: far deadlines must not overflow.
    guard seconds < 86_400 else { return 86_400_000_000_000 }
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
