/// What a person did at the terminal.
public enum InputEvent: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// The mouse did something over a cell.
  case mouse(Mouse)
  /// A text was pasted; it is for a text field, and where there is none it means nothing.
  case paste(String)
  /// The window has a new size.
  case resize(Size)
}

/// A key as the program sees it, whatever bytes the terminal sent for it.
public enum Key: Hashable, Sendable {
  /// A printable character, also `" "`.
  case character(Unicode.Scalar)
  /// Ctrl with a lower-case letter.
  case control(Unicode.Scalar)
  case up, down, left, right
  case enter, escape, tab, backTab, backspace, delete, insert
  case home, end, pageUp, pageDown
  /// F1…F12.
  case function(Int)
}

/// One event of a mouse.
public struct Mouse: Hashable, Sendable {
  /// What happened.
  public enum Action: Hashable, Sendable {
    /// The left button went down.
    case press
    /// The pointer moved with the left button down.
    case drag
    /// The left button went up.
    case release
    /// The pointer moved with no button down.
    case move
    case wheelUp, wheelDown
    /// The right button went down.
    case secondaryPress
    /// The pointer moved with the right button down.
    case secondaryDrag
  }

  /// What happened.
  public var action: Action
  /// The cell under the pointer.
  public var position: Point

  /// An event at a cell.
  public init(_ action: Action, at position: Point) {
    self.action = action
    self.position = position
  }
}
