/// A place where frames are shown and from which input comes; implemented over ncurses and, for tests, in memory.
///
/// One thread owns a terminal. Another may only call `wake()`.
public protocol Terminal: AnyObject {
  /// What it can show; a charset set here is drawn with from then on.
  var capabilities: Capabilities { get set }
  /// The window's size now, in cells.
  var size: Size { get }
  /// Whether the last frame has been shown, so that one drawn now is sent at once rather than kept until then.
  var isReady: Bool { get }

  /// Shows a frame: only cells that differ from the last frame are sent. A frame of another size than the window is clipped.
  func draw(_ frame: Buffer)

  /// Sleeps until input arrives, `wake()` is called or `deadline` has passed, and returns the input in order.
  /// - Parameters:
  ///   - deadline: when to return empty-handed; nil waits without end.
  ///   - orReady: whether to return also as soon as the terminal is ready.
  func waitForInput(until deadline: ContinuousClock.Instant?, orReady: Bool) -> [InputEvent]

  /// Makes the current or next `waitForInput` return at once; safe from any thread.
  func wake()

  /// Gives the terminal back for a shell (ctrl-Z) and takes it again when the program continues.
  func suspend()

  /// Puts a text on the clipboard, where the terminal has one that programs may set (OSC 52); else nothing happens.
  func copy(_ text: String)
}

extension Terminal {
  /// A terminal without a clipboard.
  public func copy(_ text: String) {}
}

extension Terminal {
  /// Sleeps until input arrives, `wake()` is called or `deadline` has passed, and returns the input in order.
  public func waitForInput(until deadline: ContinuousClock.Instant?) -> [InputEvent] {
    waitForInput(until: deadline, orReady: false)
  }

  /// A terminal that shows at once.
  public var isReady: Bool { true }
}
