/// A place where frames are shown and from which input comes; implemented over ncurses and, for tests, in memory.
///
/// One thread owns a terminal. Another may only call `wake()`.
public protocol Terminal: AnyObject {
  /// What it can show.
  var capabilities: Capabilities { get }
  /// The window's size now, in cells.
  var size: Size { get }

  /// Shows a frame: only cells that differ from the last frame are sent. A frame of another size than the window is clipped.
  func draw(_ frame: Buffer)

  /// Sleeps until input arrives, `wake()` is called or `deadline` has passed, and returns the input in order.
  /// - Parameter deadline: when to return empty-handed; nil waits without end.
  func waitForInput(until deadline: ContinuousClock.Instant?) -> [InputEvent]

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
