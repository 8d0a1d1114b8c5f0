import CCurses
import Terminal

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What this process can find out about its terminal without drawing on it.
public struct TerminalReport: Hashable, Sendable {
  /// The value of `TERM`; nil where it is empty or not set.
  public let name: String?
  /// Whether terminfo has an entry of that name.
  public let isKnown: Bool
  /// How many colours terminfo promises, 0 for none.
  public let colors: Int
  /// Whether frames are sent as synchronized updates, `ESC [ ? 2026 h`, which a terminal without them skips.
  public let synchronizesOutput: Bool
  /// Whether the locale's character set is UTF-8.
  public let localeIsUTF8: Bool
  /// What would be drawn with; nil for a terminal that is not known.
  public let capabilities: Capabilities?

  /// Looks the terminal up; reads and writes nothing on it.
  public init(
    _ options: CursesOptions = CursesOptions(),
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    localeIsUTF8 = ccurses_locale_is_utf8()
    name = environment["TERM"].flatMap { $0.isEmpty ? nil : $0 }
    guard let name, ccurses_look_up(name) == CCURSES_LOOKUP_FOUND else {
      (isKnown, colors, synchronizesOutput, capabilities) = (false, 0, false, nil)
      return
    }
    let description = Terminfo.description(name: name, localeIsUTF8: localeIsUTF8, environment: environment)
    let capabilities = Capabilities(description, options: options)
    isKnown = true
    colors = description.colors
    synchronizesOutput = !Terminfo.controlStrings(for: capabilities).beginUpdate.isEmpty
    self.capabilities = capabilities
  }
}
