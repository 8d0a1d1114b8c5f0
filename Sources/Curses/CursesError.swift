/// Why no screen can be shown; found before anything of the terminal is changed.
public enum CursesError: Error, Hashable, CustomStringConvertible {
  /// Keys cannot be read: standard input is no terminal.
  case inputIsNoTerminal
  /// Frames cannot be shown: standard output is no terminal.
  case outputIsNoTerminal
  /// `TERM` is unset or empty.
  case terminalNameMissing
  /// terminfo has no entry for the name in `TERM`, and this ncurses none of our own.
  case terminalUnknown(name: String)
  /// The terminal named in `TERM` lacks what a screen is made of.
  case terminalTooPlain(name: String, missing: String)
  /// The operating system refused the terminal.
  case cannotOpen(reason: String)
  /// A screen is up already; there is one terminal per process.
  case alreadyOpen

  /// What is wrong, what was expected, and what works instead.
  public var description: String {
    switch self {
    case .inputIsNoTerminal:
      "standard input is not a terminal, so no keys can be read; --headless runs a command such as xor without a screen"
    case .outputIsNoTerminal:
      "standard output is not a terminal, so no screen can be shown; --headless runs a command such as xor without a screen"
    case .terminalNameMissing:
      "TERM is not set: expected the name of your terminal; type TERM=xterm-256color before the command; "
        + "--headless runs a command such as xor without a screen"
    case .terminalUnknown(let name):
      "TERM is '\(name)', which terminfo does not know: type TERM=xterm-256color before the command; "
        + "--headless runs a command such as xor without a screen"
    case .terminalTooPlain(let name, let missing):
      "the terminal '\(name)' cannot \(missing): where yours can, type TERM=xterm-256color before the command; "
        + "--headless runs a command such as xor without a screen"
    case .cannotOpen(let reason):
      "the terminal could not be opened: \(reason); --headless runs a command such as xor without a screen"
    case .alreadyOpen:
      "a screen is already open in this process: expected one at a time"
    }
  }
}
