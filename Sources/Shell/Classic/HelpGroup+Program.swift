import Plots

extension HelpOverlay.Group {
  /// The keys that are the program's own, the same on all screens.
  public static let program = HelpOverlay.Group("program", programHints)

  /// Those keys one by one.
  public static let programHints: [KeyHints.Hint] = [
    .init("t", "dark or light"), .init("w", "write a picture of the frame"), .init("?", "this help"),
    .init("q, Esc", "back, then quit"), .init("ctrl-C", "quit"),
  ]
}
