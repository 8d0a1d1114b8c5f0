import CCurses
import Terminal

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The terminal that the program runs in.
///
/// ncurses knows its strings and reads its keys; frames are written by `FrameEncoder`, one `write` each. It is
/// given back on every way out: `close()`, `exit`, a signal, a trap, ctrl-Z. What is printed meanwhile to standard output
/// or error waits, and is shown when the terminal is back.
///
/// One per process, used by one thread, but for `wake()` and `waker`.
public final class CursesTerminal: Terminal {
  /// What the terminal can show, as detected, as it says, or as asked for.
  public var capabilities: Capabilities {
    didSet {
      guard capabilities != oldValue else { return }
      if capabilities.colorDepth != oldValue.colorDepth { encoder = Self.encoder(for: capabilities) }
      encoder.capabilities = capabilities
      shown = nil
    }
  }
  /// The window's size, as of the last resize event.
  public private(set) var size: Size

  var encoder: FrameEncoder
  var decoder = KeyDecoder()
  /// When input last came.
  var lastInput = ContinuousClock.now
  /// When the next frame may be sent.
  var pacer: LinePacer
  /// What the terminal was asked at the start.
  let questions: StartQuestions?
  /// Whether the last of the answers is there.
  var hasAnsweredAll = false
  /// Input that came before the first wait for it.
  var early: [InputEvent] = []
  /// What the terminal shows once all of `unsent` is written; nil when that is not known.
  var shown: Buffer?
  /// The last frame, with what is seen of it.
  var lastSeen: FrameEncoder.Seen?
  /// Bytes of the last frame that a slow terminal has not taken yet.
  var unsent: ArraySlice<UInt8> = []
  /// How many bytes the last frame has.
  var frameLength = 0
  /// The row that the next frame begins with, after one that was sent in part.
  var firstRow = 0
  /// Whether the next frame answers what a person has done, so that it is sent whole.
  var answersPerson = true
  /// The newest frame that had to wait.
  var waiting: Buffer?
  private var isOpen = true
  private nonisolated(unsafe) static var isTaken = false  // One thread owns the terminal, and with it this.

  /// Takes the terminal of standard input and output.
  /// - Throws: `CursesError`, before anything of the terminal is changed.
  public init(_ options: CursesOptions = CursesOptions()) throws(CursesError) {
    guard !Self.isTaken else { throw .alreadyOpen }
    guard isatty(STDIN_FILENO) == 1 else { throw .inputIsNoTerminal }
    guard isatty(STDOUT_FILENO) == 1 else { throw .outputIsNoTerminal }
    let environment = ProcessInfo.processInfo.environment
    let localeIsUTF8 = ccurses_locale_is_utf8()
    let (name, isKnown) = try Terminfo.lookUp(environment["TERM"])
    let description = Terminfo.description(name: name, localeIsUTF8: localeIsUTF8, environment: environment)
    let capabilities = Capabilities(description, options: options)
    self.capabilities = capabilities
    encoder = Self.encoder(for: capabilities)
    pacer = LinePacer(asks: !encoder.strings.requestReport.isEmpty)
    questions = StartQuestions(description, capabilities: capabilities, options: options)
    let enter = Terminfo.enterStrings(for: capabilities)
    let leave = Terminfo.leaveStrings(for: capabilities)

    let terminal = guard_open()
    guard terminal >= 0 else { throw .cannotOpen(reason: String(cString: strerror(errno))) }
    guard_set_strings(enter, Int32(enter.count), leave, Int32(leave.count))
    guard ccurses_start(isKnown ? name : CCURSES_BUILT_IN_NAME, terminal) else {
      ccurses_stop()
      guard_close()
      throw .cannotOpen(reason: "ncurses does not start on '\(name)'")
    }
    guard_take()
    size = Self.windowSize() ?? Size(80, 24)
    Self.isTaken = true
    ask()
  }

  deinit { close() }

  /// Gives the terminal back and shows what was printed meanwhile; a second call does nothing.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    guard_leave()
    ccurses_stop()
    guard_close()
    Self.isTaken = false
  }

  /// Makes the current or next `waitForInput` return; from any thread.
  public func wake() { guard_wake() }

  /// `wake()` in a form that another thread may keep.
  public var waker: @Sendable () -> Void { { guard_wake() } }

  /// Puts a text on the clipboard (OSC 52); terminals that do not let programs do so ignore it.
  public func copy(_ text: String) {
    guard questions != nil else { return }
    unsent += Array("\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{07}".utf8)
    sendUnsent()
  }

  /// Gives the terminal to the shell and stops; returns when the program is continued, with an empty screen.
  public func suspend() { suspend(wholeGroup: true) }

  /// - Parameter wholeGroup: as the terminal's ctrl-Z does it, rather than this process alone.
  func suspend(wholeGroup: Bool) {
    guard isOpen else { return }
    guard_suspend(wholeGroup)
    forgetScreen()
  }

  /// Makes the next frame be drawn whole: something else has written to the terminal.
  func forgetScreen() {
    shown = nil
    unsent = []
    waiting = nil
    pacer.reset()
    size = Self.windowSize() ?? size
  }

  /// Reads the window's size anew. Returns whether it has changed.
  func updateSize() -> Bool {
    guard let size = Self.windowSize(), size != self.size else { return false }
    self.size = size
    // Terminals differ in what a resize leaves on the screen.
    shown = nil
    return true
  }

  private static func encoder(for capabilities: Capabilities) -> FrameEncoder {
    FrameEncoder(strings: Terminfo.controlStrings(for: capabilities), capabilities: capabilities)
  }

  private static func windowSize() -> Size? {
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard guard_window_size(&columns, &rows) else { return nil }
    return Size(Int(columns), Int(rows))
  }
}
