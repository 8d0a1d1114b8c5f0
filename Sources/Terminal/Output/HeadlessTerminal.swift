import Synchronization

/// A terminal in memory, for tests and pictures: input comes from a script and time is moved by hand.
///
/// Nothing sleeps: waiting moves `now` to the next scripted input or to the deadline and returns at once.
public final class HeadlessTerminal: Terminal {
  /// What it claims to show.
  public var capabilities: Capabilities
  /// The window's size now.
  public private(set) var size: Size
  /// The hand-driven time.
  public private(set) var now: ContinuousClock.Instant
  /// The last frame drawn, clipped to the window; nil before the first.
  public private(set) var frame: Buffer?
  /// Frames drawn.
  public private(set) var frameCount = 0
  /// Cells that differed from the frame before, over all frames.
  public private(set) var changedCellCount = 0
  /// Whether a frame drawn now would be sent at once; set by hand, as a slow line would.
  public var isReady = true
  /// Calls of `suspend()`.
  public private(set) var suspendCount = 0
  /// Called at each wait before it returns: where a test lets other work go on.
  public var onWait: (() -> Void)?

  /// Inputs with the time at which they happen, in order.
  private var script: [(time: ContinuousClock.Instant, event: InputEvent)] = []
  /// When the next input added to the script happens.
  private var scriptTime: ContinuousClock.Instant
  private let wakeCount = Atomic<Int>(0)

  /// A terminal of a size.
  public init(
    size: Size = Size(80, 24),
    capabilities: Capabilities = .full,
    now: ContinuousClock.Instant = ContinuousClock().now
  ) {
    self.size = size
    self.capabilities = capabilities
    self.now = now
    scriptTime = now
  }

  /// Adds an input to the script, so long after the one before it.
  public func enqueue(_ event: InputEvent, after delay: Duration = .zero) {
    scriptTime = max(scriptTime, now).advanced(by: delay)
    script.append((scriptTime, event))
  }

  /// Adds keys to the script.
  public func press(_ keys: Key..., after delay: Duration = .zero) {
    for key in keys { enqueue(.key(key), after: delay) }
  }

  /// Whether all of the script has happened.
  public var isScriptDone: Bool { script.isEmpty }

  /// Moves time on.
  public func advance(by duration: Duration) { now = now.advanced(by: duration) }

  /// Changes the window's size at once and reports it as the next input.
  public func resize(to size: Size) {
    self.size = size
    script.insert((now, .resize(size)), at: 0)
  }

  /// Keeps a frame and counts what changed.
  public func draw(_ frame: Buffer) {
    var shown = frame
    if frame.size != size {
      shown = Buffer(size: size)
      shown.blit(frame, from: frame.bounds, to: Point(0, 0))
    }
    shown.forEachChange(from: self.frame, joining: 0) { changedCellCount += $0.length }
    self.frame = shown
    frameCount += 1
  }

  /// Returns the input that is due; without any, time moves to the next input or the deadline, whichever is first.
  public func waitForInput(until deadline: ContinuousClock.Instant?, orReady: Bool) -> [InputEvent] {
    onWait?()
    if orReady, isReady { return [] }
    let wasWoken = wakeCount.exchange(0, ordering: .acquiringAndReleasing) > 0
    if !wasWoken, let next = script.first, next.time > now {
      now = max(now, min(next.time, deadline ?? next.time))
    } else if !wasWoken, script.isEmpty, let deadline {
      now = max(now, deadline)
    }
    let due = script.prefix { $0.time <= now }
    script.removeFirst(due.count)
    for item in due {
      if case .resize(let size) = item.event { self.size = size }
    }
    return due.map(\.event)
  }

  /// Makes the next wait return without moving time.
  public func wake() { wakeCount.add(1, ordering: .releasing) }

  /// Counts the call.
  public func suspend() { suspendCount += 1 }
}
