import CCurses
import Terminal

extension CursesTerminal {
  /// Sleeps until there is input, `wake()` is called or `deadline` has passed, and if wanted until the terminal has shown the last frame.
  ///
  /// Ctrl-Z is carried out here and followed by a resize, so that a frame is drawn; ctrl-L makes that frame a whole one. A
  /// terminal that is gone reads as
  /// ctrl-C, each time.
  public func waitForInput(until deadline: ContinuousClock.Instant?, orReady: Bool) -> [InputEvent] {
    var events = early
    early = []
    while events.isEmpty {
      let reasons = wait(until: deadline)
      let has = { (reason: Int) in reasons & Int32(reason) != 0 }
      if has(Int(GUARD_STOP)) {
        suspend(wholeGroup: false)
        events.append(.resize(size))
      } else if has(Int(GUARD_CONTINUE)) {
        guard_resume()
        forgetScreen()
        events.append(.resize(size))
      }
      if has(Int(GUARD_INPUT)) { readKeys(into: &events) }
      if let patience = decoder.patience, ContinuousClock.now >= lastInput + patience {
        take(decoder.decode(.lapse), &events)
      }
      // The window is gone and with it whoever could press a key: end as ctrl-C would.
      if has(Int(GUARD_HANGUP)) { events.append(.key(.control("c"))) }
      if has(Int(GUARD_RESIZE)), updateSize() { events.append(.resize(size)) }
      pacer.pass(.now)
      if !events.isEmpty { answersPerson = true }
      // Where the caller is about to draw, its frame is newer than the one that waits.
      if events.isEmpty && !orReady { sendUnsent() } else { write() }
      if has(Int(GUARD_WAKE)) || orReady && isReady { break }
      if let deadline, ContinuousClock.now >= deadline { break }
    }
    return events
  }

  /// Asks the terminal what it is, and waits for the answers for as long as nobody notices.
  func ask() {
    guard let questions else { return }
    let bytes = questions.bytes
    guard bytes.withUnsafeBufferPointer({ guard_write($0.baseAddress, Int64($0.count)) }) == bytes.count else { return }
    let end = ContinuousClock.now + StartQuestions.patience
    while ContinuousClock.now < end, !hasAnsweredAll {
      let reasons = guard_wait(Self.nanoseconds(until: end), false)
      if reasons & Int32(GUARD_INPUT) != 0 { readKeys(into: &early) }
      if reasons & Int32(GUARD_HANGUP) != 0 { return }
      if reasons & Int32(GUARD_RESIZE) != 0, updateSize() { early.append(.resize(size)) }
    }
  }

  /// Sleeps until something happens or one of the times has come at which something is to be done.
  private func wait(until deadline: ContinuousClock.Instant?) -> Int32 {
    var end = deadline
    if unsent.isEmpty, let due = pacer.due(at: .now) { end = min(end ?? due, due) }
    if let patience = decoder.patience { end = min(end ?? lastInput + patience, lastInput + patience) }
    return guard_wait(Self.nanoseconds(until: end), !unsent.isEmpty)
  }

  private func readKeys(into events: inout [InputEvent]) {
    lastInput = .now
    var value: UInt32 = 0
    // What one read takes is bounded, so that a flood of input cannot keep frames from being drawn.
    for _ in 0..<4096 {
      let unit: KeyDecoder.Unit =
        switch ccurses_read(&value) {
        case Int32(CCURSES_READ_CHARACTER): .character(value)
        case Int32(CCURSES_READ_KEY): .key(Int(value))
        default: .end
        }
      take(decoder.decode(unit), &events)
      if unit == .end { return }
    }
  }

  private func take(_ arrivals: [KeyDecoder.Arrival], _ events: inout [InputEvent]) {
    for arrival in arrivals {
      switch arrival {
      case .input(let event): append(event, to: &events)
      case .reply(.position): pacer.answered(at: .now)
      case .reply(.attributes): hasAnsweredAll = true
      case .reply(let reply):
        guard let questions else { continue }
        let before = capabilities
        capabilities = questions.capabilities(capabilities, with: reply)
        // An answer that comes late changes a frame that is shown already.
        if capabilities != before, shown != nil || waiting != nil { events.append(.resize(size)) }
      }
    }
  }

  private func append(_ event: InputEvent, to events: inout [InputEvent]) {
    if event == .key(.control("z")) {
      suspend()
      events.append(.resize(size))
      return
    }
    // The key that asks for the screen to be drawn anew, whatever has written over it, and whatever answer was lost.
    if event == .key(.control("l")) {
      shown = nil
      pacer.reset()
    }
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
