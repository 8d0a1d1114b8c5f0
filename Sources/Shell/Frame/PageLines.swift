import Plots

/// The lines that a page's settings and keys make.
struct PageLines: Equatable {
  /// The settings' line; nil on a page without settings.
  let controls: ControlLine?
  /// The hint line.
  let hints: KeyHints

  /// The lines of a screen as it stands.
  init<S: Screen>(_ screen: S, _ parts: PageParts<S>) {
    controls = parts.settings.isEmpty ? nil : screen.controlLine(parts)
    hints = KeyHints(screen.hints(screen.activeBindings(parts)))
  }
}
