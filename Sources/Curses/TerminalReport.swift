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
  /// Whether terminfo has an entry of that name; without one a screen runs on the built-in description.
  public let isKnown: Bool
  /// How many colours terminfo promises, 0 for none.
  public let colors: Int
  /// Whether frames are sent as synchronized updates, `ESC [ ? 2026 h`, which a terminal without them skips.
  public let synchronizesOutput: Bool
  /// Whether the locale's character set is UTF-8.
  public let localeIsUTF8: Bool
  /// What would be drawn with before the terminal is asked; nil where no screen can be shown.
  public let capabilities: Capabilities?
  /// Why no screen can be shown on a terminal of that name; nil where one can.
  public let refusal: CursesError?

  /// Looks the terminal up; reads and writes nothing on it.
  public init(
    _ options: CursesOptions = CursesOptions(),
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    localeIsUTF8 = ccurses_locale_is_utf8()
    name = environment["TERM"].flatMap { $0.isEmpty ? nil : $0 }
    let found: String
    do throws(CursesError) {
      (found, isKnown) = try Terminfo.lookUp(name)
    } catch {
      refusal = error
      isKnown = if case .terminalTooPlain = error { true } else { false }
      (colors, synchronizesOutput, capabilities) = (0, false, nil)
      return
    }
    refusal = nil
    let description = Terminfo.description(name: found, localeIsUTF8: localeIsUTF8, environment: environment)
    let capabilities = Capabilities(description, options: options)
    colors = description.colors
    synchronizesOutput = !Terminfo.controlStrings(for: capabilities).beginUpdate.isEmpty
    self.capabilities = capabilities
  }
}
