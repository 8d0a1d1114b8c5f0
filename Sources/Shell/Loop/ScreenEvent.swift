import Terminal

/// What happens to a screen.
public enum ScreenEvent<Message> {
  /// A person did something; the first is always a resize that tells the window's size.
  case input(InputEvent)
  /// The worker said something.
  case message(Message)
  /// Time went by; the value counts from the program's start.
  case tick(Duration)
  /// Something the program did for the screen, in words.
  case notice(String)
  /// Another screen covers this one, or no longer does.
  case covered(Bool)

  /// Whether a person did it, as opposed to a worker or the clock.
  var isOfPerson: Bool {
    switch self {
    case .input, .notice, .covered: true
    case .message, .tick: false
    }
  }
}
