import Terminal

/// A terminal that keeps what another one is shown.
public final class RecordingTerminal: Terminal {
  /// What was shown so far.
  public private(set) var recording = Recording()

  private let terminal: any Terminal
  private let now: () -> ContinuousClock.Instant

  /// A terminal that shows everything on another one.
  public init(_ terminal: any Terminal, now: @escaping () -> ContinuousClock.Instant = { .now }) {
    self.terminal = terminal
    self.now = now
  }

  /// Ends the recording at this moment and returns it.
  public func end() -> Recording {
    recording.end(at: now())
    return recording
  }

  /// The other terminal's.
  public var capabilities: Capabilities {
    get { terminal.capabilities }
    set { terminal.capabilities = newValue }
  }

  /// The other terminal's.
  public var size: Size { terminal.size }
  /// The other terminal's.
  public var isReady: Bool { terminal.isReady }

  /// Shows a frame and keeps it.
  public func draw(_ frame: Buffer) {
    terminal.draw(frame)
    recording.add(frame, at: now())
  }

  /// Waits for the other terminal.
  public func waitForInput(until deadline: ContinuousClock.Instant?, orReady: Bool) -> [InputEvent] {
    terminal.waitForInput(until: deadline, orReady: orReady)
  }

  /// Wakes the other terminal.
  public func wake() { terminal.wake() }
  /// Suspends the other terminal.
  public func suspend() { terminal.suspend() }
  /// Copies by the other terminal.
  public func copy(_ text: String) { terminal.copy(text) }
}
