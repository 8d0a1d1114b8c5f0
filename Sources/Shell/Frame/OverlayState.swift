import Plots
import Terminal

/// What lies over a screen's panels, and how far it is scrolled.
public struct OverlayState: Hashable, Sendable {
  /// What can lie there.
  public enum Kind: Hashable, Sendable {
    /// The keys.
    case help
    /// What is happening, with the current numbers.
    case explain
    /// Something that has happened and needs an answer.
    case message
    /// The tasks of the lesson.
    case tasks
    /// A command too long for one row.
    case command
  }

  /// Nothing open.
  public init() {}

  /// What is open; nil while nothing is.
  public private(set) var kind: Kind?
  /// Whether the questions of a lesson are shown with their answers.
  public private(set) var showsAnswers = false
  /// The first row that is shown, where the box still has so many.
  public private(set) var scroll = 0

  /// Whether something is open.
  public var isOpen: Bool { kind != nil }

  /// The open.
  public mutating func open(_ kind: Kind) {
    self.kind = kind
    scroll = 0
  }

  /// The close.
  public mutating func close() { kind = nil }

  /// Back to the first row, where a box has become another.
  public mutating func scrollToTop() { scroll = 0 }

  /// Takes in a key.
  /// - Parameter extent: how much of the open box is out of sight.
  /// - Returns: whether the key was for the box; else it is for the panels: what is explained can be watched while it is steered.
  public mutating func handle(_ key: Key, _ extent: ScrollExtent) -> Bool {
    guard let kind else { return false }
    // A box that has become shorter, or a window that has grown, leaves nothing to go back over.
    let first = extent.clamped(scroll)
    let page = max(1, extent.room - 1)
    // Any key closes a help that is in sight as a whole.
    let isScrolled = extent.isScrolling || kind != .help
    switch key {
    case .escape, .character("q"), .character("?"), .enter: close()
    case .character("g") where kind == .tasks: close()
    case .character("y") where kind == .command: close()
    case .character("a") where kind == .tasks: showsAnswers.toggle()
    case .character("e") where kind != .message: kind == .explain ? close() : open(.explain)
    case .down where isScrolled, .character("j") where isScrolled: scroll = extent.clamped(first + 1)
    case .up where isScrolled, .character("k") where isScrolled: scroll = extent.clamped(first - 1)
    case .pageDown where isScrolled: scroll = extent.clamped(first + page)
    case .pageUp where isScrolled: scroll = extent.clamped(first - page)
    case .home where extent.isScrolling: scroll = 0
    case .end where extent.isScrolling: scroll = extent.last
    default:
      // A message is answered with the keys that it names.
      if kind != .explain { close() }
      return kind == .help
    }
    return true
  }

  /// Takes in what the mouse did: a click closes, the wheel scrolls.
  /// - Returns: whether something is open; then nothing below it hears of the mouse.
  public mutating func handle(_ mouse: Mouse, _ extent: ScrollExtent) -> Bool {
    guard isOpen else { return false }
    switch mouse.action {
    case .press: close()
    case .wheelUp: scroll = extent.clamped(extent.clamped(scroll) - 1)
    case .wheelDown: scroll = extent.clamped(extent.clamped(scroll) + 1)
    default: break
    }
    return true
  }
}
